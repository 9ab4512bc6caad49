"""Imported events counted by day or month."""

from __future__ import annotations

import datetime as dt

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from imported.event_rows import made

from geodata.imported.day_counts import MOST_DAYS, day_counts

NO_DATE = np.datetime64("NaT", "s")


def test_days() -> None:
    events = made({}, {"date_start": "2024-02-29"}, {}, {"date_start": NO_DATE}, {"date_start": "2019-01-01"})
    assert day_counts(events, np.array([True, True, True, True, False])) == {
        "unit": "day", "start": ["2024-02-29", "2024-07-25"], "count": [1, 2], "undated": 1, "whole": ["2019", "2024"],
    }  # fmt: skip


def test_nothing_passes() -> None:
    nothing = {"unit": "day", "start": [], "count": [], "undated": 0}
    assert day_counts(made({}), np.array([False])) == {**nothing, "whole": ["2024", "2024"]}
    assert day_counts(made(), np.zeros(0, dtype=bool)) == {**nothing, "whole": None}


def test_months_when_there_are_more_days_than_can_be_told_apart() -> None:
    days = [dt.date(2015, 1, 15) + dt.timedelta(days=number) for number in range(MOST_DAYS + 1)]
    events = made(*({"date_start": day} for day in days))
    every = np.ones(len(days), dtype=bool)
    by_month = day_counts(events, every)
    assert (by_month["unit"], by_month["start"][:2], by_month["count"][:2]) == (
        "month", ["2015-01-01", "2015-02-01"], [17, 28],
    )  # fmt: skip
    assert sum(by_month["count"]) == len(days)
    every[0] = False
    assert day_counts(events, every)["unit"] == "day"


@given(st.lists(st.tuples(st.none() | st.dates(dt.date(1, 1, 1), dt.date(9999, 12, 31)), st.booleans()), max_size=12))
@settings(max_examples=100, deadline=None)
def test_the_counts_sum_to_the_rows_that_pass(rows: list[tuple[dt.date | None, bool]]) -> None:
    events = made(*({"date_start": NO_DATE if day is None else day} for day, _ in rows))
    mask = np.array([on for _, on in rows], dtype=bool)
    counts = day_counts(events, mask)
    assert sum(counts["count"]) + counts["undated"] == mask.sum()
    assert counts["undated"] == sum(on and day is None for day, on in rows)
    assert counts["start"] == sorted({day.isoformat() for day, on in rows if on and day is not None})
