"""What of the earth a story's basemap shows, from ``cut.toml`` beside its files and the countries in ``story.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from geodata.reading.story import load_story
from geodata.story_folder import BASEMAP

#: West, south, east and north in degrees.
Edges = tuple[float, float, float, float]


@dataclass(frozen=True)
class Picture:
    """A relief image: its file, its edges, its width in pixels, and the zoom level from which on it is shown."""

    file: str
    edges: Edges
    width: int
    from_zoom: int


@dataclass(frozen=True)
class Cut:
    """``theatre`` is the whole map and ``near`` a sharper picture of a part of it.

    Lines hold at close zoom within ``exact``. ``twins`` are points in degrees, longitude first, through which the
    border of two countries is led, by their codes. ``subjects`` are the countries whose regions are drawn, ``named``
    those whose borders are drawn finely; the provinces of ``joined`` countries become regions.
    """

    theatre: Picture
    near: Picture
    exact: Edges
    twins: Mapping[frozenset[str], tuple[float, float]]
    subjects: tuple[str, ...]
    named: frozenset[str]
    joined: frozenset[str]


def read_cut() -> Cut:
    """Read the cut of the story. Raises OSError, KeyError or ValueError when its file is missing or not whole."""
    found = tomllib.loads((BASEMAP / "cut.toml").read_text(encoding="utf-8"))
    manifest = load_story().manifest
    return Cut(
        theatre=_picture(found["theatre"]),
        near=_picture(found["near"]),
        exact=_edges(found["exact"]),
        twins={frozenset(twin["countries"]): (twin["lon"], twin["lat"]) for twin in found.get("twins", ())},
        subjects=manifest.subject_countries,
        named=frozenset(manifest.named_countries),
        joined=frozenset(found["joined"]),
    )


def _picture(lines: Mapping[str, Any]) -> Picture:
    return Picture(lines["file"], _edges(lines), lines["width"], lines.get("from_zoom", 0))


def _edges(lines: Mapping[str, Any]) -> Edges:
    return lines["west"], lines["south"], lines["east"], lines["north"]
