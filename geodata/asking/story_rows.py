"""What a row of the table may ask of the tables of the story: masks as Series of bool, by id."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from functools import lru_cache

import pandas as pd

from geodata.asking.publication import public_by
from geodata.asking.search import matches
from geodata.reading.partial_dates import parse_partial_date
from geodata.reading.precision import is_drawn_as_point
from geodata.reading.story import Story

#: The columns of a table that hold first and last date as they are written.
_DATES = {
    "events": ("date_start", "date_end"),
    "route": ("date_start", "date_end"),
    "presence": ("from_date", "to_date"),
}

#: The column of a table that holds who takes part; a route has none, for all of it is one column's.
_ACTORS = {"events": "actor_ids", "presence": "force_ids"}


class StoryRows:
    """One table of the story; see :class:`geodata.asking.dialects.StoryRows`."""

    def __init__(self, story: Story, table: str, known_on: dt.date | None = None) -> None:
        self.story, self.table, self.known_on = story, table, known_on
        self.frame: pd.DataFrame = getattr(story, table)

    def ends_from(self, day: dt.date) -> pd.Series:
        """Whether a row may have lasted to the day. An end that is not known is open: it shuts nothing out."""
        end = self.frame["end"]
        return end.isna() | (end >= pd.Timestamp(day))

    def starts_by(self, day: dt.date) -> pd.Series:
        """Whether a row may have begun by the day."""
        start = self.frame["start"]
        return start.isna() | (start <= pd.Timestamp(day))

    def surely_ends_from(self, day: dt.date) -> pd.Series:
        """Whether a row lasted to the day, wherever within its dates it ended.

        What is dated to "2001" may lie on any day of that year: it surely lies in a span only when that holds the year.
        """
        _, earliest_end = self.sure_days()
        return earliest_end.isna() | (earliest_end >= pd.Timestamp(day))

    def surely_starts_by(self, day: dt.date) -> pd.Series:
        """Whether a row had begun by the day, wherever within its dates it began."""
        latest_start, _ = self.sure_days()
        return latest_start.isna() | (latest_start <= pd.Timestamp(day))

    def sure_days(self) -> tuple[pd.Series, pd.Series]:
        """The latest day on which each row can have begun, and the earliest on which it can have ended; NaT where
        open.
        """
        return _bounds(self.story, self.table)

    def share(self, actors: Collection[str]) -> pd.Series:
        """Whether one of the actors takes part; of the route, whether one of them was in the column."""
        chosen = set(actors)
        if self.table not in _ACTORS:
            return pd.Series(not chosen.isdisjoint(self.story.manifest.column_actors), index=self.frame.index)
        return self.frame[_ACTORS[self.table]].map(lambda ids: not chosen.isdisjoint(ids)).astype(bool)

    def lie_in(self, countries: Collection[str]) -> pd.Series:
        """Whether it happened in one of the countries: its own, or that of its place."""
        if "country" in self.frame:
            return self.have("country", countries)
        return self.frame["place_id"].map(self.story.places["country"]).isin(list(countries))

    def have(self, column: str, values: Collection[str]) -> pd.Series:
        """Whether a column holds one of the values."""
        return self.frame[column].isin(list(values))

    def say(self, text: str) -> pd.Series:
        """Whether the text is found, in any spelling of a name, in what could be told as of the as-of day."""
        return matches(self.story, self.table, text, self.known_on)

    def public_by(self, day: dt.date) -> pd.Series:
        """Whether a row was public by the day."""
        return public_by(self.story, self.frame, day)

    def at_point(self) -> pd.Series:
        """Whether the place is drawn as a point."""
        places = self.story.places
        points = [is_drawn_as_point(p, r) for p, r in zip(places["precision"], places["radius_km"], strict=True)]
        return self.frame["place_id"].map(pd.Series(points, index=places.index)).fillna(False).astype(bool)

    def to_the_day(self) -> pd.Series:
        """Whether the first date is known to the day."""
        found = self.frame[_DATES[self.table][0]].str.len() == len("2001-07-27")
        return found & (self.frame["date_precision"] != "latest") if "date_precision" in self.frame else found


@lru_cache(maxsize=8)
def _bounds(story: Story, table: str) -> tuple[pd.Series, pd.Series]:
    """The latest day on which each row can have begun, and the earliest on which it can have ended; NaT where open.

    A report of presence without any date can have begun and ended on any day.
    """
    frame = getattr(story, table)
    first, last = (frame[name] for name in _DATES[table])
    if table == "events":  # there a blank end means "as long as the start says", in presence that none is known
        last = last.where(last != "", first)
    began = [parse_partial_date(date).last_day if date else None for date in first]
    ended = [parse_partial_date(date).first_day if date else None for date in last]
    if table == "presence":  # without a start a row is sure of its last day alone, and without an end of none
        ends = zip(began, last, strict=True)
        began = [day or (parse_partial_date(end).last_day if end else dt.date.max) for day, end in ends]
        ended = [day or (dt.date.min if not start else None) for day, start in zip(ended, first, strict=True)]
    kind = "datetime64[us]"
    return pd.Series(began, index=frame.index, dtype=kind), pd.Series(ended, index=frame.index, dtype=kind)
