"""What of a selection is drawn in a frame: places with their rows, legs, waypoints and shaded countries.

One answer for the marks and for the legend, so that the legend names what is on the map and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from geodata.drawing.mask import decode_mask
from geodata.drawing.page_map import PageMap, pale
from geodata.drawing.paper.base import near
from geodata.drawing.paper.frame import Frame
from geodata.imported.event_set import EventSet
from geodata.knowing.route import VARIANTS, Leg, legs
from geodata.reading.precision import is_drawn_as_point
from geodata.reading.story import Story

if TYPE_CHECKING:
    from geodata.selecting.selection import Selection

#: From this zoom level on waypoints carry their dates, and the candidate positions of the fighting stand apart.
NEAR_ZOOM = 6.5


@dataclass(frozen=True, eq=False)
class Rows:
    """The rows that may be drawn: filtered frames, legs, waypoint ids, the row whose card is open, a file's events,
    and ids of the rows that are pale: not known for the days asked for.
    """

    story: Story
    events: pd.DataFrame
    presence: pd.DataFrame
    legs: tuple[Leg, ...]
    waypoints: tuple[str, ...]
    chosen: str | None = None
    own: EventSet | None = None
    soft: frozenset[str] = frozenset()


def rows_of_selection(selection: Selection) -> Rows:
    """Return everything that a selection holds."""
    return Rows(
        story=selection.story,
        events=selection.events,
        presence=selection.presence,
        legs=selection.legs,
        waypoints=tuple(selection.waypoints.index),
        chosen=selection.chosen,
        own=selection.own_events,
        soft=frozenset(pale(selection.story, selection.filters, None)),
    )


def rows_of_page(story: Story, page: PageMap, chosen: str | None = None) -> Rows:
    """Return what the map of a page shows, so that the picture of a scene has the same rows as its screen."""
    layers = page.layers
    drawn = {leg.id: leg for variant in VARIANTS for leg in legs(story, variant)}
    return Rows(
        story=story,
        events=_masked(story.events, layers["events"] if layers.get("marks", True) else ""),
        presence=_masked(story.presence, layers["presence"] if layers.get("sites") or layers.get("shade") else ""),
        legs=tuple(drawn[leg_id] for leg_id in layers.get("legs", [])),
        waypoints=tuple(layers.get("waypoints", [])),
        chosen=chosen,
        soft=frozenset(layers.get("soft", ())),
    )


def _masked(frame: pd.DataFrame, mask: str) -> pd.DataFrame:
    return frame[decode_mask(mask, len(frame))] if mask else frame.iloc[:0]


@dataclass(frozen=True)
class Content:
    """What is drawn: rows by place id, in the order of the tables; place ids of areas; waypoint ids; country codes.

    ``events`` and ``presence`` are the rows whose place lies in the frame, with rows of shaded countries.
    """

    story: Story
    events: pd.DataFrame
    presence: pd.DataFrame
    legs: list[Leg]
    waypoints: list[str]
    shaded: list[str]
    candidates: bool
    near: bool
    chosen: str | None
    own: EventSet | None = None
    soft: frozenset[str] = frozenset()

    def is_pale(self, rows: pd.DataFrame) -> bool:
        """Whether none of these rows is known for the days asked for."""
        return self.soft.issuperset(rows.index)

    def event_places(self) -> dict[str, pd.DataFrame]:
        """Events by place, for places that are drawn as a point."""
        return {str(key): rows for key, rows in self.events.groupby("place_id", sort=False) if self.is_point(str(key))}

    def site_places(self) -> dict[str, pd.DataFrame]:
        """Presence rows by place, for places that are drawn as a point."""
        rows = self.presence[~self.presence["nature"].str.startswith("country")]
        return {str(key): part for key, part in rows.groupby("place_id", sort=False) if self.is_point(str(key))}

    def areas(self) -> list[str]:
        """Places that are only known as an area and that a row drawn here names."""
        used = [*self.events["place_id"], *self.presence["place_id"]]
        used += [self.story.route.at[point, "place_id"] for point in self.waypoints]
        return [place for place in dict.fromkeys(used) if place and self.is_area(place)]

    def is_point(self, place_id: str) -> bool:
        """Whether a place is known well enough for a mark."""
        place = self.story.places.loc[place_id]
        return place.geometry is not None and is_drawn_as_point(place["precision"], place["radius_km"])

    def is_area(self, place_id: str) -> bool:
        """Whether a place is drawn as a soft-edged area."""
        place = self.story.places.loc[place_id]
        return place.geometry is not None and place["precision"] != "country" and not self.is_point(place_id)


def content(rows: Rows, frame: Frame) -> Content:
    """Keep of the rows what the frame holds. Every country shaded is one with a presence row among them."""
    story, close = rows.story, frame.zoom >= NEAR_ZOOM
    here = _places_in(story, frame)
    events = rows.events[rows.events["place_id"].isin(here)]
    in_frame = set() if close else set(near(frame, "countries")["iso_a3"])
    countries = [code for code in story.manifest.subject_countries if code in in_frame]
    shading = rows.presence["country"].isin(countries)
    sited = rows.presence["place_id"].isin(here) & ~rows.presence["nature"].str.startswith("country")
    shown_legs = [leg for leg in rows.legs if _touches(frame, leg)]
    ends = {end for leg in shown_legs for end in (leg.from_id, leg.to_id)}
    points = [point for point in rows.waypoints if point in ends and close]
    at = {*events["place_id"], *(story.route.at[point, "place_id"] for point in points)}
    fighting = not at.isdisjoint(story.manifest.fighting_places)
    return Content(
        story=story,
        events=events,
        presence=rows.presence[shading | sited],
        legs=shown_legs,
        waypoints=points,
        shaded=[code for code in countries if (rows.presence["country"] == code).any()],
        candidates=close and fighting,
        near=close,
        chosen=rows.chosen,
        own=rows.own,
        soft=rows.soft,
    )


def _places_in(story: Story, frame: Frame) -> set[str]:
    places = story.places
    return {
        str(place_id)
        for place_id, row in places.iterrows()
        if row.geometry is not None and frame.holds(row.geometry.y, row.geometry.x)
    }


def _touches(frame: Frame, leg: Leg) -> bool:
    points = [frame.place(lat, lon) for lat, lon in leg.path]
    xs, ys = zip(*points, strict=True)
    return max(xs) >= 0 and min(xs) <= frame.width and max(ys) >= 0 and min(ys) <= frame.height
