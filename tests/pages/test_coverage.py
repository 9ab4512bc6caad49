"""Every page says what the account covers, and a day beyond it is named and never becomes another day."""

from __future__ import annotations

import datetime as dt

import pytest

from geodata.reading.coverage import coverage
from tests.page_lists import FILES
from tests.pages.conftest import PageMaker
from tests.real_story import REAL


@pytest.mark.parametrize("file", FILES)
def test_a_page_says_what_the_account_covers(seen: PageMaker, file: str) -> None:
    page = seen(file)
    assert not page.exception
    assert [text.value for text in page.caption].count(coverage(REAL).words()) == 1
    assert not [warning for warning in page.warning if warning.icon == ":material/event_busy:"]


@pytest.mark.parametrize(
    ("day", "said"), [("2099-11-27", "27 November 2099"), ("9999-12-31", "31 December 9999"), ("1900-01-01", "1900")]
)
def test_a_day_beyond_the_account_stays_that_day_and_is_named(seen: PageMaker, day: str, said: str) -> None:
    page = seen("presence.py", day=[day])
    assert not page.exception
    assert page.query_params["day"] in (day, [day])
    (notice,) = [warning.value for warning in page.warning if warning.icon == ":material/event_busy:"]
    assert said in notice.replace("\\", "")


def test_a_span_beyond_the_account_is_named_on_every_page(seen: PageMaker) -> None:
    page = seen("method.py", **{"from": ["2024-07-01"], "to": ["2099-01-01"]})
    (notice,) = [warning.value for warning in page.warning if warning.icon == ":material/event_busy:"]
    assert "1 January 2099" in notice


def test_the_cursor_leads_back_from_a_day_beyond_the_account(opened: PageMaker) -> None:
    page = opened("presence.py", day=["2099-11-27"])
    assert page.slider(key="cursor.day").value == dt.date(2099, 11, 27)
    page.slider(key="cursor.day").set_value(dt.date(2024, 7, 27)).run()
    assert not page.exception
    assert page.query_params["day"] in ("2024-07-27", ["2024-07-27"])
    assert page.slider(key="cursor.day").value == dt.date(2024, 7, 27)


def test_the_cursor_runs_to_the_last_review(opened: PageMaker) -> None:
    page = opened("presence.py", day=["2024-07-27"])
    page.slider(key="cursor.day").set_value(coverage(REAL).reviewed).run()
    assert page.query_params["day"] in (coverage(REAL).reviewed.isoformat(), [coverage(REAL).reviewed.isoformat()])
