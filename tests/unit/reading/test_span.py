"""The days that the tables tell of follow from the rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from geodata.reading.corrections import publish
from geodata.reading.span import told_months, told_years
from geodata.reading.story import load_story
from small_tables import SmallTables
from tests.real_story import REAL


def test_the_story_reaches_as_far_as_its_last_event() -> None:
    assert told_months(REAL) == (dt.date(2018, 1, 1), dt.date(2026, 10, 31))
    assert told_years(REAL) == (dt.date(2018, 1, 1), dt.date(2026, 12, 31))


def test_a_later_event_moves_the_end_and_a_vague_year_does_not(small_tables: SmallTables) -> None:
    assert told_months(load_story(small_tables.folder))[1] == dt.date(2024, 7, 31)
    small_tables.set_cell("presence", "R01", "to_date", "2031")
    assert told_months(load_story(small_tables.folder))[1] == dt.date(2024, 7, 31)
    small_tables.set_cell("presence", "R01", "to_date", "2028-02")
    publish(small_tables.folder)
    assert told_months(load_story(small_tables.folder))[1] == dt.date(2028, 2, 29)


def test_a_story_without_reports_of_presence_reaches_as_far_as_its_events() -> None:
    story = replace(REAL, presence=REAL.presence.iloc[:0])
    assert told_months(story) == (dt.date(2018, 1, 1), dt.date(2026, 10, 31))
