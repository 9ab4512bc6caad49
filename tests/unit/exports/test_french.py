"""A hand-out is in the language of its story: the words are French, and rows, numbers and places are the same."""

from __future__ import annotations

import io
import json
import re
import sqlite3
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from exports.written import MADE, MAP_FORMATS, about, as_text, draw_only_the_first_maps, layer, sheets
from fontTools.ttLib import TTFont
from matplotlib.figure import Figure
from PIL import Image
from pptx import Presentation
from pypdf import PdfReader

from geodata.__main__ import main
from geodata.asking.filter_parameters import read_filters
from geodata.asking.filters import Filters
from geodata.drawing.assets import build_assets
from geodata.drawing.assets import in_language as assets_in_language
from geodata.drawing.paper.face import FACES, face_files, wrapped
from geodata.exports import FORMATS
from geodata.exports.brief import brief_bytes
from geodata.exports.csv_file import csv_bytes, events_csv
from geodata.exports.geojson import geojson_bytes
from geodata.exports.slides import pptx_bytes
from geodata.exports.web_page import html_bytes, presenter_bytes
from geodata.languages import speaking
from geodata.selecting.colophon import colophon
from geodata.selecting.selection import select
from geodata.telling.scenes import story_scenes
from tests.real_story import FRENCH, REAL

TITLE = "Kidal, juillet 2024\u00a0: petite carte d’un conflit"
CLAIMS = (
    "Un nombre est ce qu’avance l’auteur de l’affirmation, non un fait\u00a0; les nombres rivaux se recoupent "
    "et ne sont jamais additionnés ni ramenés à une moyenne."
)
BORDERS = "Les frontières et les noms n’impliquent aucune prise de position sur le statut d’un territoire."
WANTED = Filters(countries=("NER",), known_on=MADE.date().replace(month=8, day=31))
BERENGO = "Des instructeurs russes s’installent à Berengo, près de Bangui"

#: What the two languages of one file may differ in; every other column is the same to the letter.
_WORDS = {
    "events": {"title", "summary", "base_document_support", "known_from_why", "time_note", "when", "actors"},
    "claims": {"claimant", "claim", "unit", "known_from_why", "notes"},
    "presence": {"force", "role", "strength_claimant", "known_from_why", "notes", "when"},
    "route_legs": {"from_waypoint", "to_waypoint", "note"},
    "route_waypoints": {"waypoint", "what_is_known", "what_is_interpolation", "when"},
    "places": {"name", "alt_names", "coord_source", "how_checked", "independent_check", "notes"},
    "sources": {"publisher", "reliability_why", "interest", "origin", "notes"},
}
_OF_PLACES = {"place", "place_known"}
#: The folders of a KML file, which are the layers to a reader.
_FOLDERS = {"events": "événements", "presence": "présence", "places": "lieux", "route_legs": "étapes du trajet"}


def made(name: str, folder: Path, filters: Filters | None = None) -> Path:
    """One file in French."""
    path = folder / f"out{FORMATS[name].ending}"
    FORMATS[name].write(select(FRENCH, filters or Filters()), about(FRENCH, filters), path)
    return path


def test_the_colophon_is_french() -> None:
    found = colophon(FRENCH, WANTED, MADE)
    assert found.title == TITLE
    assert found.filters == "pays\u00a0: Niger"
    assert found.as_of == "31 août 2024, soit uniquement ce qui était public à cette date"
    assert found.claims == CLAIMS
    assert found.borders == BORDERS
    assert found.citation == (
        f"{TITLE}. Version des données {found.data_version}, 2024-11-23. CC BY 4.0. "
        "Avec les sources nommées dans chaque ligne."
    )
    assert colophon(FRENCH, Filters(), MADE).filters == "aucun, soit toutes les lignes"


def test_the_way_back_leads_to_the_page_in_french() -> None:
    assert colophon(FRENCH, Filters(), MADE).address == "?lang=fr"
    assert colophon(FRENCH, WANTED, MADE, chosen="E34").address == "?country=NER&asof=2024-08-31&event=E34&lang=fr"
    assert read_filters({"country": ["NER"], "asof": ["2024-08-31"]}, FRENCH) == (WANTED, [])


