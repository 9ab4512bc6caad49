"""Every fact of the base document stands in words on the page, in full, with links to the rows that say it too."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from geodata.asking.filters import Filters
from geodata.drawing.card_document import card_document
from geodata.reading.story import Story
from tests.pages.conftest import PageMaker
from tests.pages.elements import choose_cell
from tests.real_story import FRENCH, REAL

#: The facts by id: the words that must stand in the fact, and those that must stand in the rows that carry it.
with (Path(__file__).parents[1] / "data" / "base_document_words.csv").open(encoding="utf-8", newline="") as file:
    WORDS = {
        row["fact"]: (row["in_the_fact"].split("|"), row["in_its_rows"].split("|")) for row in csv.DictReader(file)
    }
#: The facts that the tables once held only in part, with the words of a card of one of their rows.
ONCE_IN_PART = {
    "E38": ("F03", "television is Ukrainian and backed by the government"),
    "E42": ("F11", "serves several West African countries"),
    "E44": ("F07", "courting the global south for its war effort and its peace process"),
    "E09": ("F18", "Prigozhin had been an ally of the president, and how grave the mutiny was"),
}


def text(page: AppTest) -> str:
    return "\n".join(part.value for part in [*page.markdown, *page.caption]).replace("\\", "")


def fact_lines(page: AppTest) -> dict[str, str]:
    """What stands beside each fact's id on the page."""
    lines = [part.value.replace("\\", "") for part in page.markdown]
    return {line[2:5]: line for line in lines if line.startswith("**F") and line[5:7] == "**"}


def words_of(story: Story, row_id: str) -> str:
    """All that a row's card says, and for a claim what the ledger says of it."""
    if row_id in story.claims.index:
        claim = story.claims.loc[row_id]
        return " ".join([claim["claimant"], claim["claim"], claim["notes"]])
    card = card_document(story, row_id, Filters())
    facts = [word for pair in card["facts"] for word in pair]
    return " ".join([card["title"], card["kind"], card["text"], card["base"], *facts])


def test_the_list_of_words_has_every_fact() -> None:
    assert list(WORDS) == list(REAL.facts.index)
    assert len(WORDS) == 33


def test_every_fact_stands_on_the_page_in_full(seen: PageMaker) -> None:
    page = seen("evidence.py")
    lines = fact_lines(page)
    assert list(lines) == list(REAL.facts.index)
    for fact, (wanted, _) in WORDS.items():
        assert lines[fact].endswith(REAL.facts.at[fact, "fact"])
        assert [words for words in wanted if words not in lines[fact]] == [], fact


def test_no_fact_stands_in_a_table_whose_cells_are_cut(seen: PageMaker) -> None:
    assert not any("fact" in frame.value.columns for frame in seen("evidence.py").dataframe)


@pytest.mark.parametrize("fact", WORDS)
def test_the_rows_of_a_fact_say_it_in_words(fact: str) -> None:
    said = " ".join(words_of(REAL, row_id) for row_id in REAL.facts.at[fact, "row_ids"])
    assert [words for words in WORDS[fact][1] if words not in said] == []


@pytest.mark.parametrize("event", ONCE_IN_PART)
def test_a_fact_once_held_in_part_is_on_the_card_of_its_row(opened: PageMaker, event: str) -> None:
    fact, words = ONCE_IN_PART[event]
    page = opened("evidence.py")
    page.button(key=f"fact.{fact}.{event}").click().run()
    assert not page.exception
    assert page.query_params["event"] in (event, [event])
    assert words in text(page)


def test_who_the_analyst_is_stands_behind_his_cell(opened: PageMaker) -> None:
    page = opened("evidence.py")
    assert "By the base document he is a senior research fellow of the Soufan Center" in text(
        choose_cell(page, "Wassim Nasr", "Said, without a count")
    )


def test_each_id_of_a_fact_is_a_link_to_a_card(opened: PageMaker) -> None:
    page = opened("evidence.py")
    keys = {button.key for button in page.button if button.key and button.key.startswith("fact.")}
    assert keys == {f"fact.{fact}.{row}" for fact, rows in REAL.facts["row_ids"].items() for row in rows}
    for fact, row, shown in (("F03", "K49", "E38"), ("F19", "R20", "R20"), ("F23", "RB1", "RB1")):
        page.button(key=f"fact.{fact}.{row}").click().run()
        assert not page.exception
        assert page.query_params["event"] in (shown, [shown])


def test_a_link_says_its_row_and_what_it_is(seen: PageMaker) -> None:
    labels = {button.key: button.label.replace("\\", "") for button in seen("evidence.py").button if button.key}
    assert labels["fact.F01.E42"] == "E42 · Mali cuts diplomatic ties with Ukraine"
    assert labels["fact.F04.K12"] == "K12 · AP, citing an analyst"


def test_facts_stand_in_french_too(seen: PageMaker) -> None:
    lines = fact_lines(seen("evidence.py", lang=["fr"]))
    assert all(lines[fact].endswith(words) for fact, words in FRENCH.facts["fact"].items())
    assert "terroristes déguisés en diplomates" in lines["F13"]


def test_nothing_of_the_document_stands_before_its_day(seen: PageMaker) -> None:
    page = seen("evidence.py", asof=["2024-08-04"])
    assert fact_lines(page) == {}
    assert "The base document was published after the as-of day." in text(page)


def test_on_its_day_every_row_that_carries_a_fact_was_public() -> None:
    on_its_day = Filters(known_on=dt.date.fromisoformat(REAL.sources.at["BASE", "published"]))
    for ids in REAL.facts["row_ids"]:
        for row_id in ids:
            event = REAL.claims["event_id"].get(row_id, row_id)
            assert not card_document(REAL, event, on_its_day)["title"].endswith("was not yet public"), row_id
