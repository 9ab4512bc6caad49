"""The printed sheet: the rows of the view with their sources, nothing that was not public, nothing cut in silence."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from functools import cache
from typing import Any

import pandas as pd
import pytest
from asked_filters import asked
from exports.written import about
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.asking.filters import Filters, sources_public
from geodata.exports import sheet_tables
from geodata.exports.sheet import BLOCKS, Asked, sheet
from geodata.knowing.presence import on_day, strengths
from geodata.knowing.rivals import claims_public
from geodata.knowing.tolls import counted
from geodata.reading.translation import in_language
from geodata.selecting.colophon import BORDERS, CLAIMS, LICENCE
from geodata.selecting.selection import select
from geodata.views.evidence import EVIDENCE
from geodata.views.registry import PAGE_KINDS
from tests.real_story import REAL

PAGES = tuple(kind.path(REAL) for kind in PAGE_KINDS)
WIDE = tuple(kind.path(REAL) for kind in PAGE_KINDS if kind.is_wide)
PARTS = tuple(EVIDENCE.sheet)
WAGNER_DAYS = Filters(actors=("wagner",), date_from=dt.date(2024, 7, 25), date_to=dt.date(2024, 7, 27))


@cache
def made(page: str, filters: Filters | None = None, chosen: str | None = None, **asked: Any) -> dict[str, Any]:
    """A sheet, made once; it is shared, so nothing in it may be changed."""
    wanted = filters or Filters()
    return sheet(select(REAL, wanted, chosen=chosen), about(REAL, wanted), Asked(page, **asked))


def block(document: dict[str, Any], title: str) -> dict[str, Any]:
    (found,) = [one for one in document["blocks"] if one["title"] == title]
    return found


def column(table: dict[str, Any], name: str) -> list[str]:
    at = table["columns"].index(name)
    return [row[at] for row in table["rows"]]


@pytest.mark.parametrize("page", PAGES)
def test_every_sheet_says_what_it_shows_and_under_which_terms(page: str) -> None:
    document = made(page, WAGNER_DAYS)
    assert document["filters"].startswith("Filters: days from 25 July 2024 to 27 July 2024; actors: Wagner · As known")
    assert {CLAIMS, BORDERS, f"Licence: {LICENCE}"} <= set(document["foot"])
    assert any(f"Data version {REAL.version}" in line for line in document["foot"])
    assert document["margin"] == f"Data version {REAL.version}; printed 23 November 2024"
    assert document["wide"] is (page in WIDE)


def test_every_block_that_a_page_names_is_one_that_can_be_printed_and_the_other_way_round() -> None:
    assert {name for kind in PAGE_KINDS for tab in kind.sheet.values() for name in tab} == set(BLOCKS)


def test_the_events_are_those_of_the_filter_in_order_of_time() -> None:
    table = block(made("overview", WAGNER_DAYS), "Events shown")
    rows = select(REAL, WAGNER_DAYS).events.sort_values(["start", "end"], kind="stable")
    assert column(table, "id") == list(rows.index)
    assert column(table, "event") == list(rows["title"])
    assert all(column(table, "sources"))


@pytest.mark.parametrize("page", PAGES)
def test_every_source_of_a_row_stands_in_the_list_with_its_address(page: str) -> None:
    document = made(page)
    named = {
        source
        for one in document["blocks"]
        if one["kind"] == "table" and "sources" in one["columns"]
        for cell in column(one, "sources")
        for source in re.findall(r"BASE|[A-Z]\d+", cell)
    }
    if not named:
        return
    listed = {row[0]: row for row in block(document, "Sources named above")["rows"]}
    assert named <= set(listed)
    assert all(listed[source][4] == REAL.sources.at[source, "url"] for source in named)


def test_the_tables_of_evidence_are_those_of_its_tabs() -> None:
    titles = [made("evidence", part=part)["blocks"][0]["title"] for part in PARTS]
    assert titles[0] == "Ledger"
    assert titles[2:] == ["Claims", "Events shown", "Sources", "Facts of the base document"]
    assert titles[1] == REAL.questions["question"].iloc[0]
    assert len(block(made("evidence", part="claims"), "Claims")["rows"]) == len(REAL.claims)
    assert len(block(made("evidence", part="sources"), "Sources")["rows"]) == len(REAL.sources)


def test_the_ledger_is_that_of_its_scope() -> None:
    for scope, expected in (("all", set(REAL.claims["claimant"])), ("E35", None), ("nonsense", None)):
        signed = column(block(made("evidence", scope=scope), "Ledger"), "claimant")
        assert {who[:2] for who in signed} <= {"◆ ", "■ ", "● "}
        claimants = {who[2:] for who in signed}
        if scope == "E35":
            expected = set(REAL.claims.loc[REAL.claims["event_id"] == "E35", "claimant"])
        if scope == "nonsense":
            expected = {who[2:] for who in column(block(made("evidence"), "Ledger"), "claimant")}
        assert claimants == expected, scope


JNIM = Filters(actors=("jnim",))


def test_with_jnim_chosen_no_rival_figure_stands_alone_on_paper() -> None:
    table = block(made("overview", JNIM), "How many died depends on who speaks")
    assert len(table["rows"]) == len(REAL.manifest.key_claims)
    assert table["dimmed"] == [False] + [True] * 6
    who = column(table, "claimant")
    assert who[0] == "JNIM (via SITE)"
    assert who[1] == "CSP-DPA rebels (dimmed: not about an event of the chosen actor)"
    document = made("evidence", JNIM)
    ledger = block(document, "Ledger")
    assert any("84" in cell and cell.endswith("(dimmed)") for cell in column(ledger, "Wagner killed"))
    assert "stay in view, dimmed: not about an event of the chosen actor." in ledger["note"]
    lines = [line for group in block(document, "Rival tolls")["groups"] for line in group["lines"]]
    assert {line["dimmed"] for line in lines} == {True, False}
    assert all(line["dimmed"] == line["label"].endswith("(dimmed)") for line in lines)
    assert "stay in view, dimmed" in block(document, "Rival tolls")["note"]


@given(asked(), st.none() | st.dates(dt.date(2024, 7, 20), dt.date(2026, 12, 31)))
@settings(max_examples=25, deadline=None)
def test_no_panel_on_paper_shows_some_of_the_rivals_without_a_word(filters: Filters, known_on: dt.date | None) -> None:
    wanted = replace(filters, known_on=known_on)
    selection = select(REAL, wanted)
    public = REAL.claims[claims_public(REAL, wanted)]
    rivals, matched = selection.rivals, set(selection.claims.index)
    for outcome in set(selection.claims["outcome"]) & set(counted(REAL)):
        ambush = public[(public["outcome"] == outcome) & public["event_id"].isin(REAL.manifest.fighting)]
        if matched & set(ambush.index):
            assert set(ambush.index) <= set(rivals.index)
    assert set(rivals.index[rivals["dimmed"] == ""]) == matched
    assert all(rivals["source_ids"])
    document = made.__wrapped__("evidence", wanted, scope="all")  # of filters at random, each asked for once
    if rivals.empty:
        assert not [one for one in document["blocks"] if one["title"] in ("Ledger", "Rival tolls")]
        return
    ledger = block(document, "Ledger")
    assert {who[2:] for who in column(ledger, "claimant")} == set(rivals["claimant"])
    dimmed = int((rivals["dimmed"] != "").sum())
    assert sum(cell.count("(dimmed)") for row in ledger["rows"] for cell in row) == dimmed
    assert ("dimmed: " in ledger["note"]) == (dimmed > 0)


def test_rival_figures_keep_their_open_ends_and_their_claimant() -> None:
    chart = block(made("kidal_ambush"), "Rival tolls")
    assert [group["title"] for group in chart["groups"]] == ["Wagner men killed", "Malian soldiers killed"]
    lines = {line["label"]: line for group in chart["groups"] for line in group["lines"]}
    times = next(line for label, line in lines.items() if label.startswith("The New York Times"))
    assert (times["low"] is not None, times["high"], times["mark"]) == (True, None, "circle")
    assert times["figure"].startswith("≥ ")
    ends = [end for line in lines.values() for end in (line["low"], line["high"]) if end is not None]
    assert chart["limit"] > max(ends)


def test_a_day_of_the_presence_shows_the_reports_of_that_day() -> None:
    day = dt.date(2024, 7, 27)
    table = block(made("russian_presence", day=day), "Reports of Russian presence")
    assert column(table, "id") == list(REAL.presence.index[on_day(REAL, day)])
    assert table["note"].startswith("For 27 July 2024.")
    no_end = [pd.isna(REAL.presence.at[row, "end"]) for row in column(table, "id")]
    assert ["; last reported: " in when for when in column(table, "when")] == no_end
    assert any(no_end)


def test_rival_strengths_stand_on_paper_too_dimmed_with_the_reason_and_with_their_sources() -> None:
    wanted = Filters(actors=("bear-brigade",))
    document = made("russian_presence", wanted)
    chart = block(document, "Strength, as claimed")
    (group,) = chart["groups"]
    lines = {line["label"]: line["dimmed"] for line in group["lines"]}
    assert len(lines) == len(strengths(REAL, REAL.presence["country"] == "BFA"))
    assert all(label.endswith(" (dimmed)") == dimmed for label, dimmed in lines.items())
    assert [label for label, dimmed in lines.items() if not dimmed] == [
        "May 2024 to 27 August 2024 (Ouagadougou): Le Monde"
    ]
    assert chart["note"].endswith("dimmed: not of the chosen actor.")
    named = {row[0] for row in block(document, "Sources named above")["rows"]}
    assert set(REAL.presence.at["R45", "source_ids"]) <= named


def test_an_open_card_is_printed_with_its_claims() -> None:
    (card,) = [
        one for one in made("overview", chosen="E34")["blocks"] if one["title"] == REAL.events.at["E34", "title"]
    ]
    text = "\n".join(card["lines"])
    assert REAL.events.at["E34", "summary"] in text
    for claimant in REAL.claims.loc[REAL.claims["event_id"] == "E34", "claimant"]:
        assert claimant in text
    titles = [one["title"] for one in made("overview", chosen="no such row")["blocks"]]
    assert titles == [one["title"] for one in made("overview")["blocks"]]


@pytest.mark.parametrize("page", WIDE)
@pytest.mark.parametrize("part", PARTS)
def test_nothing_of_later_than_the_as_of_day_is_printed(page: str, part: str) -> None:
    day = Filters(known_on=dt.date(2024, 7, 29))
    public = sources_public(REAL, day)
    later = set(public.index[~public])
    text = str(made(page, day, part=part)["blocks"])
    assert not {source for source in re.findall(r"\b[A-Z]\d{2,3}\b", text) if source in later}


def test_what_is_left_out_is_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet_tables, "MOST", 10)
    table = block(made.__wrapped__("overview"), "Events shown")
    assert len(table["rows"]) == 10
    assert table["left"].startswith(f"{len(REAL.events) - 10} more rows pass the filter and are left out on paper")
    monkeypatch.setattr(sheet_tables, "MOST", 1000)
    assert block(made.__wrapped__("overview"), "Events shown")["left"] == ""


def test_a_filter_that_leaves_nothing_makes_a_sheet_without_tables() -> None:
    nothing = Filters(text="no such word anywhere")
    for page in PAGES:
        assert made(page, nothing)["blocks"] == [], page


def test_every_cell_is_text() -> None:
    for page in PAGES:
        for part in PARTS if page == "evidence" else PARTS[:1]:
            for one in made(page, part=part)["blocks"]:
                for row in one.get("rows", []):
                    assert all(isinstance(cell, str) for cell in row), (page, row)
                if one["kind"] == "table":
                    assert {len(row) for row in one["rows"]} == {len(one["columns"])}


def test_a_french_sheet_is_french() -> None:
    story = in_language(REAL, "fr")
    wanted = Filters()
    document = sheet(select(story, wanted), about(story, wanted), Asked("overview"))
    assert document["filters"].startswith("Filtres\u00a0: ")
    table = block(document, "Événements affichés")
    assert table["columns"][:3] == ["id", "quand", "événement"]
    assert column(table, "événement") == list(story.events.sort_values(["start", "end"], kind="stable")["title"])


def test_markup_in_a_table_stays_as_it_is_for_the_browser_to_set_as_text() -> None:
    changed = REAL.events.copy()
    changed.loc["E34", "title"] = "<b>&</b>"
    story = replace(REAL, events=changed)
    document = sheet(select(story, Filters()), about(story), Asked("overview"))
    assert "<b>&</b>" in column(block(document, "Events shown"), "event")