def test_data_and_numbers_are_those_of_the_english_file() -> None:
    english, french = csv_bytes(select(REAL, Filters()), about()), csv_bytes(select(FRENCH, Filters()), about(FRENCH))
    with zipfile.ZipFile(io.BytesIO(english)) as one, zipfile.ZipFile(io.BytesIO(french)) as other:
        assert one.namelist() == other.namelist()
        for name, words in _WORDS.items():
            here, there = as_text(one.read(f"{name}.csv")), as_text(other.read(f"{name}.csv"))
            assert list(here.columns) == list(there.columns)
            same = [column for column in here.columns if column not in words | _OF_PLACES]
            assert here[same].equals(there[same]), name
            assert not here.equals(there), name


def test_the_spreadsheet_reads_in_french(tmp_path: Path) -> None:
    with zipfile.ZipFile(made("csv", tmp_path, WANTED)) as archive:
        readme = re.sub(r"\s*\r\n\s*", " ", archive.read("README.txt").decode("utf-8-sig"))
    assert readme.startswith(TITLE)
    assert "filtres\u00a0: pays\u00a0: Niger" in readme
    assert f"note sur les affirmations\u00a0: {CLAIMS}" in readme
    assert "Fichiers events.csv\u00a0: ce qui s’est passé, tel que rapporté" in readme
    rows = as_text(events_csv(select(FRENCH, Filters()), about(FRENCH))).set_index("id")
    assert rows.at["E01", "title"] == BERENGO
    assert rows.at["E01", "when"] == "janvier 2018"
    assert rows.at["E01", "about_licence"] == about().licence
    assert set(rows["about_note_on_borders"]) == {BORDERS}


@pytest.mark.parametrize("name", MAP_FORMATS)
def test_maps_hold_the_same_shapes_under_french_titles(name: str, tmp_path: Path) -> None:
    path = made(name, tmp_path)
    english = tmp_path / f"english{FORMATS[name].ending}"
    FORMATS[name].write(select(REAL, Filters()), about(), english)
    is_kml = name == "kml"
    titles = {"events": "title", "presence": "role", "places": "Name" if is_kml else "name", "route_legs": ""}
    for part, title in titles.items():
        one, other = layer(english, part), layer(path, _FOLDERS[part] if is_kml else part)
        assert len(one)
        assert one.geometry.to_wkt().to_dict() == other.geometry.to_wkt().to_dict()
        if title:
            assert other[title].to_dict() == getattr(FRENCH, part).loc[other.index, title.lower()].to_dict()


def test_geojson_keeps_its_names_and_says_its_words_in_french() -> None:
    english = json.loads(geojson_bytes(select(REAL, WANTED), about(REAL, WANTED)))
    french = json.loads(geojson_bytes(select(FRENCH, WANTED), about(FRENCH, WANTED)))
    assert list(english) == list(french)
    assert french["title"] == TITLE
    assert french["note_on_claims"] == CLAIMS
    assert [f["id"] for f in english["features"]] == [f["id"] for f in french["features"]]
    assert [f["geometry"] for f in english["features"]] == [f["geometry"] for f in french["features"]]
    assert [set(f["properties"]) for f in english["features"]] == [set(f["properties"]) for f in french["features"]]


def test_kml_shows_french_folders_and_cards(tmp_path: Path) -> None:
    root = ET.parse(made("kml", tmp_path)).getroot()
    space = {"k": "http://www.opengis.net/kml/2.2"}
    assert root.findtext("k:Document/k:name", "", space) == TITLE
    assert [node.text for node in root.findall("k:Document/k:Folder/k:name", space)] == [
        "événements", "présence", "étapes du trajet", "points de passage", "lieux", "affirmations",
    ]  # fmt: skip
    cards = [node.text or "" for node in root.findall(".//k:Placemark/k:description", space)]
    assert any("Qui dit quoi\u00a0:<br/>" in card for card in cards)
    assert any("au moins 1\u00a0000 hommes, selon The Washington Post" in card for card in cards)
    assert any(re.search(r"121,5\u00a0km en ligne droite", card) for card in cards)
    assert not [card for card in cards if re.search(r"Who says|Source:|Known:|About event|straight line", card)]


def test_the_geopackage_tells_about_itself_in_french(tmp_path: Path) -> None:
    with sqlite3.connect(made("gpkg", tmp_path, WANTED)) as base:
        told = dict(base.execute("select part, text from about"))
        layers = {name for (name,) in base.execute("select table_name from gpkg_contents")}
    assert told == about(FRENCH, WANTED).parts()
    assert told["note_on_borders"] == BORDERS
    assert {"events", "presence", "route_legs", "route_waypoints", "places", "claims", "sources"} <= layers


