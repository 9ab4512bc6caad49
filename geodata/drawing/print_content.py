"""What of a selection is drawn in a frame: places with their rows, legs, waypoints and shaded countries.

One answer for the marks and for the legend, so that the legend names what is on the map and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from geodata.drawing.print_base import near
from geodata.drawing.print_frame import Frame
from geodata.drawing.story_document import SUBJECT_COUNTRIES
from geodata.precision import is_drawn_as_point
from geodata.route import Leg
from geodata.story import Story

#: From this zoom level on waypoints carry their dates, and the candidate positions of the ambush stand apart.
NEAR_ZOOM = 6.5
AMBUSH_PLACE = "P_AMBUSH"


@dataclass(frozen=True)
class Layers:
    """Which kinds of things are drawn at all. The scale decides on the rest (see :data:`NEAR_ZOOM`)."""

    events: bool = True
    presence: bool = True
    route: bool = True


#: What each page of the dashboard shows, for the maps of scenes that name a page.
PAGE_LAYERS = {
    "overview": Layers(),
    "kidal_ambush": Layers(presence=False),
    "convoy_route": Layers(events=False, presence=False),
    "russian_presence": Layers(events=False, route=False),
    "timeline": Layers(presence=False),
}


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


def content(
    story: Story,
    frame: Frame,
    layers: Layers,
    events: pd.DataFrame,
    presence: pd.DataFrame,
    legs: list[Leg],
    waypoints: list[str],
) -> Content:
    """Keep of the filtered rows what the layers show and the frame holds."""
    close = frame.zoom >= NEAR_ZOOM
    here = _places_in(story, frame)
    events = events[events["place_id"].isin(here)] if layers.events else events.iloc[:0]
    countries = [] if close else [code for code in SUBJECT_COUNTRIES if code in set(near(frame, "countries")["iso_a3"])]
    shading = presence["country"].isin(countries)
    sited = presence["place_id"].isin(here) & ~presence["nature"].str.startswith("country")
    presence = presence[shading | sited] if layers.presence else presence.iloc[:0]
    legs = [leg for leg in legs if _touches(frame, leg)] if layers.route else []
    ends = {end for leg in legs for end in (leg.from_id, leg.to_id)}
    points = [point for point in waypoints if point in ends and close]
    ambush = AMBUSH_PLACE in {*events["place_id"], *(story.route.at[point, "place_id"] for point in points)}
    return Content(
        story=story,
        events=events,
        presence=presence,
        legs=legs,
        waypoints=points,
        shaded=[code for code in countries if (presence["country"] == code).any()],
        candidates=close and ambush,
        near=close,
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
