"""Map files whose parts are not what their endings say: one sentence, and GDAL never sees them. All are harmless."""

from __future__ import annotations

import socket
import sqlite3
import struct
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pytest
from importers.event_files import collection, feature, lines, point, read, zipped
from pyproj.network import is_network_enabled  # type: ignore[attr-defined]
from shapely.geometry import Point

from geodata.importers import ImportCancelled, ImportFault, ImportOptions
from geodata.importers.preview import preview
from geodata.importers.projection import names_a_file
from geodata.importers.spatial import geopackage_columns
from geodata.languages import speaking

TEXT = b"Nothing but a harmless text, long enough to be taken for the header of some file or other, and so on. " * 3


@pytest.fixture
def parts(tmp_path: Path) -> dict[str, bytes]:
    """A sound shapefile: ending -> content."""
    frame = gpd.GeoDataFrame({"date": ["2024-07-25"]}, geometry=[Point(2.97, 19.95)], crs="EPSG:4326")
    frame.to_file(tmp_path / "a.shp")
    return {path.suffix: path.read_bytes() for path in tmp_path.glob("a.*")}


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """A sound GeoPackage."""
    frame = gpd.GeoDataFrame({"date": ["2024-07-25"]}, geometry=[Point(2.97, 19.95)], crs="EPSG:4326")
    frame.to_file(tmp_path / "a.gpkg", driver="GPKG", layer="events")
    return tmp_path / "a.gpkg"


@pytest.fixture
def unopened(monkeypatch: pytest.MonkeyPatch) -> None:
    """No process with GDAL is started."""

    def start(*arguments: object, **options: object) -> None:
        raise AssertionError("GDAL was to see the file")

    monkeypatch.setattr("geodata.sandbox.room.subprocess.Popen", start)


def archive(parts: dict[str, bytes]) -> bytes:
    return zipped({f"a{ending}": content for ending, content in parts.items()})


def said(data: bytes, name: str = "a.zip") -> str:
    """The sentence with which a file is refused, the same in a preview and in an import."""
    with pytest.raises(ImportFault) as fault:
        read(data, name)
    with pytest.raises(ImportFault) as again:
        preview(data, name, "events" if name.endswith("gpkg") else "")
    assert str(again.value) == str(fault.value)
    assert str(fault.value).endswith(".")
    return str(fault.value)


def put(content: bytes, place: int, new: bytes) -> bytes:
    return content[:place] + new + content[place + len(new) :]


def test_the_sound_shapefile_is_read(parts: dict[str, bytes]) -> None:
    assert read(archive(parts)).events["lat"].tolist() == [19.95]


@pytest.mark.usefixtures("unopened")
@pytest.mark.parametrize("ending", [".shp", ".shx", ".dbf", ".prj", ".cpg"])
@pytest.mark.parametrize(
    "content",
    [TEXT, b'{"type": "FeatureCollection", "features": []}' * 9, b"<html><body>hello</body></html>" * 9, b"\0" * 400],
)
def test_a_part_that_is_something_else_is_named(parts: dict[str, bytes], ending: str, content: bytes) -> None:
    assert f"its {ending} file" in said(archive(parts | {ending: content}))


@pytest.mark.usefixtures("unopened")
@pytest.mark.parametrize(
    ("ending", "change", "words"),
    [
        (".shp", lambda old: put(old, 0, b"\0\0\x27\x0b"), "does not begin"),
        (".shp", lambda old: put(old, 28, struct.pack("<i", 999)), "does not begin"),
        (".shp", lambda old: put(old, 32, struct.pack("<i", 7)), "kind of shape"),
        (".shp", lambda old: old[:99], "does not begin"),
        (".shp", lambda old: b"", "does not begin"),
        (".shx", lambda old: old[:-1], "cut short"),
        (".shx", lambda old: put(old, 32, struct.pack("<i", 5)), "different kinds of shapes"),
        (".dbf", lambda old: old[:-3], "cut short"),
        (".dbf", lambda old: put(old, 4, struct.pack("<I", 1_000_000)), "cut short"),
        (".dbf", lambda old: put(old, 10, struct.pack("<H", 2)), "do not fit"),
        (".dbf", lambda old: put(old, 8, struct.pack("<H", 0)), "does not begin"),
        (".dbf", lambda old: b"", "does not begin"),
        (".prj", lambda old: old + b"\0", "is not a text"),
        (".prj", lambda old: old + b" " * 70_000, "is not a text"),
        (".prj", lambda old: old + b', EXTENSION["PROJ4", "+nadgrids=canary"]', "names another file"),
        (".cpg", lambda old: b"x" * 41, "is not the name"),
    ],
)
def test_what_does_not_fit_is_said(
    parts: dict[str, bytes], ending: str, change: Callable[[bytes], bytes], words: str
) -> None:
    assert words in said(archive(parts | {ending: change(parts[ending])}))


def test_parts_that_may_be_blank_or_of_another_make_are_read(parts: dict[str, bytes]) -> None:
    for changed in ({".prj": b""}, {".cpg": b"1252\n"}, {".cpg": b"ANSI 1251"}, {".cpg": b""}):
        assert read(archive(parts | changed)).accepted == 1


