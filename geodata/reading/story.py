"""The whole story as frames: every table, checked, with numbers, lists, days and points in place of text."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import pandas as pd

from geodata.reading.check import read_and_check
from geodata.reading.data_version import data_version
from geodata.reading.descriptor import Column, list_items
from geodata.reading.faults import BrokenTablesError
from geodata.reading.manifest import NO_PARTS, Manifest, read_manifest
from geodata.reading.partial_dates import first_and_last_day
from geodata.reading.table_text import TableText
from geodata.story_folder import TABLES

WGS84 = "EPSG:4326"

#: The kind of the source that a story began with.
BASE_DOCUMENT = "base document"

# table: its columns of first and last date, and whether a blank last date means "no end reported"
_PERIODS = {
    "events": ("date_start", "date_end", False),
    "claims": ("date_claimed", "date_claimed", False),
    "route": ("date_start", "date_end", False),
    "presence": ("from_date", "to_date", True),
    "positions": ("since", "since", False),
}


@dataclass(frozen=True, eq=False)
class Story:
    """One frame for each table, indexed by id, rows in the order of the file.

    Text stays text, "" where a cell is blank. Numbers are float64 with NaN where blank (`seq` is int64):
    degrees for `lat` and `lon`, kilometres for `radius_km`, men for strengths, the row's own unit for
    quantities. Lists are tuples of str, empty where blank. `events`, `claims`, `presence`, `route` and
    `positions` have Timestamps `start` and `end` beside their dates as written: the first and last day that
    those dates allow, NaT where nothing is known. A blank end means "as long as the start says", but in
    `presence` "no end reported", so NaT. `events`, `claims`, `presence` and `positions` have a Timestamp
    `known`: the day from which the row was public, NaT where nothing dates it. `places` holds points in
    EPSG:4326, None where a place has no point.

    `reviewed` is the day, as ISO 8601, of the newest row or correction that was published, "" where nothing was.
    `language` is the code of the language of its texts (see :mod:`geodata.reading.translation`). `manifest` says
    which rows have a part of their own in the story.

    Two stories are equal only when they are the same object; the frames are shared, so copy before changing
    one.
    """

    events: pd.DataFrame
    claims: pd.DataFrame
    actors: pd.DataFrame
    places: gpd.GeoDataFrame
    presence: pd.DataFrame
    route: pd.DataFrame
    legs: pd.DataFrame
    sources: pd.DataFrame
    facts: pd.DataFrame
    claim_links: pd.DataFrame
    questions: pd.DataFrame
    scenes: pd.DataFrame
    positions: pd.DataFrame
    corrections: pd.DataFrame
    version: str = ""
    reviewed: str = ""
    language: str = "en"
    manifest: Manifest = NO_PARTS


def base_document(story: Story) -> str:
    """Return the id of the report that a story began with, the first source of that kind; "" when it has none."""
    found = story.sources.index[story.sources["kind"] == BASE_DOCUMENT]
    return str(found[0]) if len(found) else ""


def load_story(folder: Path = TABLES) -> Story:
    """Read, check and convert the tables of a folder.

    Raises BrokenTablesError with every fault when the check finds any.
    """
    tables, faults = read_and_check(folder)
    manifest, more = read_manifest(folder, tables)
    if faults or more:
        raise BrokenTablesError(faults or more)
    frames = {name: _frame(table) for name, table in tables.items()}
    return Story(
        events=frames["events"],
        claims=frames["claims"],
        actors=frames["actors"],
        places=_with_points(frames["places"]),
        presence=frames["presence"],
        route=frames["route"],
        legs=frames["legs"],
        sources=frames["sources"],
        facts=frames["base_document_facts"],
        claim_links=frames["claim_links"],
        questions=frames["questions"],
        scenes=frames["scenes"],
        positions=frames["positions"],
        corrections=frames["corrections"],
        version=data_version(folder),
        reviewed=max([*frames["fingerprints"]["published"], *frames["corrections"]["date"]], default=""),
        manifest=manifest,
    )


def _frame(table: TableText) -> pd.DataFrame:
    """Built from the very cells that were checked, so that no second reading can differ from the first."""
    columns = {
        name: _converted(pd.Series([row.cells[name] for row in table.rows], dtype="str"), column)
        for name, column in table.shape.columns.items()
    }
    frame = pd.DataFrame(columns)
    if table.name in _PERIODS:
        _add_days(frame, *_PERIODS[table.name])
    if "known_from" in frame:
        frame["known"] = pd.to_datetime(frame["known_from"].where(frame["known_from"] != "")).astype("datetime64[us]")
    return frame.set_index("id")


def _converted(cells: pd.Series, column: Column) -> pd.Series:
    if column.is_list:
        return pd.Series([list_items(cell) for cell in cells], dtype=object)
    if column.type == "integer" and column.required:
        return cells.astype("int64")
    if column.type in ("number", "integer"):
        return pd.Series([float(cell or "nan") for cell in cells], dtype="float64")
    return cells


def _add_days(frame: pd.DataFrame, start_column: str, end_column: str, blank_end_is_open: bool) -> None:
    days = [
        first_and_last_day(start, end if end or blank_end_is_open else start)
        for start, end in zip(frame[start_column], frame[end_column], strict=True)
    ]
    frame["start"] = pd.Series([first for first, _ in days], dtype="datetime64[us]")
    frame["end"] = pd.Series([last for _, last in days], dtype="datetime64[us]")


def _with_points(places: pd.DataFrame) -> gpd.GeoDataFrame:
    has_point = places["lat"].notna() & places["lon"].notna()
    points = gpd.GeoSeries.from_xy(places["lon"], places["lat"], index=places.index, crs=WGS84)
    return gpd.GeoDataFrame(places, geometry=points.where(has_point), crs=WGS84)
