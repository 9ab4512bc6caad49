"""A table as it stands in its CSV file: every cell as text, nothing converted, nothing mended.

Faults of form are found here: no file, no UTF-8, wrong columns, wrong number of cells. The meaning of cells
is looked at in `check`.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from geodata.reading.descriptor import TableShape
from geodata.reading.faults import Fault


@dataclass(frozen=True)
class Row:
    """One row: the number of the line on which it ends, and its cells by column name."""

    line: int
    cells: dict[str, str]

    @property
    def label(self) -> str:
        """What a fault calls this row: its id, or its line when it has none."""
        return self.cells.get("id") or f"line {self.line}"


@dataclass
class TableText:
    """The rows of a table that have the right form, and what is wrong with the others.

    `ids` holds the ids that other tables may refer to, those of badly formed rows included, so that one
    broken row does not raise a fault in each row that names it; None when the ids could not be read at all.
    """

    shape: TableShape
    header: list[str] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    ids: set[str] | None = None
    faults: list[Fault] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.shape.name

    def add_fault(self, reason: str, *, row: str = "", column: str = "", value: str = "") -> None:
        self.faults.append(Fault(self.name, row, column, value, reason))


def read_table_text(folder: Path, shape: TableShape) -> TableText:
    """Read one table; whatever is wrong with its form stands in `faults`, nothing is raised."""
    table = TableText(shape)
    text = _read_text(folder / shape.file_name, table)
    if text is None:
        return table
    lines = _split_into_cells(text, table)
    if lines is None:
        return table
    if not lines:
        table.add_fault("the file is empty; give it a header row and its rows")
        return table
    (_, table.header), *body = lines
    header_is_good = _check_header(table)
    if table.header.count("id") == 1:
        position = table.header.index("id")
        table.ids = {cells[position] for _, cells in body if len(cells) > position and cells[position]}
    if header_is_good:
        table.rows = list(_rows_of_right_length(body, table))
    return table


def _read_text(path: Path, table: TableText) -> str | None:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        table.add_fault(f"the file {path.name} is missing; put it into the folder", value=path.name)
        return None
    except OSError as error:
        why = error.strerror or type(error).__name__
        table.add_fault(f"the file cannot be read ({why}); mend it or its permissions", value=path.name)
        return None
    try:
        text = content.decode("utf-8-sig")  # a byte-order mark, as some spreadsheets write it, does no harm
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        table.add_fault("the file is not in UTF-8 here; save it as CSV in UTF-8", row=f"line {line}")
        return None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        table.add_fault(
            "there is a NUL character here, so the file is damaged or is not text; save it as CSV in UTF-8",
            row=f"line {line}",
        )
        return None
    return text


def _split_into_cells(text: str, table: TableText) -> list[tuple[int, list[str]]] | None:
    """Line number and cells of every line that is not blank, the header included; None when it is no CSV."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        return [(reader.line_num, cells) for cells in reader if cells]
    except csv.Error as error:
        table.add_fault(
            f"this line cannot be read as CSV ({error}); close every quotation mark and double those inside a cell",
            row=f"line {reader.line_num}",
        )
        return None


def _check_header(table: TableText) -> bool:
    """Whether the header names exactly the described columns; in any order, for no reader depends on it."""
    header, described = table.header, table.shape.columns
    if len(header) == 1 and (";" in header[0] or "\t" in header[0]):
        table.add_fault("the columns are not separated by commas; save the file as comma-separated CSV")
        return False
    faults_before = len(table.faults)
    for name in described:
        if name not in header:
            table.add_fault("the column is missing; add it to the header and to every row", column=name)
    for name, times in Counter(header).items():
        if name not in described:
            table.add_fault(
                "datapackage.json describes no such column; take it out or correct its name",
                column=name or "(no name)",
            )
        elif times > 1:
            table.add_fault(f"the column stands {times} times in the header; keep one", column=name)
    return len(table.faults) == faults_before


def _rows_of_right_length(body: list[tuple[int, list[str]]], table: TableText) -> Iterator[Row]:
    expected = len(table.header)
    for line, cells in body:
        if len(cells) == expected:
            yield Row(line, dict(zip(table.header, cells, strict=True)))
            continue
        noun = "cell" if len(cells) == 1 else "cells"
        table.add_fault(
            f"the row has {len(cells)} {noun} where the header has {expected}; "
            "put a cell that holds a comma into quotation marks, or add what is missing",
            row=f"line {line}",
        )
