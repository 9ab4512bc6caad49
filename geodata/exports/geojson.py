"""The rows as one GeoJSON file (RFC 7946): longitude first, WGS 84, no ``crs`` member, outer rings counter-clockwise.

Every row is a feature of its own with a property ``layer``: events, presence, route_legs, route_waypoints, places. A
place known to more than 25 km is a polygon, the circle in which it lies, with the centre in ``lat`` and ``lon``; what
has no place has null for geometry. The foreign members beside ``features`` are the parts of the colophon, and
``claims`` and ``sources``, which have no position of their own.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import geopandas as gpd
from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

from geodata.atomic import write_bytes
from geodata.exports.language import in_story_language
from geodata.exports.layers import layers, records, tables
from geodata.selecting.colophon import Colophon
from geodata.selecting.selection import Selection


def write_geojson(selection: Selection, colophon: Colophon, path: Path) -> None:
    """Write the file. Raises OSError when the path cannot be written."""
    write_bytes(path, geojson_bytes(selection, colophon))


def geojson_bytes(selection: Selection, colophon: Colophon) -> bytes:
    """Return the file as UTF-8."""
    document = geojson_document(selection, colophon)
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


@in_story_language
def geojson_document(selection: Selection, colophon: Colophon) -> dict[str, Any]:
    """Return the file as plain data."""
    return {
        "type": "FeatureCollection",
        "name": selection.story.manifest.files.layer,
        **colophon.parts(),
        "features": [feature for name, frame in layers(selection).items() for feature in features(name, frame)],
        **{name: records(frame) for name, frame in tables(selection).items()},
    }


def features(name: str, frame: gpd.GeoDataFrame) -> list[dict[str, Any]]:
    """Return the rows of one layer as GeoJSON features."""
    return [
        {
            "type": "Feature",
            "id": record["id"],
            "geometry": _geometry(shape),
            "properties": {"layer": name, **record},
        }
        for record, shape in zip(records(frame), frame.geometry, strict=True)
    ]


def _geometry(shape: BaseGeometry | None) -> dict[str, Any] | None:
    return None if shape is None else dict(mapping(shape))
