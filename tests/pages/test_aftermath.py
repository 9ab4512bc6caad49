"""What came after, on the pages: a relay is named on the card and in the tables, and a missing number is said."""

from __future__ import annotations

import datetime as dt

from geodata.reading.coverage import coverage
from tests.pages.conftest import PageMaker
from tests.pages.elements import everything
from tests.real_story import REAL

RELAY = "seen through a relay; page not opened"


def test_card_and_table_say_that_the_return_to_kidal_is_known_by_relay(seen: PageMaker) -> None:
    page = seen("timeline.py", event=["E79"])
    assert not page.exception
    assert f"◐ single source · {RELAY}" in "\n".join(everything(page).values())
    (table,) = [frame.value for frame in page.dataframe if "event" in frame.value.columns]
    assert table.at["E79", "confidence"] == f"◐ single source; {RELAY}"
    assert RELAY not in table.at["E34", "confidence"]


def test_a_table_of_reports_says_it_too(seen: PageMaker) -> None:
    page = seen("presence.py", country=["MLI"])
    (table,) = [frame.value for frame in page.dataframe if "role" in frame.value.columns]
    assert table.at["R78", "confidence"].endswith(RELAY)
    assert not table.at["R10", "confidence"].endswith(RELAY)
    assert table.at["R82", "when"].startswith("from 14 April 2025, no end reported; last reported: ")


def test_reports_without_a_figure_say_that_none_was_found(seen: PageMaker) -> None:
    page = seen("presence.py", country=["CAF"], actor=["lobaye-invest"])
    words = "No number with a claimant found among these reports: Central African Republic."
    assert words in [caption.value for caption in page.caption]


def test_the_day_cursor_reaches_to_the_last_review_and_the_date_filter_as_far_as_the_tables(seen: PageMaker) -> None:
    page = seen("presence.py", day=["2026-10-06"])
    assert not page.exception
    assert page.slider(key="cursor.day").value == dt.date(2026, 10, 6)
    last = dt.datetime.fromtimestamp(page.slider(key="cursor.day").max / 1e6, dt.UTC)  # Streamlit counts microseconds
    assert last.date() == coverage(REAL).reviewed
    assert page.date_input(key="filter.to").max == dt.date(REAL.events["end"].max().year, 12, 31)
