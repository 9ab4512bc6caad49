"""A map program beside the dashboard: GDAL with all its drivers, in a process that knows nothing of this project.

The project leaves its own process but a few drivers of GDAL (``geodata/sandbox/gdal_drivers.py``), so the tests let
another one open what the project hands out.
"""

from __future__ import annotations

import atexit
import os
import pickle
import subprocess
import sys
from functools import cache
from typing import Any

import geopandas as gpd

_PROGRAM = """
import pickle, sys
import pyogrio
while True:
    name, arguments, options = pickle.load(sys.stdin.buffer)
    try:
        answer = getattr(pyogrio, name)(*arguments, **options)
    except Exception as error:
        answer = error
    pickle.dump(answer, sys.stdout.buffer)
    sys.stdout.buffer.flush()
"""

#: What the project tells its own GDAL, and what this one does not hear.
_OURS = ("OGR_", "GDAL_", "CPL_", "PROJ_")


def read(source: object, layer: str | None = None) -> gpd.GeoDataFrame:
    """Read one layer of a path, an address, or the bytes of a file."""
    return _ask("read_dataframe", source, layer=layer)


def layers(source: object) -> list[str]:
    """Names of the layers."""
    return [str(name) for name, _ in _ask("list_layers", source)]


def _ask(name: str, *arguments: object, **options: object) -> Any:
    program = _started()
    assert program.stdin is not None
    assert program.stdout is not None
    pickle.dump((name, arguments, options), program.stdin)
    program.stdin.flush()
    answer = pickle.load(program.stdout)
    if isinstance(answer, Exception):
        raise answer
    return answer


@cache
def _started() -> subprocess.Popen[bytes]:
    environment = {name: value for name, value in os.environ.items() if not name.startswith(_OURS)} | {"NO_PROXY": "*"}
    program = subprocess.Popen(
        [sys.executable, "-W", "ignore", "-c", _PROGRAM],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
    )
    atexit.register(program.kill)
    return program
