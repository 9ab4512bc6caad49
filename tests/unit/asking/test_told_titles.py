"""As of a day a title that rests on a source of later gives way to what the row is and where; so does a role."""

from __future__ import annotations

import datetime as dt

import pytest

from geodata.asking.told_titles import event_titles, instead_of_titles, report_title, with_told_titles
from geodata.reading.story import Story, load_story
from small_tables import SmallTables
from tests.real_story import FRENCH, REAL

EARLY = dt.date(2024, 7, 27)


as_of = dt.date.fromisoformat


@pytest.fixture
def later(small_tables: SmallTables) -> Story:
    """E01 was told by S01 (July 2024) and S03 (28 July), its title by both; R01 by S03 and BASE, its role by BASE."""
    small_tables.append_text(
        "sources", "S03,Agency,First report,2024-07-28,https://example.org/3,wire,no,B,Known.,none seen,Agency,,\n"
    )
    small_tables.set_cell("events", "E01", "source_ids", "S01;S03")
    small_tables.set_cell("events", "E01", "title_sources", "S01;S03")
    small_tables.set_cell("events", "E03", "source_ids", "S03;BASE")
    small_tables.set_cell("events", "E03", "title_sources", "BASE")
    small_tables.set_cell("events", "E03", "title", "Help was given")
    small_tables.set_cell("events", "E03", "known_from", "2024-07-28")
    small_tables.set_cell("presence", "R01", "source_ids", "S03;BASE")
    small_tables.set_cell("presence", "R01", "role_sources", "BASE")
    return load_story(small_tables.folder)


@pytest.mark.parametrize(
    ("day", "ambush", "contact", "role"),
    [
        ("2024-07-28", "Ambush, Valley", "Contact", "base or camp"),
        ("2024-07-30", "Ambush, Valley", "Contact", "base or camp"),
        ("2024-07-31", "Ambush", "Contact", "base or camp"),  # the last day of the month of S01
        ("2024-08-04", "Ambush", "Contact", "base or camp"),
        ("2024-08-05", "Ambush", "Help was given", "camp"),
    ],
)
def test_a_title_is_told_once_all_its_sources_were_public(
    later: Story, day: str, ambush: str, contact: str, role: str
) -> None:
    titles = with_told_titles(later, later.events, as_of(day))["title"]
    assert (titles["E01"], titles["E03"]) == (ambush, contact)
    assert titles["E02"] == later.events.at["E02", "title"], "it names no source: the first carried its title"
    assert with_told_titles(later, later.presence, as_of(day)).at["R01", "role"] == role


def test_a_report_whose_role_could_not_be_told_has_no_strength_either(later: Story) -> None:
    names = ["strength_min", "strength_max", "strength_claimant"]
    early, late = (with_told_titles(later, later.presence, as_of(day)) for day in ("2024-08-04", "2024-08-05"))
    assert early.loc["R01", names].fillna("").tolist() == ["", "", ""]
    assert late.loc["R01", names].tolist() == [300, 350, "The army"]


def test_without_a_day_every_title_is_told(later: Story) -> None:
    assert list(event_titles(later, None)) == list(later.events["title"])
    assert with_told_titles(later, later.presence, None) is later.presence
    assert instead_of_titles(later, None) == {}


def test_only_rows_that_were_public_are_called_otherwise(later: Story) -> None:
    assert instead_of_titles(later, as_of("2024-07-27")) == {}
    assert instead_of_titles(later, as_of("2024-07-28")) == {
        "E01": "Ambush, Valley",
        "R01": report_title("Wagner", "base or camp"),
        "E03": "Contact",
    }


def test_on_the_day_of_the_review_undated_sources_had_been_read(small_tables: SmallTables) -> None:
    small_tables.set_cell("events", "E01", "title_sources", "S02")
    small_tables.set_cell("events", "E01", "title", "Two hundred fell")
    story = load_story(small_tables.folder)
    assert event_titles(story, as_of("2024-08-19"))["E01"] == "Ambush, Valley"
    assert event_titles(story, as_of("2024-08-20"))["E01"] == "Two hundred fell"


def test_a_place_that_says_the_kind_says_it_once(small_tables: SmallTables) -> None:
    small_tables.set_cell("places", "P_VALLEY", "name", "Ambush valley (reported)")
    small_tables.set_cell("events", "E01", "title_sources", "S02")
    assert event_titles(load_story(small_tables.folder), EARLY)["E01"] == "Ambush valley"


# --- the real tables


def test_the_ambush_of_27_july_says_on_that_day_no_word_of_later() -> None:
    assert event_titles(REAL, EARLY)["E34"] == "Ambush valley"
    assert event_titles(FRENCH, EARLY)["E34"] == "Vallée de l’embuscade"
    assert event_titles(REAL, as_of("2024-08-05"))["E34"] == REAL.events.at["E34", "title"]


def test_titles_stand_in_the_language_of_the_story() -> None:
    assert event_titles(REAL, as_of("2025-06-06"))["E63"] == "Withdrawal, Mali"
    assert event_titles(FRENCH, as_of("2025-06-06"))["E63"] == "Retrait, Mali"
    assert instead_of_titles(FRENCH, EARLY)["R10"] == "Wagner\u00a0: garnison ou garde"


def test_a_title_names_sources_only_where_the_first_public_one_cannot_carry_it() -> None:
    """Each row that names sources was public some day before all of them were; else the cell says nothing."""
    for frame, column in ((REAL.events, "title_sources"), (REAL.presence, "role_sources")):
        named = frame[frame[column].map(bool)]
        assert len(named) > 0
        for row_id, row in named.iterrows():
            days = [
                day for day in REAL.sources.loc[list(row["source_ids"]), "published"] if len(day) == len("2024-07-27")
            ]
            told = [instead_of_titles(REAL, as_of(max(day, row["known_from"]))) for day in days]
            assert any(row_id in instead for instead in told), row_id
