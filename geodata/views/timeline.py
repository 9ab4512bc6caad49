"""The timeline: events and presence in lanes, beside a map of the same rows."""

from __future__ import annotations

from typing import Any

from geodata.asking.filters import Counts, Filters, count_events, events_mask
from geodata.drawing.legend import event_entries, pale_entries, presence_entries
from geodata.drawing.mask import encode_mask
from geodata.drawing.page_map import all_months, presence_layers, presence_on
from geodata.drawing.timeline import LANES
from geodata.languages import noop
from geodata.reading.story import Story
from geodata.views.frames import of_everything
from geodata.views.own_parameter import Own, OwnParameter, one_of
from geodata.views.page_kind import PageKind
from geodata.views.presence import DAY

#: What a lane stands for. The map beside the lanes is the same for each.
LANES_BY = OwnParameter(
    "lanes",
    words="on *{timeline}*: `country`, `actor` or `strand`",
    example="actor",
    from_text=one_of(LANES),
    usual="country",
    is_of_map=False,
)


def _has_data(story: Story) -> bool:
    return not (story.events.empty and story.presence.empty)


def _layers(story: Story, filters: Filters, own: Own) -> dict[str, Any]:
    day = DAY.of(own)
    events, presence = events_mask(story, filters), presence_on(story, filters, day)
    layers = presence_layers(story, filters, presence, day)
    legend = [
        *presence_entries(story, story.presence[presence], compact=True),
        *event_entries(story, story.events[events], compact=True),
        *pale_entries(story, layers["soft"]),
    ]
    rows = {"events": encode_mask(events), **layers}
    return {**rows, "sites": True, "shade": True, "play": all_months(story), "legend": legend}


def _counts(story: Story, filters: Filters, own: Own) -> Counts:
    return count_events(story, events_mask(story, filters))


TIMELINE = PageKind(
    name="timeline",
    title=noop("Timeline"),
    words=noop("Events and presence in time, beside a map of the same rows."),
    way=noop("Everything in time"),
    has_data=_has_data,
    parameters=(LANES_BY,),
    frame=of_everything,
    layers=_layers,
    counts=_counts,
    apart=("events", "presence"),
    sheet={"": ("events", "presence")},
)
