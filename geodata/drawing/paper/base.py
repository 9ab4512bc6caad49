"""The base of a printed map: relief or plain land, water, borders and names, from the same files as the screen."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from functools import lru_cache

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from PIL import Image
from shapely.geometry.base import BaseGeometry

from geodata.basemap import manifest
from geodata.drawing.paper.frame import Frame, mercator
from geodata.drawing.paper.labels import ANCHORS, Label, Placed, Taken, size_of
from geodata.drawing.paper.panel import Panel
from geodata.languages import language
from geodata.reading.translation import label_names
from geodata.story_folder import BASEMAP

#: Left, right, lower and upper edge.
Extent = tuple[float, float, float, float]

# Colours, widths and dashes of browser/basemap.js
BORDER, COAST, REGION, RIVER, LAKE = "#6f675c", "#8b9aa3", "#8d8577", "#7fa3b8", "#c3d5dd"
LAND, SEA = "#e9e1d0", "#ccd8df"
BORDER_WIDTH, DISPUTED_DASH, REGION_DASH = 1.5, "5 5", "2 4"

#: Up to this zoom level a country is named anywhere inside it; grid of the points that are tried, in units.
_WHOLE_COUNTRIES, _GRID = 6, 8.0
#: Part of a name's box that has to lie inside its country, and the rank of the countries that the story is about.
_INSIDE, _SUBJECT_RANK = 0.7, 7.0
#: How much worse it is that a name covers a mark than that it leaves its country, by area.
_COVERED = 4.0
_RANKS = {"country": 30.0, "region": 70.0, "physical": 60.0, "water": 65.0}
_SIDES = {"c": "center", "n": "top", "ne": "top-right", "e": "right", "se": "bottom-right", "s": "bottom"}
_SIDES |= {"sw": "bottom-left", "w": "left", "nw": "top-left"}

#: What is said of each feature of a file.
_COLUMNS = {
    "countries": ("iso_a3", "name"),
    "borders": ("status", "sides"),
    "coast": ("status", "sides"),
    "water": ("kind", "name"),
    "regions": ("kind", "country"),
    "labels": ("kind", "name", "country", "anchor", "rank", "min_zoom", "max_zoom"),
}


def draw_base(panel: Panel, frame: Frame) -> None:
    """Draw relief or land, lakes, rivers, coast, lines between regions, and borders (disputed ones dashed)."""
    if any(name.endswith(".webp") for name in manifest()["files"]):
        _relief(panel, frame)
    else:
        _land(panel, frame)
    water = near(frame, "water")
    _fill(panel, frame, water[water.geom_type.str.contains("Polygon")], LAKE, RIVER)
    _lines(panel, frame, water[water.geom_type.str.contains("Line")], RIVER, 1.5, gid="rivers")
    _lines(panel, frame, near(frame, "coast"), COAST, 0.9, gid="coast")
    _lines(panel, frame, near(frame, "regions"), REGION, 0.8, REGION_DASH, gid="regions")
    borders = near(frame, "borders")
    agreed = borders["status"] == "international"
    _lines(panel, frame, borders[agreed], BORDER, BORDER_WIDTH, gid="borders")
    _lines(panel, frame, borders[~agreed], BORDER, BORDER_WIDTH, DISPUTED_DASH, gid="disputed-borders")


def base_labels(frame: Frame, named: Collection[str]) -> list[Label]:
    """Return the names of countries, regions, landscapes, waters and orientation towns for the frame's scale.

    ``named`` are codes of the countries that are named at every scale, before others.
    """
    names = near(frame, "labels")
    zoom = round(frame.zoom)  # the table speaks of whole levels
    names = names[(names["min_zoom"] <= zoom) & (zoom <= names["max_zoom"])]
    labels = [_label(frame, row) for row in names.itertuples() if row.kind != "country"]
    rows = layer("labels")
    rows = rows[rows["kind"] == "country"]
    always = rows["country"].isin(named)
    rest = rows[~always & (rows["min_zoom"] <= zoom) & (zoom <= rows["max_zoom"])]
    if zoom > _WHOLE_COUNTRIES:
        labels += [_label(frame, row) for row in rest[rest.index.isin(names.index)].itertuples()]
        rest = rest.iloc[:0]
    return labels + _country_labels(frame, pd.concat([_one_each(frame, rows[always]), rest]), named)


def _one_each(frame: Frame, rows: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Keep of each country the first point that the table gives for its name in the frame, else the first of all."""
    inside = [frame.holds(point.y, point.x) for point in rows.geometry]
    return pd.concat([rows[inside], rows]).drop_duplicates("country")


