"""What a file is, by its first bytes; its name only serves to say that it is something else."""

from __future__ import annotations

import codecs
from functools import partial
from pathlib import PurePath
from typing import Literal

from geodata.importers.faults import ImportFault
from geodata.importers.report import Report
from geodata.importers.source import Source
from geodata.languages import gettext, noop

Kind = Literal["text", "json", "gpkg", "zip"]

_NOTHING = b" \t\r\n\0"
_OTHER_ENDING: dict[Kind, str] = {
    "text": noop("the file is delimited text (CSV), which is not what its ending says; it was read as what it is"),
    "json": noop("the file is JSON, which is not what its ending says; it was read as what it is"),
    "gpkg": noop("the file is a GeoPackage, which is not what its ending says; it was read as what it is"),
    "zip": noop("the file is a zip file, which is not what its ending says; it was read as what it is"),
}
_ENDINGS: dict[str, Kind] = {
    ".csv": "text", ".tsv": "text", ".txt": "text", ".json": "json", ".geojson": "json", ".gpkg": "gpkg", ".zip": "zip",
}  # fmt: skip

#: First bytes of what is not read -> what it is, and what to do.
_REFUSED = (
    (b"%PDF", noop("a PDF document"), noop("export the table behind it as CSV")),
    (b"\x89PNG", noop("a picture"), noop("bring the table behind it as CSV")),
    (b"\xff\xd8\xff", noop("a picture"), noop("bring the table behind it as CSV")),
    (b"GIF8", noop("a picture"), noop("bring the table behind it as CSV")),
    (b"\x1f\x8b", noop("a gzip archive"), noop("unpack it and import what is in it")),
    (b"7z\xbc\xaf", noop("a 7z archive"), noop("unpack it and import what is in it")),
    (b"Rar!", noop("a RAR archive"), noop("unpack it and import what is in it")),
    (b"\xd0\xcf\x11\xe0", noop("an old Excel workbook"), noop("save it as CSV (UTF-8) and import that")),
    (b"PAR1", noop("a Parquet file"), noop("save it as CSV (UTF-8) and import that")),
    (
        b"\x00\x00\x27\x0a",
        noop("one part of a shapefile"),
        noop("put .shp, .shx, .dbf and .prj together into one zip file"),
    ),
)


def kind_of(source: Source, report: Report) -> Kind:
    """Tell what the file is; note it in the report when its ending says otherwise.

    Raises ImportFault when the file is empty or of no kind that is read.
    """
    name, start = source.name, source.start(1 << 16)
    if not start.strip(_NOTHING) and source.has_only(_NOTHING):
        raise ImportFault(noop("{name} is empty; check that it was downloaded whole."), name=name)
    for mark, what, remedy in _REFUSED:
        if start.startswith(mark):
            words = noop("{name} is {what}, not a table of events; {remedy}.")
            raise ImportFault(words, name=name, what=partial(gettext, what), remedy=partial(gettext, remedy))
    kind = _kind(start, name)
    ending = PurePath(name).suffix.lower()
    if ending in _ENDINGS and _ENDINGS[ending] != kind:
        report.file("", ending, _OTHER_ENDING[kind], noop("give the file its right ending"))
    return kind


def _kind(start: bytes, name: str) -> Kind:
    if start.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "zip"
    if start.startswith(b"SQLite format 3\0"):
        return "gpkg"
    if start.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)):
        return "text"
    text = start.removeprefix(codecs.BOM_UTF8).lstrip()
    if text[:1] in (b"{", b"["):
        return "json"
    if text[:1] == b"<":
        words = noop("{name} is a web page or XML, not a table of events; download the data itself, as CSV.")
        raise ImportFault(words, name=name)
    controls = sum(start.count(bytes([code])) for code in range(32) if code not in (9, 10, 12, 13))
    if controls * 5 > len(start):
        words = noop("{name} is not text, nor any other kind of file that is read here; save it as CSV (UTF-8).")
        raise ImportFault(words, name=name)
    return "text"
