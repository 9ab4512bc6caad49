"""Lint and types of the browser's scripts, by Deno: one package from PyPI that holds a linter and TypeScript.

``python -m tests.deno`` checks them all and says what is wrong. Nothing is fetched while it does. The rules stand in
``.deno.json``.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tempfile
from collections.abc import Iterable
from functools import cache
from pathlib import Path

TOP = Path(__file__).parents[1]
RULES = TOP / ".deno.json"
SCRIPTS = TOP / "geodata/drawing/browser"
TESTS = TOP / "tests/unit/drawing/browser"
HOW = (
    "The scripts of the browser are checked with Deno and none was found: install the packages of "
    "tests/requirements.txt, or name one that is there: DENO=/path/to/deno bash tests/run"
)


@cache
def deno() -> str:
    """Return the path of Deno: ``$DENO``, else that of the environment. Raises RuntimeError when there is none."""
    for path in (
        os.environ.get("DENO"),
        Path(sysconfig.get_path("scripts")) / f"deno{sysconfig.get_config_var('EXE')}",
    ):
        if path and Path(path).is_file():
            return str(path)
    raise RuntimeError(HOW)


def lint(paths: Iterable[Path]) -> str:
    """Return what the linter has to say of files and folders: "" when there is nothing."""
    return _said("lint", "--compact", "--config", str(RULES), *map(str, paths))


def types(paths: Iterable[Path]) -> str:
    """Return what the type checker has to say of files, each a script or TypeScript: "" when there is nothing."""
    return _said("check", "--quiet", "--no-remote", "--config", str(RULES), *map(str, paths))


def scripts() -> list[Path]:
    """Return the files of the browser's scripts."""
    return sorted(SCRIPTS.rglob("*.js"))


def _said(*command: str) -> str:
    """Run Deno and return what it said if it found something. It keeps what it remembers outside of the home folder."""
    kept = Path(tempfile.gettempdir()) / f"deno-{os.getuid() if hasattr(os, 'getuid') else 'tests'}"
    asked = {"DENO_DIR": str(kept), "DENO_NO_UPDATE_CHECK": "1", "NO_COLOR": "1"}
    done = subprocess.run(
        [deno(), *command],
        cwd=TOP,
        env={**os.environ, **asked},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    return done.stderr + done.stdout if done.returncode else ""


if __name__ == "__main__":
    found = lint([SCRIPTS, TESTS]) + types(scripts())
    print(found, end="", file=sys.stderr)
    sys.exit(bool(found))
