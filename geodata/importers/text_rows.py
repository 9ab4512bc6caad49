"""Rows of a delimited text file: by the fast reader when nothing is wrong, else by a patient one that says what is."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field, replace

import numpy as np
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]
from pyarrow import csv as arrow_csv

from geodata.importers.faults import ImportFault
from geodata.importers.limits import MAX_FIELD, MAX_ROWS
from geodata.importers.options import ImportOptions
from geodata.importers.raw_table import Chooser, RawTable, first_positions, plain_names
from geodata.importers.report import Report
from geodata.importers.sentences import FEWER_CELLS, MORE_CELLS
from geodata.importers.source import Source
from geodata.importers.text_head import UTF8, TextHead, encoding_of, read_head, rows_of, without_wide
from geodata.languages import ngettext, noop
from geodata.languages.formats import number

_BLOCK = 1 << 21
_PIECE = 20_000

#: Columns whose cells mostly differ; of all others each different text is stored once.
_KIND_OF_CELL = dict.fromkeys(
    ("id", "event_id_cnty", "notes", "source_article", "where_description", "title", "description"), pa.large_string()
)
_ALIKE = pa.dictionary(pa.int32(), pa.string())
_ODD_BYTES = noop("bytes that are no UTF-8 letters, here as \\x..")
_REMEDY_RAGGED = noop("put quotation marks around cells that hold the separator, or add the missing cells")


def read_text(source: Source, choose: Chooser, options: ImportOptions, report: Report) -> RawTable:
    """Read the chosen columns of a delimited text file. Raises ImportFault when it cannot be read as one."""
    source = without_wide(source, report)
    head = read_head(source)
    if not head.clean:
        head = read_head(source, encoding_of(source, report))
    if head.hxl:
        reason = noop("row 2 holds HXL tags, not an event; it is not counted as a row")
        report.file("", ", ".join(head.hxl), reason, noop("none needed"))
    names = plain_names(head.header)
    positions = first_positions(names)
    given = {plain: head.header[position].strip() for plain, position in positions.items()}
    for plain in sorted({twice for twice in names if twice and names.count(twice) > 1}):
        reason = noop("two columns have this name; only the first is read")
        report.file(given[plain], "", reason, noop("give each its own name"))
    wanted = {plain: positions[plain] for plain in choose(list(positions))}
    table = _fast(head, wanted, options)
    if table is None:
        if head.clean:
            head = replace(head, encoding=encoding_of(source, report))
        table = _Patient(head, source.name, wanted, options).read(report)
    report.row_numbers = table.row_numbers
    return RawTable(given, table.cells, table.row_numbers, report, table.lost)


@dataclass(frozen=True)
class _Rows:
    cells: dict[str, pd.Series]
    row_numbers: np.ndarray
    lost: int


def _fast(head: TextHead, wanted: dict[str, int], options: ImportOptions) -> _Rows | None:
    """Read with Arrow; None as soon as a row, a byte or a quotation mark is not as it should be."""
    if head.encoding != UTF8:
        return None
    watched = _Watched(head.source)
    labels = [f"c{position}" for position in range(len(head.header))]
    kept = [labels[position] for position in wanted.values()]
    types = {label: _KIND_OF_CELL.get(plain, _ALIKE) for plain, label in zip(wanted, kept, strict=True)}
    batches = []
    rows = 0
    try:
        reader = arrow_csv.open_csv(
            pa.PythonFile(watched, mode="r"),
            arrow_csv.ReadOptions(column_names=labels, skip_rows_after_names=head.skip, block_size=_BLOCK),
            arrow_csv.ParseOptions(delimiter=head.separator, newlines_in_values=True, ignore_empty_lines=False),
            arrow_csv.ConvertOptions(include_columns=kept, column_types=types, strings_can_be_null=False),
        )
        for batch in reader:
            batches.append(batch)
            rows += batch.num_rows
            _check_rows(rows, head.source.name)
            options.step(0.6 * watched.share, _rows_read(rows))
            if watched.nul:
                return None
    except pa.ArrowInvalid:
        return None
    finally:
        watched.close()
    if watched.nul or watched.quotes % 2 or not batches:
        return None
    frame = pa.Table.from_batches(batches).unify_dictionaries().to_pandas()
    cells = {plain: frame[label] for plain, label in zip(wanted, kept, strict=True)}
    return _Rows(cells, np.arange(rows, dtype=np.int64) + head.skip + 1, 0)


class _Watched(io.RawIOBase):
    """The bytes of a source without empty lines at its end, which counts quotation marks and looks for NUL bytes."""

    def __init__(self, source: Source) -> None:
        self._stream, self._left = source.open(), source.end_without(b"\r\n")
        self._all = max(self._left, 1)
        self.quotes, self.nul = 0, False

    @property
    def share(self) -> float:
        """How much was read, from 0 to 1."""
        return 1.0 - self._left / self._all

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        piece = self._stream.read(self._left if size < 0 else min(size, self._left))
        self._left -= len(piece)
        self.quotes += piece.count(b'"')
        self.nul = self.nul or b"\0" in piece
        return piece

    def close(self) -> None:
        self._stream.close()
        super().close()


def _quotes(source: Source) -> int:
    watched = _Watched(source)
    while watched.read(_BLOCK):
        pass
    watched.close()
    return watched.quotes


@dataclass
class _Patient:
    """Reads row by row, and remembers what is wrong with which."""

    head: TextHead
    name: str
    wanted: dict[str, int]
    options: ImportOptions
    blank: list[int] = field(default_factory=list)
    ragged: list[tuple[int, int, str]] = field(default_factory=list)
    kept: list[list[str]] = field(default_factory=list)
    numbers: list[int] = field(default_factory=list)
    pieces: list[dict[str, pd.Series]] = field(default_factory=list)
    odd_bytes: list[tuple[int, str]] = field(default_factory=list)
    nul: list[tuple[int, str]] = field(default_factory=list)
    last_row: int = 0

    def read(self, report: Report) -> _Rows:
        """Read all rows. Raises ImportFault when a cell does not end within the limit."""
        rows = rows_of(self.head.source, self.head.encoding, self.head.separator)
        number = 0
        try:
            for number, row in enumerate(rows, start=1):
                if number > self.head.skip:
                    self._take(number, row)
                if number % _PIECE == 0:
                    self._close_piece()
        except csv.Error as error:
            raise ImportFault(
                noop(
                    "{name} has a cell of more than {most} characters (limit MAX_FIELD) after row {row}; "
                    "close the quotation mark that is open there."
                ),
                name=self.name,
                most=MAX_FIELD,
                row=number,
            ) from error
        self._close_piece()
        cells = {
            plain: pd.concat([piece[plain] for piece in self.pieces], ignore_index=True)
            if self.pieces
            else pd.Series(dtype="str")
            for plain in self.wanted
        }
        numbers = np.array(self.numbers, dtype=np.int64)
        report.row_numbers = numbers
        lost = self._say(report, cells)
        return _Rows(cells, numbers, lost)

    def _take(self, number: int, row: list[str]) -> None:
        _check_rows(number - self.head.skip, self.name)
        if not any(row):
            self.blank.append(number)
        elif len(row) != len(self.head.header):
            self.ragged.append((number, len(row), self.head.separator.join(row[:20])[:200]))
        else:
            self.kept.append(row)
            self.numbers.append(number)
        if any(row):
            self.last_row = number

    def _close_piece(self) -> None:
        start = len(self.numbers) - len(self.kept)
        columns = list(zip(*self.kept, strict=True)) if self.kept else []
        piece = {}
        for plain, position in self.wanted.items() if columns else ():
            texts = list(columns[position])
            for offset, text in enumerate(texts):
                if "\0" in text:
                    self.nul.append((start + offset, plain))
                if not text.isascii() and not _is_clean(text):
                    self.odd_bytes.append((start + offset, plain))
                    texts[offset] = text.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
            piece[plain] = pd.Series(texts, dtype="str")
        if piece:
            self.pieces.append(piece)
        self.kept = []
        share = 0.6 * len(self.numbers) / (len(self.numbers) + 10 * _PIECE)
        self.options.step(share, _rows_read(len(self.numbers)))

    def _say(self, report: Report, cells: dict[str, pd.Series]) -> int:
        """Write what was found into the report; return the number of rows lost."""
        blank = [number for number in self.blank if number < self.last_row]  # blank lines at the end are no rows
        report.rows(blank, "", [""] * len(blank), noop("nothing stands in this row"), noop("delete the row"))
        width = len(self.head.header)
        for few, words in ((True, FEWER_CELLS), (False, MORE_CELLS)):
            rows = [row for row in self.ragged if (row[1] < width) == few]
            reason = words.format(width=width)
            report.rows([row[0] for row in rows], "", [row[2] for row in rows], reason, _REMEDY_RAGGED)
        for found, severity, reason, remedy in (
            (self.nul, "rejected", noop("the cell holds a NUL byte"), noop("save the file as CSV (UTF-8) again")),
            (self.odd_bytes, "flagged", _ODD_BYTES, noop("save as CSV (UTF-8) again")),
        ):
            for plain in self.wanted:
                where = np.zeros(len(self.numbers), dtype=bool)
                where[[position for position, column in found if column == plain]] = True
                label = self.head.header[self.wanted[plain]].strip()
                report.cells(where, label, cells[plain], severity, reason, remedy)  # type: ignore[arg-type]
        if _quotes(self.head.source) % 2:
            reason = noop(
                "the file has an odd number of quotation marks, so one cell may have swallowed rows that follow it"
            )
            remedy = noop("look for a quotation mark that is not closed, mostly near the last row read")
            report.file("", "", reason, remedy)
        return len(blank) + len(self.ragged)


def _is_clean(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _rows_read(rows: int) -> str:
    return ngettext("{n} row read", "{n} rows read", rows).format(n=number(rows))


def _check_rows(rows: int, name: str) -> None:
    if rows > MAX_ROWS:
        words = noop("{name} has more than {most} rows (limit MAX_ROWS); cut it into several files.")
        raise ImportFault(words, name=name, most=MAX_ROWS)
