"""Countries and the lines between them, cut from one set of shared arcs so that neighbours meet without a
gap.

Natural Earth's 1:10m polygons are taken apart into arcs (a stretch of line with the same land on either
side), each arc is thinned once, finely near the story and coarsely far away, and polygons and border
lines are put together again from the same arcs. Build-time requirements: numpy, geopandas, shapely.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from geodata.basemap.cut_file import Edges

COUNTRIES = "ne_10m_admin_0_countries.shp"
LINES = "ne_10m_admin_0_boundary_lines_land.shp"

STATUS = {
    "International boundary (verify)": "international",
    "Disputed (please verify)": "disputed",
    "Line of control (please verify)": "disputed",
    "Unrecognized": "disputed",
    "Indefinite (please verify)": "indefinite",
    "Indeterminant frontier": "indefinite",
}  # any other class (a buffer zone's edge, a lease) is no border and is left out

# Where the source draws a state that ISO 3166-1 does not list, its land goes with the listed country and the
# line between them stays on the map as disputed. Kosovo keeps the user-assigned code; Bir Tawil belongs to
# nobody and has none.
ISO = {"SOL": "SOM", "CYN": "CYP", "CNM": "CYP", "ESB": "GBR", "WSB": "GBR", "KOS": "XKX", "BRT": ""}
CRIMEA = shapely.Point(34.2, 45.2)  # the source has it with Russia; ISO 3166-2 lists it under Ukraine (UA-43)

NAMES = {
    "Cape Verde": "Cabo Verde",
    "Czech Republic": "Czechia",
    "Democratic Republic of the Congo": "DR Congo",
    "Republic of the Congo": "Congo",
    "Ivory Coast": "Côte d'Ivoire",
    "The Gambia": "Gambia",
    "Turkey": "Türkiye",
    "Swaziland": "Eswatini",
    "United States of America": "United States",
    "Republic of Macedonia": "North Macedonia",
}

TOLERANCE_NEAR, TOLERANCE_STORY, TOLERANCE_FAR, TOLERANCE_COAST = 0.0015, 0.006, 0.012, 0.014  # degrees
SMALLEST_ISLAND = 0.006  # square degrees, about 70 km2 at 15 N

Feature = dict[str, Any]


def read_countries(folder: Path, extent: shapely.Geometry) -> gpd.GeoDataFrame:
    """One row a country: iso_a3, name, label point and zoom of the source, geometry clipped to extent
    (EPSG:4326).
    """
    table = gpd.read_file(folder / COUNTRIES)
    table = table[table.intersects(extent)].copy()
    table["geometry"] = table.geometry.make_valid()
    table["iso_a3"] = [ISO.get(code, listed) for code, listed in zip(table["ADM0_A3"], table["ISO_A3_EH"], strict=True)]
    table["name"] = [NAMES.get(name, name) for name in table["NAME_EN"]]
    own = table["ADM0_A3"].map(lambda code: ISO.get(code, "own") in ("own", "XKX", ""))
    heads = table[own].set_index("iso_a3")[["name", "LABEL_X", "LABEL_Y", "LABELRANK", "MIN_LABEL"]]
    merged = table[["iso_a3", "geometry"]].dissolve("iso_a3")
    merged = merged.join(heads[~heads.index.duplicated()])
    merged = _crimea_with_ukraine(merged)
    merged["geometry"] = shapely.intersection(merged.geometry.values, extent)
    return merged[~merged.geometry.is_empty].sort_index()


def _crimea_with_ukraine(table: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    parts = shapely.get_parts(table.loc["RUS", "geometry"])
    is_crimea = shapely.contains(parts, CRIMEA)
    if not is_crimea.any():
        raise ValueError("Countries: no Russian part holds 34.2 E 45.2 N; the source has changed, read its notes.")
    table.loc["RUS", "geometry"] = shapely.union_all(parts[~is_crimea])
    table.loc["UKR", "geometry"] = shapely.union_all([table.loc["UKR", "geometry"], *parts[is_crimea]])
    return table


def arcs_of(countries: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Every stretch of outline once, with the set of countries it bounds (one at the coast or the frame, two
    inland).
    """
    outlines = shapely.boundary(countries.geometry.values)
    noded = shapely.line_merge(shapely.union_all(outlines))
    lines = shapely.get_parts(noded)
    middle = shapely.line_interpolate_point(lines, 0.5, normalized=True)
    touch = gpd.GeoSeries(middle).sindex.query(countries.geometry, predicate="dwithin", distance=1e-7)
    sides: list[frozenset[str]] = [frozenset()] * len(lines)
    for country, line in zip(*touch, strict=True):
        sides[line] = sides[line] | {countries.index[country]}
    return gpd.GeoDataFrame({"sides": sides}, geometry=lines, crs=4326)


