"""Every hand-out says what was asked, as known when, made when, from which data, under what terms."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from exports.written import MADE

from geodata.asking.filter_parameters import read_filters
from geodata.asking.filters import Filters
from geodata.reading.story import load_story
from geodata.selecting.colophon import colophon, data_version
from small_tables import SmallTables
from tests.real_story import REAL

FULL = Filters(
    date_from=dt.date(2024, 7, 1),
    date_to=dt.date(2024, 7, 31),
    actors=("wagner", "jnim"),
    countries=("MLI",),
    kinds=("ambush",),
    confidences=("contested",),
    text="Tin\0 Zaouatine",
    known_on=dt.date(2024, 8, 1),
    exact=True,
)


def test_a_filter_is_said_in_words() -> None:
    assert colophon(REAL, FULL, MADE).filters == (
        "days from 1 July 2024 to 31 July 2024; actors: Wagner, JNIM; countries: Mali; kinds of event: Ambush; "
        "confidence: contested; text “Tin\ufffd Zaouatine”; "
        "only what is known to the day and to a place within 25 km"
    )
    assert colophon(REAL, Filters(), MADE).filters == "none: every row"
    assert colophon(REAL, Filters(date_from=dt.date(2024, 7, 1)), MADE).filters == "days from 1 July 2024 on"
    assert colophon(REAL, Filters(date_to=dt.date(2024, 7, 1)), MADE).filters == "days up to 1 July 2024"


def test_the_as_of_day_is_always_said() -> None:
    assert colophon(REAL, FULL, MADE).as_of == "1 August 2024: only what was public by then"
    assert colophon(REAL, Filters(), MADE).as_of.startswith("no as-of day")


def test_the_address_shows_the_same_rows() -> None:
    found = colophon(REAL, FULL, MADE, chosen="E34").address
    params = parse_qs(found.removeprefix("?"))
    assert params.pop("event") == ["E34"]
    assert read_filters(params, REAL) == (FULL, [])
    assert colophon(REAL, Filters(), MADE).address == "/"


def test_the_moment_is_told_in_utc_wherever_it_was_made() -> None:
    bamako_plus_two = dt.datetime(2024, 11, 23, 19, 30, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    assert colophon(REAL, Filters(), bamako_plus_two).made == "2024-11-23T17:30:00Z"
    with pytest.raises(ValueError, match="no time zone"):
        colophon(REAL, Filters(), dt.datetime(2024, 11, 23))


def test_every_part_is_there() -> None:
    found = colophon(REAL, FULL, MADE)
    assert all(found.parts().values())
    assert "CC BY 4.0" in found.licence
    assert found.coverage.startswith("Covers events from ")
    assert found.data_version in found.citation
    assert "claimant" in found.claims
    assert "no opinion" in found.borders


def test_the_data_version_changes_with_any_table_and_with_nothing_else(tmp_path: Path) -> None:
    tables = SmallTables(tmp_path)
    before = data_version(tmp_path)
    assert len(before) == 12
    assert int(before, 16) >= 0
    (tmp_path / "notes.txt").write_text("beside the tables")
    assert data_version(tmp_path) == before
    tables.set_cell("sources", "S01", "notes", "x")
    after = data_version(tmp_path)
    assert after != before
    assert colophon(load_story(tmp_path), Filters(), MADE, tmp_path).data_version == after


def test_a_span_beyond_the_account_is_named_beside_what_it_covers() -> None:
    within = colophon(REAL, Filters(date_from=dt.date(2018, 1, 1)), MADE).covers
    beyond = colophon(REAL, Filters(date_to=dt.date(2099, 1, 1)), MADE).coverage
    assert beyond.startswith(within)
    assert "You ask for 1 January 2099." in beyond
