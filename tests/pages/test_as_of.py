"""What was known when: on no page, in no element, stands what was made public after the as-of day."""

from __future__ import annotations

import datetime as dt
import re

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from geodata.asking.filters import Filters, public_by, sources_public
from geodata.asking.told_titles import event_titles
from geodata.knowing.origins import origins
from geodata.views.registry import kind_of
from pages.viewing import reading
from tests.conftest import Rows
from tests.page_lists import FILES, PATHS
from tests.pages.conftest import PageMaker
from tests.pages.elements import choose_cell, everything, ledger_of
from tests.real_story import CLAIMS, EVENTS, FRENCH, REAL

every_page = pytest.mark.parametrize("file", FILES)

#: The number, by itself: no part of a longer one, of a coordinate or of an id such as S84.
EIGHTY_FOUR = re.compile(r"(?<![\w.,/#-])84(?![\w]|[.,]\d)|eighty-four", re.IGNORECASE)
#: Where the number stands for something else: an ellipsoid.
ELSEWHERE = ("WGS 84",)


def hits(page: AppTest, pattern: re.Pattern[str]) -> list[str]:
    """The places in which a pattern stands on a page, each with what stands around it."""
    found = []
    for name, words in everything(page).items():
        for known in ELSEWHERE:
            words = words.replace(known, "")
        found += [f"{name}: …{words[max(0, m.start() - 60) : m.end() + 30]}…" for m in pattern.finditer(words)]
    return found


# --- 28 July 2024: no 84


@every_page
def test_on_28_july_2024_no_element_of_any_page_says_84(seen: PageMaker, file: str) -> None:
    page = seen(file, asof=["2024-07-28"])
    assert not page.exception
    assert hits(page, EIGHTY_FOUR) == []


@pytest.mark.parametrize("file", ["overview.py", "episode.py", "timeline.py", "evidence.py"])
def test_the_search_for_84_finds_it_where_it_is_known(seen: PageMaker, file: str) -> None:
    assert hits(seen(file, asof=["2024-08-01"]), EIGHTY_FOUR)


@pytest.mark.parametrize("chosen", ["E34", "E35", "E40", "R13", "RE09", "RE10"])
@pytest.mark.parametrize("file", ["overview.py", "episode.py", "evidence.py"])
def test_no_card_says_84_on_28_july(seen: PageMaker, file: str, chosen: str) -> None:
    page = seen(file, asof=["2024-07-28"], event=[chosen])
    assert not page.exception
    own = [hit for hit in hits(page, EIGHTY_FOUR) if "dataframe" not in hit]
    assert own == []


def test_a_chosen_cell_of_the_ledger_names_no_later_claim(opened: PageMaker) -> None:
    page = choose_cell(opened("evidence.py", asof=["2024-07-30"]), "JNIM (via SITE)", "Wagner killed")
    assert not page.exception
    said = "\n".join(part.value for part in page.markdown)
    assert "Claimed 28 July 2024" in said
    assert not EIGHTY_FOUR.search(said)
    assert "New York Times" not in said


# --- 30 July 2024: no break of relations


@every_page
def test_on_30_july_2024_mali_has_not_cut_ties_with_ukraine(seen: PageMaker, file: str, event_rows: Rows) -> None:
    page = seen(file, asof=["2024-07-30"])
    (broken,) = [row["title"] for row in event_rows if row["id"] == "E42"]
    assert hits(page, re.compile(re.escape(broken))) == []
    assert hits(page, re.compile(r"\bE42\b")) == []


@every_page
def test_no_page_names_an_event_or_claim_of_later(seen: PageMaker, file: str) -> None:
    page = seen(file, asof=["2024-07-28"])
    story = reading.story()
    day = dt.datetime(2024, 7, 28)
    published = sources_public(story, Filters(known_on=day.date()))
    later = set()
    for table, words in ((story.events, "title"), (story.claims, "claim"), (story.positions, "position")):
        unsourced = table["source_ids"].map(lambda ids: not published[list(ids)].any())
        later |= set(table.loc[~(table["known"] <= day) | unsourced.astype(bool), words])
    assert len(later) > 95
    words = "\n".join(everything(page).values())
    assert [title for title in later if title in words] == []