def _country_labels(frame: Frame, rows: gpd.GeoDataFrame, named: Collection[str]) -> list[Label]:
    """Name every country whose part in the frame has room for its name, wherever in it marks leave that room."""
    countries = near(frame, "countries").drop_duplicates("iso_a3").set_index("iso_a3")
    drawn = frame.drawn(countries.geometry, margin=0)
    labels = []
    for row in rows.itertuples():
        if row.country in drawn.index:
            label = _label(frame, row)
            first = _SUBJECT_RANK if row.country in named else label.rank
            for face, rank in (("country", first), ("country2", first + 0.3), ("country3", first + 0.6)):
                sized = replace(label, face=face, rank=rank, name=_spoken(row.name), anchors=("center",))
                labels.append(replace(sized, elsewhere=_room_inside(drawn[row.country], sized)))
    return labels


def _room_inside(shape: BaseGeometry, label: Label) -> tuple[tuple[float, float], ...]:
    """Points on a grid at which a label's words lie within a shape, nearest to the label's own point first."""
    wide, high = (_INSIDE * length for length in size_of(label))
    left, top, right, bottom = shape.bounds
    xs, ys = np.meshgrid(np.arange(left, right, _GRID), np.arange(top, bottom, _GRID))
    shapely.prepare(shape)
    held = shapely.contains_xy(shape, xs, ys)  # few boxes have to be made: the middle of each lies inside too
    xs, ys = xs[held], ys[held]
    inside = shapely.contains(shape, shapely.box(xs - wide / 2, ys - high / 2, xs + wide / 2, ys + high / 2))
    xs, ys = xs[inside], ys[inside]
    nearest = np.argsort(np.hypot(xs - label.at[0], ys - label.at[1]), kind="stable")
    return tuple(zip(xs[nearest].tolist(), ys[nearest].tolist(), strict=True))


def crowded_names(frame: Frame, missing: list[Label], taken: Taken) -> list[Placed]:
    """Name countries that have no free room, where their smallest name covers least and leaves its country least."""
    countries = near(frame, "countries").drop_duplicates("iso_a3").set_index("iso_a3")
    spoken = {_spoken(name): code for code, name in countries["name"].items()}
    drawn = frame.drawn(countries.geometry, margin=0)
    smallest = {label.name: label for label in sorted(missing, key=lambda label: label.rank)}
    placed = []
    for name, label in smallest.items():
        spot = _least_covered(drawn[spoken[name]], label, taken)
        if spot is not None:
            taken.boxes.append(spot.box)
            placed.append(spot)
    return placed


def _least_covered(shape: BaseGeometry, label: Label, taken: Taken) -> Placed | None:
    wide, high = size_of(label)
    left, top, right, bottom = shape.bounds
    xs, ys = np.meshgrid(np.arange(left, right, _GRID), np.arange(top, bottom, _GRID))
    inside = shapely.contains_xy(shape, xs, ys)
    inside &= (xs > wide / 2 + 3) & (xs < taken.width - wide / 2 - 3)
    inside &= (ys > high / 2 + 3) & (ys < taken.height - high / 2 - 3)
    xs, ys = xs[inside], ys[inside]
    if not len(xs):
        return None
    boxes = shapely.box(xs - wide / 2, ys - high / 2, xs + wide / 2, ys + high / 2)
    cost = wide * high - shapely.area(shapely.intersection(boxes, shape))
    for x, y, w, h in taken.boxes:
        over = np.clip(np.minimum(xs + wide / 2, x + w) - np.maximum(xs - wide / 2, x), 0, None)
        cost += _COVERED * over * np.clip(np.minimum(ys + high / 2, y + h) - np.maximum(ys - high / 2, y), 0, None)
    best = int(np.argmin(cost))
    return Placed(label, (float(xs[best] - wide / 2), float(ys[best] - high / 2), wide, high), "center", far=False)


def abroad(frame: Frame, codes: Collection[str], country: str) -> BaseGeometry:
    """Countries by their codes, without one of them, in units: where no label of a place in that one belongs."""
    countries = near(frame, "countries")
    others = countries[countries["iso_a3"].isin(codes) & (countries["iso_a3"] != country)]
    return shapely.union_all(frame.drawn(others.geometry, margin=0).to_numpy())


def near(frame: Frame, name: str) -> gpd.GeoDataFrame:
    """Return the rows of one of the basemap's vector files that touch the frame, in EPSG:4326."""
    rows = layer(name)
    return rows[rows.intersects(frame.area())]


