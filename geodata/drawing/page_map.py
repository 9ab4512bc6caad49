"""What the map of a page shows, for pages, scenes and hand-outs alike, and the layers that several pages share.

Layers are fields of :class:`geodata.drawing.story_map.MapState`; nothing here draws. Which layers a page has, its kind
says (:mod:`geodata.views`).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from geodata.asking.filters import Filters, presence_mask
from geodata.drawing.legend import Entry, pale_entries
from geodata.drawing.mask import decode_mask, encode_mask
from geodata.drawing.story_map import Bounds, MapState, View
from geodata.knowing.presence import faded_on, last_reported, on_day
from geodata.knowing.vague_dates import (
    events_apart,
    pale_without_start,
    pale_words,
    reports_apart,
    reports_without_start,
)
from geodata.reading.span import told_months
from geodata.reading.story import Story

#: How many times wider than high, in degrees, a wide frame is at least.
WIDE = 1.5


@dataclass(frozen=True)
class PageMap:
    """The map of a page: its opening frame and the fields of its state.

    ``apart`` names the tables of which it also shows, pale, the rows that only may lie in the days asked for.
    """

    home: Bounds
    layers: dict[str, Any]
    apart: tuple[str, ...] = ()

    @property
    def is_wide(self) -> bool:
        """Whether the opening frame is wider than high: on a phone held upright it then leaves the map less height."""
        (south, west), (north, east) = self.home
        return east - west > WIDE * (north - south)

    def state(
        self,
        view: View,
        selected: str | None,
        imported: dict[str, Any] | None = None,
        entries: Sequence[Entry] = (),
        live: dict[str, Any] | None = None,
    ) -> MapState:
        """Return the state for the browser; ``imported`` are a viewer's own events, ``entries`` their legend, ``live``
        is what the browser needs to follow a filter by itself.
        """
        layers = {**self.layers, "legend": [*self.layers["legend"], *entries]}
        return MapState(view=view, home=self.home, selected=selected, imported=imported, live=live, **layers)


def with_apart(page: PageMap, story: Story, filters: Filters) -> PageMap:
    """Return the map with the rows that only may lie in the days asked for, drawn pale.

    For pages alone: hand-outs leave such rows out and say so.
    """
    layers = {**page.layers, "soft": dict(page.layers.get("soft", {}))}
    for part, table, rows in (
        ("events", story.events, pale_words(events_apart(story, filters))),
        ("presence", story.presence, pale_words(reports_apart(story, filters))),
        ("presence", story.presence, pale_without_start(reports_without_start(story, filters))),
    ):
        if layers[part] and rows:
            layers[part] = encode_mask(np.asarray(decode_mask(layers[part], len(table))) | table.index.isin(list(rows)))
            layers["soft"] |= rows
    if layers["soft"] and not page.layers.get("soft"):
        layers["legend"] = [*layers["legend"], *pale_entries(story, layers["soft"])]
    return PageMap(page.home, layers, tuple(part for part in ("events", "presence") if layers[part]))


def presence_on(story: Story, filters: Filters, day: dt.date | None) -> pd.Series:
    """Say for each presence row whether it passes the filters and, where a day is given, is reported on it."""
    mask = presence_mask(story, filters)
    return mask if day is None else mask & on_day(story, day)


def presence_layers(story: Story, filters: Filters, presence: pd.Series, day: dt.date | None) -> dict[str, Any]:
    """Return the fields for the rows of presence that are on: which, which of them are pale, and since when.

    A row without an end is pale on a day, and in a span, that begins after it was last reported.
    """
    on, reported = set(presence.index[presence]), last_reported(story, filters.known_on)
    days = reported["day"].dt.date.astype(str)
    return {
        "presence": encode_mask(presence),
        "soft": {row: words for row, words in pale(story, filters, day).items() if row in on},
        "reported": {row: [days[row], reported["words"][row]] for row in reported.index if row in on},
    }


def pale(story: Story, filters: Filters, day: dt.date | None) -> dict[str, str]:
    """Return the rows of presence that were last reported before the day, or else before the span, with the words."""
    begins = day or filters.date_from
    return faded_on(story, begins, filters.known_on) if begins else {}


def near_days(story: Story) -> dict[str, str]:
    """Return what playback runs through on a map of the fighting or of the route, hour by hour."""
    days = story.manifest.days.playback
    if days is None:
        return all_months(story)
    return {"from": days[0].isoformat(), "to": days[1].isoformat(), "unit": "hour"}


def all_months(story: Story) -> dict[str, str]:
    """Return what playback runs through on a map of the whole story."""
    first, last = told_months(story)
    return {"from": first.isoformat(), "to": last.isoformat(), "unit": "month"}
