"""Which drivers of GDAL there are, wherever this project runs."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

from geodata.sandbox.gdal_drivers import KNOWN, OWN, settings

ROOT = Path(__file__).parents[3]
_LISTS = "import pyogrio; print(sorted(pyogrio.list_drivers()))"
_GDAL = {"pyogrio", "geopandas", "fiona", "osgeo", "rasterio"}


def run(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Python in a process of its own, which has heard nothing of this project."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("OGR_", "GDAL_"))}
    command = [sys.executable, "-c", code]
    return subprocess.run(command, cwd=ROOT, env=clean | environment, capture_output=True, text=True, check=True)


def test_every_driver_of_gdal_is_known_here() -> None:
    """A new pyogrio may bring new ones: put them into KNOWN."""
    assert run(_LISTS).stdout.strip() == str(sorted(KNOWN))


@pytest.mark.parametrize(
    "first",
    ["import geodata", "import geodata.importers", "import geodata.exports", "import geodata.__main__",
     "import geodata.database.command", "import pages.bringing.import_panel", "app.py", "pages/shell.py"],
)  # fmt: skip
def test_a_process_of_this_project_has_but_its_own_drivers(first: str) -> None:
    if first.endswith(".py"):  # needs a server around it; what it imports is what counts
        tree = ast.parse((ROOT / first).read_text(encoding="utf-8"))
        first = "\n".join(ast.unparse(node) for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom))
    assert run(f"{first}\n{_LISTS}").stdout.splitlines()[-1] == str(sorted(OWN))


def test_whoever_imported_pyogrio_first_is_told() -> None:
    done = run("import pyogrio, geodata")
    assert "before geodata" in done.stderr
    assert "OGR_VRT" in done.stderr
    assert run("import geodata, pyogrio").stderr == ""


def test_a_process_that_was_started_with_one_driver_keeps_that_one() -> None:
    assert run(f"import geodata; {_LISTS}", **settings(["KML"])).stdout.strip() == "['KML']"


def test_pages_and_app_leave_gdal_to_geodata() -> None:
    """Importing anything of geodata comes before GDAL; where nobody else imports it, there is no other order."""
    for path in [ROOT / "app.py", *(ROOT / "pages").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not {name.split(".")[0] for name in names} & _GDAL, path


def test_files_of_strangers_reach_gdal_by_the_sandbox_alone() -> None:
    """No importer, and nothing of the database, imports what could open a file by GDAL."""
    for path in [*(ROOT / "geodata" / "importers").rglob("*.py"), *(ROOT / "geodata" / "database").rglob("*.py")]:
        text = path.read_text(encoding="utf-8")
        assert "pyogrio" not in text, path
        assert "read_file" not in text, path
