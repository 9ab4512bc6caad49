"""A file read back by GDAL or pandas holds the rows that the page shows: ids, places, days, words."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import cache
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest
from exports.written import FILTERS, LAYERS, MAP_FORMATS, every_layer, layer, table, written
from hypothesis import HealthCheck, example, given, settings
from pyproj import Geod
from shapely import LineString, Point, force_2d

from geodata.asking.filters import Filters, claims_mask, events_mask, presence_mask
from geodata.knowing.rivals import rivals_mask
from geodata.knowing.route import legs_shown, waypoints_shown
from geodata.reading.precision import is_drawn_as_point
from geodata.reading.story import Story, load_story
from geodata.selecting.selection import select
from small_tables import SmallTables
from tests.real_story import REAL

WGS84 = Geod(ellps="WGS84")
every_map_format = pytest.mark.parametrize("name", MAP_FORMATS)


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A file of the whole story by the name of its format, written when it is first asked for; to be read only."""
    folder = tmp_path_factory.mktemp("whole")

    @cache
    def write(name: str) -> Path:
        path = folder / f"out.{'zip' if name == 'csv' else name}"
        written(name, path)
        return path

    return write


def expected_ids(filters: Filters) -> dict[str, list[str]]:
    """Straight from the masks, not through the exporters."""
    masks = {"events": events_mask(REAL, filters), "presence": presence_mask(REAL, filters)}
    return {
        **{name: list(mask.index[mask]) for name, mask in masks.items()},
        "route_legs": [leg.id for leg in legs_shown(REAL, "enriched", filters)],
        "route_waypoints": waypoints_shown(REAL, "enriched", filters),
    }


@every_map_format
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(filters=Filters())
@example(filters=Filters(text="nothing at all"))
@given(filters=FILTERS)
def test_a_file_holds_the_rows_of_the_page_in_their_order(tmp_path: Path, name: str, filters: Filters) -> None:
    path = tmp_path / f"out.{name}"
    written(name, path, filters=filters)
    found = every_layer(path, *expected_ids(filters))
    assert {key: list(rows.index) for key, rows in found.items()} == expected_ids(filters)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@example(filters=Filters(text="nothing at all"))
@given(filters=FILTERS)
def test_a_zip_of_tables_holds_the_rows_of_the_page_in_their_order(tmp_path: Path, filters: Filters) -> None:
    path = tmp_path / "out.zip"
    written("csv", path, filters=filters)
    claims = rivals_mask(REAL, filters)
    wanted = {**expected_ids(filters), "claims": list(claims.index[claims])}
    assert {key: list(table(path, key).index) for key in wanted} == wanted
    passing = claims_mask(REAL, filters)
    dimmed = table(path, "claims")["dimmed"].fillna("")
    assert list(dimmed.index[dimmed == ""]) == list(passing.index[passing])


@every_map_format
@pytest.mark.parametrize("key", ["events", "presence", "route_waypoints"])
def test_every_row_lies_where_its_place_lies_and_no_more_exact(
    whole: Callable[[str], Path], name: str, key: str
) -> None:
    rows = getattr(select(REAL, Filters()), "waypoints" if key == "route_waypoints" else key)
    found = layer(whole(name), key)
    assert found.crs == "EPSG:4326"
    seen = set()
    for row_id, place_id in rows["place_id"].items():
        shape = found.geometry[row_id]
        place = REAL.places.loc[place_id] if place_id else None
        if place is None or place["precision"] == "country" or place.geometry is None:
            assert shape is None
            seen.add("none")
        elif is_drawn_as_point(place["precision"], place["radius_km"]):
            assert shape.equals_exact(Point(place["lon"], place["lat"]), 1e-4)
            seen.add("point")
        else:
            assert circle_of(shape, place["lat"], place["lon"]) == pytest.approx(place["radius_km"], abs=0.02)
            assert float(found.at[row_id, "lat"]) == pytest.approx(place["lat"], abs=1e-4)
            assert float(found.at[row_id, "lon"]) == pytest.approx(place["lon"], abs=1e-4)
            seen.add("area")
    assert {"point", "area"} <= seen


def circle_of(shape: gpd.GeoSeries, lat: float, lon: float) -> float:
    """The radius, in kilometres, of a ring all of whose corners lie equally far from a point."""
    assert shape.geom_type == "Polygon"
    assert shape.exterior.is_ccw
    lons, lats = zip(*[(x, y) for x, y, *_ in shape.exterior.coords], strict=True)
    far = WGS84.inv([lon] * len(lons), [lat] * len(lats), lons, lats)[2]
    assert max(far) - min(far) < 30
    return float(max(far)) / 1000