def test_pictures_carry_french_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geodata.exports.picture.PRINT_DPI", 60)  # its words are read, and no line
    svg = ET.parse(made("svg", tmp_path, WANTED)).getroot()
    assert svg.get("lang") == "fr"
    space = {"s": "http://www.w3.org/2000/svg"}
    assert svg.findtext("s:title", "", space) == TITLE
    assert f"Note sur les affirmations\u00a0: {CLAIMS}" in svg.findtext("s:desc", "", space)
    drawn = " ".join(" ".join(node.itertext()) for node in svg.iter("{http://www.w3.org/2000/svg}text"))
    assert "Présence russe" in drawn
    assert "Russian" not in drawn
    with Image.open(made("png", tmp_path, WANTED)) as picture:
        assert picture.info["Title"] == TITLE
        assert BORDERS in picture.info["Description"]


@pytest.fixture(scope="module")
def content() -> bytes:
    with pytest.MonkeyPatch.context() as patch:
        draw_only_the_first_maps(patch)
        return brief_bytes(select(FRENCH, Filters()), about(FRENCH))


def test_the_brief_is_a_french_document(content: bytes) -> None:
    brief = PdfReader(io.BytesIO(content))
    assert str(brief.root_object["/Lang"]) == "fr"
    assert brief.metadata is not None
    assert brief.metadata.title == TITLE
    headings = [str(entry.title) for entry in brief.outline if not isinstance(entry, list)]
    scenes = [scene.headline for scene in story_scenes(FRENCH)]
    assert headings == [*scenes, "Qui dit quoi", "Questions ouvertes", "Méthode", "Sources"]
    read = " ".join(sheets(content))
    text = _plain(read)
    for words in (*(row.claim for row in FRENCH.claims.itertuples()), *FRENCH.questions["answer"]):
        assert _plain(str(words)) in text
    for words in (CLAIMS, BORDERS, "fait le 23 novembre 2024, 17 h 30 UTC", "Auteur de l’affirmation"):
        assert _plain(words) in text
    assert not re.search(
        r"Claimant|Figure\b|no number|Who says|Notes:|Sources:|single source|made 23|[Dd]ata version", read
    )


def test_the_cover_of_the_brief_is_one_page_in_any_language(content: bytes) -> None:
    assert sheets(content)[1].count("Sommaire") == 1


def test_the_face_in_print_has_every_letter_of_the_french_texts() -> None:
    texts = [*about(FRENCH).parts().values(), "\u00a0\u202f«»’œŒÉÀÇ–…≥"]
    for name in ("events", "claims", "presence", "places", "route", "scenes", "questions", "positions", "actors"):
        frame = getattr(FRENCH, name)
        texts += [text for column in frame.columns for text in frame[column] if isinstance(text, str)]
    letters = {ord(letter) for text in texts for letter in text if letter not in "\t\n"}
    for path in face_files().values():
        known = TTFont(path).getBestCmap()
        assert not [hex(letter) for letter in letters if letter not in known], path.name


def test_a_printed_line_never_begins_with_a_french_colon() -> None:
    words = "Sources\u00a0: «\u00a0mot\u00a0» " * 20
    for width in range(60, 400, 7):
        assert not [line for line in wrapped(FACES["small"], words, width) if line[0] in ":»"]


def test_slides_are_french_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geodata.exports.slides.map_and_key", lambda *_, **__: (Figure(figsize=(1, 1)), None))
    scenes = story_scenes(FRENCH)[:2]
    deck = Presentation(io.BytesIO(pptx_bytes(select(FRENCH, Filters()), about(FRENCH), scenes)))
    assert deck.core_properties.language == "fr"
    assert deck.core_properties.title == TITLE
    slides = list(deck.slides)
    assert [slide.shapes.title.text_frame.text for slide in slides] == [*(s.headline for s in scenes), "Sources"]
    said = {shape.name: shape.text_frame.text for shape in slides[0].shapes if shape.has_text_frame}
    assert said["Text"] == scenes[0].text
    assert said["Sources"].startswith("Sources\u00a0: ")
    assert "État des connaissances".lower() in said["Colophon"]
    assert "\n\nSources\n" in slides[0].notes_slide.notes_text_frame.text
    assert "note sur les frontières\u00a0: Les frontières" in slides[-1].notes_slide.notes_text_frame.text
    runs = [run for slide in slides for shape in slide.shapes if shape.has_text_frame
            for paragraph in shape.text_frame.paragraphs for run in paragraph.runs]  # fmt: skip
    assert runs
    assert {run._r.get_or_add_rPr().get("lang") for run in runs} == {"fr"}
    [words] = [shape._element.nvPicPr.cNvPr.get("descr") for shape in slides[0].shapes if shape.name == "Map"]
    assert words.startswith("Carte pour «\u00a0Une vallée et quatre pays\u00a0», de ")
    assert "présences russes signalées" in words


