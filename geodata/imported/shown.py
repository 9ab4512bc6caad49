"""What a filter leaves of a set of imported events."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from geodata.asking.filters import Counts, Filters
from geodata.imported.event_filter import imported_counts, imported_mask
from geodata.imported.event_set import EventSet
from geodata.languages import gettext
from geodata.reading.story import Story


@dataclass(frozen=True, eq=False)
class ShownEvents:
    """A set, the filter that was applied, and which rows pass: ``mask`` is one boolean a row, in the set's order."""

    events: EventSet
    filters: Filters
    mask: np.ndarray

    @property
    def counts(self) -> Counts:
        """The rows that pass, counted as those of the story are."""
        return imported_counts(self.events, self.mask)

    @property
    def drawn(self) -> np.ndarray:
        """The rows that pass and have a place, as a mask."""
        return self.mask & self.events.has_place

    def as_set(self) -> EventSet:
        """Return the rows that pass as a set of their own, for a file that must carry no other."""
        return replace(self.events, events=self.events.events[self.mask])


def shown_events(events: EventSet, story: Story, filters: Filters) -> ShownEvents:
    """Apply the filter."""
    return ShownEvents(events, filters, imported_mask(events, story, filters))


def held_back(events: EventSet) -> str:
    """Say why rows of a set may not leave the dashboard; "" when they may."""
    if events.may_export:
        return ""
    if events.licence:
        return gettext("the terms of {dataset} forbid passing rows on").format(dataset=events.dataset)
    return gettext("no licence is stated for them")