def read_lines(folder: Path, extent: shapely.Geometry) -> gpd.GeoDataFrame:
    """The source's land boundary lines that meet the extent, with their status; other classes left out."""
    lines = gpd.read_file(folder / LINES)
    lines = lines[lines.intersects(extent) & lines["FEATURECLA"].isin(STATUS)]
    return lines.assign(status=lines["FEATURECLA"].map(STATUS))[["status", "geometry"]].reset_index(drop=True)


def split_by_status(arcs: gpd.GeoDataFrame, lines: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Arcs cut where a border changes status (Abyei, Halayib), with a status column; coast and frame are
    'coast'.
    """
    rows: list[tuple[frozenset[str], str, shapely.Geometry]] = []
    marked = lines[lines["status"] != "international"]
    zones = {status: shapely.buffer(group.union_all(), 2e-3) for status, group in marked.groupby("status")["geometry"]}
    for line, sides in zip(arcs.geometry, arcs["sides"], strict=True):
        if len(sides) < 2:
            rows.append((sides, "coast", line))
            continue
        for status, zone in zones.items():
            rows += [(sides, status, part) for part in _pieces(shapely.intersection(line, zone)) if part.length > 0.03]
            taken = [row[2] for row in rows if row[0] == sides and row[1] == status]
            line = shapely.difference(line, shapely.buffer(shapely.union_all(taken), 1e-9)) if taken else line
        rows += [(sides, "international", part) for part in _pieces(line)]
    table = gpd.GeoDataFrame(rows, columns=["sides", "status", "geometry"], crs=4326)
    return table[[line.length > 0 for line in table.geometry]].reset_index(drop=True)


def _pieces(line: shapely.Geometry) -> list[shapely.Geometry]:
    merged = shapely.line_merge(line) if line.geom_type == "MultiLineString" else line
    return [part for part in shapely.get_parts(merged) if part.geom_type == "LineString"]


def thin(arcs: gpd.GeoDataFrame, story: frozenset[str], exact: Edges) -> gpd.GeoDataFrame:
    """Arcs with fewer points, each thinned on its own with fixed ends; coordinates on a grid of four
    decimals.

    ``story`` are codes of the countries that the story is about, ``exact`` the edges within which lines hold closely.
    """
    box, both = shapely.box(*exact), zip(arcs.geometry, arcs["sides"], strict=True)
    tolerance = [tolerance_of(line, sides, story, box) for line, sides in both]
    thinned = [line.simplify(step) for line, step in zip(arcs.geometry, tolerance, strict=True)]
    for place in np.flatnonzero([line.is_ring and len(line.coords) < 5 for line in thinned]):
        thinned[place] = arcs.geometry.iloc[place].simplify(tolerance[place] / 8)
    fine = [step == TOLERANCE_NEAR for step in tolerance]
    return arcs.assign(geometry=[on_grid(line, near) for line, near in zip(thinned, fine, strict=True)])


def on_grid(line: shapely.Geometry, fine: bool) -> shapely.Geometry:
    """Coordinates rounded to three decimals, four inside fine lines; ends always to three so that arcs still
    meet.
    """
    points = shapely.get_coordinates(line)
    rounded = np.round(points, 4 if fine else 3)
    rounded[[0, -1]] = np.round(points[[0, -1]], 3)
    return shapely.LineString(rounded)


def between_twins(arcs: gpd.GeoDataFrame, twins: Mapping[frozenset[str], tuple[float, float]]) -> gpd.GeoDataFrame:
    """Thinned arcs, with each border of twin towns given one more corner at the gap between them."""
    shapes = list(arcs.geometry)
    for sides, (lon, lat) in twins.items():
        gap = shapely.Point(lon, lat)
        place = min(np.flatnonzero(arcs["sides"] == sides), key=lambda index: shapes[index].distance(gap))
        points, along = shapely.get_coordinates(shapes[place]), shapes[place].project(gap)
        reached = np.array([shapes[place].project(shapely.Point(point)) for point in points])
        keep = np.abs(reached - along) > 0.03  # a corner closer than this would make a kink
        keep[[0, -1]] = True
        bent = np.vstack([points[keep & (reached < along)], [[lon, lat]], points[keep & (reached >= along)]])
        shapes[place] = shapely.LineString(bent)
    return arcs.assign(geometry=shapes)


def tolerance_of(line: shapely.Geometry, sides: Iterable[str], story: frozenset[str], exact: shapely.Geometry) -> float:
    """How far a thinned arc may stray, degrees: fine near the story, coarser at coasts and in the rest of the
    world.
    """
    owners = frozenset(sides)
    if len(owners) > 1 and owners & story and line.intersects(exact):
        return TOLERANCE_NEAR
    if len(owners) > 1 and owners & story:
        return TOLERANCE_STORY
    return TOLERANCE_FAR if len(owners) > 1 else TOLERANCE_COAST


def rebuild(arcs: gpd.GeoDataFrame, countries: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Polygons put together from thinned arcs, given to the country that holds their inner point; specks are
    dropped.
    """
    noded = shapely.get_parts(shapely.union_all(arcs.geometry.values))
    faces = shapely.get_parts(shapely.polygonize(noded))
    inner = gpd.GeoSeries(shapely.point_on_surface(faces))
    face, owner = countries.sindex.query(inner, predicate="intersects")
    names = countries.index[owner]
    made = gpd.GeoDataFrame({"iso_a3": names}, geometry=faces[face], crs=4326)
    made["size"] = shapely.area(made.geometry.values)  # square degrees will do to tell an island from a speck
    largest = made["size"] == made.groupby("iso_a3")["size"].transform("max")
    whole = made[(made["size"] >= SMALLEST_ISLAND) | largest][["iso_a3", "geometry"]].dissolve("iso_a3")
    lost = set(countries.index) - set(whole.index)
    if lost:
        raise ValueError(f"Countries: {', '.join(sorted(lost))} vanished in thinning; make its tolerance smaller.")
    return whole.join(countries.drop(columns="geometry"))


def border_lines(arcs: gpd.GeoDataFrame, lines: gpd.GeoDataFrame, extent: shapely.Geometry) -> list[Feature]:
    """Thinned arcs between two countries with their status; then the source's disputed lines that bound no
    country.
    """
    inland = arcs[arcs["status"] != "coast"]
    features = [
        line_feature(row.geometry, row.status, row.sides) for row in inland.itertuples() if row.geometry.length > 0
    ]
    covered = shapely.buffer(shapely.union_all(inland.geometry.values), 0.03)
    for row in lines[lines["status"] != "international"].itertuples():
        rest = shapely.intersection(shapely.difference(row.geometry, covered), extent)
        for part in _pieces(rest):
            if part.length > 0.1:
                features.append(line_feature(on_grid(part.simplify(TOLERANCE_FAR), False), row.status, ()))
    return features


def coast_lines(arcs: gpd.GeoDataFrame, kept: shapely.Geometry, extent: shapely.Geometry) -> list[Feature]:
    """Arcs with land on one side only, without the picture's frame and without dropped islands."""
    edge = shapely.boundary(extent)
    near = shapely.buffer(shapely.boundary(kept), 1e-6)
    coast = [line for line in arcs.loc[arcs["status"] == "coast", "geometry"] if near.intersects(line)]
    open_water = shapely.difference(shapely.union_all(coast), shapely.buffer(edge, 1e-3))
    return [line_feature(line, "coast", ()) for line in _pieces(open_water) if line.length > 0.01]


def line_feature(line: shapely.Geometry, status: str, sides: Iterable[str]) -> Feature:
    """A border as GeoJSON; sides are the ISO codes on its two banks, in alphabetical order."""
    return {
        "type": "Feature",
        "properties": {"status": status, "sides": ";".join(sorted(side for side in sides if side))},
        "geometry": shapely.geometry.mapping(four_decimals(line)),
    }


def country_features(countries: gpd.GeoDataFrame) -> list[Feature]:
    """Countries as GeoJSON, iso_a3 and name only."""
    return [
        {
            "type": "Feature",
            "properties": {"iso_a3": code, "name": row["name"]},
            "geometry": shapely.geometry.mapping(four_decimals(row["geometry"])),
        }
        for code, row in countries.iterrows()
    ]


def four_decimals(shape: shapely.Geometry) -> shapely.Geometry:
    """Coordinates rounded to about 10 m: arcs already are, points where they were cut or clipped are not."""
    return shapely.transform(shape, lambda points: np.round(points, 4))
