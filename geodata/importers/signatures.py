"""Whether a map file is what it says, by its own first bytes, before any library sees it.

Shapefile: ESRI Shapefile Technical Description (1998), pages 2 to 5 and 23; dBASE table: the header that Xbase files
share; GeoPackage: OGC 12-128r19, clauses 1.1.1.1.1 and 1.1.1.1.2 (SQLite's own: https://www.sqlite.org/fileformat.html).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from geodata.importers.faults import ImportFault
from geodata.importers.projection import names_a_file
from geodata.languages import gettext, noop

_SHAPE_CODE, _SHAPE_VERSION, _SHAPE_HEADER = 9994, 1000, 100
_SHAPE_TYPES = {0, 1, 3, 5, 8, 11, 13, 15, 18, 21, 23, 25, 28, 31}
_INDEX_ENTRY = 8

#: dBASE III to VII, FoxPro and their kin, with and without long texts.
_TABLE_VERSIONS = {0x02, 0x03, 0x04, 0x05, 0x30, 0x31, 0x32, 0x43, 0x63, 0x83, 0x8B, 0x8C, 0x8E, 0xCB, 0xF5, 0xFB}
_TABLE_HEADER, _FIELD, _FIELDS_END = 32, 32, 0x0D

_MOST_PROJECTION = 65_536
_WKT = re.compile(
    r"(PROJCS|GEOGCS|GEOCCS|LOCAL_CS|VERT_CS|COMPD_CS|FITTED_CS|(PROJ|PROJECTED|GEOG|GEOGRAPHIC|GEOD|GEODETIC|BOUND|"
    r"COMPOUND|ENG|ENGINEERING|VERT|VERTICAL|DERIVEDPROJ)CRS)\s*[\[(]",
    re.IGNORECASE,
)
_CODE_PAGE = re.compile(r"[A-Za-z0-9][A-Za-z0-9 ._:-]{0,39}")

_SQLITE = b"SQLite format 3\0"
_GEOPACKAGES = (b"GPKG", b"GP10", b"GP11")

_PARTS = {
    ".shp": noop("the main file"),
    ".shx": noop("the index"),
    ".dbf": noop("the table"),
    ".prj": noop("the coordinate system"),
    ".cpg": noop("the encoding"),
}


def check_shapefile(parts: dict[str, bytes], name: str) -> None:
    """Check the parts of a shapefile (ending -> content). Raises ImportFault that names the part and what it lacks."""
    for ending, check in _CHECKS.items():
        wrong = check(parts[ending]) if ending in parts else ""
        if wrong:
            raise ImportFault(
                noop(
                    "{name} is not the shapefile that it says: its {ending} file ({part}) {wrong}. It was not opened; "
                    "save it again as a shapefile, or bring the table as CSV."
                ),
                name=name,
                ending=ending,
                part=partial(gettext, _PARTS[ending]),
                wrong=partial(gettext, wrong),
            )
    if parts[".shp"][32:36] != parts[".shx"][32:36]:
        words = noop(
            "{name} is not one shapefile: its .shp and .shx files hold different kinds of shapes; zip those together "
            "that belong together."
        )
        raise ImportFault(words, name=name)


def check_geopackage(data: bytes, name: str) -> None:
    """Check the header of a GeoPackage. Raises ImportFault that says what it lacks."""
    page = int.from_bytes(data[16:18], "big")
    whole = page == 1 or (512 <= page <= 32_768 and page & (page - 1) == 0)
    if len(data) < 512 or not data.startswith(_SQLITE) or not whole:
        words = noop("{name} is a broken SQLite database and not a GeoPackage; save its layer as GeoPackage again.")
        raise ImportFault(words, name=name)
    if data[68:72] not in _GEOPACKAGES:
        raise ImportFault(
            noop(
                "{name} is an SQLite database but not a GeoPackage: its header lacks the mark GPKG (application id). "
                "It was not opened; save its layer as GeoPackage."
            ),
            name=name,
        )


def _main_file(data: bytes) -> str:
    code, version = int.from_bytes(data[:4], "big"), int.from_bytes(data[28:32], "little")
    if len(data) < _SHAPE_HEADER or code != _SHAPE_CODE or version != _SHAPE_VERSION:
        return noop("does not begin as one does")
    return "" if int.from_bytes(data[32:36], "little") in _SHAPE_TYPES else noop("holds a kind of shape that is none")


def _index(data: bytes) -> str:
    wrong = _main_file(data)
    if not wrong and (len(data) - _SHAPE_HEADER) % _INDEX_ENTRY:
        return noop("is cut short")
    return wrong


def _table(data: bytes) -> str:
    """The fields must fit into a row, and the rows into the file."""
    rows, header, row = (int.from_bytes(data[start:end], "little") for start, end in ((4, 8), (8, 10), (10, 12)))
    if data[:1] == b"" or data[0] not in _TABLE_VERSIONS or header <= _TABLE_HEADER or row < 1:
        return noop("does not begin as one does")
    width, place = 1, _TABLE_HEADER
    while place + _FIELD <= header and data[place : place + 1] not in (b"", bytes([_FIELDS_END])):
        width += data[place + 16] if place + 16 < len(data) else 0
        place += _FIELD
    if width > row:
        return noop("describes fields that do not fit into its rows")
    return noop("is cut short") if header + rows * row > len(data) else ""


def _projection(data: bytes) -> str:
    if len(data) > _MOST_PROJECTION or b"\0" in data:
        return noop("is not a text that describes one")
    text = data.decode("utf-8-sig", "replace").strip()
    if text and not _WKT.match(text):
        return noop("is not a text that describes one")
    return noop("names another file, which is not opened") if names_a_file(text) else ""


def _code_page(data: bytes) -> str:
    text = data[:_MOST_PROJECTION].decode("utf-8-sig", "replace").strip()
    return "" if not text or _CODE_PAGE.fullmatch(text) else noop("is not the name of one")


_CHECKS: dict[str, Callable[[bytes], str]] = {
    ".shp": _main_file,
    ".shx": _index,
    ".dbf": _table,
    ".prj": _projection,
    ".cpg": _code_page,
}
