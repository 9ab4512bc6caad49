"""The basemap's files: small, untouched since they were made, and right where the story is told."""

from __future__ import annotations

import csv
import hashlib
import json
import math
from functools import cache
from typing import Any

import pytest
import shapely
from PIL import Image
from shapely.geometry import LineString, MultiPolygon, Point, shape

from geodata.basemap import extent, manifest
from geodata.basemap.cut_file import read_cut
from geodata.basemap.origin import read_origins
from geodata.story_folder import BASEMAP

PLACES = BASEMAP.parent / "tables" / "places.csv"
VECTORS = [f"{name}.geojson" for name in ("countries", "borders", "coast", "water", "regions", "labels")]
IMAGES = ["theatre.webp", "kidal.webp"]

# The column's way, lon and lat: Kidal, Tessalit, In-Afarak, Boghassa, Tinzaouaten; and the area of the
# ambush.
ROUTE = LineString([(1.409, 18.443), (1.012, 20.201), (0.707, 21.261), (2.261, 20.02), (2.968, 19.949)])
AMBUSH = Point(2.6058, 19.6673)
DEGREE_KM = 111.2
BORDER_SLACK = 0.05  # degrees; capitals on a river or a shore may stand just outside a thinned polygon


@cache
def features(name: str) -> list[dict[str, Any]]:
    """Features of one of the basemap's GeoJSON files."""
    collection = json.loads((BASEMAP / name).read_text(encoding="utf-8"))
    assert collection["type"] == "FeatureCollection"
    found: list[dict[str, Any]] = collection["features"]
    return found


@cache
def countries() -> dict[str, MultiPolygon]:
    """Country polygons by ISO code."""
    return {f["properties"]["iso_a3"]: shape(f["geometry"]) for f in features("countries.geojson")}


def labels(kind: str) -> list[dict[str, Any]]:
    """Labels of one kind."""
    return [f for f in features("labels.geojson") if f["properties"]["kind"] == kind]


def test_all_files_together_stay_under_three_megabytes() -> None:
    assert sum(path.stat().st_size for path in BASEMAP.iterdir() if path.is_file()) < 3_000_000


def test_countries_and_borders_stay_light() -> None:
    names = ("countries.geojson", "borders.geojson")
    assert sum((BASEMAP / name).stat().st_size for name in names) < 900_000


def test_manifest_lists_every_file_with_origin_and_licence() -> None:
    files = manifest()["files"]
    assert set(files) == set(VECTORS + IMAGES)
    for entry in files.values():
        assert all(entry[key] for key in ("packages", "dataset", "producer", "licence", "done"))
    assert "no opinion" in (BASEMAP / "ORIGIN.md").read_text(encoding="utf-8")


def test_the_files_were_made_for_the_cut_of_the_story() -> None:
    cut, files = read_cut(), manifest()["files"]
    told = read_origins()
    assert {*told["files"]} == {*files}
    assert {name: {key: entry[key] for key in told["files"][name]} for name, entry in files.items()} == told["files"]
    assert extent() == ((-30, -25), (62, 62))
    for picture in (cut.theatre, cut.near):
        entry = files[picture.file]
        west, south, east, north = picture.edges
        assert entry["bounds"] == [[south, west], [north, east]]
        assert (entry["pixels"][0], entry["min_zoom"]) == (picture.width, picture.from_zoom)
    assert cut.subjects == ("MLI", "CAF", "BFA", "NER")
    assert cut.named == {*cut.subjects, "DZA"}
    assert all(len(codes) == 2 and shapely.box(*cut.exact).contains(Point(at)) for codes, at in cut.twins.items())


@pytest.mark.parametrize("name", VECTORS + IMAGES)
def test_no_file_has_changed_since_the_manifest_was_written(name: str) -> None:
    content = (BASEMAP / name).read_bytes()
    entry = manifest()["files"][name]
    assert (entry["bytes"], entry["sha256"]) == (len(content), hashlib.sha256(content).hexdigest())


@pytest.mark.parametrize("name", IMAGES)
def test_an_image_has_square_pixels_in_web_mercator(name: str) -> None:
    (south, west), (north, east) = manifest()["files"][name]["bounds"]
    with Image.open(BASEMAP / name) as image:
        width, height = image.size
    assert [width, height] == manifest()["files"][name]["pixels"]
    assert mercator(north) - mercator(south) == pytest.approx((east - west) * height / width, rel=2e-3)


def mercator(latitude: float) -> float:
    """Web Mercator y in degrees."""
    return math.degrees(math.asinh(math.tan(math.radians(latitude))))


def test_theatre_covers_every_place_and_the_kidal_image_the_whole_route() -> None:
    theatre, kidal = (bounding_box(name) for name in IMAGES)
    with PLACES.open(encoding="utf-8", newline="") as table:
        outside = [
            row["id"]
            for row in csv.DictReader(table)
            if not theatre.contains(Point(float(row["lon"]), float(row["lat"])))
        ]
    assert outside == []
    assert kidal.contains(ROUTE.buffer(0.5))


def bounding_box(name: str) -> shapely.Polygon:
    """An image's bounds as a polygon."""
    (south, west), (north, east) = manifest()["files"][name]["bounds"]
    return shapely.box(west, south, east, north)


