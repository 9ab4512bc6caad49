"""What a file is, by its first bytes; its name only serves to say that it is something else."""

from __future__ import annotations

import codecs
from pathlib import PurePath
from typing import Literal

from geodata.importers.faults import ImportFault
from geodata.importers.report import Report
from geodata.importers.source import Source

Kind = Literal["text", "json", "gpkg", "zip"]

_NOTHING = b" \t\r\n\0"
_WORDS: dict[Kind, str] = {
    "text": "delimited text (CSV)",
    "json": "JSON",
    "gpkg": "a GeoPackage",
    "zip": "a zip file",
}
_ENDINGS: dict[str, Kind] = {
    ".csv": "text", ".tsv": "text", ".txt": "text", ".json": "json", ".geojson": "json", ".gpkg": "gpkg", ".zip": "zip",
}  # fmt: skip

#: First bytes of what is not read -> what it is, and what to do.
_REFUSED = (
    (b"%PDF", "a PDF document", "export the table behind it as CSV"),
    (b"\x89PNG", "a picture", "bring the table behind it as CSV"),
    (b"\xff\xd8\xff", "a picture", "bring the table behind it as CSV"),
    (b"GIF8", "a picture", "bring the table behind it as CSV"),
    (b"\x1f\x8b", "a gzip archive", "unpack it and import what is in it"),
    (b"7z\xbc\xaf", "a 7z archive", "unpack it and import what is in it"),
    (b"Rar!", "a RAR archive", "unpack it and import what is in it"),
    (b"\xd0\xcf\x11\xe0", "an old Excel workbook", "save it as CSV (UTF-8) and import that"),
    (b"PAR1", "a Parquet file", "save it as CSV (UTF-8) and import that"),
    (b"\x00\x00\x27\x0a", "one part of a shapefile", "put .shp, .shx, .dbf and .prj together into one zip file"),
)


def kind_of(source: Source, report: Report) -> Kind:
    """Tell what the file is; note it in the report when its ending says otherwise.

    Raises ImportFault when the file is empty or of no kind that is read.
    """
    name, start = source.name, source.start(1 << 16)
    if not start.strip(_NOTHING) and source.has_only(_NOTHING):
        raise ImportFault(f"{name} is empty; check that it was downloaded whole.")
    for mark, what, remedy in _REFUSED:
        if start.startswith(mark):
            raise ImportFault(f"{name} is {what}, not a table of events; {remedy}.")
    kind = _kind(start, name)
    ending = PurePath(name).suffix.lower()
    if ending in _ENDINGS and _ENDINGS[ending] != kind:
        reason = f"the file is {_WORDS[kind]}, which is not what its ending says; it was read as what it is"
        report.file("", ending, reason, "give the file its right ending")
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
        raise ImportFault(f"{name} is a web page or XML, not a table of events; download the data itself, as CSV.")
    controls = sum(start.count(bytes([code])) for code in range(32) if code not in (9, 10, 12, 13))
    if controls * 5 > len(start):
        raise ImportFault(f"{name} is not text, nor any other kind of file that is read here; save it as CSV (UTF-8).")
    return "text"
