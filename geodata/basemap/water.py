"""Lakes, main rivers and first-level region lines.

Lakes are Natural Earth 1:50m; rivers are Natural Earth 1:50m as a quantised TopoJSON that carries no names,
so the rivers a reader steers by are named here by a rough guide line each. Build-time requirements: numpy,
geopandas, shapely.
"""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from shapely.ops import substring

LAKES = "ne_50m_lakes.shp"
RIVER_FILES = ("africa_50m.json", "europe_50m.json", "asia_50m.json")
REACH = 1.3  # degrees a river's course may stray from its guide line
LAKE_TOLERANCE, REGION_TOLERANCE = 0.008, 0.008  # degrees
SMALLEST_LAKE = 0.02  # square degrees
GONE = frozenset({"Kakhovka Reservoir"})  # its dam was destroyed in June 2023, before the events shown here

# Guide lines as lon, lat: a few points read off any atlas, enough to tell one river from the next.
GUIDES: dict[str, tuple[tuple[float, float], ...]] = {
    "Niger": ((-10.7, 9.2), (-9.2, 11.4), (-6.2, 13.4), (-4.2, 14.6), (-3.2, 16.6), (-0.4, 17.0), (0.9, 14.8),
              (3.6, 11.9), (4.8, 9.6), (6.7, 7.8), (6.6, 5.6), (6.1, 4.4)),
    "Benue": ((6.8, 7.8), (9.5, 8.0), (13.0, 9.4), (13.9, 8.0)),
    "Senegal": ((-16.5, 16.0), (-14.0, 16.6), (-12.2, 14.8), (-10.5, 13.0), (-11.5, 10.8)),
    "Black Volta": ((-5.0, 11.2), (-3.3, 12.7), (-2.8, 10.0), (-1.6, 8.4)),
    "White Volta": ((-2.1, 13.9), (-0.9, 11.8), (-0.9, 9.0)),
    "Chari": ((14.6, 12.9), (16.5, 10.8), (18.4, 9.0), (20.5, 7.2)),
    "Ubangi": ((17.8, -0.4), (18.6, 3.8), (19.5, 5.1), (22.5, 4.1)),
    "Uele": ((23.4, 3.9), (26.5, 3.7), (30.3, 2.6)),
    "Congo": ((12.4, -6.0), (15.5, -4.3), (17.7, -0.6), (19.0, 1.6), (22.3, 2.2), (25.0, 0.6), (25.9, -2.0),
              (26.6, -5.5)),
    "Nile": ((30.5, 31.4), (31.2, 30.0), (31.0, 28.0), (32.7, 25.8), (32.8, 23.0), (30.5, 20.6), (31.2, 18.2),
             (33.5, 19.3), (33.9, 17.6), (32.6, 15.6)),
    "White Nile": ((32.5, 15.6), (32.6, 12.5), (31.5, 9.5), (31.4, 6.0), (31.6, 3.4)),
    "Blue Nile": ((32.5, 15.6), (34.4, 12.0), (35.3, 10.3), (38.2, 10.4), (37.4, 11.7)),
    "Dnieper": ((33.4, 55.0), (30.5, 54.5), (30.4, 50.6), (32.8, 49.2), (35.1, 48.2), (33.0, 46.7)),
    "Volga": ((33.0, 57.0), (36.5, 56.9), (39.0, 57.8), (43.5, 56.9), (48.5, 55.8), (49.5, 53.5),
              (46.0, 51.0), (44.7, 48.7), (47.6, 46.2)),
    "Don": ((38.6, 53.8), (39.3, 51.0), (41.8, 49.6), (43.6, 48.7), (41.0, 47.4), (39.5, 47.2)),
    "Danube": ((8.5, 48.0), (13.0, 48.8), (18.8, 47.6), (19.0, 45.6), (23.0, 43.8), (28.0, 44.2),
               (29.5, 45.2)),
}  # fmt: skip

Feature = dict[str, Any]


def lakes(folder: Path, extent: shapely.Geometry) -> list[Feature]:
    """Lake polygons inside the extent, thinned, with name ("" where the source has none)."""
    table = gpd.read_file(folder / LAKES)
    table = table[table.intersects(extent) & ~table["name"].isin(GONE)]
    features = []
    for row in table.itertuples():
        shape = shapely.intersection(shapely.make_valid(row.geometry), extent)
        shape = round_to(shape.simplify(LAKE_TOLERANCE), 3)
        if shape.area >= SMALLEST_LAKE and shape.is_valid:
            name = row.name if isinstance(row.name, str) else ""
            features.append(feature(shape, kind="lake", name=name))
    return features


def rivers(folder: Path, extent: shapely.Geometry) -> list[Feature]:
    """River lines inside the extent, one feature a named river and one for each nameless stretch."""
    stretches: dict[str, list[shapely.Geometry]] = {name: [] for name in GUIDES}
    nameless: list[shapely.Geometry] = []
    for file in RIVER_FILES:
        for line in topojson_lines(json.loads((folder / file).read_text(encoding="utf-8")), "rivers"):
            if line.intersects(extent):
                for name, part in named_parts(line):
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


def named_parts(line: shapely.Geometry) -> list[tuple[str, shapely.Geometry]]:
    """The line with its name, or, where one line runs through two rivers (Ubangi and Uele), its parts with
    theirs.
    """
    name = river_name(line)
    if name or line.length < 6:
        return [(name, line)]
    count = int(np.ceil(line.length / 0.8))
    cuts = np.linspace(0, 1, count + 1)
    parts = [substring(line, start, end, normalized=True) for start, end in pairwise(cuts)]
    names = [river_name(part) for part in parts]
    if not set(names) <= {"Ubangi", "Uele"}:
        return [("", line)]
    return list(zip(names, parts, strict=True))


def river_name(line: shapely.Geometry) -> str:
    """The river whose guide a line keeps closest to, or "" when it strays from every guide."""
    points = shapely.points(shapely.get_coordinates(shapely.segmentize(line, 0.25)))
    stray = {name: float(shapely.distance(points, shapely.LineString(guide)).max()) for name, guide in GUIDES.items()}
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


def region_lines(admin1: Path, codes: tuple[str, ...]) -> list[Feature]:
    """Lines between first-level regions of the given countries, national borders left out (EPSG:4326).

    Burkina Faso's polygons are provinces; they are joined into their thirteen regions first.
    """
    with admin1.open(encoding="utf-8") as stored:
        rows = [f for f in json.load(stored)["features"] if f["properties"]["adm0_a3"] in codes]
    table = gpd.GeoDataFrame.from_features(rows, crs=4326)
    table["geometry"] = table.geometry.make_valid()
    table["area"] = table["region"].where(table["adm0_a3"] == "BFA", table["name"])
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
