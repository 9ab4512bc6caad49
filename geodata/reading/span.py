"""The months and years that the tables tell of: date filter, strip of time and playback reach as far as they do."""

from __future__ import annotations

import calendar
import datetime as dt
from functools import lru_cache

import pandas as pd

from geodata.reading.coverage import coverage
from geodata.reading.story import Story


@lru_cache(maxsize=4)
def told_months(story: Story) -> tuple[dt.date, dt.date]:
    """Return the first day of the first month and the last day of the last one that an event or a report tells of.

    A date known only to its year counts with its first day alone, and an end that is not reported not at all.
    """
    known, starts = coverage(story), pd.concat([story.events["start"], story.presence["start"]]).dropna()
    first = min([known.first, *story.presence["start"].dropna().dt.date])
    last = max([known.last, *starts.dt.date, *_exact_ends(story)])
    return first.replace(day=1), last.replace(day=calendar.monthrange(last.year, last.month)[1])


def told_years(story: Story) -> tuple[dt.date, dt.date]:
    """Return the first and the last day of the whole years that hold the story."""
    first, last = told_months(story)
    return dt.date(first.year, 1, 1), dt.date(last.year, 12, 31)


def _exact_ends(story: Story) -> list[dt.date]:
    ends = ((story.events, "date_end"), (story.presence, "to_date"))
    exact = [frame.loc[frame[column].str.len() > len("2001"), "end"].max() for frame, column in ends]
    return [day.date() for day in exact if pd.notna(day)]
