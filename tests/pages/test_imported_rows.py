"""A viewer's own events on every page: the same filter, count, table, card and timeline as the story's."""

from __future__ import annotations

import json
from typing import Any

import pytest
from importers.event_files import PLAIN_ROW, UCDP_ROW, rows_of, table
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import PageMaker
from tests.pages.elements import everything
from tests.pages.test_your_data import bring, press, said

ROW = {**PLAIN_ROW, "actors": "JNIM", "kind": "raid", "country": "Mali"}
MINE = table(
    rows_of(
        ROW,
        {"title": "First raid", "date": "1999-05-01"},
        {"title": "Second raid", "date": "2024-07-26"},
        {"title": "Third raid", "date": "2024-07-27", "lat": "", "lon": ""},
        {"title": "Elsewhere", "date": "2024-08-02", "country": "Sudan", "lat": "13.5", "lon": "25.3"},
    )
)


@pytest.fixture
def page(opened: PageMaker) -> AppTest:
    """The overview with four events of a file under the story."""
    found = opened("your_data.py")
    bring(found, MINE)
    press(found, "bringing.accept")
    found.session_state["imported-open"] = True
    return found.switch_page("overview.py").run()


def counted(page: AppTest) -> str:
    return next(line for line in said(page).split("\n") if "Your file:" in line).replace("*", "")


def listed(page: AppTest) -> list[str]:
    found = [frame.value for frame in page.dataframe if "deaths" in frame.value]
    return list(found[0]["title"]) if found else []


def timeline(page: AppTest) -> dict[str, Any]:
    sent = [json.loads(text) for name, text in everything(page).items() if name.endswith("bidi_component") and text]
    return next(document for document in sent if isinstance(document, dict) and "lanes" in document)


def filtered(page: AppTest, key: str, value: Any) -> AppTest:
    widget = next(one for one in (*page.multiselect, *page.date_input, *page.text_input) if one.key == key)
    widget.set_value(value).run()
    assert not page.exception
    return page


def test_their_table_is_sent_only_while_it_is_open(page: AppTest) -> None:
    page.session_state["imported-open"] = False
    assert listed(page.run()) == []
    assert "Your events, as a table" in [box.label for box in page.expander]


def test_they_are_counted_and_listed_in_order_of_time(page: AppTest) -> None:
    assert counted(page) == "Your file: 4 of 4 events shown; 1 has no place"
    assert listed(page) == ["First raid", "Second raid", "Third raid", "Elsewhere"]


@pytest.mark.parametrize(
    ("key", "value", "left"),
    [
        ("filter.country", ["SDN"], ["Elsewhere"]),  # a country that only the file knows
        ("filter.kind", ["raid"], ["First raid", "Second raid", "Third raid", "Elsewhere"]),
        ("filter.actor", ["jnim"], ["First raid", "Second raid", "Third raid", "Elsewhere"]),
        ("filter.actor", ["wagner"], []),
        ("filter.q", "second", ["Second raid"]),
    ],
)
def test_the_one_filter_applies_to_them(page: AppTest, key: str, value: Any, left: list[str]) -> None:
    filtered(page, key, value)
    assert listed(page) == left
    assert counted(page).startswith(f"Your file: {len(left)} of 4")


@pytest.mark.parametrize(("key", "value"), [("filter.confidence", ["contested"]), ("filter.asof", "2024-08-01")])
def test_what_they_cannot_answer_hides_them_and_the_page_says_why(page: AppTest, key: str, value: Any) -> None:
    import datetime as dt

    filtered(page, key, dt.date.fromisoformat(value) if isinstance(value, str) else value)
    assert counted(page).startswith("Your file: 0 of 4")
    assert "Your own events are hidden while" in said(page)


def test_a_chosen_row_has_its_card_with_the_file_and_the_row(page: AppTest) -> None:
    page.query_params["event"] = [next(iter(_ids(page)))]
    page.run()
    words = said(page)
    assert "#### First raid" in words
    assert "mine.csv" in words
    assert "A row of the file that you brought." in words


def _ids(page: AppTest) -> list[str]:
    return list(page.session_state["imported.lent"].events.events.index)


def test_the_timeline_counts_them_and_reaches_back_to_the_first(page: AppTest) -> None:
    page.switch_page("timeline.py").run()
    document = timeline(page)
    assert sum(document["imported"]["count"]) == 4
    assert document["whole"][0] == "1999-01-01"


def test_taking_them_away_lets_go_of_what_only_they_knew(page: AppTest) -> None:
    filtered(page, "filter.country", ["SDN"])
    page.query_params["event"] = [_ids(page)[3]]
    page.run()
    page.switch_page("your_data.py").run()
    press(page, "bringing.take_away")
    page.switch_page("overview.py").run()
    assert not page.exception
    assert "country" not in page.query_params
    assert "event" not in page.query_params
    assert "Your file:" not in said(page)


def test_an_address_that_names_what_only_a_file_knows_gets_a_notice_without_it(opened: PageMaker) -> None:
    page = opened(country=["SDN"])
    assert "No country is called “SDN”" in said(page)


def test_a_file_of_ucdp_says_how_it_writes_wagner(opened: PageMaker) -> None:
    page = opened("your_data.py")
    bring(page, table(rows_of(UCDP_ROW, {"side_b": "Government of Russia (Soviet Union)", "source_article": ""})))
    press(page, "bringing.accept")
    page.switch_page("overview.py").run()
    filtered(page, "filter.q", "wagner")
    assert "UCDP has no actor “Wagner”" in said(page)
    press(page, "imported.spelling")
    assert counted(page) == "Your file: 1 of 1 events shown"


def test_a_long_table_is_turned_page_by_page_and_follows_the_chosen_row(opened: PageMaker) -> None:
    page = opened("your_data.py")
    many = [{"title": f"Row {n:03}", "date": f"2020-{1 + n // 28:02}-{1 + n % 28:02}"} for n in range(210)]
    bring(page, table(rows_of(ROW, *many)))
    press(page, "bringing.accept")
    page.session_state["imported-open"] = True
    page.switch_page("overview.py").run()
    assert listed(page) == [f"Row {n:03}" for n in range(50)]
    page.query_params["event"] = [_ids(page)[205]]
    page.run()
    assert listed(page) == [f"Row {n:03}" for n in range(200, 210)]
