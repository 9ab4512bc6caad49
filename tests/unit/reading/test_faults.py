"""A fault reads as one line, and the error for broken tables says them all."""

from __future__ import annotations

from geodata.reading.faults import BrokenTablesError, Fault
from small_tables import SmallTables


def test_a_fault_says_table_row_column_value_and_reason() -> None:
    assert str(Fault("events", "E34", "place_id", "P_X", "reason")) == (
        "events, row E34, column place_id, value 'P_X': reason"
    )


def test_a_blank_cell_is_shown_as_blank_and_a_whole_table_without_cell() -> None:
    assert str(Fault("events", "E34", "title", "", "reason")) == "events, row E34, column title, value '': reason"
    assert str(Fault("legs", "", "", "", "the file is empty")) == "legs: the file is empty"


def test_a_fault_is_one_line_whatever_the_cell_holds(small_tables: SmallTables) -> None:
    small_tables.set_cell("claims", "K01", "date_claimed", "first\nsecond" * 100)
    (line,) = small_tables.fault_lines()
    assert "\n" not in line
    assert len(line) < 300


def test_the_error_for_broken_tables_holds_and_says_every_fault() -> None:
    faults = [Fault("events", "E34", "place_id", "P_X", "reason"), Fault("legs", "", "", "", "empty")]
    error = BrokenTablesError(faults)
    assert error.faults == tuple(faults)
    assert str(error).splitlines() == [
        "the tables have 2 faults:",
        "events, row E34, column place_id, value 'P_X': reason",
        "legs: empty",
    ]
