"""A GeoPackage that QGIS opens: named layers, dates that are dates, tables without geometry, its terms inside."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pyogrio
import pytest
from exports.written import about, written

from geodata.asking.filters import Filters
from tests.real_story import REAL


@pytest.mark.parametrize("filters", [Filters(), Filters(text="nothing at all")])
def test_the_layers_have_plain_names_whether_or_not_there_are_rows(tmp_path: Path, filters: Filters) -> None:
    written("gpkg", tmp_path / "out.gpkg", filters=filters)
    assert dict(pyogrio.list_layers(tmp_path / "out.gpkg")) == {
        "events": "Unknown",
        "presence": "Unknown",
        "route_legs": "LineString",
        "route_waypoints": "Unknown",
        "places": "Unknown",
        "claims": None,
        "sources": None,
        "about": None,
    }


@pytest.mark.parametrize("filters", [Filters(), Filters(text="nothing at all")])
def test_days_are_dates_and_numbers_numbers_whether_or_not_there_are_rows(tmp_path: Path, filters: Filters) -> None:
    written("gpkg", tmp_path / "out.gpkg", filters=filters)
    info = pyogrio.read_info(tmp_path / "out.gpkg", layer="events")
    types = dict(zip(info["fields"], info["ogr_types"], strict=True))
    assert {types[name] for name in ("start", "end", "known")} == {"OFTDate"}
    assert {types[name] for name in ("lat", "lon", "place_radius_km")} == {"OFTReal"}
    assert {types[name] for name in ("title", "actor_ids", "date_start")} == {"OFTString"}


def test_claims_come_back_with_their_claimants_and_numbers(tmp_path: Path) -> None:
    written("gpkg", tmp_path / "out.gpkg")
    found = gpd.read_file(tmp_path / "out.gpkg", layer="claims").set_index("id")
    assert list(found.index) == list(REAL.claims.index)
    assert list(found["claimant"]) == list(REAL.claims["claimant"])
    assert found["quantity_max"].equals(REAL.claims["quantity_max"])
    assert list(found["source_ids"]) == [";".join(ids) for ids in REAL.claims["source_ids"]]


def test_licence_and_filters_stand_in_a_table_and_in_the_metadata(tmp_path: Path) -> None:
    filters = Filters(text="wagner")
    written("gpkg", tmp_path / "out.gpkg", filters=filters)
    found = gpd.read_file(tmp_path / "out.gpkg", layer="about")
    assert dict(zip(found["part"], found["text"], strict=True)) == about(filters=filters).parts()
    info = pyogrio.read_info(tmp_path / "out.gpkg", layer="events")
    assert info["dataset_metadata"] == about(filters=filters).parts()


def test_a_file_of_another_ending_is_written_too(tmp_path: Path) -> None:
    written("gpkg", tmp_path / "out.geopackage")
    assert [path.name for path in tmp_path.iterdir()] == ["out.geopackage"]
    assert (tmp_path / "out.geopackage").read_bytes().startswith(b"SQLite format 3")
