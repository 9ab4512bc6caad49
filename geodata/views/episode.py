"""The episode: the days of the fighting as numbered steps on a near map, and the rival tolls."""

from __future__ import annotations

from typing import Any

from geodata.asking.filters import Counts, Filters, events_mask
from geodata.drawing.legend import candidate_entries, route_entries, step_entries
from geodata.drawing.mask import encode_mask
from geodata.drawing.page_map import near_days
from geodata.knowing.route import legs_shown
from geodata.languages import noop
from geodata.reading.story import Story
from geodata.views.days import steps_of
from geodata.views.frames import of_the_fighting
from geodata.views.own_parameter import Own
from geodata.views.page_kind import PageKind
from geodata.views.route import VARIANT


def _has_data(story: Story) -> bool:
    return bool(steps_of(story, events_mask(story, Filters())))


def _layers(story: Story, filters: Filters, own: Own) -> dict[str, Any]:
    events = events_mask(story, filters)
    steps = steps_of(story, events)
    on_map = events & events.index.isin(list(steps))
    candidates = bool(story.events.loc[on_map, "place_id"].isin(story.manifest.fighting_places).any())
    legs = [leg for leg in legs_shown(story, VARIANT.of(own), filters) if leg.phase != "intended"]
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
        "play": near_days(story),
    }
    return {**rows, **look, "legend": legend}


def _counts(story: Story, filters: Filters, own: Own) -> Counts:
    shown, total = (len(steps_of(story, events_mask(story, asked))) for asked in (filters, Filters()))
    return Counts(shown, total, 0, "steps")


EPISODE = PageKind(
    name="episode",
    title=noop("Day by day"),
    words=noop("The days of the fighting, one by one, and the rival tolls."),
    way=noop("The fighting, day by day"),
    has_data=_has_data,
    frame=of_the_fighting,
    layers=_layers,
    counts=_counts,
    sheet={"": ("steps", "tolls_of_the_fighting")},
)
