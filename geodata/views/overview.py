"""The overview: the theatre, with events, presence and the route on one map. It is the door, so every story has it."""

from __future__ import annotations

from typing import Any

from geodata.asking.filters import Counts, Filters, count_events, events_mask
from geodata.drawing.legend import event_entries, pale_entries, presence_entries, route_entry
from geodata.drawing.mask import encode_mask
from geodata.drawing.page_map import all_months, presence_layers, presence_on
from geodata.knowing.route import legs_shown
from geodata.languages import noop
from geodata.reading.story import Story
from geodata.views.frames import of_everything
from geodata.views.own_parameter import Own
from geodata.views.page_kind import PageKind
from geodata.views.presence import DAY
from geodata.views.route import VARIANT


def _layers(story: Story, filters: Filters, own: Own) -> dict[str, Any]:
    day = DAY.of(own)
    events, presence = events_mask(story, filters), presence_on(story, filters, day)
    legs = legs_shown(story, VARIANT.of(own), filters)
    layers = presence_layers(story, filters, presence, day)
    legend = [
        *presence_entries(story, story.presence[presence], compact=True),
        *(route_entry() if legs else []),
        *event_entries(story, story.events[events], compact=True),
        *pale_entries(story, layers["soft"]),
    ]
    rows = {"events": encode_mask(events), **layers, "legs": [leg.id for leg in legs]}
    return {**rows, "sites": True, "shade": True, "play": all_months(story), "legend": legend}


def _counts(story: Story, filters: Filters, own: Own) -> Counts:
    return count_events(story, events_mask(story, filters))


OVERVIEW = PageKind(
    name="overview",
    title=noop("Overview"),
    words=noop("The whole story on one map."),
    frame=of_everything,
    layers=_layers,
    counts=_counts,
    apart=("events", "presence"),
    sheet={"": ("key_claims", "events")},
)
