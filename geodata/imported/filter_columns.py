"""The filter on imported events as columns of codes, for a browser that answers at once.

Each column is made by asking the one meaning of its parameter (:mod:`geodata.asking.table`) with rows that, instead of
filtering, hand out by what they would have filtered. ``browser/asking_events.js`` reads them.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

import numpy as np

from geodata.asking.kinds import CHOICE, FLAG
from geodata.asking.parameter import Parameter
from geodata.asking.table import PARAMETERS
from geodata.imported.event_set import EventSet, Groups

#: The code of a row without a value.
NO_VALUE = 2**32 - 1

_EPOCH = dt.date(1970, 1, 1)


@dataclass(frozen=True, eq=False)
class Asked:
    """What one parameter asks of each row. ``document`` says how, as plain data; ``column`` are codes or bools by row,
    None where the days that the map has anyway are compared, or nothing is.
    """

    document: dict[str, Any]
    column: np.ndarray | None = None


class _GroupsAsked:
    """Rows that hand out the groups by which they would be filtered; see :class:`geodata.asking.dialects.SetRows`."""

    def __init__(self, events: EventSet) -> None:
        self.events = events

    def have(self, groups: Groups, values: Collection[str]) -> Asked:
        """A row has one value."""
        return Asked({"values": [[value] for value in groups.values]}, _codes(groups))

    def share(self, groups: Groups, values: Collection[str]) -> Asked:
        """A row has several values."""
        return Asked({"values": [list(values_of_row) for values_of_row in groups.values]}, _codes(groups))

    def day(self, day: dt.date) -> int:
        """The day as the set counts days."""
        return (day - _EPOCH).days

    def say(self, text: str) -> Asked:
        """Texts are searched by Python."""
        return Asked({"python": True})


class EventDays:
    """The days of the rows, which the map has already; see :class:`geodata.asking.dialects.StoryDays`."""

    def ends(self) -> Asked:
        """A row passes up to the day on which it ended."""
        return Asked({"days": "end"})

    def starts(self) -> Asked:
        """A row passes from the day on which it began."""
        return Asked({"days": "start", "onward": True})

    def becomes_public(self) -> Asked:
        """A file does not say when its rows became public."""
        return Asked({"hides": True})


def filter_columns(events: EventSet) -> dict[str, Asked]:
    """Return by the name of each parameter what it asks of the rows of a set, in the order of the set.

    Its document has one of ``values`` (by code, those that a row has), ``on`` (true: the column says who passes),
    ``days`` (``start`` or ``end``), ``hides`` (true: no row passes) and ``python`` (true: only Python knows).
    """
    return {row.name: _asked(row, events) for row in PARAMETERS}


def _asked(row: Parameter, events: EventSet) -> Asked:
    if row.imported is None:
        return Asked({"hides": True})
    if row.days is not None:
        days: Asked = row.days(EventDays())
        return days
    if row.kind not in (FLAG, CHOICE):
        return Asked({"python": True})
    found = row.imported(_GroupsAsked(events), () if row.kind is CHOICE else True)
    if isinstance(found, Asked):
        return found
    return Asked({"on": True}, np.asarray(found, dtype="u1")) if row.kind is FLAG else Asked({"python": True})


def _codes(groups: Groups) -> np.ndarray:
    return np.where(groups.codes < 0, NO_VALUE, groups.codes).astype("<u4")
