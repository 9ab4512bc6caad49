"""How well a place or a day is known, as geometry and as words.

Radii are kilometres. Coordinates are degrees on WGS 84 (EPSG:4326). A precision circle is geodesic: every
point of it lies the stated distance from the centre along the WGS 84 ellipsoid (Karney's algorithm, as
implemented by PROJ and reached through ``pyproj.Geod``), so it is not stretched by the map projection.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pandas as pd
from pyproj import Geod

from geodata.languages import gettext, noop
from geodata.languages.formats import number

WGS84 = Geod(ellps="WGS84")

#: Above this radius a place is drawn as an area only: a point glyph would claim more than is known.
GLYPH_LIMIT_KM = 25.0

_PLACE_WORDS = {
    "exact-town": noop("town known; the point is its centre, the event lies within about {km} km of it"),
    "approx-site": noop("site known approximately, within about {km} km"),
    "area": noop("somewhere in an area of about {km} km around the point"),
    "country": noop("known only to the country"),
}


def geodesic_ring(lat: float, lon: float, radius_km: float, points: int = 72) -> list[tuple[float, float]]:
    """Return the circle of ``radius_km`` around a point as a closed ring of ``(lat, lon)`` degrees.

    Raises ValueError when the radius is not a positive finite number.
    """
    if not np.isfinite(radius_km) or radius_km <= 0:
        raise ValueError(f"A precision radius must be a positive number of kilometres, not {radius_km!r}.")
    bearings = np.linspace(0.0, 360.0, points, endpoint=False)
    lons, lats, _ = WGS84.fwd(np.full(points, lon), np.full(points, lat), bearings, np.full(points, radius_km * 1000.0))
    ring = [(round(float(a), 4), round(float(b), 4)) for a, b in zip(lats, lons, strict=True)]
    return [*ring, ring[0]]


def distance_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the geodesic distance between two points, in kilometres."""
    return float(WGS84.inv(lon1, lat1, lon2, lat2)[2]) / 1000.0


def path_length_km(path: list[tuple[float, float]]) -> float:
    """Return the geodesic length of a path of ``(lat, lon)`` degrees, in kilometres."""
    return sum(distance_km(*a, *b) for a, b in pairwise(path))


def place_words(precision: str, radius_km: float | None) -> str:
    """Say in words how well a place is known.

    >>> place_words("area", 30.0)
    'somewhere in an area of about 30 km around the point'
    """
    km = "?" if radius_km is None or pd.isna(radius_km) else number(radius_km)
    return gettext(_PLACE_WORDS[precision]).format(km=km)


def is_drawn_as_point(precision: str, radius_km: float | None) -> bool:
    """Say whether a place is known well enough to carry a point glyph on a map."""
    if precision == "country" or radius_km is None or pd.isna(radius_km):
        return False
    return float(radius_km) <= GLYPH_LIMIT_KM
