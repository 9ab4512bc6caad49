"""The one filter: what a viewer asked for, and which rows it leaves.

How it is read from an address is in :mod:`geodata.filter_parameters`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal

import pandas as pd

from geodata.languages import gettext, ngettext, noop
from geodata.languages.formats import number
from geodata.partial_dates import first_and_last_day, parse_partial_date
from geodata.precision import is_drawn_as_point
from geodata.search import matches
from geodata.story import Story

CONFIDENCES = ("well-attested", "single-source", "contested")

#: What is counted under the title of a page.
Noun = Literal["events", "steps", "legs", "reports", "claims", "scenes"]

#: Masks that are kept of each kind. A page asks for the same one several times, and so does everybody who shares a
#: view; what is handed out is shared and must not be changed.
_KEPT = 256


#: The columns of a table that hold first and last date as they are written.
_DATES = {"events": ("date_start", "date_end"), "presence": ("from_date", "to_date")}


@dataclass(frozen=True)
class Filters:
    """What is asked for. Empty tuples, ``None`` and ``""`` mean "everything"."""

    date_from: dt.date | None = None
    date_to: dt.date | None = None
    actors: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    confidences: tuple[str, ...] = ()
    text: str = ""
    known_on: dt.date | None = None
    exact: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for, so that every row passes."""
        return self == Filters()

    def to_params(self) -> dict[str, list[str]]:
        """Write the filters as address parameters, in a fixed order, leaving out what is empty."""
        params = {
            "from": [self.date_from.isoformat()] if self.date_from else [],
            "to": [self.date_to.isoformat()] if self.date_to else [],
            "actor": list(self.actors),
            "country": list(self.countries),
            "kind": list(self.kinds),
            "confidence": list(self.confidences),
            "q": [self.text] if self.text else [],
            "asof": [self.known_on.isoformat()] if self.known_on else [],
            "exact": ["1"] if self.exact else [],
        }
        return {name: values for name, values in params.items() if values}


@dataclass(frozen=True)
class Counts:
    """How many rows of a kind pass. ``no_place`` counts passing rows that have no position and so no mark on a map."""

    shown: int
    total: int
    no_place: int
    noun: Noun = "events"

    def words(self) -> str:
        """Say the counts the way every page says them.

        >>> Counts(17, 52, 3).words()
        '17 of 52 events shown; 3 have no place'
        """
        shown = _shown(self.noun, self.shown).format(shown=number(self.shown), total=number(self.total))
        if not self.no_place:
            return shown
        vague = ngettext("{n} has no place", "{n} have no place", self.no_place).format(n=number(self.no_place))
        return gettext("{shown}; {vague}").format(shown=shown, vague=vague)


def _shown(noun: Noun, n: int) -> str:
    if noun == "steps":
        return ngettext("{shown} of {total} steps shown", "{shown} of {total} steps shown", n)
    if noun == "legs":
        return ngettext("{shown} of {total} legs shown", "{shown} of {total} legs shown", n)
    if noun == "reports":
        return ngettext(
            "{shown} of {total} reports of presence shown", "{shown} of {total} reports of presence shown", n
        )
    if noun == "claims":
        return ngettext("{shown} of {total} claims shown", "{shown} of {total} claims shown", n)
    if noun == "scenes":
        return ngettext("{shown} of {total} scenes shown", "{shown} of {total} scenes shown", n)
    return ngettext("{shown} of {total} events shown", "{shown} of {total} events shown", n)


def _overlaps(start: pd.Series, end: pd.Series, filters: Filters) -> pd.Series:
    """Whether [start, end] touches the asked-for days. A missing bound is open: it shuts nothing out."""
    mask = pd.Series(True, index=start.index)
    if filters.date_from:
        mask &= end.isna() | (end >= pd.Timestamp(filters.date_from))
    if filters.date_to:
        mask &= start.isna() | (start <= pd.Timestamp(filters.date_to))
    return mask