def test_kidal_image_fades_out_at_its_rim() -> None:
    with Image.open(BASEMAP / "kidal.webp") as image:
        alpha = image.convert("RGBA").getchannel("A")
    width, height = alpha.size
    assert alpha.getpixel((0, height // 2)) == 0
    assert alpha.getpixel((width // 2, height // 2)) == 255


@pytest.mark.parametrize("name", VECTORS)
def test_every_geometry_is_valid_and_has_at_most_four_decimals(name: str) -> None:
    for feature in features(name):
        geometry = shape(feature["geometry"])
        assert geometry.is_valid, feature["properties"]
        assert not geometry.is_empty, feature["properties"]
        points = shapely.get_coordinates(geometry)
        assert abs(points - points.round(4)).max() < 1e-9, feature["properties"]


def test_neighbours_share_their_border_without_gap_or_overlap() -> None:
    assert shapely.coverage_is_valid(list(countries().values()))


def test_country_codes_and_names_are_there_once() -> None:
    codes = [f["properties"]["iso_a3"] for f in features("countries.geojson")]
    assert len(codes) == len(set(codes))
    assert {"MLI", "CAF", "BFA", "NER", "DZA", "LBY", "UKR", "RUS", "SEN", "ESH"} <= set(codes)


def test_border_lines_say_which_are_disputed() -> None:
    pairs: dict[str, set[str]] = {"international": set(), "disputed": set(), "indefinite": set()}
    for feature in features("borders.geojson"):
        pairs[feature["properties"]["status"]].add(feature["properties"]["sides"])
    assert {"ESH;MAR", "EGY;SDN", "SDN;SSD"} <= pairs["disputed"]
    assert {"DZA;MLI", "MLI;NER", "BFA;MLI"} <= pairs["international"]
    assert pairs["indefinite"]


def test_crimea_lies_in_ukraine_behind_a_disputed_line() -> None:
    assert countries()["UKR"].contains(Point(34.2, 45.2))
    disputed = [shape(f["geometry"]) for f in features("borders.geojson") if f["properties"]["status"] == "disputed"]
    assert min(line.distance(Point(33.69, 46.13)) for line in disputed) < 0.05


def test_the_border_runs_between_the_twin_towns() -> None:
    assert countries()["MLI"].contains(Point(2.96778, 19.94861)), "Tinzaouaten must be drawn in Mali"
    assert countries()["DZA"].contains(Point(2.96667, 19.95333)), "Tin Zaouatine must be drawn in Algeria"


def test_the_niger_is_named_and_runs_unbroken_from_guinea_to_its_delta() -> None:
    (river,) = [f for f in features("water.geojson") if f["properties"]["name"] == "Niger"]
    line = shape(river["geometry"])
    joined = shapely.get_parts(shapely.union_all(shapely.buffer(shapely.get_parts(line), 0.002)))
    assert len(joined) == 1
    west, south, east, north = line.bounds
    assert (west < -10, south < 5, east > 6, north > 16.9) == (True, True, True, True)


def test_region_lines_are_inner_lines_of_the_four_countries() -> None:
    found = {f["properties"]["country"]: shape(f["geometry"]) for f in features("regions.geojson")}
    assert set(found) == {"MLI", "CAF", "BFA", "NER"}
    for code, lines in found.items():
        rim = countries()[code].boundary.buffer(0.002)
        assert lines.intersection(rim).length < 0.02 * lines.length, code


def test_labels_stand_inside_their_own_country() -> None:
    wrong = []
    for feature in features("labels.geojson"):
        code = feature["properties"]["country"]
        slack = BORDER_SLACK if feature["properties"]["kind"] == "town" else 0
        if code and countries()[code].distance(shape(feature["geometry"])) > slack:
            wrong.append(feature["properties"]["name"])
    assert wrong == []


def test_tinzaouaten_is_labelled_in_mali_and_its_twin_in_algeria() -> None:
    towns = {f["properties"]["name"]: f["properties"]["country"] for f in labels("town")}
    assert (towns["Tinzaouaten"], towns["Tin Zaouatine"]) == ("MLI", "DZA")


def test_every_label_has_a_rank_and_a_range_of_zooms() -> None:
    for feature in features("labels.geojson"):
        told = feature["properties"]
        assert told["rank"] in (1, 2, 3), told
        assert 0 <= told["min_zoom"] <= told["max_zoom"] <= 14, told
        assert told["anchor"] in ("c", "n", "ne", "e", "se", "s", "sw", "w", "nw"), told


@pytest.mark.parametrize("zoom", [7, 8, 9, 10])
def test_both_banks_are_named_near_kidal_and_no_country_name_lies_on_the_route(zoom: int) -> None:
    near = [
        f
        for f in labels("country")
        if f["properties"]["min_zoom"] <= zoom <= f["properties"]["max_zoom"]
        and shape(f["geometry"]).distance(AMBUSH) < 4
    ]
    assert {f["properties"]["country"] for f in near} == {"MLI", "DZA", "NER"}
    for feature in near:
        point = shape(feature["geometry"])
        assert point.distance(ROUTE) * DEGREE_KM > 20, feature
        assert point.distance(AMBUSH) * DEGREE_KM > 40, feature


@pytest.mark.parametrize("zoom", [3, 4, 5, 6])
def test_a_country_is_named_at_most_once_further_out(zoom: int) -> None:
    codes = [
        f["properties"]["country"]
        for f in labels("country")
        if f["properties"]["min_zoom"] <= zoom <= f["properties"]["max_zoom"]
    ]
    assert len(codes) == len(set(codes))


def test_the_storys_own_points_are_not_basemap_labels() -> None:
    names = " ".join(f["properties"]["name"].lower() for f in features("labels.geojson"))
    assert not any(word in names for word in ("ambush", "clash", "intaghaghite", "candidate", "crash"))
