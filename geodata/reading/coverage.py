"""What the account covers, until which day, and when it was last reviewed: worked out from the tables.

An account that stops says where. Nothing here is typed: the last day is that of the newest event that is dated to the
day, the review that of the newest row or correction that was published (`fingerprints.csv`, `corrections.csv`).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from geodata.languages import gettext, noop
from geodata.languages.formats import day_words
from geodata.reading.partial_dates import date_words
from geodata.reading.story import Story

_COVERS = noop("Covers events from {first} to {last}; last reviewed on {reviewed}.")
_COVERS_OTHER = noop("Covers days from {first} to {last}; last reviewed on {reviewed}.")
_COVERS_NOTHING = noop("Nothing here bears a date; last reviewed on {reviewed}.")

_FIRST_EVENT = noop(
    "You ask for {day}. The first event of the account is of {first}; what happened before is not in it."
)
_FIRST_DAY = noop("You ask for {day}. The account begins with {first}; what happened before is not in it.")

#: The tables whose days an account covers, and the column of the first day: those of the first one that has any count.
_DATED = (("events", "date_start"), ("presence", "from_date"), ("route", "date_start"), ("claims", "date_claimed"))


@dataclass(frozen=True)
class Coverage:
    """The days from the first event to the last, and the day of the last review.

    ``first_words`` is the first date as it is written, which may be a month; ``first`` the first day that it allows.
    ``last`` is the last day of the newest event known to the day: "in 2001" and "by 2 November" do not reach further.
    In an account without events reports of presence, waypoints or claims stand for them, and ``of`` names the table;
    where nothing bears a date it is "", and all days are that of the review.
    """

    first: dt.date
    first_words: str
    last: dt.date
    reviewed: dt.date
    of: str = "events"

    def words(self) -> str:
        """Say it in the one line that stands on every page and in every hand-out, in the language spoken."""
        words = _COVERS if self.of == "events" else _COVERS_OTHER if self.of else _COVERS_NOTHING
        return gettext(words).format(
            first=date_words(self.first_words), last=day_words(self.last), reviewed=day_words(self.reviewed)
        )


@lru_cache(maxsize=8)
def coverage(story: Story) -> Coverage:
    """Return what a story covers. One that holds no day and was never published counts as reviewed today."""
    reviewed = dt.date.fromisoformat(story.reviewed) if story.reviewed else None
    for table, column in _DATED:
        rows = getattr(story, table)
        rows = rows[rows["start"].notna()]
        if rows.empty:
            continue
        ends = rows["end"][_known_to_the_day(rows, column)].dropna()
        earliest = rows["start"].idxmin()
        last = (rows["start"] if ends.empty else ends).max().date()
        return Coverage(rows.at[earliest, "start"].date(), rows.at[earliest, column], last, reviewed or last, table)
    day = reviewed or dt.datetime.now(dt.UTC).date()
    return Coverage(day, day.isoformat(), day, day, "")


def _known_to_the_day(rows: pd.DataFrame, column: str) -> pd.Series:
    if "date_precision" in rows:
        return rows["date_precision"] == "day"
    return rows[column].str.len() == len("2001-05-27")


def beyond_words(story: Story, first: dt.date | None, last: dt.date | None) -> str:
    """Say what a span of days asks of the account that it does not cover; "" when it covers all of it.

    ``first`` and ``last`` may be the same day; None is a side on which no day was asked for.
    """
    known = coverage(story)
    sentences = []
    if day := next((day for day in (first, last) if day and day < known.first), None):
        words = gettext(_FIRST_EVENT if known.of == "events" else _FIRST_DAY)
        sentences.append(words.format(day=day_words(day), first=date_words(known.first_words)))
    if day := next((day for day in (last, first) if day and day > known.last), None):
        words = gettext(
            "You ask for {day}. The account ends on {last} and was last reviewed on {reviewed}: later events are not "
            "in it, and a report of presence without an end says only when it was last made."
        )
        sentences.append(
            words.format(day=day_words(day), last=day_words(known.last), reviewed=day_words(known.reviewed))
        )
    return " ".join(sentences)
