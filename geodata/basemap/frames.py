"""Which part of the world a basemap covers: a box in degrees, given or read off the places of a story."""

from __future__ import annotations

import csv
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import shapely

from geodata.basemap import Bounds

#: What is added around the places on every side: a part of their width and height, and degrees at least.
_MARGIN, _LEAST = 0.5, 0.5
_KM_A_DEGREE = 111.2
#: Web Mercator ends here.
_NORTHERNMOST = 85.0


@dataclass(frozen=True)
class Extent:
    """A box in degrees on WGS 84; it does not cross the 180th meridian."""

    west: float
    south: float
    east: float
    north: float

    @property
    def bounds(self) -> Bounds:
        """South, west and north, east."""
        return (self.south, self.west), (self.north, self.east)

    @property
    def box(self) -> shapely.Geometry:
        """The same as a polygon."""
        return shapely.box(self.west, self.south, self.east, self.north)


def read_extent(text: str) -> Extent:
    """Read "WEST,SOUTH,EAST,NORTH". Raises ValueError with one sentence for a text that is no box."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise ValueError(
            f"“{text}” is no frame; write WEST,SOUTH,EAST,NORTH in degrees, as in 0.5,18,4,21.5."
        ) from None
    if not (-180 <= west < east <= 180 and -_NORTHERNMOST <= south < north <= _NORTHERNMOST):
        raise ValueError(
            f"“{text}” is no frame: west has to be less than east, south less than north, and both between "
            f"{-_NORTHERNMOST:g} and {_NORTHERNMOST:g} degrees north."
        )
    return Extent(west, south, east, north)


def around(frames: Iterable[Extent]) -> Extent:
    """Return the smallest box that holds all frames. Raises ValueError when there are none."""
    boxes = list(frames)
    return Extent(
        min(one.west for one in boxes),
        min(one.south for one in boxes),
        max(one.east for one in boxes),
        max(one.north for one in boxes),
    )


def extent_of_places(places: Path) -> Extent:
    """Return a box around every place of a table, with its radius and a margin.

    Raises ValueError with one sentence when no place has a point.
    """
    found = list(_circles(places))
    if not found:
        raise ValueError(
            f"No place in {places} has a point; say what the map is to show: --frame=WEST,SOUTH,EAST,NORTH."
        )
    box = around(found)
    wide, high = (max(length * _MARGIN, _LEAST) for length in (box.east - box.west, box.north - box.south))
    return Extent(
        round(max(box.west - wide, -180), 2),
        round(max(box.south - high, -_NORTHERNMOST), 2),
        round(min(box.east + wide, 180), 2),
        round(min(box.north + high, _NORTHERNMOST), 2),
    )


def _circles(places: Path) -> Iterator[Extent]:
    with places.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            if row["lat"] and row["lon"]:
                lat, lon = float(row["lat"]), float(row["lon"])
                high = float(row["radius_km"] or 0) / _KM_A_DEGREE
                wide = high / max(math.cos(math.radians(lat)), 0.01)
                yield Extent(lon - wide, lat - high, lon + wide, lat + high)