@every_map_format
def test_legs_run_as_they_are_drawn(whole: Callable[[str], Path], name: str) -> None:
    found = layer(whole(name), "route_legs")
    for leg in select(REAL, Filters()).legs:
        drawn = LineString([(lon, lat) for lat, lon in leg.path])
        assert force_2d(found.geometry[leg.id]).equals_exact(drawn, 1e-4)
        assert float(found.at[leg.id, "km"]) == pytest.approx(leg.km, abs=0.05)
        assert (found.at[leg.id, "kind"], found.at[leg.id, "phase"]) == (leg.kind, leg.phase)


@every_map_format
def test_days_are_those_that_the_dates_allow(whole: Callable[[str], Path], name: str) -> None:
    path = whole(name)
    for key in ("events", "presence"):
        frame = getattr(REAL, key)
        found = layer(path, key)
        begins, ends = ("begin", "end") if name == "kml" else ("start", "end")
        assert list(pd.to_datetime(found[begins])) == list(frame["start"])
        assert list(pd.to_datetime(found[ends])) == list(frame["end"])


@every_map_format
def test_words_are_the_words_of_the_tables(whole: Callable[[str], Path], name: str) -> None:
    path = whole(name)
    found = layer(path, "events")
    for column in ("title", "summary", "kind", "confidence", "country", "place_id", "date_start", "place"):
        wanted = REAL.places["name"].reindex(REAL.events["place_id"]) if column == "place" else REAL.events[column]
        assert list(found[column].fillna("")) == list(wanted.fillna(""))


@pytest.mark.parametrize("name", [*MAP_FORMATS, "csv"])
def test_a_row_that_is_known_by_relay_alone_says_so_in_a_column_of_its_own(
    whole: Callable[[str], Path], name: str
) -> None:
    path = whole(name)
    opened = REAL.sources["seen"] != "relay"
    for key in ("events", "presence", "route_waypoints"):
        found = table(path, key) if name == "csv" else layer(path, key)
        frame = REAL.route if key == "route_waypoints" else getattr(REAL, key)
        told = {row for row, value in found["relay"].items() if str(value).lower() in ("true", "yes", "1", "1.0")}
        assert told == {row for row in found.index if not opened[list(frame.at[row, "source_ids"])].any()}
        assert told or key == "route_waypoints"


@every_map_format
def test_each_layer_has_a_name_that_a_map_program_shows(whole: Callable[[str], Path], name: str) -> None:
    path = whole(name)
    assert all(len(layer(path, key)) > 0 for key in LAYERS)


# --- what is known to the country only, and what is hostile


HOSTILE = {
    "formula": '=HYPERLINK("http://example.org","x")',
    "script": "</script><script>alert(1)</script><b>&amp;]]>",
    "override": "safe \u202etxt.exe\u202c",
    "nul": "a\0b\x1bc\ufffed",
    "lines": 'one\ntwo, "three"; four\\',
}
SHOWN = {**HOSTILE, "nul": "a\ufffdb\ufffdc\ufffdd"}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Story:
    return load_story(SmallTables(tmp_path_factory.mktemp("exports")).folder)


def hostile(story: Story, kind: str) -> Story:
    events = story.events.assign(title=HOSTILE[kind], summary=HOSTILE[kind])
    claims = story.claims.assign(claim=HOSTILE[kind])
    return dataclasses.replace(story, events=events, claims=claims)


@every_map_format
@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_title_comes_back_letter_by_letter(tmp_path: Path, small: Story, name: str, kind: str) -> None:
    path = tmp_path / f"out.{name}"
    written(name, path, hostile(small, kind))
    assert list(layer(path, "events")["title"]) == [SHOWN[kind]] * 4
    assert list(layer(path, "events").index) == ["E01", "E02", "E03", "E04"]


@every_map_format
def test_what_is_known_to_the_country_has_no_position(tmp_path: Path, small: Story, name: str) -> None:
    path = tmp_path / f"out.{name}"
    written(name, path, small)
    found = layer(path, "events").loc["E04"]
    assert found.geometry is None
    assert found["place_precision"] == "country"
    assert pd.isna(pd.to_numeric(found.get("lat")))
