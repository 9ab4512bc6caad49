"""What the account covers is worked out from the tables and said with every day that lies beyond it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from geodata.languages import speaking
from geodata.reading.coverage import beyond_words, coverage
from geodata.reading.story import Story, load_story
from geodata.reading.translation import in_language
from small_tables import PUBLISHED, SmallTables
from tests.real_story import REAL


@pytest.fixture
def small(small_tables: SmallTables) -> Story:
    return load_story(small_tables.folder)


def test_the_last_event_known_to_the_day_and_the_last_publication_count(small: Story) -> None:
    known = coverage(small)
    assert (known.first, known.last, known.reviewed) == (dt.date(2018, 1, 1), dt.date(2024, 7, 27), PUBLISHED)
    assert known.words() == "Covers events from January 2018 to 27 July 2024; last reviewed on 20 August 2024."


def test_a_vague_date_and_a_latest_possible_day_reach_no_further(small_tables: SmallTables) -> None:
    small_tables.append_text(
        "events",
        "E05,2025,,year,Some time,Dated to a year.,battle,wagner,P_ALL,MLI,S01,,no,,single-source,2025-12-31,,,,\n"
        "E06,2025-02-02,,latest,Count,Known by then.,battle,wagner,P_ALL,MLI,S01,,no,,single-source,2025-02-02,,,,\n"
        "E07,2024-08-01,2024-08-03,day,March,Known.,battle,wagner,P_ALL,MLI,S01,,no,,single-source,2024-08-03,,,,\n",
    )
    assert coverage(load_story(small_tables.folder)).last == dt.date(2024, 8, 3)


def test_a_correction_of_later_is_a_review(small_tables: SmallTables) -> None:
    small_tables.append_text("corrections", "C02,2024-09-01,K02,Looked through again,Review,S01\n")
    assert coverage(load_story(small_tables.folder)).reviewed == dt.date(2024, 9, 1)


@pytest.mark.parametrize(
    ("empty", "of", "words"),
    [
        (("events",), "presence", "Covers days from "),
        (("events", "presence"), "route", "Covers days from "),
        (("events", "presence", "route"), "claims", "Covers days from "),
        (("events", "presence", "route", "claims"), "", "Nothing here bears a date; last reviewed on 20 August 2024."),
    ],
)
def test_without_events_the_other_rows_say_what_is_covered(
    small: Story, empty: tuple[str, ...], of: str, words: str
) -> None:
    story = replace(small, **{name: getattr(small, name).iloc[:0] for name in empty})
    known = coverage(story)
    assert (known.of, known.words()[: len(words)]) == (of, words)
    assert known.first <= known.last <= dt.date.max
    told = beyond_words(story, dt.date(1000, 1, 1), None)
    assert ("The first event" in told, "The account begins with" in told) == (False, True)


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (None, None, ()),
        ("2024-07-27", "2024-07-27", ()),
        ("2018-01-01", None, ()),
        (None, "2024-07-28", ("28 July 2024", "ends on 27 July 2024", "reviewed on 20 August 2024")),
        ("2026-11-27", "2026-11-27", ("27 November 2026", "ends on 27 July 2024")),
        ("2017-12-31", None, ("31 December 2017", "January 2018")),
        ("2017-12-31", "2030-01-01", ("31 December 2017", "January 2018", "1 January 2030")),
    ],
)
def test_days_beyond_the_account_are_named(small: Story, first: str, last: str, said: tuple[str, ...]) -> None:
    words = beyond_words(small, *(dt.date.fromisoformat(day) if day else None for day in (first, last)))
    assert bool(words) == bool(said)
    for part in said:
        assert part in words


def test_it_is_said_in_french() -> None:
    with speaking("fr"):
        words = coverage(in_language(REAL, "fr")).words()
    assert words.startswith("Événements couverts\u00a0: ")
