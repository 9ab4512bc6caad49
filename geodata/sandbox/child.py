"""The confined process itself: ``python -m geodata.sandbox.child``, started by ``geodata/sandbox/room.py`` alone.

It takes one line of JSON from its standard input, imports the reader, locks itself, says which layers of the lock hold,
and then hands over the parts that the reader yields.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any, BinaryIO

from geodata.sandbox.faults import UnreadableError
from geodata.sandbox.lock import lock
from geodata.sandbox.wire import CONTROL, Part, Question, write

#: Given the folder with the file and what was asked for, yields parts; a Question gets its answer.
Reader = Callable[[Path, dict[str, Any]], Generator[Part, Any, None]]

#: What pyogrio would import for nothing: half a second, and more for a file to reach.
_UNWANTED = ("geopandas", "pandas", "pyarrow", "pyproj", "shapely")


def main() -> None:
    """Read one file."""
    asked = json.loads(sys.stdin.readline())
    out = os.fdopen(os.dup(1), "wb", buffering=1 << 20)
    os.dup2(2, 1)  # whatever a library prints does not get between the parts
    sys.path += [path for path in asked["libraries"] if path not in sys.path]  # after Python's own
    for name in _UNWANTED:
        sys.modules[name] = None  # type: ignore[assignment]
    module, _, name = str(asked["reader"]).partition(":")
    found = importlib.import_module(module)
    reader: Reader = getattr(found, name)
    others = _other_drivers(asked["driver"])
    if others:
        write(Part("unopened", f"GDAL has drivers that were not asked for: {', '.join(others)}", CONTROL), out)
        return
    folder = Path(asked["folder"])
    write(Part("locked", lock(folder, getattr(found, "TABLES", ())), CONTROL), out)
    _run(reader, folder, asked["arguments"], out)


def _run(reader: Reader, folder: Path, arguments: dict[str, Any], out: BinaryIO) -> None:
    """Hand over every part, and last "end", or how it failed."""
    try:
        parts = reader(folder, arguments)
        answer = None
        while True:
            try:
                part = parts.send(answer)
            except StopIteration:
                break
            write(part, out)
            answer = json.loads(sys.stdin.readline()) if isinstance(part, Question) else None
        write(Part("end", None, CONTROL), out)
    except MemoryError:
        write(Part("memory", None, CONTROL), out)
    except UnreadableError as error:
        write(Part("unreadable", str(error)[:1000], CONTROL), out)
    except Exception as error:  # whatever a reader raises on a broken file
        write(Part("unreadable", f"{type(error).__name__}: {error}"[:1000], CONTROL), out)


def _other_drivers(driver: str) -> list[str]:
    """Drivers of GDAL beside the one agreed on; none when the reader does not use GDAL."""
    if "pyogrio" not in sys.modules:
        return []
    from geodata.sandbox.gdal_drivers import other_drivers

    return other_drivers([driver])


if __name__ == "__main__":
    main()