def test_a_source_of_later_is_not_in_the_list_of_sources(seen: PageMaker) -> None:
    page = seen("evidence.py", asof=["2024-07-28"])
    sources = reading.story().sources
    later = set(sources.index[(sources["published"].str.len() == 10) & (sources["published"] > "2024-07-28")])
    (frame,) = [frame.value for frame in page.dataframe if "publisher" in frame.value.columns]
    assert len(later) > 40
    assert later.isdisjoint(frame["id"])


def test_no_table_names_or_counts_a_source_of_later(seen: PageMaker) -> None:
    day = dt.date(2024, 8, 1)
    page = seen("evidence.py", asof=[day.isoformat()])
    story = reading.story()
    published = sources_public(story, Filters(known_on=day))
    later = set(story.sources.loc[~published, "publisher"]) - set(story.sources.loc[published, "publisher"])
    assert len(later) > 20
    (claims,) = [frame.value for frame in page.dataframe if "carried by" in frame.value.columns]
    assert not [cell for cell in claims["carried by"] if any(name in cell.split(", ") for name in later)]
    (events,) = [
        frame.value for frame in page.dataframe if {"event", "independent sources"} <= set(frame.value.columns)
    ]
    for title, count in zip(events["event"], events["independent sources"], strict=True):
        ids = story.events.loc[event_titles(story, day) == title, "source_ids"].iloc[0]
        told = len(origins(story, [source for source in ids if published[source]]))
        assert count.split(",")[0] == str(told)


def test_a_source_opens_only_rows_that_were_public(opened: PageMaker) -> None:
    story, day = reading.story(), dt.date(2024, 8, 1)
    sources = story.sources[sources_public(story, Filters(known_on=day))]
    page = opened("evidence.py", asof=[day.isoformat()])
    for number in range(0, len(sources), 6):
        page.session_state["sources-table"] = {"selection": {"rows": [number], "columns": [], "cells": []}}
        page.run()
        assert not page.exception
        keys = [button.key or "" for button in page.button]
        shown = {key.split(".")[-1] for key in keys if key.startswith("rests.")}
        for table in (story.events, story.claims, story.presence):
            late = set(table.index[~public_by(story, table, Filters(known_on=day))])
            assert not shown & late


# --- counts, controls, address


def public_events(day: str) -> list[str]:
    """The events that one of their own sources had told by a day, and that nothing dates later."""
    story = reading.story()
    published = set(story.sources.index[sources_public(story, Filters(known_on=dt.date.fromisoformat(day)))])
    told = [bool(published & set(ids)) for ids in story.events["source_ids"]]
    return list(story.events.index[pd.Series(told, index=story.events.index) & (story.events["known_from"] <= day)])


def test_counts_keep_to_the_as_of_day(seen: PageMaker) -> None:
    page = seen("evidence.py", asof=["2024-07-28"])
    assert not any("events shown" in part.value for part in page.markdown)
    assert any(f"**13 of {CLAIMS} claims.**" in part.value for part in page.markdown)
    assert any(f"**14 of {CLAIMS} claims shown.**" in part.value for part in page.markdown)
    frame, _ = ledger_of(page)
    assert "Civilians killed" not in frame.columns


def test_a_day_before_everything_leaves_nothing_and_offers_the_way_out(opened: PageMaker) -> None:
    page = opened("timeline.py", asof=["2018-01-01"])
    assert not page.exception
    assert any(f"0 of {EVENTS} events shown" in part.value for part in page.markdown)
    page.button(key="clear.known_on").click().run()
    assert any(f"{EVENTS} of {EVENTS} events shown" in part.value for part in page.markdown)
    assert "asof" not in page.query_params


