"""Lakes, main rivers and first-level region lines.

Lakes are Natural Earth 1:50m; rivers are Natural Earth 1:50m as a quantised TopoJSON that carries no names,
so the rivers a reader steers by are named here by a rough guide line each. Build-time requirements: numpy,
geopandas, shapely.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from shapely.ops import substring

from geodata.story_folder import BASEMAP

LAKES = "ne_50m_lakes.shp"
RIVER_FILES = ("africa_50m.json", "europe_50m.json", "asia_50m.json")
REACH = 1.3  # degrees a river's course may stray from its guide line
LAKE_TOLERANCE, REGION_TOLERANCE = 0.008, 0.008  # degrees
SMALLEST_LAKE = 0.02  # square degrees

Feature = dict[str, Any]


@dataclass(frozen=True)
class Waters:
    """What of the waters has a name: guide lines of rivers (longitude, latitude in degrees), rivers that one line of
    the source runs through one after the other, and lakes that are no more.
    """

    guides: Mapping[str, Sequence[Sequence[float]]]
    shared: frozenset[str]
    gone: frozenset[str]


def read_waters() -> Waters:
    """Read ``rivers.toml`` of the story. Raises OSError, KeyError or ValueError when it is missing or not whole."""
    found = tomllib.loads((BASEMAP / "rivers.toml").read_text(encoding="utf-8"))
    return Waters(found["guides"], frozenset(found["shared"]), frozenset(found["gone"]))


def lakes(folder: Path, extent: shapely.Geometry, waters: Waters) -> list[Feature]:
    """Lake polygons inside the extent, thinned, with name ("" where the source has none)."""
    table = gpd.read_file(folder / LAKES)
    table = table[table.intersects(extent) & ~table["name"].isin(waters.gone)]
    features = []
    for row in table.itertuples():
        shape = shapely.intersection(shapely.make_valid(row.geometry), extent)
        shape = round_to(shape.simplify(LAKE_TOLERANCE), 3)
        if shape.area >= SMALLEST_LAKE and shape.is_valid:
            name = row.name if isinstance(row.name, str) else ""
            features.append(feature(shape, kind="lake", name=name))
    return features


def rivers(folder: Path, extent: shapely.Geometry, waters: Waters) -> list[Feature]:
    """River lines inside the extent, one feature a named river and one for each nameless stretch."""
    stretches: dict[str, list[shapely.Geometry]] = {name: [] for name in waters.guides}
    nameless: list[shapely.Geometry] = []
    for file in RIVER_FILES:
        for line in topojson_lines(json.loads((folder / file).read_text(encoding="utf-8")), "rivers"):
            if line.intersects(extent):
                for name, part in named_parts(line, waters):
                    (stretches[name] if name else nameless).append(part)
    features = []
    for name, lines in stretches.items():
        if not lines:
            raise ValueError(
                f"Rivers: no line runs along the guide of {name}; the source has changed, redraw the guide."
            )
        features.append(feature(drawn(shapely.line_merge(shapely.union_all(lines)), extent), kind="river", name=name))
    features += [feature(drawn(line, extent), kind="river", name="") for line in nameless if line.length > 0.5]
    return features


def named_parts(line: shapely.Geometry, waters: Waters) -> list[tuple[str, shapely.Geometry]]:
    """The line with its name, or, where one line runs through several rivers, its parts with theirs."""
    name = river_name(line, waters)
    if name or line.length < 6:
        return [(name, line)]
    count = int(np.ceil(line.length / 0.8))
    cuts = np.linspace(0, 1, count + 1)
    parts = [substring(line, start, end, normalized=True) for start, end in pairwise(cuts)]
    names = [river_name(part, waters) for part in parts]
    if not set(names) <= waters.shared:
        return [("", line)]
    return list(zip(names, parts, strict=True))


def river_name(line: shapely.Geometry, waters: Waters) -> str:
    """The river whose guide a line keeps closest to, or "" when it strays from every guide."""
    points = shapely.points(shapely.get_coordinates(shapely.segmentize(line, 0.25)))
    lines = {name: shapely.LineString(guide) for name, guide in waters.guides.items()}
    stray = {name: float(shapely.distance(points, guide).max()) for name, guide in lines.items()}
    best = min(stray, key=lambda name: stray[name])
    return best if stray[best] <= REACH else ""


def topojson_lines(topology: dict[str, Any], layer: str) -> list[shapely.Geometry]:
    """Lines of a quantised TopoJSON layer in degrees, by the format's own rule: deltas added up, scaled and
    shifted.
    """
    scale, shift = np.array(topology["transform"]["scale"]), np.array(topology["transform"]["translate"])
    arcs = [np.cumsum(np.array(arc), axis=0) * scale + shift for arc in topology["arcs"]]
    lines = []
    for shape in topology["objects"][layer]["geometries"]:
        chains = shape["arcs"] if shape["type"] == "MultiLineString" else [shape["arcs"]]
        for chain in chains:
            parts = [arcs[i] if i >= 0 else arcs[~i][::-1] for i in chain]
            lines.append(shapely.LineString(np.vstack([parts[0], *[part[1:] for part in parts[1:]]])))
    return lines


def drawn(line: shapely.Geometry, extent: shapely.Geometry) -> shapely.Geometry:
    """A river without the stairs of its quantising: corners cut twice (Chaikin), thinned, clipped."""
    smooth = [chaikin(shapely.get_coordinates(part)) for part in shapely.get_parts(line)]
    shape = shapely.intersection(shapely.union_all(smooth), extent).simplify(0.004)
    merged = shapely.line_merge(shape) if shape.geom_type == "MultiLineString" else shape
    return round_to(merged, 3)


def chaikin(points: np.ndarray, rounds: int = 2) -> shapely.Geometry:
    """Corner cutting after Chaikin (1974): a corner gives way to two points on its legs; ends stay."""
    for _ in range(rounds):
        legs = np.diff(points, axis=0)
        cut = np.stack([points[:-1] + legs / 4, points[:-1] + 3 * legs / 4], axis=1).reshape(-1, 2)
        points = np.vstack([points[:1], cut, points[-1:]])
    return shapely.LineString(points)


def region_lines(admin1: Path, codes: tuple[str, ...], joined: frozenset[str]) -> list[Feature]:
    """Lines between first-level regions of the given countries, national borders left out (EPSG:4326).

    Where the source has provinces (``joined``, codes of countries), they are joined into their regions first.
    """
    with admin1.open(encoding="utf-8") as stored:
        rows = [f for f in json.load(stored)["features"] if f["properties"]["adm0_a3"] in codes]
    table = gpd.GeoDataFrame.from_features(rows, crs=4326)
    table["geometry"] = table.geometry.make_valid()
    table["area"] = table["region"].where(table["adm0_a3"].isin(joined), table["name"])
    features = []
    for code in codes:
        regions = table[table["adm0_a3"] == code].dissolve("area").geometry.values
        outer = shapely.buffer(shapely.boundary(shapely.buffer(shapely.union_all(regions), 1e-4)), 4e-3)
        inner = shapely.line_merge(shapely.difference(shapely.union_all(shapely.boundary(regions)), outer))
        shape = round_to(inner.simplify(REGION_TOLERANCE), 3)
        features.append(feature(shape, kind="region", country=code))
    return features


def round_to(shape: shapely.Geometry, digits: int) -> shapely.Geometry:
    """Coordinates rounded; 3 decimals are about 100 m."""
    return shapely.transform(shape, lambda points: np.round(points, digits))


def feature(shape: shapely.Geometry, **properties: str) -> Feature:
    """A GeoJSON feature."""
    return {"type": "Feature", "properties": properties, "geometry": shapely.geometry.mapping(shape)}
