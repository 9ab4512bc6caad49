"""Rival claims stand together: a filter dims what it does not match and says why; an as-of day alone takes away."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from asked_filters import asked
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.asking.filters import Filters, claims_mask, presence_mask, sources_public
from geodata.asking.publication import all_of_them_public
from geodata.knowing.presence import on_day, strengths
from geodata.knowing.rivals import (
    claims_public,
    dimmed_summary,
    dimmed_words,
    key_rivals,
    key_words,
    none_words,
    rivals_mask,
    strengths_in_view,
    why_dimmed,
)
from geodata.languages import speaking
from tests.real_story import REAL

JNIM = Filters(actors=("jnim",))


def ids(filters: Filters) -> set[str]:
    return set(REAL.claims.index[rivals_mask(REAL, filters)])


def test_with_jnim_chosen_the_fifty_of_jnim_does_not_stand_alone() -> None:
    assert key_rivals(REAL, JNIM) == list(REAL.manifest.key_claims)
    why = why_dimmed(REAL, JNIM)
    assert why["K01"] == ""
    others = [claim for claim in REAL.manifest.key_claims if claim != "K01"]
    assert set(why[others]) == {"not about an event of the chosen actor"}
    assert {"K01", "K03", "K29", "K27"} <= ids(JNIM)
    with speaking("fr"):
        assert why_dimmed(REAL, JNIM)["K03"] == "ne porte pas sur un événement de l’acteur choisi"


def test_without_a_filter_nothing_is_dimmed_and_every_claim_stands() -> None:
    assert rivals_mask(REAL, Filters()).all()
    assert set(why_dimmed(REAL, Filters())) == {""}


def test_where_the_subject_is_out_of_view_no_rival_is_brought_in() -> None:
    for filters in (Filters(countries=("CAF",)), Filters(date_to=dt.date(2023, 1, 1))):
        assert key_rivals(REAL, filters) == []
        assert not ids(filters) & set(REAL.manifest.key_claims)


@pytest.mark.parametrize(
    ("filters", "why"),
    [
        (Filters(date_from=dt.date(2024, 8, 1)), "not about an event of the chosen days"),
        (Filters(actors=("csp-dpa",), kinds=("statement",)), "not about an event of the chosen kind"),
        (Filters(text="eighty-four"), "without the searched words"),
        (Filters(exact=True), "not about an event known to day and place"),
    ],
)
def test_a_dimmed_claim_names_each_part_of_the_filter_that_it_does_not_match(filters: Filters, why: str) -> None:
    said, passing = why_dimmed(REAL, filters), claims_mask(REAL, filters)
    assert list(said == "") == list(passing)
    dimmed = said[~passing]
    assert any(why in one.split("; ") for one in dimmed)


def test_as_of_28_july_2024_only_what_was_public_rivals_anything() -> None:
    day = dt.date(2024, 7, 28)
    found = ids(replace(JNIM, known_on=day))
    assert found
    assert {"K01", "K03", "K04", "K18", "K27", "K29", "K30"}.isdisjoint(found)
    assert "K21" in found  # the bloggers' figure stood that day
    assert key_rivals(REAL, Filters(known_on=day)) == []
    assert key_rivals(REAL, Filters(known_on=dt.date(2024, 8, 1))) == ["K01", "K03", "K04", "K18"]


def test_where_no_key_figure_stands_the_reason_is_the_true_one() -> None:
    left_out = "The filter leaves out every figure that stands here."
    assert none_words(REAL, Filters(countries=("CAF",))) == left_out
    assert none_words(REAL, Filters(countries=("CAF",), known_on=dt.date(2024, 8, 1))) == left_out
    day = dt.date(2024, 7, 28)
    public = claims_public(REAL, Filters(known_on=day)) & REAL.claims["event_id"].isin(REAL.manifest.fighting)
    others = int((public & REAL.claims["outcome"].isin(("wagner-killed", "soldiers-killed", "bodies-seen"))).sum())
    said = none_words(REAL, Filters(known_on=day))
    assert said.startswith(f"None of the figures that stand here was public by 28 July 2024. {others} other claim")
    assert none_words(REAL, Filters(known_on=day, countries=("CAF",))) == (
        "None of the figures that stand here was public by 28 July 2024."  # the others are not in view
    )
    assert none_words(REAL, Filters(known_on=dt.date(2024, 7, 1))) == (
        "None of the figures that stand here was public by 1 July 2024."
    )


def test_a_choice_of_figures_says_of_how_many_it_is_one() -> None:
    assert key_words(REAL, JNIM) == key_words(REAL, Filters())
    tolls = ("wagner-killed", "soldiers-killed", "bodies-seen")
    claims = REAL.claims[REAL.claims["outcome"].isin(tolls) & REAL.claims["event_id"].isin(REAL.manifest.fighting)]
    assert key_words(REAL, JNIM).startswith(f"7 of {len(claims)} rival claims on these tolls")


def test_the_mark_says_that_a_claim_is_dimmed_and_why() -> None:
    assert dimmed_words("") == ""
    assert dimmed_words("without the searched words") == "dimmed: without the searched words"
    why = why_dimmed(REAL, JNIM)[["K01", "K03"]]
    assert dimmed_summary(why) == (
        "1 rival claim that the filter does not match stays in view, dimmed: not about an event of the chosen actor."
    )
    assert dimmed_summary(why[["K01"]]) == ""


@given(asked(), st.none() | st.dates(dt.date(2024, 7, 20), dt.date(2026, 12, 31)))
@settings(max_examples=80, deadline=None)
def test_a_claim_in_view_has_all_its_rivals_with_it_and_nothing_of_later(
    filters: Filters, known_on: dt.date | None
) -> None:
    wanted = replace(filters, known_on=known_on)
    passing, why = claims_mask(REAL, wanted), why_dimmed(REAL, wanted)
    public, published, view = claims_public(REAL, wanted), sources_public(REAL, wanted), ids(wanted)
    about = REAL.claims["event_id"].where(~REAL.claims["event_id"].isin(REAL.manifest.fighting), "ambush")
    for claim in REAL.claims.index[passing]:
        rivals = (about == about[claim]) & (REAL.claims["outcome"] == REAL.claims.at[claim, "outcome"]) & public
        assert set(REAL.claims.index[rivals]) <= view
    for claim in view:
        assert public[claim]
        assert published[list(REAL.claims.at[claim, "source_ids"])].any()
        assert (why[claim] == "") == passing[claim]
    assert key_rivals(REAL, wanted) in ([], [claim for claim in REAL.manifest.key_claims if public[claim]])
    assert set(key_rivals(REAL, wanted)) <= view


# --- strengths as claimed


def test_a_strength_in_view_has_its_rivals_of_that_country_with_it_dimmed_with_the_reason() -> None:
    table = strengths_in_view(REAL, Filters(actors=("bear-brigade",)), None)
    everyone = strengths(REAL, REAL.presence["country"] == "BFA")
    assert list(table.index) == list(everyone.index)
    assert table.at["R43", "dimmed"] == ""
    assert set(table["dimmed"].drop("R43")) == {"not of the chosen actor"}
    with speaking("fr"):
        french = strengths_in_view(REAL, Filters(actors=("bear-brigade",)), None)
    assert french.at["R44", "dimmed"] == "ne porte pas sur l’acteur choisi"


def test_without_a_filter_no_strength_is_dimmed_and_none_is_missing() -> None:
    table = strengths_in_view(REAL, Filters(), None)
    assert list(table.index) == list(strengths(REAL, REAL.presence["country"] != "").index)
    assert set(table["dimmed"]) == {""}


def test_where_no_strength_passes_none_is_brought_in() -> None:
    assert strengths_in_view(REAL, Filters(actors=("lobaye-invest",)), None).empty
    assert set(strengths_in_view(REAL, Filters(countries=("CAF",)), None)["country"]) == {"CAF"}


def test_a_strength_of_another_day_or_span_or_only_perhaps_of_it_says_so() -> None:
    day = dt.date(2021, 5, 15)
    table = strengths_in_view(REAL, Filters(), day)
    assert {"R22", "R23"} <= set(table.index[table["dimmed"] == ""])
    assert table.at["R24", "dimmed"] == "not for the chosen day"
    span = Filters(date_from=dt.date(2024, 7, 1), date_to=dt.date(2024, 7, 31))
    table = strengths_in_view(REAL, span, None)
    assert table.at["R13", "dimmed"] == ""
    assert table.at["R03", "dimmed"] == "not for the chosen days"
    assert table.at["R08", "dimmed"] == "dated too vaguely for the chosen days"  # dated to 2024


def test_with_an_as_of_day_a_strength_that_was_not_public_is_gone() -> None:
    known = Filters(known_on=dt.date(2024, 7, 28), actors=("wagner",))
    table = strengths_in_view(REAL, known, None)
    assert len(table)
    public = presence_mask(REAL, Filters(known_on=known.known_on))
    assert public[table.index].all()
    assert not {"R67", "R68", "R78", "R79"} & set(table.index)


@given(asked(), st.none() | st.dates(dt.date(2020, 1, 1), dt.date(2026, 12, 31)))
@settings(max_examples=60, deadline=None)
def test_no_strength_in_view_lacks_a_public_rival_of_its_country(filters: Filters, day: dt.date | None) -> None:
    table = strengths_in_view(REAL, filters, day)
    told = all_of_them_public(REAL, REAL.presence["role_sources"], filters.known_on)
    passing = presence_mask(REAL, filters) & told & (True if day is None else on_day(REAL, day))
    public = strengths(REAL, told & presence_mask(REAL, Filters(known_on=filters.known_on)))
    countries = set(strengths(REAL, passing)["country"])
    assert list(table.index) == list(public.index[public["country"].isin(countries)])
    assert list(table["dimmed"] == "") == list(passing[table.index])


def test_as_of_a_day_a_strength_stands_only_when_what_it_rests_on_was_public() -> None:
    """R51 was public in April 2024, its number by a newspaper of May; R22 needed one source alone."""
    for day, shown in ((dt.date(2024, 5, 4), False), (dt.date(2024, 5, 5), True)):
        table = strengths_in_view(REAL, Filters(known_on=day), None)
        assert ("R51" in table.index) is shown
        assert "R22" in table.index
