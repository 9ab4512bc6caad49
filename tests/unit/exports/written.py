"""What the tests of the exports share: a moment, files written and read back by libraries that are not ours."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pypdfium2
import pytest
from hypothesis import strategies as st
from matplotlib.figure import Figure

from geodata.asking.filter_parameters import vocabulary
from geodata.asking.filters import Filters
from geodata.drawing.paper import print_map
from geodata.drawing.paper.content import Rows
from geodata.exports import FORMATS, slides
from geodata.exports.brief import MapRoom
from geodata.reading.codes import CONFIDENCES
from geodata.reading.story import Story
from geodata.selecting.colophon import Colophon, colophon
from geodata.selecting.selection import Selection, select
from tests import map_program
from tests.real_story import REAL

MADE = dt.datetime(2024, 11, 23, 17, 30, tzinfo=dt.UTC)
MAP_FORMATS = ("geojson", "kml", "gpkg")
LAYERS = ("events", "presence", "route_legs", "route_waypoints", "places")

_KNOWN = vocabulary(REAL)
_DAYS = st.none() | st.dates(dt.date(2018, 1, 1), dt.date(2024, 12, 31))

#: Filters that a viewer could ask for.
FILTERS = st.builds(
    Filters,
    date_from=_DAYS,
    date_to=_DAYS,
    actors=st.lists(st.sampled_from(_KNOWN["actor"]), max_size=2, unique=True).map(tuple),
    countries=st.lists(st.sampled_from(_KNOWN["country"]), max_size=2, unique=True).map(tuple),
    kinds=st.lists(st.sampled_from(_KNOWN["kind"]), max_size=2, unique=True).map(tuple),
    confidences=st.lists(st.sampled_from(list(CONFIDENCES)), max_size=2, unique=True).map(tuple),
    text=st.sampled_from(["", "", "wagner", "tin zaouatine", "nothing at all"]),
    known_on=_DAYS,
    exact=st.booleans(),
)


def about(story: Story = REAL, filters: Filters | None = None) -> Colophon:
    return colophon(story, filters or Filters(), MADE)


def written(name: str, path: Path, story: Story = REAL, filters: Filters | None = None) -> Selection:
    """Write one file and return what should be in it."""
    selection = select(story, filters or Filters())
    FORMATS[name].write(selection, about(story, filters), path)
    return selection


def sheets(content: bytes) -> list[str]:
    """The words of each page of a PDF; pdfium reads them in a thirtieth of pypdf's time."""
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]


def draw_only_the_first_maps(patch: pytest.MonkeyPatch, count: int = 2) -> None:
    """Leave the maps of a brief empty but for the first, the cover's, and so many more: for tests that read words."""
    draw, drawn = MapRoom.map, list[MapRoom]()

    def map_of(room: MapRoom) -> Figure:
        drawn.append(room)
        return draw(room) if len(drawn) <= count else Figure(figsize=(room.width / 72, room.height / 72))

    patch.setattr(MapRoom, "map", map_of)


def draw_one_map_of_each_kind(patch: pytest.MonkeyPatch) -> None:
    """Leave the maps of a brief and of slides empty but for the first of each kind, by the tables it draws from."""
    of_brief, seen = MapRoom.map, set[tuple[str, bool, bool, bool]]()

    def is_new(document: str, rows: Rows) -> bool:
        before = len(seen)
        seen.add((document, rows.events.empty, rows.presence.empty, bool(rows.legs)))
        return len(seen) > before

    def map_of(room: MapRoom) -> Figure:
        return of_brief(room) if is_new("brief", room.rows) else Figure(figsize=(room.width / 72, room.height / 72))

    def map_and_key(rows: Rows, *sizes: Any, **look: Any) -> tuple[Figure, Figure | None]:
        return print_map.map_and_key(rows, *sizes, **look) if is_new("slides", rows) else (Figure(figsize=(1, 1)), None)

    patch.setattr(MapRoom, "map", map_of)
    patch.setattr(slides, "map_and_key", map_and_key)


def every_layer(path: Path, *names: str) -> dict[str, gpd.GeoDataFrame]:
    """Layers of a written file, by GDAL, each indexed by id; without columns when nothing was written to it."""
    if path.suffix == ".geojson":
        everything = map_program.read(path)
        found = {name: everything[everything["layer"] == name] if len(everything) else everything for name in names}
    else:
        there = map_program.layers(path)
        found = {name: map_program.read(path, name) if name in there else gpd.GeoDataFrame() for name in names}
    return {name: rows.set_index("id") if len(rows) else rows for name, rows in found.items()}


def layer(path: Path, name: str) -> gpd.GeoDataFrame:
    """One layer of a written file, as :func:`every_layer` gives it."""
    return every_layer(path, name)[name]


def table(path: Path, name: str) -> pd.DataFrame:
    """One table of a written zip, as text, indexed by id."""
    with zipfile.ZipFile(path) as archive:
        return as_text(archive.read(f"{name}.csv")).set_index("id")


def as_text(content: bytes) -> pd.DataFrame:
    return pd.read_csv(io.BytesIO(content), dtype=str, keep_default_na=False)
