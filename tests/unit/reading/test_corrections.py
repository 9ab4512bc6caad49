"""A published row changes only with a line in the corrections, and each line lets one change pass."""

from __future__ import annotations

from datetime import date

import pytest

from geodata.reading.check import read_and_check
from geodata.reading.corrections import digest, publish, unpublished
from small_tables import PUBLISHED, SmallTables

LATER = date(2024, 9, 1)


def found(tables: SmallTables) -> list[str]:
    """What `python -m geodata check` says of the fingerprints."""
    read, faults = read_and_check(tables.folder)
    assert faults == []
    return [f"{fault.table} {fault.row}" for fault in unpublished(read)]


def refused(tables: SmallTables, day: date = LATER) -> list[str]:
    return [f"{fault.table} {fault.row}" for fault in publish(tables.folder, day)]


def correct(tables: SmallTables, row_id: str, day: str, number: int = 2) -> None:
    tables.append_text("corrections", f"C{number:02d},{day},{row_id},From this to that,Misread,S01\n")


def test_every_row_of_the_real_tables_is_published_as_it_stands() -> None:
    tables, faults = read_and_check()
    assert faults == []
    assert [str(fault) for fault in unpublished(tables)] == []


def test_published_tables_are_clean(small_tables: SmallTables) -> None:
    assert found(small_tables) == []


def test_a_changed_row_without_a_line_fails_and_is_refused(small_tables: SmallTables) -> None:
    before = small_tables.path("fingerprints").read_bytes()
    small_tables.set_cell("events", "E01", "title", "Battle")
    assert found(small_tables) == ["events E01"]
    assert refused(small_tables) == ["events E01"]
    assert small_tables.path("fingerprints").read_bytes() == before


def test_a_changed_row_with_a_line_is_clean_once_published(small_tables: SmallTables) -> None:
    small_tables.set_cell("events", "E01", "title", "Battle")
    correct(small_tables, "E01", "2024-08-25")
    assert found(small_tables) == ["events E01"]
    assert refused(small_tables) == []
    assert found(small_tables) == []


def test_one_line_lets_one_change_pass(small_tables: SmallTables) -> None:
    small_tables.set_cell("events", "E01", "title", "Battle")
    correct(small_tables, "E01", "2024-09-01")
    assert refused(small_tables) == []
    small_tables.set_cell("events", "E01", "title", "Ambush again")
    assert refused(small_tables) == ["events E01"]
    correct(small_tables, "E01", "2024-09-01", 3)
    assert refused(small_tables) == []


def test_a_line_that_was_there_before_publication_lets_nothing_pass(small_tables: SmallTables) -> None:
    small_tables.set_cell("claims", "K01", "quantity_max", "60")  # C01 speaks of K01 and is used up
    assert refused(small_tables) == ["claims K01"]


@pytest.mark.parametrize(
    ("day", "passes"),
    [
        ("2024-08-19", False),  # before the row was published
        (PUBLISHED.isoformat(), True),
        ("2024-09-01", True),
        ("2024-09-02", False),  # after the day of this publication
    ],
)
def test_a_line_counts_from_the_day_of_publication_to_today(small_tables: SmallTables, day: str, passes: bool) -> None:
    small_tables.set_cell("events", "E01", "title", "Battle")
    correct(small_tables, "E01", day)
    assert refused(small_tables) == ([] if passes else ["events E01"])


def test_a_line_written_without_a_change_is_used_up_too(small_tables: SmallTables) -> None:
    correct(small_tables, "E01", "2024-08-25")
    assert refused(small_tables) == []
    small_tables.set_cell("events", "E01", "title", "Battle")
    assert refused(small_tables) == ["events E01"]


def test_a_new_row_needs_no_line(small_tables: SmallTables) -> None:
    small_tables.append_text("claim_links", "L03,K02,denied-by,,rebels,S01,New\n")
    assert found(small_tables) == ["claim_links L03"]
    assert refused(small_tables) == []
    assert found(small_tables) == []


def test_a_removed_row_needs_a_line_and_its_id_is_not_free_again(small_tables: SmallTables) -> None:
    small_tables.remove_row("claim_links", "L02")
    assert found(small_tables) == ["claim_links L02"]
    assert refused(small_tables) == ["claim_links L02"]
    correct(small_tables, "L02", "2024-08-25")
    assert refused(small_tables) == []
    assert found(small_tables) == []
    small_tables.append_text("claim_links", "L02,K02,denied-by,,rebels,S01,Another\n")
    assert refused(small_tables) == ["claim_links L02"]


def test_one_line_on_a_table_speaks_for_all_its_rows(small_tables: SmallTables) -> None:
    small_tables.set_cell("sources", "S01", "interest", "a party")
    small_tables.set_cell("sources", "S02", "interest", "a party")
    small_tables.set_cell("events", "E01", "title", "Battle")
    correct(small_tables, "sources", "2024-08-25")
    assert refused(small_tables) == ["events E01"]


def test_a_line_that_was_taken_away_is_missed(small_tables: SmallTables) -> None:
    small_tables.remove_row("corrections", "C01")
    assert found(small_tables) == ["claims K01"]


def test_tables_with_faults_are_not_published(small_tables: SmallTables) -> None:
    small_tables.set_cell("events", "E01", "place_id", "P_X")
    assert refused(small_tables) == ["events E01"]


def test_a_digest_tells_cells_and_columns_apart_and_overlooks_blank_ones() -> None:
    cells = {"id": "E01", "title": "Ambush"}
    assert digest(cells) == digest({"title": "Ambush", "id": "E01", "new": ""})
    assert len({digest(cells), digest({"id": "E01", "name": "Ambush"}), digest({"id": "E01Ambush"})}) == 3
    assert len(digest(cells)) == 12
