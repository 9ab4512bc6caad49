"""A look at a file before it is read: its layers and its columns."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import geopandas as gpd
import pytest
from importers.event_files import (
    ACLED_ROW,
    PLAIN_ROW,
    UCDP_ROW,
    collection,
    feature,
    point,
    read,
    table,
    zipped,
)
from shapely.geometry import Point

from geodata.importers import ImportFault, ImportOptions
from geodata.importers.faults import ImportChoice
from geodata.importers.preview import preview

FOREIGN = "Où;Quand ?;Nord;Est\nKidal;2024-07-25;18,4;1,4\n".encode()


@pytest.fixture
def two_layers(tmp_path: Path) -> bytes:
    path = tmp_path / "two.gpkg"
    for layer, column in (("one", "date"), ("two", "moment")):
        frame = gpd.GeoDataFrame({column: ["2024-07-25"]}, geometry=[Point(2.97, 19.95)], crs="EPSG:4326")
        frame.to_file(path, layer=layer, driver="GPKG")
    return path.read_bytes()


@pytest.fixture
def shapefile(tmp_path: Path) -> dict[str, bytes]:
    frame = gpd.GeoDataFrame({"type_of_vi": ["1"], "moment": ["x"]}, geometry=[Point(2.97, 19.95)], crs="EPSG:4326")
    frame.to_file(tmp_path / "mine.shp")
    return {path.name: path.read_bytes() for path in tmp_path.glob("mine.*")}


def test_columns_are_named_as_in_the_file_and_those_recognised_are_told() -> None:
    seen = preview(table([{**PLAIN_ROW, "Actor1": "x", "actor 2": "y"}]), "mine.csv")
    assert (seen.kind, seen.layers, seen.known) == ("text", (), False)
    assert seen.columns == ("id", "date", "lat", "lon", "deaths", "title", "Actor1", "actor 2")
    assert seen.recognised is not None
    assert (seen.recognised["date"], seen.recognised["best"]) == (("date",), ("deaths",))
    assert "country" not in seen.recognised


def test_columns_that_nobody_recognises_can_be_used_as_a_mapping() -> None:
    seen = preview(FOREIGN, "mine.csv")
    assert seen.columns == ("Où", "Quand ?", "Nord", "Est")
    assert seen.recognised == {}
    result = read(FOREIGN, "mine.csv", ImportOptions(mapping={"date": seen.columns[1], "place_name": seen.columns[0]}))
    assert result.events["place_name"].tolist() == ["Kidal"]


@pytest.mark.parametrize("row", [UCDP_ROW, ACLED_ROW])
def test_known_layouts_are_said_to_be_known(row: dict[str, str]) -> None:
    assert preview(table([row]), "x").known


def test_windows_letters_and_utf16_are_read() -> None:
    text = FOREIGN.decode()
    for encoding in ("cp1252", "utf-16"):
        assert preview(text.encode(encoding), "mine.csv").columns == ("Où", "Quand ?", "Nord", "Est")


def test_properties_of_geojson() -> None:
    data = collection(feature(point(2.97, 19.95), a=1), feature(None, b=2))
    seen = preview(data, "mine.geojson")
    assert (seen.kind, seen.columns) == ("json", ("date", "a", "b"))


def test_layers_of_a_geopackage_and_the_columns_of_the_chosen_one(two_layers: bytes) -> None:
    seen = preview(two_layers, "two.gpkg")
    assert (seen.kind, seen.layers, seen.columns) == ("gpkg", ("one", "two"), ())
    chosen = preview(two_layers, "two.gpkg", "two")
    assert (chosen.layers, chosen.columns) == (("one", "two"), ("moment",))
    assert preview(two_layers, "two.gpkg", "three").columns == ()


def test_an_import_that_lacks_a_choice_says_so(two_layers: bytes, shapefile: dict[str, bytes]) -> None:
    twice = {name.replace("mine", letter): data for name, data in shapefile.items() for letter in "ab"}
    for data in (two_layers, FOREIGN, zipped(twice), zipped({"a.csv": FOREIGN, "b.csv": FOREIGN})):
        with pytest.raises(ImportChoice):
            read(data)
    with pytest.raises(ImportFault) as fault:
        read(b"%PDF-1.7 and so on")
    assert not isinstance(fault.value, ImportChoice)


def test_a_zipped_shapefile_with_names_that_were_cut(shapefile: dict[str, bytes]) -> None:
    seen = preview(zipped(shapefile), "mine.zip")
    assert (seen.kind, seen.layers) == ("shapefile", ())
    assert seen.columns == ("type_of_violence", "moment")


def test_files_in_a_zip_are_layers() -> None:
    data = zipped({"a.csv": FOREIGN, "b.csv": table([PLAIN_ROW]), "read me.md": b"x"})
    assert preview(data, "two.zip").layers == ("a.csv", "b.csv")
    seen = preview(data, "two.zip", "b.csv")
    assert (seen.kind, seen.columns[0]) == ("text", "id")
    assert read(data, "two.zip", ImportOptions(layer="b.csv")).accepted == 1
    assert preview(zipped({"a.csv": FOREIGN}), "one.zip").layers == ()


@pytest.mark.parametrize(
    "data",
    [b"", b"%PDF-1.7", b"\x00\x01\x02" * 100, b"PK\x03\x04 broken", b"SQLite format 3\0 broken", b'{"a": '],
)
def test_a_file_that_cannot_be_read_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(ImportFault, match=r"^\S.*\.$"):
        preview(data, "mine")


def test_a_zip_in_a_zip_is_refused() -> None:
    with pytest.raises(ImportFault, match="zip file in a zip file"):
        preview(zipped({"a.csv": zipped({"b.csv": FOREIGN})}), "x.zip")


def test_a_database_that_is_no_geopackage_is_refused(tmp_path: Path) -> None:
    with sqlite3.connect(tmp_path / "x.db") as connection:
        connection.execute("CREATE TABLE t (a)")
    with pytest.raises(ImportFault, match="not a GeoPackage"):
        preview((tmp_path / "x.db").read_bytes(), "x.db")
