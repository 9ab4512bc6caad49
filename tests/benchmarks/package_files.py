"""Scripts and styles of the plain ways, served from installed packages: the tests reach no other host."""

from __future__ import annotations

import importlib.util
from pathlib import Path

from starlette.routing import Mount
from starlette.staticfiles import StaticFiles


def package_files(name: str) -> Mount:
    """Serve what the package ``xstatic.pkg.<name>`` holds below ``/<name>/``."""
    package = importlib.util.find_spec(f"xstatic.pkg.{name}")
    assert package is not None
    assert package.submodule_search_locations is not None
    return Mount(f"/{name}", StaticFiles(directory=Path(package.submodule_search_locations[0]) / "data"))
