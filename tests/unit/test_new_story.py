"""`new-story` and `basemap`: what they write, and what they refuse in one sentence."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import shapely
from shapely.geometry import shape

from geodata.__main__ import main
from geodata.basemap import VECTORS
from geodata.basemap.cut import OWN, Given, NoLandError, cut
from geodata.basemap.frames import Extent, around, extent_of_places, read_extent
from geodata.new_story.writing import TEMPLATE, NotEmptyError, write_story
from geodata.reading.descriptor import table_shapes

#: A day on which every row of the example could be published.
DAY = date(2026, 1, 1)


@pytest.fixture(scope="module")
def isle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("story") / "isle"
    write_story(folder, DAY)
    return folder


def features(folder: Path, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((folder / "basemap" / f"{name}.geojson").read_text("utf-8"))["features"]
    return found


def refused(capsys: pytest.CaptureFixture[str], *words: str) -> str:
    """The one sentence in which a command refuses."""
    assert main(words) == 1
    said = capsys.readouterr()
    assert said.out == ""
    return said.err.strip()


# the story


def test_it_has_every_table_and_no_code(isle: Path) -> None:
    names = {shape.file_name for shape in table_shapes().values()}
    assert {path.name for path in (isle / "tables").iterdir()} == {*names, "datapackage.json", "story.toml"}
    assert [path for path in TEMPLATE.rglob("*") if path.suffix == ".py"] == []


def test_it_ends_by_saying_what_to_do_next(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "isle"
    assert main(["new-story", str(folder)]) == 0
    said = capsys.readouterr().out
    for step in ("geodata check", f"geodata basemap {folder}", "streamlit run app.py"):
        assert step in said


def test_a_folder_that_holds_anything_is_refused_and_left_alone(
    isle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "notes.txt").write_text("mine", "utf-8")
    sentence = f"{tmp_path} is not empty; name a folder that is empty or not there yet."
    assert refused(capsys, "new-story", str(tmp_path)) == sentence
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
    with pytest.raises(NotEmptyError):
        write_story(tmp_path / "notes.txt", DAY)


def test_an_empty_folder_is_taken(tmp_path: Path) -> None:
    write_story(tmp_path, DAY)
    assert (tmp_path / "tables" / "events.csv").is_file()


# its basemap


def test_the_basemap_has_every_file_as_its_manifest_says(isle: Path) -> None:
    manifest = json.loads((isle / "basemap" / "manifest.json").read_text("utf-8"))
    assert [*manifest["files"]] == [f"{name}.geojson" for name in VECTORS]
    for name, entry in manifest["files"].items():
        content = (isle / "basemap" / name).read_bytes()
        assert (entry["bytes"], entry["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())
        assert entry["licence"] == "CC BY 4.0"
    assert manifest["credit"]["fr"] == "Côte et noms : inventés"


def test_two_countries_share_one_border_and_the_coast_runs_around_both(isle: Path) -> None:
    countries = {one["properties"]["iso_a3"]: shape(one["geometry"]) for one in features(isle, "countries")}
    assert shapely.coverage_is_valid([*countries.values()])
    (border,) = features(isle, "borders")
    assert border["properties"] == {"status": "international", "sides": "XOA;XOB"}
    assert shape(border["geometry"]).length == pytest.approx(
        countries["XOA"].intersection(countries["XOB"]).length, rel=1e-3
    )
    coast = sum(shape(one["geometry"]).length for one in features(isle, "coast"))
    assert coast == pytest.approx(shapely.union_all([*countries.values()]).length, rel=0.02)


def test_names_stand_where_their_place_is_and_rivers_are_kept(isle: Path) -> None:
    names = {one["properties"]["name"]: one["geometry"]["coordinates"] for one in features(isle, "labels")}
    assert names["Port Linnet"] == [-122.982, -46.961]
    assert {one["properties"]["kind"] for one in features(isle, "water")} == {"lake", "river"}
    assert features(isle, "regions") == []


def test_it_is_cut_again_for_the_frames_that_are_asked_for(
    isle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_story(tmp_path / "isle", DAY)
    frames = ["--frame=-123.2,-47.2,-122.8,-46.8", "--frame=-122.9,-47.3,-122.5,-46.9"]
    assert main(["basemap", str(tmp_path / "isle"), *frames]) == 0
    assert capsys.readouterr().out.startswith("basemap from -123.2 -47.3 to -122.5 -46.8: countries 1, borders 0,")
    assert {one["properties"]["iso_a3"] for one in features(tmp_path / "isle", "countries")} == {"XOA"}


def test_inside_the_basemap_of_this_project_nothing_has_to_be_brought(tmp_path: Path) -> None:
    counts = cut(tmp_path, Extent(-1, 10, 3, 16), Given({}))
    codes = {one["properties"]["iso_a3"] for one in features(tmp_path, "countries")}
    assert {"BFA", "MLI", "NER"} <= codes
    assert all(counts[name] for name in ("borders", "water", "labels", "regions"))
    own = json.loads((OWN / "manifest.json").read_text("utf-8"))
    assert json.loads((tmp_path / "basemap" / "manifest.json").read_text("utf-8"))["credit"] == own["credit"]


def test_land_is_read_by_the_names_that_natural_earth_has_for_its_columns(tmp_path: Path) -> None:
    square = {"type": "Polygon", "coordinates": [[[100, 0], [101, 0], [101, 1], [100, 1], [100, 0]]]}
    one = {"type": "Feature", "properties": {"ISO_A3_EH": "XAA", "NAME_EN": "Square"}, "geometry": square}
    land = tmp_path / "land.geojson"
    land.write_text(json.dumps({"type": "FeatureCollection", "features": [one]}), "utf-8")
    cut(tmp_path, Extent(99, -1, 102, 2), Given({"land": land}))
    assert [one["properties"] for one in features(tmp_path, "countries")] == [{"iso_a3": "XAA", "name": "Square"}]


def test_without_land_one_sentence_says_which_file_to_bring(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(NoLandError, match=r"ne_10m_admin_0_countries of naturalearthdata\.com: --land FILE"):
        cut(tmp_path, Extent(100, -1, 102, 2), Given({}))
    (tmp_path / "tables").mkdir()
    (tmp_path / "tables" / "places.csv").write_text("id,lat,lon,radius_km\nP_A,1,101,5\n", "utf-8")
    assert "bring the land" in refused(capsys, "basemap", str(tmp_path))


def test_a_folder_without_tables_a_missing_file_and_land_without_codes_are_refused(
    isle: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert refused(capsys, "basemap", str(tmp_path)).endswith("name the folder of a story.")
    assert refused(capsys, "basemap", str(isle), "--land", "gone.json") == "There is no file gone.json."
    bare = tmp_path / "bare.geojson"
    half = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}
    one = {"type": "Feature", "properties": {"name": "A"}, "geometry": half}
    bare.write_text(json.dumps({"type": "FeatureCollection", "features": [one]}), "utf-8")
    assert refused(capsys, "basemap", str(isle), "--land", str(bare)).endswith("no iso_a3; add it to every polygon.")
    bare.write_text("nothing", "utf-8")
    assert "cannot be read as a map of land" in refused(capsys, "basemap", str(isle), "--land", str(bare))


@pytest.mark.parametrize("text", ["", "1,2,3", "a,b,c,d", "2,0,1,1", "0,1,1,0", "0,0,181,1", "0,-90,1,1"])
def test_what_is_no_frame_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no frame"):
        read_extent(text)


def test_frames_are_joined_and_places_have_a_margin(tmp_path: Path) -> None:
    assert around([read_extent("0,0,1,1"), read_extent("3,-2,4,0.5")]) == Extent(0, -2, 4, 1)
    places = tmp_path / "places.csv"
    places.write_text("id,lat,lon,radius_km\nP_A,0,0,111.2\nP_B,,,5\nP_C,0,6,\n", "utf-8")
    assert extent_of_places(places) == Extent(-4.5, -2.0, 9.5, 2.0)
    places.write_text("id,lat,lon,radius_km\nP_B,,,5\n", "utf-8")
    with pytest.raises(ValueError, match="No place in"):
        extent_of_places(places)
