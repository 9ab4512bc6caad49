"""Where the map of a page opens in a story that does not say it: around what it shows."""

from __future__ import annotations

from collections.abc import Iterable

import geopandas as gpd

from geodata.basemap import extent
from geodata.drawing.story_map import Bounds
from geodata.reading.story import Story
from geodata.views.days import step_events

#: Room on each side of the outermost places, as a part of the distance between them, and at least, in degrees.
_ROOM, _LEAST = 0.1, 0.5

#: The farthest north and south that a map reaches.
_MOST_NORTH = 85.0


def of_everything(story: Story) -> Bounds:
    """Return a frame around every place of the story."""
    return _around(story.places)


def of_the_fighting(story: Story) -> Bounds:
    """Return a frame around the places of the events that are numbered steps."""
    return _around_places(story, story.events.loc[step_events(story), "place_id"])


def of_the_route(story: Story) -> Bounds:
    """Return a frame around the places of the route."""
    return _around_places(story, story.route["place_id"])


def _around_places(story: Story, place_ids: Iterable[str]) -> Bounds:
    return _around(story.places[story.places.index.isin(list(place_ids))])


def _around(places: gpd.GeoDataFrame) -> Bounds:
    """A frame around places that have a point; around all that the basemap shows where none has."""
    points = places.geometry.dropna()
    if points.empty:
        return extent()
    west, south, east, north = (float(edge) for edge in points.total_bounds)
    wide, high = max(_LEAST, _ROOM * (east - west)), max(_LEAST, _ROOM * (north - south))
    return (
        (max(-_MOST_NORTH, south - high), max(-180.0, west - wide)),
        (min(_MOST_NORTH, north + high), min(180.0, east + wide)),
    )
