"""KML for Google Earth: order of the schema, escaped twice where it is HTML, no outside address for its marks."""

from __future__ import annotations

import html
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from exports.test_read_back import SHOWN, hostile
from exports.written import about, written

from geodata.asking.filters import Filters
from geodata.drawing.style import side_looks
from geodata.exports.kml import kml_colour
from geodata.reading.story import load_story
from small_tables import SmallTables
from tests.real_story import REAL

KML = "{http://www.opengis.net/kml/2.2}"
ORDER = ["name", "description", "TimeSpan", "styleUrl", "ExtendedData", "Point", "Polygon", "LineString"]


@pytest.fixture
def document(tmp_path: Path) -> ET.Element:
    return parsed(tmp_path)


def parsed(folder: Path, **options: object) -> ET.Element:
    written("kml", folder / "out.kml", **options)  # type: ignore[arg-type]
    found = ET.parse(folder / "out.kml").getroot().find(f"{KML}Document")
    assert found is not None
    return found


def test_there_is_a_folder_for_each_layer(document: ET.Element) -> None:
    names = [folder.findtext(f"{KML}name") for folder in document.findall(f"{KML}Folder")]
    assert names == ["events", "presence", "route_legs", "route_waypoints", "places", "claims"]


def test_a_placemark_keeps_the_order_of_the_schema_and_names_a_style_that_exists(document: ET.Element) -> None:
    styles = {f"#{style.get('id')}" for style in document.iter(f"{KML}Style")}
    placemarks = list(document.iter(f"{KML}Placemark"))
    assert len(placemarks) > 200
    for placemark in placemarks:
        tags = [child.tag.removeprefix(KML) for child in placemark]
        assert tags == [tag for tag in ORDER if tag in tags]
        url = placemark.findtext(f"{KML}styleUrl")
        assert url is None or url in styles


def test_an_event_has_the_colour_of_the_side_that_the_style_table_gives(document: ET.Element) -> None:
    colours = {style.get("id"): style.findtext(f"{KML}IconStyle/{KML}color") for style in document.iter(f"{KML}Style")}
    assert colours["side-russia"] == kml_colour(side_looks(REAL)["russia"].colour) == "ff005ed5"


def test_nothing_is_fetched_from_a_network(document: ET.Element) -> None:
    assert not list(document.iter(f"{KML}href"))


def test_a_leg_says_in_its_name_how_sure_it_is(document: ET.Element) -> None:
    folder = next(f for f in document.findall(f"{KML}Folder") if f.findtext(f"{KML}name") == "route_legs")
    names = [placemark.findtext(f"{KML}name", "") for placemark in folder.findall(f"{KML}Placemark")]
    assert names
    assert all(name.endswith((", documented)", ", inferred)", ", claimed by one source)")) for name in names)


def test_the_file_carries_its_colophon(tmp_path: Path) -> None:
    document = parsed(tmp_path, filters=Filters(kinds=("coup",)))
    parts = about(filters=Filters(kinds=("coup",))).parts()
    data = {d.get("name"): d.findtext(f"{KML}value") for d in document.findall(f"{KML}ExtendedData/{KML}Data")}
    assert data == parts
    for text in parts.values():
        assert html.escape(text) in document.findtext(f"{KML}description", "")


def test_a_title_that_is_a_script_is_no_markup_in_a_balloon(tmp_path: Path) -> None:
    document = parsed(tmp_path, story=hostile(load_story(SmallTables(tmp_path).folder), "script"))
    for placemark in document.iter(f"{KML}Placemark"):
        description = placemark.findtext(f"{KML}description", "").replace("<br/>", "")
        assert "<" not in description
    events = document.findall(f"{KML}Folder")[0]
    assert {p.findtext(f"{KML}name") for p in events.iter(f"{KML}Placemark")} == {SHOWN["script"]}
    assert html.escape(SHOWN["script"]) in events.findtext(f"{KML}Placemark/{KML}description", "")
