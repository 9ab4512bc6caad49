"""A GeoPackage or a shapefile, open in a confined process (``geodata/sandbox``), and its failures in words."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from geodata.importers.faults import ImportFault
from geodata.languages import gettext, noop
from geodata.sandbox import wire
from geodata.sandbox.faults import (
    CrashedError,
    MemorySpentError,
    SandboxError,
    TimeSpentError,
    UnopenedError,
    UnreadableError,
)
from geodata.sandbox.limits import MAX_READER_MEMORY, MAX_READER_SECONDS
from geodata.sandbox.room import Room

#: Ending of the file, which is ours -> the one driver of GDAL that there is while it is read.
_DRIVERS = {".gpkg": "GPKG", ".shp": "ESRI Shapefile"}
_READER = "geodata.sandbox.map_reader:read"

#: What the reader says of a GeoPackage that would run something -> what a viewer reads.
_RUNS = {
    "a view in place of a table of its own": noop("a view in place of a table of its own"),
    "a virtual table": noop("a virtual table"),
    "a computed column": noop("a computed column"),
}

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Head:
    """Of one layer: its coordinate system ("" when it states none), the names of its fields, the number of its rows."""

    crs: str
    fields: list[str]
    rows: int


@dataclass(frozen=True)
class Rows:
    """``geometry``: well-known binary or None, one a row; None for a layer without places.

    ``cells``: name of the field -> its texts. ``number`` of rows.
    """

    geometry: list[bytes | None] | None
    cells: dict[str, list[str]]
    number: int


class MapFile:
    """Asked in this order, each once: :meth:`layers`, :meth:`head`, :meth:`rows`; each raises SandboxError."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._layers: list[str | None] = []
        self._head = Head("", [], 0)

    def layers(self) -> list[str]:
        """Names of the layers of a GeoPackage; of a shapefile none, for it has but one."""
        found = self._room.expect("layers")
        if not isinstance(found, list):
            raise CrashedError("layers are no list")
        self._layers = [name if name is None else str(name) for name in found]
        return [name for name in self._layers if name is not None]

    def head(self, layer: str | None) -> Head:
        """Choose a layer, None for the one of a shapefile."""
        self._room.answer(self._layers.index(layer))
        head = self._room.expect("head")
        try:
            fields = [str(field) for field in head["fields"]]
            self._head = Head(str(head["crs"] or ""), fields, int(head["features"]))
        except (KeyError, TypeError, ValueError) as error:
            raise CrashedError("not a head") from error
        return self._head

    def rows(self, fields: Sequence[str]) -> Rows:
        """Read all rows, of these fields only."""
        self._room.answer([self._head.fields.index(field) for field in fields])
        geometry = self._room.expect("geometry")
        cells: dict[str, list[str]] = {}
        while (part := self._room.part()).of != wire.CONTROL:
            cells.setdefault(part.name, part.value)
        columns = [*cells.values(), *([] if geometry is None else [geometry])]
        number = len(columns[0]) if columns else self._head.rows
        if set(cells) != set(fields) or any(len(column) != number for column in columns):
            raise CrashedError("columns that do not fit")
        return Rows(geometry, cells, number)


@contextmanager
def opened(path: Path, name: str, step: Callable[[], None] = lambda: None) -> Iterator[MapFile]:
    """Open a map file whose signature was checked. Raises ImportFault whenever it cannot be read on."""
    driver = _DRIVERS[path.suffix]
    arguments = {"file": path.name, "driver": driver}
    try:
        with Room(_READER, path.parent, arguments, driver=driver, step=step) as room:
            yield MapFile(room)
    except SandboxError as error:
        raise _in_words(error, name, driver) from error


def _in_words(error: SandboxError, name: str, driver: str) -> ImportFault:
    if isinstance(error, MemorySpentError):
        words = noop(
            "{name} needs more memory than one file may have, {most} bytes (limit MAX_READER_MEMORY); cut it into "
            "several files."
        )
        return ImportFault(words, name=name, most=MAX_READER_MEMORY)
    if isinstance(error, TimeSpentError):
        words = noop(
            "{name} takes longer to read than one file may, {most} seconds (limit MAX_READER_SECONDS); cut it into "
            "several files."
        )
        return ImportFault(words, name=name, most=MAX_READER_SECONDS)
    if isinstance(error, UnopenedError):
        _log.error("the confined reader did not start: %s", error)
        words = noop(
            "{name} was not opened: the program that reads map files does not start on this computer; bring the table "
            "as CSV, and tell who runs this dashboard."
        )
        return ImportFault(words, name=name)
    if isinstance(error, UnreadableError):
        return _unreadable(str(error), name, driver)
    words = noop(
        "The program that reads map files broke off in {name}, and nothing of it was taken in; save the file again "
        "with the program that it comes from, or bring the table as CSV."
    )
    return ImportFault(words, name=name)


def _unreadable(why: str, name: str, driver: str) -> ImportFault:
    if why in _RUNS:
        words = noop(
            "{name} holds {what}, which would compute something while it is read, so it was not read; save its layer "
            "into a new GeoPackage."
        )
        return ImportFault(words, name=name, what=partial(gettext, _RUNS[why]))
    if why == "not a GeoPackage" and driver == "GPKG":
        words = noop("{name} is an SQLite database but not a GeoPackage that can be read; save it again as GeoPackage.")
        return ImportFault(words, name=name)
    words = noop("{name} cannot be read as what it is; check that it is whole, or save it again.")
    return ImportFault(words, name=name)
