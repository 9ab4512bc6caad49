"""Cut the basemap of a story from files that are at hand: `python -m geodata basemap`.

Its sources lie in ``basemap/sources/`` of the story, or are named when it is cut: ``land.geojson`` (polygons with
``iso_a3`` and ``name``), ``water.geojson``, ``regions.geojson``, ``label_list.csv`` and ``origin.toml``. What is not
there is cut out of the basemap of this project's own story, where that reaches. Nothing is fetched.
"""

from __future__ import annotations

import hashlib
import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely

from geodata.basemap import VECTORS, borders, labels
from geodata.basemap.frames import Extent
from geodata.basemap.origin import NOTE

#: The basemap of this project's own story, which is part of the code.
OWN = Path(__file__).parents[1] / "story" / "basemap"

SOURCES = "sources"
_FILES = {"land": "land.geojson", "water": "water.geojson", "regions": "regions.geojson", "labels": "label_list.csv"}
#: What a column is called in files of Natural Earth.
_ALIASES = {"iso_a3": ("iso_a3", "ISO_A3_EH", "ISO_A3"), "name": ("name", "NAME_EN", "NAME")}
#: Part of the width of the map by which a drawn line may stray from its source.
_STRAY = 1 / 4000
#: A source that is said nothing of.
_NOT_SAID = "not said"

Feature = borders.Feature


class NoLandError(ValueError):
    """There is nothing to cut from; the text is a sentence that says what to bring."""


@dataclass(frozen=True)
class Given:
    """Files that were named when the basemap is cut, by what they hold: land, water, regions, labels."""

    files: Mapping[str, Path]

    def of(self, story: Path, kind: str) -> Path | None:
        """Return the file of a kind: the one that was named, else that of the story; None when there is neither."""
        named = self.files.get(kind)
        if named is not None:
            return named
        path = story / "basemap" / SOURCES / _FILES[kind]
        return path if path.is_file() else None


def cut(story: Path, extent: Extent, given: Given) -> dict[str, int]:
    """Write the files of a story's basemap and their manifest; return the number of features in each.

    Raises NoLandError when there is no land to cut, and ValueError with one sentence for a file that lacks something.
    """
    folder = story / "basemap"
    folder.mkdir(parents=True, exist_ok=True)
    land = _land(given.of(story, "land"), extent)
    origin = _origin(folder / SOURCES / "origin.toml", given.of(story, "land") is None)
    found = {
        "countries": borders.country_features(land),
        **_lines(land, extent),
        "water": _clipped(given.of(story, "water"), "water", extent),
        "regions": _clipped(given.of(story, "regions"), "regions", extent),
        "labels": _labels(given.of(story, "labels"), story / "tables" / "places.csv", land, extent),
    }
    for name in VECTORS:
        _write(folder / f"{name}.geojson", {"type": "FeatureCollection", "features": found[name]}, None)
    _write(folder / "manifest.json", _manifest(folder, extent, origin), 2)
    return {name: len(found[name]) for name in VECTORS}


def reaches(extent: Extent) -> bool:
    """Whether the basemap of this project's own story covers all of an extent."""
    (south, west), (north, east) = json.loads((OWN / "manifest.json").read_text("utf-8"))["bounds"]
    return bool(shapely.box(west, south, east, north).contains(extent.box))


def _land(path: Path | None, extent: Extent) -> gpd.GeoDataFrame:
    """Countries within the extent, by code, thinned so that neighbours still meet."""
    if path is None and not reaches(extent):
        raise NoLandError(
            "The basemap of this project does not reach so far; bring the land as a file of polygons with iso_a3 and "
            "name, such as ne_10m_admin_0_countries of naturalearthdata.com: --land FILE."
        )
    table = _read(path or OWN / "countries.geojson")
    named = {column: next((name for name in names if name in table), "") for column, names in _ALIASES.items()}
    if missing := [column for column, name in named.items() if not name]:
        raise ValueError(f"{path}: the land has no {' and no '.join(missing)}; add it to every polygon.")
    table = table.rename(columns={name: column for column, name in named.items()})[["iso_a3", "name", "geometry"]]
    table = table[table.intersects(extent.box)].dissolve("iso_a3")
    if path is not None:
        table["geometry"] = shapely.coverage_simplify(table.geometry.values, (extent.east - extent.west) * _STRAY)
        table["geometry"] = borders.four_decimals(table.geometry.values)
    table["geometry"] = shapely.intersection(table.geometry.values, extent.box)
    return table[~table.geometry.is_empty]