def _surely(story: Story, table: str, filters: Filters) -> pd.Series:
    """Whether each row touches the asked-for days wherever within its dates it began and ended.

    What is dated to "2024" may lie on any day of that year: it surely lies in a span only when that holds the year.
    """
    latest_start, earliest_end = _bounds(story, table)
    mask = pd.Series(True, index=latest_start.index)
    if filters.date_from:
        mask &= earliest_end.isna() | (earliest_end >= pd.Timestamp(filters.date_from))
    if filters.date_to:
        mask &= latest_start.isna() | (latest_start <= pd.Timestamp(filters.date_to))
    return mask


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


def _shares(lists: pd.Series, wanted: Collection[str]) -> pd.Series:
    if not wanted:
        return pd.Series(True, index=lists.index)
    chosen = set(wanted)
    return lists.map(lambda ids: not chosen.isdisjoint(ids)).astype(bool)


def _is_one_of(values: pd.Series, wanted: Collection[str]) -> pd.Series:
    return values.isin(list(wanted)) if wanted else pd.Series(True, index=values.index)


def public_by(story: Story, frame: pd.DataFrame, filters: Filters) -> pd.Series:
    """Whether a row was public by the as-of day: at least one of its sources was, and nothing dates it later.

    Its column ``known``, where it has one, is the first day on which it was public; blank, it never makes it so.
    """
    if filters.known_on is None:
        return pd.Series(True, index=frame.index)
    published = sources_public(story, filters)
    public = frame["source_ids"].map(lambda ids: bool(published[list(ids)].any())).astype(bool)
    return public & (frame["known"] <= pd.Timestamp(filters.known_on)) if "known" in frame else public


def sources_public(story: Story, filters: Filters) -> pd.Series:
    """Say for each source whether it was published by the as-of day. An undated source cannot show that it was."""
    return _sources_public(story, filters.known_on)


@lru_cache(maxsize=_KEPT)
def _sources_public(story: Story, known_on: dt.date | None) -> pd.Series:
    sources = story.sources
    if known_on is None:
        return pd.Series(True, index=sources.index)
    last_days = [first_and_last_day(day, day)[1] for day in sources["published"]]
    return pd.Series([day is not None and day <= known_on for day in last_days], index=sources.index)


def _exact(story: Story, frame: pd.DataFrame, filters: Filters) -> pd.Series:
    """Whether a row is known to the day and to a place that is drawn as a point."""
    if not filters.exact:
        return pd.Series(True, index=frame.index)
    places = story.places
    points = [is_drawn_as_point(p, r) for p, r in zip(places["precision"], places["radius_km"], strict=True)]
    at_point = frame["place_id"].map(pd.Series(points, index=places.index)).fillna(False).astype(bool)
    first = frame["date_start"] if "date_start" in frame else frame["from_date"]
    to_the_day = first.str.len() == len("2024-07-27")
    if "date_precision" in frame:
        to_the_day &= frame["date_precision"] != "latest"
    return at_point & to_the_day


@lru_cache(maxsize=_KEPT)
def events_mask(story: Story, filters: Filters) -> pd.Series:
    """Say for each event, by id, whether it passes. One that only may lie in the days asked for does not."""
    return _events_passing(story, filters) & _surely(story, "events", filters)


@lru_cache(maxsize=_KEPT)
def events_that_may_lie(story: Story, filters: Filters) -> pd.Series:
    """Say for each event whether it passes all but that its vague date only may lie in the days asked for.

    This holds for rows of the story alone: an imported event passes when its dates touch the span, in Arrow as in SQL.
    """
    return _events_passing(story, filters) & ~_surely(story, "events", filters)


def _events_passing(story: Story, filters: Filters) -> pd.Series:
    events = story.events
    return (
        _overlaps(events["start"], events["end"], filters)
        & _shares(events["actor_ids"], filters.actors)
        & _is_one_of(events["country"], filters.countries)
        & _is_one_of(events["kind"], filters.kinds)
        & _is_one_of(events["confidence"], filters.confidences)
        & public_by(story, events, filters)
        & _exact(story, events, filters)
        & matches(story, "events", filters.text)
    )


