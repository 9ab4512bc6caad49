"""A file of the wrong form gives its own faults and hides those of no other table."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from geodata.reading.descriptor import table_shapes
from small_tables import SmallTables

TABLE_NAMES = list(table_shapes())

Breaking = Callable[[SmallTables], object]


def put_a_folder_in_its_place(path: Path) -> None:
    path.unlink()
    path.mkdir()


BROKEN_FILES: list[tuple[str, Breaking, list[str]]] = [
    (
        "missing file",
        lambda tables: tables.path("legs").rename(tables.folder / "other.csv"),
        ["legs, value 'legs.csv': the file legs.csv is missing; put it into the folder"],
    ),
    (
        "folder in place of a file",
        lambda tables: put_a_folder_in_its_place(tables.path("legs")),
        [
            "legs, value 'legs.csv': the file cannot be read (Is a directory); mend it or its permissions",
        ],
    ),
    (
        "empty file",
        lambda tables: tables.path("legs").write_bytes(b""),
        ["legs: the file is empty; give it a header row and its rows"],
    ),
    (
        "another encoding",
        lambda tables: tables.path("legs").write_bytes("id\nGoïta\n".encode("latin-1")),
        ["legs, row line 2: the file is not in UTF-8 here; save it as CSV in UTF-8"],
    ),
    (
        "NUL bytes",
        lambda tables: tables.append_text("legs", "\n\0\0"),
        [
            "legs, row line 5: there is a NUL character here, so the file is damaged or is not text; "
            "save it as CSV in UTF-8"
        ],
    ),
    (
        "open quotation mark",
        lambda tables: tables.append_text("legs", 'LE2,"enriched,RE01\n'),
        [
            "legs, row line 4: this line cannot be read as CSV (unexpected end of data); "
            "close every quotation mark and double those inside a cell"
        ],
    ),
    (
        "semicolons for commas",
        lambda tables: tables.path("legs").write_text("id;variant\nLE1;enriched\n"),
        ["legs: the columns are not separated by commas; save the file as comma-separated CSV"],
    ),
    (
        "renamed column",
        lambda tables: tables.rename_column("legs", "via", "by_way_of"),
        [
            "legs, column via: the column is missing; add it to the header and to every row",
            "legs, column by_way_of: datapackage.json describes no such column; take it out or correct its name",
        ],
    ),
    (
        "column twice",
        lambda tables: tables.rename_column("legs", "via", "note"),
        [
            "legs, column via: the column is missing; add it to the header and to every row",
            "legs, column note: the column stands 2 times in the header; keep one",
        ],
    ),
    (
        "row too short",
        lambda tables: tables.append_text("sources", "S03,Agency\n"),
        [
            "sources, row line 5: the row has 2 cells where the header has 13; "
            "put a cell that holds a comma into quotation marks, or add what is missing"
        ],
    ),
    (
        "row too long",
        lambda tables: tables.append_text(
            "sources", "S03,Agency,A, B and C,,,wire,no,B,An agency.,none seen,Agency,,\n"
        ),
        [
            "sources, row line 5: the row has 14 cells where the header has 13; "
            "put a cell that holds a comma into quotation marks, or add what is missing"
        ],
    ),
]


@pytest.mark.parametrize(
    ("broken", "lines"), [case[1:] for case in BROKEN_FILES], ids=[case[0] for case in BROKEN_FILES]
)
def test_a_broken_file_gives_its_lines_and_hides_no_other_table(
    small_tables: SmallTables, broken: Breaking, lines: list[str]
) -> None:
    small_tables.set_cell("events", "E01", "title", "")
    broken(small_tables)
    assert small_tables.fault_lines() == sorted(
        [*lines, "events, row E01, column title, value '': the cell is blank; it must hold: One line."],
        key=lambda line: TABLE_NAMES.index(line.split(",")[0].split(":")[0]),
    )


def test_a_row_of_the_wrong_length_does_not_break_the_rows_that_name_it(small_tables: SmallTables) -> None:
    small_tables.append_text("sources", "S03,Agency\n")
    small_tables.set_cell("events", "E01", "source_ids", "S03")
    assert len(small_tables.fault_lines()) == 1


@pytest.mark.parametrize("table", TABLE_NAMES)
def test_byte_order_mark_line_ends_blank_lines_and_column_order_are_no_faults(
    small_tables: SmallTables, table: str
) -> None:
    lines = small_tables.read(table)
    small_tables.write(table, [line[::-1] for line in lines])
    text = small_tables.path(table).read_bytes().replace(b"\n", b"\r\n")
    small_tables.path(table).write_bytes(b"\xef\xbb\xbf" + text + b"\r\n")
    assert small_tables.fault_lines() == []
