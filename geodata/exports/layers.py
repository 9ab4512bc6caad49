"""The rows of a selection as flat tables and map layers: the one shape that all data formats are written from.

Every column of a table goes in but the sources of a title or a role, and a few are added so that a row can be read
alone: dates and precision in words, names of place and actors, degrees and radius, whether it is known by relay alone.
Geometry is WGS 84 (EPSG:4326), longitude first, and only as exact as what is known.
"""

from __future__ import annotations

import math
from typing import Any

import geopandas as gpd
import pandas as pd
from shapely.geometry import LineString, Point, Polygon
from shapely.geometry.base import BaseGeometry

from geodata.exports.language import in_story_language
from geodata.imported.event_set import EventSet
from geodata.imported.texts import text_rows
from geodata.knowing.presence import report_periods
from geodata.knowing.public_sources import is_relayed
from geodata.reading.partial_dates import date_words
from geodata.reading.precision import geodesic_ring, is_drawn_as_point, place_words
from geodata.reading.story import WGS84, Story
from geodata.selecting.characters import storable
from geodata.selecting.selection import Selection

#: The layer of a viewer's own events.
IMPORTED = "imported_events"

Layers = dict[str, gpd.GeoDataFrame]
Tables = dict[str, pd.DataFrame]
Record = dict[str, Any]


@in_story_language
def layers(selection: Selection) -> Layers:
    """Return the map layers by name: events, presence, route_legs, route_waypoints, places.

    Rows in the order of their tables, ``id`` as first column. An event without a place has no geometry (None). A
    viewer's own events come last, as ``imported_events``, when there are any that may be passed on.
    """
    story, own = selection.story, selection.own_events
    return {
        "events": _at_places(story, _events(selection)),
        "presence": _at_places(story, _presence(selection)),
        "route_legs": _legs(selection),
        "route_waypoints": _at_places(story, _waypoints(selection)),
        "places": _places(selection),
        **({IMPORTED: _imported(own)} if own is not None else {}),
    }


def tables(selection: Selection) -> Tables:
    """Return the tables that have no geometry of their own: claims, sources.

    Claims that the filters do not match stand there too where they rival one that passes, so that no figure is read
    alone; their ``dimmed`` says why the filters do not match them, and is blank for the others.
    """
    return {"claims": _finished(_relayed(selection.story, selection.rivals)), "sources": _finished(selection.sources)}


def known_shape(point: Point | None, precision: str, radius_km: float) -> BaseGeometry | None:
    """Return a place as exact as it is known, in EPSG:4326 with longitude first.

    A point up to the limit at which maps draw one; above it the geodesic circle of its radius (kilometres), as a
    ring that runs counter-clockwise as RFC 7946 asks; None for what is known only to the country or has no point.
    """
    if point is None or precision == "country" or pd.isna(radius_km):
        return None
    if is_drawn_as_point(precision, radius_km):
        return point
    ring = [(lon, lat) for lat, lon in geodesic_ring(point.y, point.x, radius_km)]
    return Polygon(reversed(ring))


def records(frame: pd.DataFrame) -> list[Record]:
    """Return the rows as plain values: str, int, float, bool, list of str, an ISO day, or None; geometry left out."""
    columns = [name for name in frame.columns if name != "geometry"]
    return [
        {name: _plain(value) for name, value in zip(columns, row, strict=True)}
        for row in frame[columns].itertuples(index=False, name=None)
    ]


