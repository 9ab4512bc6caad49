"""The route: the legs of the column, how sure each is, and the points between them."""

from __future__ import annotations

from typing import Any

from geodata.asking.filters import Counts, Filters
from geodata.drawing.legend import route_entries
from geodata.drawing.page_map import near_days
from geodata.knowing.route import VARIANTS, legs, legs_shown, waypoints_shown
from geodata.languages import noop
from geodata.reading.story import Story
from geodata.views.frames import of_the_route
from geodata.views.own_parameter import Own, OwnParameter, one_of
from geodata.views.page_kind import PageKind

#: Which account of the route is drawn.
VARIANT = OwnParameter(
    "variant",
    words="on *{route}*: `enriched` or `base-document-only`",
    example="base-document-only",
    from_text=one_of(VARIANTS),
    usual="enriched",
)


def _has_data(story: Story) -> bool:
    return not story.legs.empty


def _layers(story: Story, filters: Filters, own: Own) -> dict[str, Any]:
    variant = VARIANT.of(own)
    shown, waypoints = legs_shown(story, variant, filters), waypoints_shown(story, variant, filters)
    rings = sorted({story.route.at[point, "place_id"] for point in waypoints})
    rows = {"events": "", "presence": "", "legs": [leg.id for leg in shown], "waypoints": waypoints, "rings": rings}
    look = {"marks": False, "lengths": True, "dates": True, "corner": "bottomright", "play": near_days(story)}
    return {**rows, **look, "legend": route_entries(shown, waypoints=bool(waypoints))}


def _counts(story: Story, filters: Filters, own: Own) -> Counts:
    variant = VARIANT.of(own)
    return Counts(len(legs_shown(story, variant, filters)), len(legs(story, variant)), 0, "legs")


ROUTE = PageKind(
    name="route",
    title=noop("Route"),
    words=noop("The legs of the column, how sure each is, lengths and speeds."),
    way=noop("The column’s route and what is guessed of it"),
    has_data=_has_data,
    parameters=(VARIANT,),
    frame=of_the_route,
    layers=_layers,
    counts=_counts,
    sheet={"": ("legs", "waypoints")},
)
