"""Frames: the part of the earth that a map opens on, as ``story.toml`` writes it."""

from __future__ import annotations

#: ((south, west), (north, east)) in degrees on WGS 84.
Bounds = tuple[tuple[float, float], tuple[float, float]]


def read_frame(text: str) -> Bounds:
    """Read south, west, north and east in degrees, with spaces between them.

    Raises ValueError when these are not four numbers, or do not run from south-west to north-east.

    >>> read_frame("-1.0 -13.5 25.0 27.0")
    ((-1.0, -13.5), (25.0, 27.0))
    """
    south, west, north, east = (float(part) for part in text.split())
    if not (-85 <= south < north <= 85 and -180 <= west < east <= 180):
        raise ValueError(text)
    return (south, west), (north, east)