def cell_text(value: Any) -> str:
    """Return a plain value of :func:`records` as the text of a cell; items of a list are joined by ";".

    >>> [cell_text(value) for value in (50.0, -2.5, None, ["a", "b"], True)]
    ['50', '-2.5', '', 'a;b', 'yes']
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ";".join(value)
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _events(selection: Selection) -> pd.DataFrame:
    rows = selection.events
    names = selection.story.actors["short_name"]
    when = [date_words(r.date_start, r.date_end, r.date_precision) for r in rows.itertuples()]
    rows = rows.drop(columns="title_sources")
    return rows.assign(when=when, actors=rows["actor_ids"].map(lambda ids: tuple(names[actor] for actor in ids)))


def _presence(selection: Selection) -> pd.DataFrame:
    rows = selection.presence
    rows = rows.drop(columns="role_sources")
    return rows.assign(when=report_periods(selection.story, selection.filters.known_on)[rows.index])


def _waypoints(selection: Selection) -> pd.DataFrame:
    rows = selection.waypoints
    return rows.assign(when=[date_words(r.date_start, r.date_end) for r in rows.itertuples()])


def _legs(selection: Selection) -> gpd.GeoDataFrame:
    """Lengths are the straight geodesic ones, whatever bend the drawing has; ``is_bent`` tells of one."""
    names = selection.story.route["waypoint"]
    rows = [
        {
            "id": leg.id,
            "variant": selection.variant,
            "from_id": leg.from_id,
            "from_waypoint": names[leg.from_id],
            "to_id": leg.to_id,
            "to_waypoint": names[leg.to_id],
            "kind": leg.kind,
            "phase": leg.phase,
            "start_version": leg.start_version,
            "km": round(leg.km, 1),
            "days": math.nan if leg.days is None else leg.days,
            "km_per_day": math.nan if leg.km_per_day is None else round(leg.km_per_day, 1),
            "is_bent": leg.is_bent,
            "note": leg.note,
            "source_ids": leg.source_ids,
        }
        for leg in selection.legs
    ]
    lines = [LineString([(lon, lat) for lat, lon in leg.path]) for leg in selection.legs]
    columns = [
        "id", "variant", "from_id", "from_waypoint", "to_id", "to_waypoint", "kind", "phase", "start_version",
        "km", "days", "km_per_day", "is_bent", "note", "source_ids",
    ]  # fmt: skip
    frame = _clean(pd.DataFrame(rows, columns=columns))
    return gpd.GeoDataFrame(frame, geometry=gpd.GeoSeries(lines, index=frame.index, crs=WGS84), crs=WGS84)


def _imported(own: EventSet) -> gpd.GeoDataFrame:
    """Points as the file gives them; ``place_precision`` says of each what it stands for."""
    rows = own.events
    coded = {name: rows[name].astype("str") for name in rows.select_dtypes("category").columns}
    words = text_rows(own, slice(None))
    frame = rows.assign(**coded, when=[row["when"] for row in words], place_known=[row["where"] for row in words])
    frame = frame.rename(columns={"date_start": "start", "date_end": "end"}).drop(columns=["may_export", "actor_kinds"])
    shapes = [
        Point(lon, lat) if known else None
        for lon, lat, known in zip(rows["lon"], rows["lat"], own.has_place, strict=True)
    ]
    return _mapped(_finished(frame), shapes)


def _places(selection: Selection) -> gpd.GeoDataFrame:
    rows = selection.places
    shapes = [known_shape(*row) for row in zip(rows.geometry, rows["precision"], rows["radius_km"], strict=True)]
    frame = _finished(pd.DataFrame(rows.drop(columns="geometry")))
    return _mapped(frame, shapes)


def _at_places(story: Story, rows: pd.DataFrame) -> gpd.GeoDataFrame:
    """Add what a row needs of its place; blank where it has none."""
    at = story.places.reindex(rows["place_id"])
    precision, radius = at["precision"].fillna(""), at["radius_km"]
    shapes = [known_shape(*row) for row in zip(at.geometry, precision, radius, strict=True)]
    frame = _relayed(story, rows).assign(
        place=at["name"].fillna("").to_numpy(),
        place_precision=precision.to_numpy(),
        place_radius_km=radius.to_numpy(),
        place_known=[place_words(*row) if row[0] else "" for row in zip(precision, radius, strict=True)],
        lat=at["lat"].to_numpy(),
        lon=at["lon"].to_numpy(),
    )
    return _mapped(_finished(frame), shapes)


def _relayed(story: Story, rows: pd.DataFrame) -> pd.DataFrame:
    """Add ``relay``: whether none of the sources of a row was opened itself, so that it is known by relay alone."""
    relay = [is_relayed(story, ids) for ids in rows["source_ids"]]
    return rows.assign(relay=pd.Series(relay, index=rows.index, dtype=bool))


def _mapped(frame: pd.DataFrame, shapes: list[BaseGeometry | None]) -> gpd.GeoDataFrame:
    """A row without a shape has no degrees either: those of a whole country would be taken for a site."""
    bare = [shape is None for shape in shapes]
    frame.loc[bare, ["lat", "lon"]] = math.nan
    geometry = gpd.GeoSeries(shapes, index=frame.index, crs=WGS84)
    return gpd.GeoDataFrame(frame, geometry=geometry, crs=WGS84)


def _finished(rows: pd.DataFrame) -> pd.DataFrame:
    return _clean(rows.rename_axis("id").reset_index())


def _clean(frame: pd.DataFrame) -> pd.DataFrame:
    """Make every text storable, in cells and in lists; numbers and days pass."""
    texts = frame.select_dtypes(include=["str", "object"]).columns
    return frame.assign(**{name: frame[name].map(_storable) for name in texts})


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return storable(value)
    if isinstance(value, tuple):
        return tuple(storable(item) for item in value)
    return value


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    if value is None or value is pd.NaT or (isinstance(value, float) and math.isnan(value)):
        return None
    return value.item() if hasattr(value, "item") else value
