"""Every hand-out of a story full of a stranger's words: it reads back, text is text, and nothing computes or runs."""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import geopandas as gpd
import pypdf
import pytest
from exports.written import MADE, draw_one_map_of_each_kind, draw_only_the_first_maps
from importers.event_files import read
from PIL import Image
from pptx import Presentation

from geodata.asking.filters import Filters
from geodata.exports import FORMATS
from geodata.exports.csv_file import _FORMULA_STARTS
from geodata.imported.event_set import event_set
from geodata.imported.shown import shown_events
from geodata.importers import ImportOptions
from geodata.selecting.characters import storable
from geodata.selecting.colophon import colophon
from geodata.selecting.selection import Selection, select
from tests.hostile import TEXTS, events_csv
from tests.hostile_story import hostile_story
from tests.real_story import REAL

pytestmark = pytest.mark.slow

STORY = hostile_story(REAL)


@cache
def selection() -> Selection:
    own = event_set(
        read(events_csv(), options=ImportOptions(licence=TEXTS["script"], dataset=TEXTS["jinja"])), "\u202ex"
    )
    return select(STORY, Filters(), imported=shown_events(own, STORY, Filters()))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the story in every format."""
    made = tmp_path_factory.mktemp("hostile")
    chosen = selection()
    about = colophon(STORY, Filters(), MADE, imported=chosen.imported)
    with pytest.MonkeyPatch.context() as patch:
        draw_one_map_of_each_kind(patch)
        for name, form in FORMATS.items():
            if name == "pdf-letter":  # its words are set anew for its pages; the maps are those of A4
                draw_only_the_first_maps(patch, 1)
            form.write(chosen, about, made / f"{name}{form.ending}")
    return made


def titles() -> list[str]:
    return [storable(text) for text in STORY.events["title"]]


def test_geojson_has_every_text(folder: Path) -> None:
    features = json.loads((folder / "geojson.geojson").read_text("utf-8"))["features"]
    assert [f["properties"]["title"] for f in features if f["properties"]["layer"] == "events"] == titles()


def test_kml_is_xml_without_entities_and_its_balloons_hold_no_element_of_a_text(folder: Path) -> None:
    text = (folder / "kml.kml").read_text("utf-8")
    assert "<!DOCTYPE" not in text
    space = {"k": "http://www.opengis.net/kml/2.2"}
    root = ET.fromstring(text)
    names = [found.text or "" for found in root.findall(".//k:Folder[k:name='events']/k:Placemark/k:name", space)]
    assert [name.split() for name in names] == [title.split() for title in titles()]
    for found in root.iterfind(".//k:description", space):
        assert re.findall(r"<(?!br/>)", found.text or "") == []


def test_geopackage_has_every_text(folder: Path) -> None:
    found = gpd.read_file(folder / "gpkg.gpkg", layer="events")
    assert found["title"].tolist() == titles()


def test_no_cell_of_a_spreadsheet_computes(folder: Path) -> None:
    with zipfile.ZipFile(folder / "csv.zip") as archive:
        for name in archive.namelist():
            if name.endswith(".csv"):
                for row in csv.reader(io.StringIO(archive.read(name).decode("utf-8-sig"), newline="")):
                    for cell in row:
                        assert not cell.startswith(_FORMULA_STARTS) or re.fullmatch(r"-[0-9.e]+", cell), (name, cell)


class _Elements(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("name", ["html.html", "svg.svg"])
def test_pages_and_pictures_have_no_element_out_of_a_text(folder: Path, name: str) -> None:
    found = _Elements((folder / name).read_text("utf-8")).found
    assert not [tag for tag, attributes in found if any(key.startswith("on") for key in attributes)]
    assert not [tag for tag, attributes in found if (attributes.get("href") or "").startswith("javascript")]
    scripts = [attributes for tag, attributes in found if tag == "script"]
    assert len(scripts) == (7 if name == "html.html" else 0) or all("src" not in attributes for attributes in scripts)


def test_documents_open(folder: Path) -> None:
    for name in ("pdf.pdf", "pdf-letter.pdf"):
        document = pypdf.PdfReader(folder / name)
        catalogue = str(document.trailer["/Root"])
        assert len(document.pages) > 1
        assert "/JavaScript" not in catalogue
        assert "/AA" not in catalogue
        for page in document.pages:
            for note in page.get("/Annots") or []:
                address = note.get_object().get("/A", {}).get("/URI", "https:")
                assert str(address).startswith(("https:", "http:")), address
    slides = Presentation(str(folder / "pptx.pptx"))
    assert len(slides.slides) > 1
    with zipfile.ZipFile(folder / "pptx.pptx") as archive:
        links = b"".join(archive.read(name) for name in archive.namelist() if name.endswith(".rels"))
        assert b'Target="javascript:' not in links
    with Image.open(folder / "png.png") as picture:
        picture.verify()
