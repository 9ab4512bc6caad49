"""What the map of each page shows: one place for pages, scenes and hand-outs.

A function here takes the story and the filters and returns the layers as fields of
:class:`geodata.drawing.story_map.MapState`; it draws nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from geodata.days import steps_of
from geodata.drawing.legend import (
    Entry,
    candidate_entries,
    event_entries,
    pale_entries,
    presence_entries,
    route_entries,
    route_entry,
    step_entries,
)
from geodata.drawing.mask import decode_mask, encode_mask
from geodata.drawing.story_map import THE_DAYS, Bounds, MapState, View
from geodata.filters import Filters, events_mask, presence_mask
from geodata.presence import faded_on, last_reported, on_day
from geodata.route import legs_shown, waypoints_shown
from geodata.span import told_months
from geodata.story import Story
from geodata.told_titles import instead_of_titles
from geodata.vague_dates import (
    events_apart,
    pale_without_start,
    pale_words,
    reports_apart,
    reports_without_start,
)

#: The opening frame of each page's map, ((south, west), (north, east)) in degrees on WGS 84.
THEATRE: Bounds = ((-1.0, -13.5), (25.0, 27.0))
KIDAL: Bounds = ((18.15, 0.1), (21.5, 4.4))
VALLEY: Bounds = ((19.05, 1.9), (20.3, 3.75))
#: How many times wider than high, in degrees, a wide frame is at least.
WIDE = 1.5


@dataclass(frozen=True)
class PageMap:
    """The map of a page: its opening frame and the fields of its state."""

    home: Bounds
    layers: dict[str, Any]

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
    ) -> MapState:
        """Return the state for the browser; ``imported`` are a viewer's own events, ``entries`` their legend."""
        layers = {**self.layers, "legend": [*self.layers["legend"], *entries]}
        return MapState(view=view, home=self.home, selected=selected, imported=imported, **layers)


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
        layers["legend"] = [*layers["legend"], *pale_entries(layers["soft"])]
    return PageMap(page.home, layers)


def page_map(
    page: str, story: Story, filters: Filters, variant: str = "enriched", day: dt.date | None = None
) -> PageMap:
    """Return the map of a page: ``overview``, ``kidal_ambush``, ``convoy_route``, ``russian_presence``, ``timeline``.

    ``variant`` matters for the route, ``day`` for the presence. Raises KeyError for another page.
    """
    drawn = _MAPS[page](story, filters, variant, day)
    return PageMap(drawn.home, {**drawn.layers, "titles": instead_of_titles(story, filters.known_on)})


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


def _overview(story: Story, filters: Filters, variant: str, day: dt.date | None) -> PageMap:
    events, presence = events_mask(story, filters), presence_on(story, filters, day)
    legs = legs_shown(story, variant, filters)
    legend = [
        *presence_entries(story, story.presence[presence], compact=True),
        *(route_entry() if legs else []),
        *event_entries(story, story.events[events], compact=True),
    ]
    layers = presence_layers(story, filters, presence, day)
    legend = [*legend, *pale_entries(layers["soft"])]
    rows = {"events": encode_mask(events), **layers, "legs": [leg.id for leg in legs]}
    look = {"sites": True, "shade": True, "play": _all_months(story)}
    return PageMap(THEATRE, {**rows, **look, "legend": legend})


def _kidal_ambush(story: Story, filters: Filters, variant: str, day: dt.date | None) -> PageMap:
    events = events_mask(story, filters)
    steps = steps_of(story, events)
    on_map = events & events.index.isin(list(steps))
    candidates = bool(story.events.loc[on_map, "place_id"].isin(story.manifest.ambush_places).any())
    legs = [leg for leg in legs_shown(story, variant, filters) if leg.phase != "intended"]
    legend = [
        *(candidate_entries(story) if candidates else []),
        *route_entries(legs),
        *step_entries(story, story.events[on_map]),
    ]
    rows = {"events": encode_mask(on_map), "presence": "", "legs": [leg.id for leg in legs], "steps": steps}
    look = {
        "candidates": candidates,
        "rings": list(story.manifest.ringed_places),
        "corner": "bottomright",
        "play": THE_DAYS,
    }
    return PageMap(VALLEY, {**rows, **look, "legend": legend})


def _convoy_route(story: Story, filters: Filters, variant: str, day: dt.date | None) -> PageMap:
    legs, waypoints = legs_shown(story, variant, filters), waypoints_shown(story, variant, filters)
    rings = sorted({story.route.at[point, "place_id"] for point in waypoints})
    rows = {"events": "", "presence": "", "legs": [leg.id for leg in legs], "waypoints": waypoints, "rings": rings}
    look = {"marks": False, "lengths": True, "dates": True, "corner": "bottomright", "play": THE_DAYS}
    return PageMap(KIDAL, {**rows, **look, "legend": route_entries(legs, waypoints=bool(waypoints))})


def _russian_presence(story: Story, filters: Filters, variant: str, day: dt.date | None) -> PageMap:
    presence = presence_on(story, filters, day)
    legend = presence_entries(story, story.presence[presence])
    layers = presence_layers(story, filters, presence, day)
    legend = [*legend, *pale_entries(layers["soft"])]
    look = {"marks": False, "sites": True, "shade": True, "play": _all_months(story)}
    return PageMap(THEATRE, {"events": "", **layers, **look, "legend": legend})


def _timeline(story: Story, filters: Filters, variant: str, day: dt.date | None) -> PageMap:
    events, presence = events_mask(story, filters), presence_on(story, filters, day)
    legend = [
        *presence_entries(story, story.presence[presence], compact=True),
        *event_entries(story, story.events[events], compact=True),
    ]
    layers = presence_layers(story, filters, presence, day)
    legend = [*legend, *pale_entries(layers["soft"])]
    rows = {"events": encode_mask(events), **layers}
    look = {"sites": True, "shade": True, "play": _all_months(story)}
    return PageMap(THEATRE, {**rows, **look, "legend": legend})


def _all_months(story: Story) -> dict[str, str]:
    """What playback runs through on a map of the whole story."""
    first, last = told_months(story)
    return {"from": first.isoformat(), "to": last.isoformat(), "unit": "month"}


_MAPS: dict[str, Callable[[Story, Filters, str, dt.date | None], PageMap]] = {
    "overview": _overview,
    "kidal_ambush": _kidal_ambush,
    "convoy_route": _convoy_route,
    "russian_presence": _russian_presence,
    "timeline": _timeline,
}
