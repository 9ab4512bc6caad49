"""The one filter: what a viewer asked for, and which rows it leaves.

What may be asked is in :mod:`geodata.asking.table`, how it is read from an address in
:mod:`geodata.asking.filter_parameters`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Literal

import pandas as pd

from geodata.asking import publication
from geodata.asking.kinds import TEXT
from geodata.asking.parameter import Parameter
from geodata.asking.story_rows import StoryRows
from geodata.asking.table import PARAMETERS
from geodata.languages import gettext, ngettext
from geodata.languages.formats import number
from geodata.reading.story import Story

#: What is counted under the title of a page.
Noun = Literal["events", "steps", "legs", "reports", "claims", "scenes"]

#: Masks that are kept of each kind. A page asks for the same one several times, and so does everybody who shares a
#: view; what is handed out is shared and must not be changed.
_KEPT = 256


@dataclass(frozen=True)
class Filters:
    """What is asked for. Empty tuples, ``None`` and ``""`` mean "everything".

    Fields are there for values that code asks for by name; ``others`` holds those of all other parameters, as pairs
    of name and value in the order of the table, without the empty ones.
    """

    date_from: dt.date | None = None
    date_to: dt.date | None = None
    actors: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    confidences: tuple[str, ...] = ()
    text: str = ""
    known_on: dt.date | None = None
    exact: bool = False
    others: tuple[tuple[str, Any], ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is asked for, so that every row passes."""
        return self == Filters()

    def value(self, row: Parameter) -> Any:
        """Return the value of a parameter, its kind's empty one when it asks for nothing."""
        return getattr(self, row.field) if row.field else dict(self.others).get(row.name, row.kind.empty)

    def asking(self, values: dict[str, Any]) -> Filters:
        """Return the filters with other values of some parameters, by name."""
        fields = {row.field: values[row.name] for row in PARAMETERS if row.field and row.name in values}
        held = dict(self.others) | values
        others = [(row.name, held.get(row.name)) for row in PARAMETERS if not row.field]
        return replace(self, **fields, others=tuple((name, value) for name, value in others if value))

    def asked(self) -> list[tuple[Parameter, Any]]:
        """Return the parameters that ask for something, with their values; free text last, for it costs most."""
        found = [(row, value) for row in PARAMETERS if (value := self.value(row))]
        return sorted(found, key=lambda pair: pair[0].kind is TEXT)

    def to_params(self) -> dict[str, list[str]]:
        """Write the filters as address parameters, in a fixed order, leaving out what is empty."""
        params = {row.name: row.kind.write(self.value(row)) for row in PARAMETERS}
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


def public_by(story: Story, frame: pd.DataFrame, filters: Filters) -> pd.Series:
    """Whether a row was public by the as-of day: at least one of its sources was, and nothing dates it later.

    Its column ``known``, where it has one, is the first day on which it was public; blank, it never makes it so.
    """
    if filters.known_on is None:
        return pd.Series(True, index=frame.index)
    return publication.public_by(story, frame, filters.known_on)


def sources_public(story: Story, filters: Filters) -> pd.Series:
    """Say for each source whether it was published by the as-of day. An undated source cannot show that it was."""
    return publication.sources_public(story, filters.known_on)


def _passing(story: Story, table: str, filters: Filters) -> pd.Series:
    """Whether each row of a table fulfils what cuts the table, a vague date counting for it."""
    rows = StoryRows(story, table, filters.known_on)
    mask = pd.Series(True, index=rows.frame.index)
    for row, value in filters.asked():
        if table in row.cuts:
            mask = mask & row.story(rows, value)
    return mask


def _surely(story: Story, table: str, filters: Filters) -> pd.Series:
    """Whether what each row only may fulfil is sure, wherever within its dates it began and ended."""
    rows = StoryRows(story, table, filters.known_on)
    mask = pd.Series(True, index=rows.frame.index)
    for row, value in filters.asked():
        if table in row.cuts and row.surely is not None:
            mask = mask & row.surely(rows, value)
    return mask


@lru_cache(maxsize=_KEPT)
def events_mask(story: Story, filters: Filters) -> pd.Series:
    """Say for each event, by id, whether it passes. One that only may lie in the days asked for does not."""
    return _passing(story, "events", filters) & _surely(story, "events", filters)


@lru_cache(maxsize=_KEPT)
def events_that_may_lie(story: Story, filters: Filters) -> pd.Series:
    """Say for each event whether it passes all but that its vague date only may lie in the days asked for.

    This holds for rows of the story alone: an imported event passes when its dates touch the span, in Arrow as in SQL.
    """
    return _passing(story, "events", filters) & ~_surely(story, "events", filters)


@lru_cache(maxsize=_KEPT)
def presence_mask(story: Story, filters: Filters) -> pd.Series:
    """Say for each presence row whether it passes. Kinds of event do not apply to presence.

    One that only may lie in the days asked for does not pass.
    """
    return _passing(story, "presence", filters) & _surely(story, "presence", filters)


@lru_cache(maxsize=_KEPT)
def presence_that_may_lie(story: Story, filters: Filters) -> pd.Series:
    """The same as :func:`events_that_may_lie` for each presence row."""
    return _passing(story, "presence", filters) & ~_surely(story, "presence", filters)


@lru_cache(maxsize=_KEPT)
def claims_mask(story: Story, filters: Filters) -> pd.Series:
    """Say for each claim whether it passes: it stands or falls with the event it speaks of.

    The free text is the exception: it may be found in the claim itself, its claimant included.
    """
    claims, rows = story.claims, StoryRows(story, "claims", filters.known_on)
    either = [(row, value) for row, value in filters.asked() if row.claims == "or"]
    of_events = events_mask(story, filters.asking({row.name: row.kind.empty for row, _ in either}))
    mask = claims["event_id"].map(of_events).fillna(False).astype(bool)
    for row, value in filters.asked():
        if row.claims == "too":
            mask = mask & row.story(rows, value)
    for row, value in either:
        of_events = _passing(story, "events", Filters(known_on=filters.known_on).asking({row.name: value}))
        mask = mask & (claims["event_id"].map(of_events).fillna(False).astype(bool) | row.story(rows, value))
    return mask


@lru_cache(maxsize=_KEPT)
def route_mask(story: Story, filters: Filters) -> pd.Series:
    """Say for each waypoint of the route whether it passes.

    Choosing actors none of whom was in the column hides the route.
    """
    return _passing(story, "route", filters)


def count_events(story: Story, mask: pd.Series) -> Counts:
    """Count the events that pass, and those among them that have no place."""
    places = story.events["place_id"][mask]
    return Counts(len(places), len(story.events), int((places == "").sum()))


#: Each part of the filter, with the words a page uses for it.
PARTS = {row.part.name: row.part.label for row in PARAMETERS}


def of_part(part: str) -> list[Parameter]:
    """Return the parameters of one of :data:`PARTS`."""
    return [row for row in PARAMETERS if row.part.name == part]


def without(filters: Filters, part: str) -> Filters:
    """Return the filters with one of :data:`PARTS` cleared."""
    return filters.asking({row.name: row.kind.empty for row in of_part(part)})


def only(filters: Filters, part: str) -> Filters:
    """Return filters that ask for nothing but one of :data:`PARTS`."""
    return Filters().asking({row.name: filters.value(row) for row in of_part(part)})


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