def _lines(land: gpd.GeoDataFrame, extent: Extent) -> dict[str, list[Feature]]:
    """Borders between two countries and coasts."""
    if land.empty:
        return {"borders": [], "coast": []}
    arcs = borders.arcs_of(land)
    inland = [len(sides) > 1 for sides in arcs["sides"]]
    arcs = arcs.assign(status=["international" if between else "coast" for between in inland])
    return {
        "borders": [borders.line_feature(row.geometry, row.status, row.sides) for row in arcs[inland].itertuples()],
        "coast": borders.coast_lines(arcs, shapely.union_all(land.geometry.values), extent.box),
    }


def _clipped(path: Path | None, kind: str, extent: Extent) -> list[Feature]:
    """Features of a file within the extent; of this project's own basemap where there is no file and it reaches."""
    if path is None and not reaches(extent):
        return []
    source = json.loads((path or OWN / f"{kind}.geojson").read_text("utf-8"))
    made = []
    for feature in source["features"]:
        shape = shapely.intersection(shapely.make_valid(shapely.geometry.shape(feature["geometry"])), extent.box)
        if not shape.is_empty:
            made.append({**feature, "geometry": shapely.geometry.mapping(borders.four_decimals(shape))})
    return made


def _labels(path: Path | None, places: Path, land: gpd.GeoDataFrame, extent: Extent) -> list[Feature]:
    if path is None:
        return _clipped(None, "labels", extent)
    return [
        one
        for one in labels.label_features(path, places, land)
        if extent.box.intersects(shapely.geometry.shape(one["geometry"]))
    ]


def _read(path: Path) -> gpd.GeoDataFrame:
    try:
        return gpd.read_file(path).to_crs(4326)
    except Exception as error:
        raise ValueError(f"{path} cannot be read as a map of land ({error}).") from error


def _origin(path: Path, is_own: bool) -> dict[str, Any]:
    """Whom the map names: what the story says, else what this project's own basemap says where it was cut from that."""
    if path.is_file():
        said: dict[str, Any] = tomllib.loads(path.read_text("utf-8"))
        return said
    own = json.loads((OWN / "manifest.json").read_text("utf-8"))
    if is_own:
        return {key: own[key] for key in ("credit", "credit_on_paper")} | own["files"]["countries.geojson"]
    return {"credit": {"en": "Source of the basemap not said", "fr": "Source du fond de carte non indiquée"}}


def _manifest(folder: Path, extent: Extent, origin: Mapping[str, Any]) -> dict[str, Any]:
    files = {}
    for name in VECTORS:
        content = (folder / f"{name}.geojson").read_bytes()
        files[f"{name}.geojson"] = {
            "crs": "EPSG:4326",
            "bounds": extent.bounds,
            "bytes": len(content),
            "sha256": hashlib.sha256(content).hexdigest(),
            **{key: origin.get(key, _NOT_SAID) for key in ("producer", "licence")},
        }
    credit = origin["credit"]
    return {
        "note": NOTE,
        "bounds": extent.bounds,
        "credit": credit,
        "credit_on_paper": origin.get("credit_on_paper", credit),
        "files": files,
    }


def _write(path: Path, content: Any, indent: int | None) -> None:
    separators = None if indent else (",", ":")
    text = json.dumps(content, ensure_ascii=False, indent=indent, separators=separators)
    path.write_text(text + "\n", encoding="utf-8", newline="\n")
