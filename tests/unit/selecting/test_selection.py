"""The rows of a view bring along the places and sources that they name, and no others."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path

import pytest
from asked_filters import asked
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.asking.filters import Filters, sources_public
from geodata.knowing.public_sources import untold_words
from geodata.knowing.route import VARIANTS
from geodata.reading.coverage import coverage
from geodata.reading.story import load_story
from geodata.selecting.selection import select
from small_tables import SmallTables
from tests.real_story import REAL


def public_ids(filters: Filters) -> set[str]:
    """The sources that were public by the as-of day."""
    public = sources_public(REAL, filters)
    return set(public.index[public])


def test_rows_bring_their_places_and_sources(tmp_path: Path) -> None:
    story = load_story(SmallTables(tmp_path).folder)
    found = select(story, Filters(kinds=("contact",), actors=("rebels",)))
    assert list(found.events.index) == ["E03"]
    assert [len(rows) for rows in (found.presence, found.claims, found.waypoints, found.legs)] == [0, 0, 0, 0]
    assert list(found.places.index) == []
    assert list(found.sources.index) == ["S01"]
    assert found.counts.words() == "1 of 4 events shown; 1 has no place"


def test_the_route_is_that_of_the_variant(tmp_path: Path) -> None:
    story = load_story(SmallTables(tmp_path).folder)
    assert [leg.id for leg in select(story, Filters()).legs] == ["LE1"]
    found = select(story, Filters(), "base-document-only")
    assert [leg.id for leg in found.legs] == ["LB1"]
    assert list(found.waypoints.index) == ["RB1", "RB2"]


def test_an_unknown_variant_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="no variant “straight” of the route; use one of: enriched"):
        select(load_story(SmallTables(tmp_path).folder), Filters(), "straight")


def test_a_chosen_row_hides_no_other(tmp_path: Path) -> None:
    story = load_story(SmallTables(tmp_path).folder)
    assert len(select(story, Filters(), chosen="E01").events) == 4


def test_as_of_a_day_no_row_names_a_source_of_later() -> None:
    story, filters = REAL, Filters(known_on=dt.date(2024, 8, 1))
    found = select(story, filters)
    published = set(story.sources.index[sources_public(story, filters)])
    gazetteers = set(story.sources.index[story.sources["kind"] == "gazetteer"])  # they say where, never what or when
    for rows in (found.events, found.presence, found.claims, found.waypoints, found.places):
        assert len(rows)
        allowed = published | gazetteers if rows is found.places else published
        assert {source for ids in rows["source_ids"] for source in ids} <= allowed
    assert {source for leg in found.legs for source in leg.source_ids} <= published
    assert set(found.sources.index) <= published | gazetteers
    assert set(found.events["base_document_support"]) == {""}  # it was written on 5 August
    assert set(select(story, Filters()).events["base_document_support"]) != {""}


@given(asked(), st.dates(dt.date(2018, 1, 1), dt.date(2026, 12, 31)), st.sampled_from(list(VARIANTS)))
@settings(max_examples=60, deadline=None)
def test_as_of_any_day_every_row_of_a_hand_out_has_a_source_that_was_public(
    filters: Filters, known_on: dt.date, variant: str
) -> None:
    for wanted in (replace(filters, known_on=known_on), Filters(known_on=known_on)):
        found, published = select(REAL, wanted, variant), public_ids(wanted)
        tables = (found.events, found.claims, found.presence, found.waypoints)
        carried = [ids for rows in tables for ids in rows["source_ids"]] + [leg.source_ids for leg in found.legs]
        assert all(ids and published.issuperset(ids) for ids in carried)
        assert all(found.places["source_ids"])
        ends = {end for leg in found.legs for end in (leg.from_id, leg.to_id)}
        assert not any(published.isdisjoint(REAL.route.at[end, "source_ids"]) for end in ends)


@given(st.dates(dt.date(2018, 1, 1), coverage(REAL).reviewed - dt.timedelta(days=1)))
@settings(max_examples=40, deadline=None)
def test_as_of_any_day_words_and_titles_are_told_only_when_all_sources_that_they_rest_on_were_public(
    known_on: dt.date,
) -> None:
    wanted = Filters(known_on=known_on)
    found, published, left_out = select(REAL, wanted), public_ids(wanted), untold_words(wanted)
    for rows, table, column in (
        (found.events, REAL.events, "summary"),
        (found.presence, REAL.presence, "notes"),
        (found.claims, REAL.claims, "notes"),
    ):
        own = table.loc[rows.index]
        for words, whole, sources in zip(rows[column], own[column], own["source_ids"], strict=True):
            assert words == (left_out if whole and not published.issuperset(sources) else whole)
    for rows, table, column, resting in (
        (found.events, REAL.events, "title", "title_sources"),
        (found.presence, REAL.presence, "role", "role_sources"),
    ):
        own = table.loc[rows.index]
        for words, whole, sources in zip(rows[column], own[column], own[resting], strict=True):
            assert (words == whole) == published.issuperset(sources)


def test_a_leg_needs_a_public_source_of_its_own() -> None:
    """LE8 rests on sources of October 2024 and of 2025 and on one without a day; both its ends were public in July."""
    day = dt.date(2024, 8, 1)
    assert "LE8" in [leg.id for leg in select(REAL, Filters()).legs]
    found = select(REAL, Filters(known_on=day))
    assert {"RE08", "RE09"} <= set(found.waypoints.index)
    assert "LE8" not in [leg.id for leg in found.legs]
