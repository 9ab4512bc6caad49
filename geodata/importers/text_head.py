"""The top of a file of delimited text: encoding, separator, header."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass

from geodata.importers.faults import ImportFault
from geodata.importers.limits import MAX_FIELD, MAX_ROW
from geodata.importers.raw_table import check_header
from geodata.importers.report import Report
from geodata.importers.sentences import OTHER_ENCODING
from geodata.importers.source import Source
from geodata.languages import noop

SEPARATORS = (",", ";", "\t", "|")
_PIECE = 1 << 20

#: With a byte-order mark or without.
UTF8 = "utf-8-sig"
_TWO_BYTE_LETTER = re.compile(rb"[\xc3-\xf4][\x80-\xbf]")
_WIDE_MARKS = ((codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True)
class TextHead:
    """``source`` is in ``encoding`` ("utf-8-sig" or "cp1252"); ``skip`` rows precede the events.

    ``hxl`` holds the tags of the second row, none when that is an event; ``clean`` says whether the header was
    readable.
    """

    source: Source
    encoding: str
    separator: str
    header: list[str]
    hxl: list[str]
    clean: bool

    @property
    def skip(self) -> int:
        return 2 if self.hxl else 1


def read_head(source: Source, encoding: str = UTF8) -> TextHead:
    """Read header and separator. Raises ImportFault when there is no header that can be read."""
    name = source.name
    separator = _separator(source, encoding)
    lines = rows_of(source, encoding, separator)
    nothing: list[str] = []
    try:
        given = next(lines, nothing)
        second = next(lines, nothing)
    except csv.Error as error:
        raise ImportFault(
            noop(
                "{name} has a cell of more than {most} characters (limit MAX_FIELD) at its top; "
                "close the quotation mark that is open, or save the file as CSV again."
            ),
            name=name,
            most=MAX_FIELD,
        ) from error
    if not any(cell.strip() for cell in given):
        raise ImportFault(noop("{name} has no names of columns in its first line; put them there."), name=name)
    check_header(given, name)
    header = [cell.encode("utf-8", "backslashreplace").decode() for cell in given]
    return TextHead(source, encoding, separator, header, second if _is_hxl(second) else [], header == given)


def rows_of(source: Source, encoding: str, separator: str) -> Iterator[list[str]]:
    """Rows of cells. A byte that is no letter of the encoding becomes a lone surrogate, or � in Windows-1252."""
    csv.field_size_limit(MAX_FIELD)  # of the whole process; Python's own limit is lower, so nobody else is hurt
    errors = "surrogateescape" if encoding == UTF8 else "replace"
    text = io.TextIOWrapper(source.open(), encoding=encoding, errors=errors, newline="")
    lines = _Lines(text, source.name)
    for row in csv.reader(lines, delimiter=separator):
        lines.taken = 0
        yield row


class _Lines(Iterator[str]):
    """The lines of a text, no longer than a row may be; ``taken`` counts the characters since it was set to 0."""

    def __init__(self, text: io.TextIOWrapper, name: str) -> None:
        self._text, self._name, self.taken = text, name, 0

    def __next__(self) -> str:
        line = self._text.readline(MAX_ROW + 1)
        if not line:
            raise StopIteration
        self.taken += len(line)
        if self.taken > MAX_ROW:
            raise ImportFault(
                noop(
                    "{name} has a row of more than {most} characters (limit MAX_ROW); check that its lines end, "
                    "and that each quotation mark is closed."
                ),
                name=self._name,
                most=MAX_ROW,
            )
        return line


def without_wide(source: Source, report: Report) -> Source:
    """Text in UTF-16 or UTF-32, known by its byte-order mark, becomes UTF-8, and the report says so."""
    start = source.start(4)
    for mark, encoding in _WIDE_MARKS:
        if start.startswith(mark):
            report.file("", encoding, OTHER_ENCODING.format(encoding=encoding.upper()), noop("none needed"))
            try:
                return Source(source.whole().decode(encoding).encode(), source.name)
            except UnicodeError as error:
                words = noop("{name} begins as {encoding} text but is broken further on; save it as CSV (UTF-8).")
                raise ImportFault(words, name=source.name, encoding=encoding.upper()) from error
    return source


def encoding_of(source: Source, report: Report) -> str:
    """UTF-8, also when only some bytes are not; Windows-1252 when no letter beyond ASCII is UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with source.open() as stream:
            while piece := stream.read(_PIECE):
                decoder.decode(piece)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        if _TWO_BYTE_LETTER.search(source.whole()):
            return UTF8
        reason = noop("the file is not UTF-8; it was read as Windows-1252, and letters with accents may be wrong")
        report.file("", "Windows-1252", reason, noop("save the file as CSV (UTF-8) and import it again"))
        return "cp1252"
    return UTF8


def _separator(source: Source, encoding: str) -> str:
    """The mark that parts the first line into most cells."""
    first = re.split(rb"[\r\n]", source.start(1 << 18).lstrip(b"\r\n"), maxsplit=1)[0]
    line = first.decode(encoding, errors="replace")
    outside = re.sub(r'"[^"]*"', "", line)
    return max(SEPARATORS, key=outside.count)


def _is_hxl(row: list[str]) -> bool:
    tags = [cell.strip() for cell in row if cell.strip()]
    return bool(tags) and all(re.match(r"#[a-z]", tag) for tag in tags)
