"""What the account covers, until which day, and when it was last reviewed: worked out from the tables.

An account that stops says where. Nothing here is typed: the last day is that of the newest event that is dated to the
day, the review that of the newest row or correction that was published (`fingerprints.csv`, `corrections.csv`).
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import lru_cache

from geodata.languages import gettext, noop
from geodata.languages.formats import day_words
from geodata.reading.partial_dates import date_words
from geodata.reading.story import Story

_COVERS = noop("Covers events from {first} to {last}; last reviewed on {reviewed}.")


@dataclass(frozen=True)
class Coverage:
    """The days from the first event to the last, and the day of the last review.

    ``first_words`` is the first date as it is written, which may be a month; ``first`` the first day that it allows.
    ``last`` is the last day of the newest event known to the day: "in 2024" and "by 2 November" do not reach further.
    """

    first: dt.date
    first_words: str
    last: dt.date
    reviewed: dt.date

    def words(self) -> str:
        """Say it in the one line that stands on every page and in every hand-out, in the language spoken."""
        return gettext(_COVERS).format(
            first=date_words(self.first_words), last=day_words(self.last), reviewed=day_words(self.reviewed)
        )


@lru_cache(maxsize=8)
def coverage(story: Story) -> Coverage:
    """Return what a story covers. Raises ValueError when it holds no event."""
    events = story.events
    ends = events["end"][events["date_precision"] == "day"]
    earliest = events["start"].idxmin()
    last = (events["start"] if ends.empty else ends).max().date()
    reviewed = dt.date.fromisoformat(story.reviewed) if story.reviewed else last
    return Coverage(events.at[earliest, "start"].date(), events.at[earliest, "date_start"], last, reviewed)


def beyond_words(story: Story, first: dt.date | None, last: dt.date | None) -> str:
    """Say what a span of days asks of the account that it does not cover; "" when it covers all of it.

    ``first`` and ``last`` may be the same day; None is a side on which no day was asked for.
    """
    known = coverage(story)
    sentences = []
    if day := next((day for day in (first, last) if day and day < known.first), None):
        words = gettext(
            "You ask for {day}. The first event of the account is of {first}; what happened before is not in it."
        )
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