def test_the_page_is_french_before_and_after_its_scripts_run() -> None:
    page = html_bytes(select(FRENCH, WANTED), about(FRENCH, WANTED)).decode("utf-8")
    assert page.startswith('<!doctype html>\n<html lang="fr">')
    assert "<title>Kidal, juillet 2024</title>" in page
    assert "<noscript>Cette page dessine une carte et a besoin de JavaScript." in page
    [told] = re.findall(r"ConflictMap\.speak\((\{.*\})\);\n</script>", page)
    words = json.loads(told)
    assert words["tag"] == "fr"
    assert words["words"]["Who says what"] == "Qui dit quoi"
    data = json.loads(page.split('id="data">')[1].split("</script>")[0])
    assert data["words"]["filters"] == (
        "Filtres\u00a0: pays\u00a0: Niger · État des connaissances\u00a0: 31 août 2024, soit uniquement ce qui "
        "était public à cette date"
    )
    assert data["about"]["note sur les frontières"] == BORDERS
    assert {row["title"] for row in data["rows"]} >= set(select(FRENCH, WANTED).events["title"])


def test_the_presenter_page_is_french_and_fetches_the_french_story() -> None:
    files = assets_in_language(build_assets(REAL), FRENCH)
    everything = select(FRENCH, Filters())
    page = presenter_bytes(FRENCH, files, everything, about(FRENCH), "assets/").decode("utf-8")
    assert '<html lang="fr">' in page
    data = json.loads(page.split('id="data">')[1].split("</script>")[0])
    assert data["options"]["story"] == f"assets/{files.path_of('story.json')}"
    assert data["options"]["story"] != f"assets/{build_assets(REAL).path_of('story.json')}"
    assert data["scenes"][0]["headline"] == "Une vallée et quatre pays"


def test_an_english_page_says_that_it_is_english() -> None:
    page = html_bytes(select(REAL, WANTED), about(REAL, WANTED)).decode("utf-8")
    assert '<html lang="en">' in page
    assert 'ConflictMap.speak({"tag": "en-GB", "words": {}});' in page


def test_a_file_is_in_the_language_of_its_story_wherever_it_is_made() -> None:
    with speaking("fr"):
        english = csv_bytes(select(REAL, WANTED), colophon(REAL, WANTED, MADE))
    assert english == csv_bytes(select(REAL, WANTED), about(REAL, WANTED))
    with ThreadPoolExecutor(2) as threads:
        jobs = [threads.submit(geojson_bytes, select(story, WANTED), about(story, WANTED)) for story in (FRENCH, REAL)]
        titles = [json.loads(job.result())["features"][0]["properties"]["when"] for job in jobs]
    french, english_title = titles
    assert french != english_title
    assert json.loads(geojson_bytes(select(FRENCH, WANTED), about(FRENCH, WANTED)))["title"] == TITLE


def test_the_language_of_the_brief_leaves_nothing_behind_and_its_cover_is_one_page_on_letter_too() -> None:
    before = brief_bytes(select(REAL, WANTED), about(REAL, WANTED), [], "# A\n\nb")
    french = brief_bytes(select(FRENCH, WANTED), about(FRENCH, WANTED), [], "# A\n\nb", "Letter")
    assert "Sommaire" in sheets(french)[1]
    assert brief_bytes(select(REAL, WANTED), about(REAL, WANTED), [], "# A\n\nb") == before


def test_the_command_line_writes_french(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "out.geojson"
    assert main(["export", "--format", "geojson", "--out", str(path), "--lang", "fr", "--country", "NER"]) == 0
    assert "events shown" in capsys.readouterr().out
    assert json.loads(path.read_text("utf-8"))["address"] == "?country=NER&lang=fr"
    assert main(["export", "--format", "geojson", "--out", str(tmp_path / "no"), "--lang", "xx"]) == 1
    assert capsys.readouterr().err.strip() == "There is no language “xx”; use one of: en, fr."
    assert not (tmp_path / "no").exists()


def _plain(text: str) -> str:
    """Without blanks: a reader of PDF gives lines and cells back in its own way."""
    return re.sub(r"\s+|●|◐|○", "", text)