@lru_cache(maxsize=_KEPT)
def presence_mask(story: Story, filters: Filters) -> pd.Series:
    """Say for each presence row whether it passes. Kinds of event do not apply to presence.

    One that only may lie in the days asked for does not pass.
    """
    return _presence_passing(story, filters) & _surely(story, "presence", filters)


@lru_cache(maxsize=_KEPT)
def presence_that_may_lie(story: Story, filters: Filters) -> pd.Series:
    """The same as :func:`events_that_may_lie` for each presence row."""
    return _presence_passing(story, filters) & ~_surely(story, "presence", filters)


def _presence_passing(story: Story, filters: Filters) -> pd.Series:
    presence = story.presence
    return (
        _overlaps(presence["start"], presence["end"], filters)
        & _shares(presence["force_ids"], filters.actors)
        & _is_one_of(presence["country"], filters.countries)
        & _is_one_of(presence["confidence"], filters.confidences)
        & public_by(story, presence, filters)
        & _exact(story, presence, filters)
        & matches(story, "presence", filters.text)
    )


@lru_cache(maxsize=_KEPT)
def claims_mask(story: Story, filters: Filters) -> pd.Series:
    """Say for each claim whether it passes: it stands or falls with the event it speaks of.

    The free text is the exception: it may be found in the claim itself, its claimant included.
    """
    claims = story.claims
    events = events_mask(story, replace(filters, text=""))
    about = claims["event_id"].map(events).fillna(False).astype(bool) & public_by(story, claims, filters)
    if not filters.text:
        return about
    by_event = claims["event_id"].map(matches(story, "events", filters.text)).fillna(False).astype(bool)
    return about & (by_event | matches(story, "claims", filters.text))


@lru_cache(maxsize=_KEPT)
def route_mask(story: Story, filters: Filters) -> pd.Series:
    """Say for each waypoint of the route whether it passes.

    Choosing actors none of whom was in the column hides the route.
    """
    route = story.route
    mask = (
        _overlaps(route["start"], route["end"], filters)
        & public_by(story, route, filters)
        & _exact(story, route, filters)
        & _is_one_of(route["confidence"], filters.confidences)
        & matches(story, "route", filters.text)
    )
    if filters.actors and set(filters.actors).isdisjoint(story.manifest.column_actors):
        mask &= False
    return mask & _is_one_of(route["place_id"].map(story.places["country"]), filters.countries)


def count_events(story: Story, mask: pd.Series) -> Counts:
    """Count the events that pass, and those among them that have no place."""
    places = story.events["place_id"][mask]
    return Counts(len(places), len(story.events), int((places == "").sum()))


#: Each part of the filter, with the words a page uses for it.
PARTS = {
    "dates": noop("the dates"),
    "actors": noop("the actors"),
    "countries": noop("the countries"),
    "kinds": noop("the kinds of event"),
    "confidences": noop("the confidence"),
    "text": noop("the search text"),
    "known_on": noop("the as-of day"),
    "exact": noop("“exact only”"),
}


def without(filters: Filters, part: str) -> Filters:
    """Return the filters with one of :data:`PARTS` cleared."""
    if part == "dates":
        return replace(filters, date_from=None, date_to=None)
    return replace(filters, **{part: getattr(Filters(), part)})


def only(filters: Filters, part: str) -> Filters:
    """Return filters that ask for nothing but one of :data:`PARTS`."""
    if part == "dates":
        return Filters(date_from=filters.date_from, date_to=filters.date_to)
    return replace(Filters(), **{part: getattr(filters, part)})


def too_tight(filters: Filters, count: Callable[[Filters], int]) -> list[tuple[str, int]]:
    """When nothing is found, say which single part shuts everything out. ``count`` counts what filters leave.

    Returns ``(part, rows found without it)`` for each part whose clearing brings rows back, most first.
    """
    found = []
    for part in PARTS:
        looser = without(filters, part)
        if looser != filters:
            found.append((part, count(looser)))
    return sorted([row for row in found if row[1]], key=lambda row: -row[1])