@lru_cache(maxsize=8)
def layer(name: str) -> gpd.GeoDataFrame:
    """Return one of the basemap's vector files whole, in EPSG:4326. Shared: copy before changing it."""
    rows = gpd.read_file(BASEMAP / f"{name}.geojson")
    if rows.empty:  # a file without a feature says nothing of its columns
        return gpd.GeoDataFrame({column: [] for column in _COLUMNS[name]}, geometry=[], crs=4326)
    return rows


@lru_cache(maxsize=2)
def _picture(name: str) -> np.ndarray:
    with Image.open(BASEMAP / name) as picture:
        return np.asarray(picture.convert("RGBA"))


def _land(panel: Panel, frame: Frame) -> None:
    """Land without a relief, on the sea."""
    panel.axes.set_xlim(0, panel.width)
    panel.axes.set_ylim(panel.height, 0)
    panel.axes.axhspan(0, panel.height, color=SEA, linewidth=0, zorder=0)
    shapes = frame.drawn(near(frame, "countries").geometry)
    if len(shapes):
        shapes.plot(ax=panel.axes, facecolor=LAND, edgecolor="none", aspect=None, zorder=0.5)


def _relief(panel: Panel, frame: Frame) -> None:
    for name, entry in manifest()["files"].items():
        if not name.endswith(".webp") or frame.zoom < entry["min_zoom"]:
            continue
        (south, west), (north, east) = entry["bounds"]
        (left, low), (right, high) = mercator(south, west), mercator(north, east)
        cut, (left, right, low, high) = _cut(_picture(name), frame, (left, right, low, high))
        if not cut.size:
            continue
        x0, x1 = ((x - frame.west) / frame.metres for x in (left, right))
        y0, y1 = ((frame.north - y) / frame.metres for y in (low, high))
        panel.axes.imshow(cut, extent=(x0, x1, y0, y1), interpolation="bicubic", aspect="auto", zorder=0)
    panel.axes.set_xlim(0, panel.width)
    panel.axes.set_ylim(panel.height, 0)


def _cut(picture: np.ndarray, frame: Frame, extent: Extent) -> tuple[np.ndarray, Extent]:
    """Keep of a picture the pixels under the frame, and a few around it for the smoothing; extents in metres."""
    left, right, low, high = extent
    rows, columns = picture.shape[:2]
    across, down = (right - left) / columns, (high - low) / rows
    east, south = frame.west + frame.width * frame.metres, frame.north - frame.height * frame.metres
    first, last = (int((x - left) / across) for x in (frame.west, east))
    top, bottom = (int((high - y) / down) for y in (frame.north, south))
    first, last = max(first - 4, 0), max(min(last + 5, columns), 0)
    top, bottom = max(top - 4, 0), max(min(bottom + 5, rows), 0)
    inside = (left + first * across, left + last * across, high - bottom * down, high - top * down)
    return picture[top:bottom, first:last], inside


def _lines(
    panel: Panel, frame: Frame, rows: gpd.GeoDataFrame, colour: str, width: float, dash: str = "", gid: str = ""
) -> None:
    shapes = frame.drawn(rows.geometry)
    if len(shapes):
        style = panel.dashes(dash, width)
        shapes.plot(
            ax=panel.axes, color=colour, linewidth=panel.points(width), linestyle=style, aspect=None, zorder=3, gid=gid
        )


def _fill(panel: Panel, frame: Frame, rows: gpd.GeoDataFrame, fill: str, edge: str) -> None:
    shapes = frame.drawn(rows.geometry)
    if len(shapes):
        shapes.plot(ax=panel.axes, facecolor=fill, edgecolor=edge, linewidth=panel.points(0.8), aspect=None, zorder=2.9)


def _spoken(name: str) -> str:
    return label_names(language()).get(name, name)


def _label(frame: Frame, row) -> Label:  # type: ignore[no-untyped-def]  # a named tuple of geopandas
    town, country = row.kind == "town", row.kind == "country"
    name = _spoken(row.name)
    dot = town and row.anchor != "c"  # a town known only as an area has no dot
    lines = tuple(name.split(" ")) if country and len(name) > 11 else (name,)
    return Label(
        at=frame.place(row.geometry.y, row.geometry.x),
        lines=lines,
        face=f"town{row.rank or 3}" if town else row.kind,
        rank=30.0 + 10.0 * (row.rank or 3) if town else _RANKS[row.kind],
        gap=5.0 if town else 0.0,
        anchors=(_SIDES.get(row.anchor, "right"), *ANCHORS[:4]) if dot else ("center",),
        name=name if town else "",
        dot=dot,
    )
