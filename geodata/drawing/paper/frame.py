"""The frame of a printed map: which part of the world it shows, and where in it a place lies.

The projection is Web Mercator (EPSG:3857), as on screen, because the relief is stored in it. Its scale grows with
the latitude; lengths in kilometres are therefore measured on the ellipsoid and never taken from the drawing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import geopandas as gpd
from shapely import box
from shapely.geometry.base import BaseGeometry

from geodata.reading.precision import distance_km

#: Half the equator's length in the projection, in metres: EPSG:3857 uses a sphere of radius 6 378 137 m.
_HALF = math.pi * 6378137.0
Bounds = tuple[tuple[float, float], tuple[float, float]]
Point = tuple[float, float]


@dataclass(frozen=True)
class Frame:
    """A rectangle of the world drawn ``width`` by ``height`` units; ``west`` and ``north`` are metres in EPSG:3857."""

    west: float
    north: float
    metres: float
    width: float
    height: float

    def place(self, lat: float, lon: float) -> Point:
        """Return where a place in degrees lies, in units from the frame's upper left corner."""
        x, y = mercator(lat, lon)
        return (x - self.west) / self.metres, (self.north - y) / self.metres

    def holds(self, lat: float, lon: float, margin: float = 0.0) -> bool:
        """Whether a place lies in the frame, at least ``margin`` units inside its edge."""
        x, y = self.place(lat, lon)
        return margin <= x <= self.width - margin and margin <= y <= self.height - margin

    @property
    def zoom(self) -> float:
        """The zoom level at which a browser shows the same scale: the tables speak of labels in such levels."""
        return math.log2(2 * _HALF / (256.0 * self.metres))

    @property
    def bounds(self) -> Bounds:
        """The frame as ((south, west), (north, east)) in degrees."""
        south, east = self.north - self.height * self.metres, self.west + self.width * self.metres
        return degrees(self.west, south), degrees(east, self.north)

    @property
    def centre(self) -> Point:
        """The latitude and longitude of the frame's middle."""
        return degrees(self.west + self.width * self.metres / 2, self.north - self.height * self.metres / 2)

    def units_per_km(self) -> float:
        """How many units a kilometre from west to east is, at the latitude of the middle of the frame."""
        lat, lon = self.centre
        step = 0.1
        wide = self.place(lat, lon + step)[0] - self.place(lat, lon)[0]
        return wide / distance_km(lat, lon, lat, lon + step)

    def drawn(self, geometries: gpd.GeoSeries, margin: float = 6.0) -> gpd.GeoSeries:
        """Return geometries (any CRS) in units, cut at the frame plus ``margin``; what lies outside is left out."""
        flat = geometries.to_crs("EPSG:3857")
        part = 1.0 / self.metres
        units = flat.affine_transform([part, 0, 0, -part, -self.west * part, self.north * part])
        cut = units.clip_by_rect(-margin, -margin, self.width + margin, self.height + margin)
        return cut[~cut.is_empty & cut.notna()]

    def area(self) -> BaseGeometry:
        """The frame as a box in degrees (EPSG:4326)."""
        (south, west), (north, east) = self.bounds
        return box(west, south, east, north)


def fitted(bounds: Bounds, width: float, height: float) -> Frame:
    """Return the smallest frame of that shape, in units, that holds the bounds ((south, west), (north, east)), degrees.

    Raises ValueError when the bounds are empty or upside down.
    """
    (south, west), (north, east) = bounds
    if not (-85 <= south < north <= 85 and -180 <= west < east <= 180):
        raise ValueError(
            "A map frame must be ((south, west), (north, east)) in degrees, within 85 degrees of the equator, "
            f"not {bounds!r}."
        )
    (left, low), (right, high) = mercator(south, west), mercator(north, east)
    metres = max((right - left) / width, (high - low) / height)
    middle_x, middle_y = (left + right) / 2, (low + high) / 2
    return Frame(middle_x - metres * width / 2, middle_y + metres * height / 2, metres, width, height)


def mercator(lat: float, lon: float) -> Point:
    """Return degrees as metres in EPSG:3857."""
    y = math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)) / math.pi
    return lon / 180.0 * _HALF, y * _HALF


def degrees(x: float, y: float) -> Point:
    """Return metres in EPSG:3857 as latitude and longitude in degrees."""
    return math.degrees(2 * math.atan(math.exp(y / _HALF * math.pi)) - math.pi / 2), x / _HALF * 180.0
