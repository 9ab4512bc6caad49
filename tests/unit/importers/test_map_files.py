"""GeoJSON, GeoPackage and zipped shapefile."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import geopandas as gpd
import pytest
from importers.event_files import UCDP_ROW, collection, feature, lines, point, read, zipped
from shapely.geometry import LineString, MultiPoint, Point

from geodata.importers import ImportFault, ImportOptions

POINTS = [Point(2.97, 19.95), None, Point(1.4, 18.44)]


def frame(geometry: list, crs: str | None = "EPSG:4326", **columns: list) -> gpd.GeoDataFrame:
    dates = [f"2024-07-{day:02d}" for day in range(25, 25 + len(geometry))]
    return gpd.GeoDataFrame({"date": dates, **columns}, geometry=geometry, crs=crs)


def geopackage(data: gpd.GeoDataFrame, folder: Path) -> bytes:
    data.to_file(folder / "events.gpkg", driver="GPKG", layer="events")
    return (folder / "events.gpkg").read_bytes()


def shapefile(data: gpd.GeoDataFrame, folder: Path) -> dict[str, bytes]:
    data.to_file(folder / "events.shp")
    return {f"in a folder/{path.name}": path.read_bytes() for path in folder.glob("events.*")}


def test_geojson_points_and_rows_without_one() -> None:
    result = read(collection(feature(point(2.97, 19.95), title="a"), feature(None)), "events.geojson")
    assert result.events["lat"].tolist()[0] == 19.95
    assert (result.accepted, result.without_place, len(result.report)) == (2, 1, 0)
    assert result.events["source_row"].tolist() == [1, 2]


def test_one_feature_alone_is_one_row() -> None:
    assert read(json.dumps(feature(point(2, 19))).encode()).accepted == 1


def test_each_wrong_feature_is_reported() -> None:
    line = {"type": "LineString", "coordinates": [[0, 1], [2, 3]]}
    features = [feature(point("2", 19)), feature(line), {"type": "Nothing"}, 7, feature(point(19.95, 106)), feature([])]
    result = read(collection(*features))
    assert [(line[0], line[1], line[3]) for line in lines(result)] == [
        (1, "geometry", "rejected"),
        (2, "geometry", "flagged"),
        (3, "", "rejected"),
        (4, "", "rejected"),
        (5, "geometry, geometry", "rejected"),
        (6, "geometry", "rejected"),
    ]


@pytest.mark.parametrize("bad", ["NaN", "Infinity", "1e400", "true", "[2]", '"2"', "1" * 30])
def test_coordinates_that_are_no_numbers_are_rejected(bad: str) -> None:
    text = '{"type": "Feature", "properties": {"date": "2024"}, "geometry": {"type": "Point", "coordinates": [%s, 19]}}'
    assert read((text % bad).encode()).rejected == 1


def test_json_that_is_no_geojson_or_too_deep_is_one_sentence() -> None:
    for data in (
        b"[1, 2]",
        b'{"a": 1}',
        b"{",
        b'{"features": []}',
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"[1" + b"1" * 9000,
    ):
        with pytest.raises(ImportFault, match=r"^[^\n]*\.$"):
            read(data, "events.json")


def test_ucdp_as_geojson_is_recognised_and_columns_against_geometry_are_flagged() -> None:
    result = read(collection({"type": "Feature", "properties": UCDP_ROW, "geometry": point(3.5, 19.95)}))
    assert result.layout == "UCDP GED"
    assert [line[1] for line in lines(result)] == ["longitude"]


def test_an_old_crs_member_is_heeded_and_said() -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::32631"}}
    result = read(collection(feature(point(496860.0, 2205800.0)), crs=crs))
    assert result.events["lat"].iloc[0] == pytest.approx(19.95, abs=0.01)
    assert lines(result)[0][1:4] == ("geometry", "EPSG:32631", "flagged")


def test_geopackage(tmp_path: Path) -> None:
    result = read(geopackage(frame(POINTS), tmp_path), "events.gpkg")
    assert result.events["lon"].tolist()[::2] == [2.97, 1.4]
    assert (result.accepted, result.without_place, len(result.report)) == (3, 1, 0)


def test_another_projection_is_converted_when_the_file_states_it_and_the_report_says_so(tmp_path: Path) -> None:
    result = read(geopackage(frame(POINTS).to_crs("EPSG:32631"), tmp_path))
    assert result.events["lat"].iloc[0] == pytest.approx(19.95, abs=1e-6)
    assert lines(result)[0][1:4] == ("geometry", "EPSG:32631", "flagged")


def test_shapes_that_are_no_points_are_kept_without_a_place_and_flagged(tmp_path: Path) -> None:
    shapes = [LineString([(0, 1), (2, 3)]), MultiPoint([(1, 2)]), MultiPoint([(1, 2), (3, 4)])]
    result = read(geopackage(frame(shapes), tmp_path))
    assert (result.accepted, result.without_place, result.flagged) == (3, 2, 2)


def test_a_geopackage_with_several_layers_asks_which(tmp_path: Path) -> None:
    geopackage(frame(POINTS), tmp_path)
    frame(POINTS[:1]).to_file(tmp_path / "events.gpkg", driver="GPKG", layer="more")
    data = (tmp_path / "events.gpkg").read_bytes()
    with pytest.raises(ImportFault, match="choose one of: events, more"):
        read(data)
    assert read(data, options=ImportOptions(layer="more")).accepted == 1


def test_a_view_that_never_ends_is_not_looked_into(tmp_path: Path) -> None:
    geopackage(frame(POINTS), tmp_path)
    with sqlite3.connect(tmp_path / "events.gpkg") as connection:
        endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i, NULL AS geom FROM n"
        connection.execute("UPDATE gpkg_contents SET table_name = 'endless'")
        connection.execute(f"CREATE VIEW endless AS {endless}")
    with pytest.raises(ImportFault, match="without a layer"):
        read((tmp_path / "events.gpkg").read_bytes())


def test_a_zipped_shapefile_also_one_of_ucdp_with_its_names_cut(tmp_path: Path) -> None:
    columns = {name: [value] for name, value in UCDP_ROW.items() if name != "relid"}
    data = gpd.GeoDataFrame(columns, geometry=[Point(2.97, 19.95)], crs="EPSG:4326")
    result = read(zipped(shapefile(data, tmp_path)), "events.zip")
    assert result.layout == "UCDP GED"
    assert result.events.index.tolist() == ["ucdp:1"]
    assert result.events["place_precision"].tolist() == ["near"]


def test_a_shapefile_without_its_projection_is_taken_as_wgs_84_and_says_so(tmp_path: Path) -> None:
    parts = shapefile(frame([POINTS[0]]), tmp_path)
    result = read(zipped({name: part for name, part in parts.items() if not name.endswith(".prj")}))
    assert "does not state" in lines(result)[0][4]
    assert result.accepted == 1


def test_metres_without_a_stated_projection_are_rejected(tmp_path: Path) -> None:
    parts = shapefile(frame([POINTS[0]]).to_crs("EPSG:32631"), tmp_path)
    result = read(zipped({name: part for name, part in parts.items() if not name.endswith(".prj")}))
    assert result.rejected == 1
    assert "another projection" in lines(result)[1][4]


def test_a_shapefile_that_lacks_a_part_is_refused(tmp_path: Path) -> None:
    parts = shapefile(frame([POINTS[0]]), tmp_path)
    with pytest.raises(ImportFault, match=r"lacks its \.dbf"):
        read(zipped({name: part for name, part in parts.items() if not name.endswith(".dbf")}))