def test_letters_of_another_encoding_come_through(tmp_path: Path) -> None:
    frame = gpd.GeoDataFrame(
        {"date": ["2024-07-25"], "title": ["бой у колодца"]}, geometry=[Point(2.97, 19.95)], crs="EPSG:4326"
    )
    frame.to_file(tmp_path / "b.shp", encoding="cp1251")
    data = archive({path.suffix: path.read_bytes() for path in tmp_path.glob("b.*")})
    assert read(data).events["title"].tolist() == ["бой у колодца"]


def test_the_sentence_has_its_french(parts: dict[str, bytes]) -> None:
    with pytest.raises(ImportFault) as fault:
        read(archive(parts | {".dbf": TEXT}), "a.zip")
    with speaking("fr"):
        assert str(fault.value).startswith("a.zip n’est pas le shapefile qu’il prétend être\u00a0: son fichier .dbf")


def test_the_sound_geopackage_is_read_in_any_of_its_forms(package: Path) -> None:
    for mark in (b"GPKG", b"GP10", b"GP11"):
        assert read(put(package.read_bytes(), 68, mark), "a.gpkg").accepted == 1
    with sqlite3.connect(package) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
    connection.close()
    assert read(package.read_bytes(), "a.gpkg").accepted == 1


@pytest.mark.usefixtures("unopened")
def test_a_database_without_the_mark_of_a_geopackage_is_refused(package: Path) -> None:
    assert "lacks the mark GPKG" in said(put(package.read_bytes(), 68, b"\0\0\0\0"), "a.gpkg")
    assert "broken" in said(put(package.read_bytes(), 16, b"\0\7"), "a.gpkg")
    assert "broken" in said(package.read_bytes()[:300], "a.gpkg")


@pytest.mark.parametrize(
    ("statements", "words"),
    [
        (["ALTER TABLE events ADD COLUMN c AS (1 + 1)"], "a computed column"),
        (["CREATE VIRTUAL TABLE v USING fts4(a)"], "a virtual table"),
        (["ALTER TABLE gpkg_contents RENAME TO c", "CREATE VIEW gpkg_contents AS SELECT * FROM c"], "a view"),
    ],
)
def test_a_geopackage_that_computes_is_refused(package: Path, statements: list[str], words: str) -> None:
    with sqlite3.connect(package) as connection:
        connection.execute("PRAGMA legacy_alter_table = ON")
        for statement in statements:
            connection.execute(statement)
    connection.close()
    assert words in said(package.read_bytes(), "a.gpkg")


@pytest.mark.parametrize("stated", ["+proj=longlat +nadgrids={}", "+init={}:1", "+proj=longlat +geoidgrids={}"])
def test_a_coordinate_system_in_another_file_is_refused_before_anything_looks_at_it(
    stated: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look(given: str) -> None:
        raise AssertionError(given)

    monkeypatch.setattr("geodata.importers.projection.CRS.from_user_input", look)
    crs = {"type": "name", "properties": {"name": stated.format(tmp_path / "canary")}}
    with pytest.raises(ImportFault, match="by another file, which is not opened"):
        read(collection(feature(point(2.97, 19.95)), crs=crs), "a.geojson")


def test_web_mercator_as_older_programs_write_it_names_no_file() -> None:
    assert not names_a_file('PROJCS["x",EXTENSION["PROJ4","+proj=merc +nadgrids=@null +wktext"]]')
    assert names_a_file('BOUNDCRS[METHOD["NTv2"],PARAMETERFILE["Grid","x.gsb"]]')
    assert not is_network_enabled()


def test_an_address_in_a_geojson_is_not_called_and_the_report_says_so() -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        address = f"http://127.0.0.1:{listening.getsockname()[1]}/crs"
        crs = {"type": "link", "properties": {"href": address, "type": "ogcwkt"}}
        found = read(collection(feature(point(2.97, 19.95)), crs=crs), "a.geojson")
        with pytest.raises(BlockingIOError):
            listening.accept()
    assert found.accepted == 1
    assert lines(found)[0][1:4] == ("crs", address, "flagged")


def test_a_reading_can_be_stopped(package: Path) -> None:
    told: list[str] = []
    options = ImportOptions(
        progress=lambda share, words: told.append(words), cancelled=lambda: "reading the file" in told
    )
    with pytest.raises(ImportCancelled):
        read(package.read_bytes(), "a.gpkg", options)


@pytest.mark.parametrize(
    ("reader", "words"),
    [("crash", "broke off in a.gpkg"), ("fill_memory", "limit MAX_READER_MEMORY"), ("nothing", "does not start")],
)
def test_what_goes_wrong_in_the_reader_is_one_sentence(
    reader: str, words: str, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geodata.importers.map_file._READER", f"sandbox.probe:{reader}")
    with pytest.raises(ImportFault, match=words) as fault:
        geopackage_columns(package, "", "a.gpkg")
    assert str(fault.value).endswith(".")


def test_a_text_under_the_name_of_a_geopackage_is_read_as_text() -> None:
    text = b"date,lat,lon\n2024-07-25,19.95,2.97\n"
    found = read(zipped({"a.gpkg": text}), "a.zip")
    assert found.accepted == 1
    assert "not what its ending says" in lines(found)[0][4]