@every_page
def test_every_page_opens_on_a_day_before_everything(seen: PageMaker, file: str) -> None:
    page = seen(file, asof=["2018-01-01"])
    assert not page.exception
    if file == "briefing.py" or kind_of(PATHS[file], REAL).counts:
        assert any(re.search(r"\b0 of \d+ [\w ]+ shown", part.value) for part in page.markdown)


def test_the_as_of_day_of_the_address_stands_in_its_field(seen: PageMaker) -> None:
    page = seen("timeline.py", asof=["2024-07-28"], exact=["1"])
    assert page.date_input(key="filter.asof").value == dt.date(2024, 7, 28)
    assert page.toggle(key="filter.exact").value is True


def test_a_day_and_exact_only_set_by_hand_go_into_the_address(opened: PageMaker, event_rows: Rows) -> None:
    page = opened("timeline.py")
    page.date_input(key="filter.asof").set_value(dt.date(2024, 7, 30)).run()
    assert page.query_params["asof"] in ("2024-07-30", ["2024-07-30"])
    assert any(f"{len(public_events('2024-07-30'))} of {EVENTS} events shown" in part.value for part in page.markdown)
    page.toggle(key="filter.exact").set_value(True).run()
    assert page.query_params["exact"] in ("1", ["1"])
    assert not page.exception
    page.switch_page("episode.py").run()
    assert page.query_params["asof"] in ("2024-07-30", ["2024-07-30"])
    assert page.query_params["exact"] in ("1", ["1"])


@pytest.mark.parametrize(("name", "value"), [("asof", "2024-07"), ("asof", "soon"), ("exact", "yes")])
def test_a_broken_value_is_named_and_ignored(seen: PageMaker, name: str, value: str) -> None:
    page = seen(**{name: [value]})
    assert not page.exception
    (notice,) = [warning.value.replace("\\", "") for warning in page.warning if warning.icon == ":material/link_off:"]
    assert value in notice
    assert any(f"{EVENTS} of {EVENTS} events shown" in part.value for part in page.markdown)


@pytest.mark.parametrize("file", ["overview.py", "timeline.py"])
def test_exact_only_counts_what_is_known_to_day_and_place(seen: PageMaker, file: str, event_rows: Rows) -> None:
    places = reading.story().places
    sharp = {place for place in places.index if places.at[place, "radius_km"] <= 25}
    sharp -= set(places.index[places["precision"] == "country"])
    wanted = [row for row in event_rows if row["date_precision"] == "day" and row["place_id"] in sharp]
    page = seen(file, exact=["1"])
    assert not page.exception
    assert any(f"{len(wanted)} of {EVENTS} events shown" in part.value for part in page.markdown)


# --- titles that rest on sources of later


@pytest.mark.parametrize("lang", ["en", "fr"])
@every_page
def test_on_27_july_2024_no_element_has_a_title_or_a_role_of_later(seen: PageMaker, file: str, lang: str) -> None:
    page = seen(file, asof=["2024-07-27"], event=["E34"], lang=[lang])
    assert not page.exception
    story = reading.story() if lang == "en" else FRENCH
    later = [story.events.at[row, "title"] for row in ("E32", "E34")] + [story.presence.at["R10", "role"]]
    words = "\n".join(everything(page).values())
    assert [title for title in later if title in words] == []
    if file in ("overview.py", "episode.py", "timeline.py"):  # they list or draw the events, and open the card
        assert event_titles(story, dt.date(2024, 7, 27))["E34"] in words


def test_a_source_tells_no_title_of_later_of_what_rests_on_it(opened: PageMaker) -> None:
    story, day = reading.story(), dt.date(2024, 7, 27)
    sources = story.sources[sources_public(story, Filters(known_on=day))]
    page = opened("evidence.py", asof=["2024-07-27"])
    page.session_state["sources-table"] = {
        "selection": {"rows": [list(sources.index).index("S32")], "columns": [], "cells": []}
    }
    page.run()
    (told,) = [button.label for button in page.button if button.key == "rests.events.E34"]
    assert event_titles(story, day)["E34"] in told
    assert story.events.at["E34", "title"] not in told
