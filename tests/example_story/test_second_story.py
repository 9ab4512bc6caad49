"""A story that nobody of this project tells goes through the whole machine: pages, hand-outs, interface."""

from __future__ import annotations

import csv
import json
import re
import tomllib
import zipfile
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from geodata.exports import FORMATS
from geodata.languages import LANGUAGES
from geodata.views.registry import PAGE_KINDS
from tests.example_story.isle import PAGES, ran, write_isle
from tests.real_story import REAL
from tests.translated_columns import TRANSLATED

Found = dict[str, Any]


@pytest.fixture(scope="module")
def isle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_isle(tmp_path_factory.mktemp("second") / "isle")


@pytest.fixture(scope="module")
def handouts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("handouts")


@pytest.fixture(scope="module")
def found(isle: Path, handouts: Path) -> Found:
    read: Found = json.loads(ran(isle, "tests.example_story.told", str(handouts)).splitlines()[-1])
    return read


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def own_names() -> re.Pattern[str]:
    """Proper names of this project's own story: its places, its forces and persons, its countries."""
    people = REAL.actors[REAL.actors["kind"].isin(["armed-forces", "armed-group", "private-military", "person"])]
    names = {*REAL.places["name"], *people["name"], *people["short_name"], "UCDP GED 25", "Wagner"}
    names |= {term.words() for term in REAL.manifest.countries.values()}
    return re.compile("|".join(rf"\b{re.escape(name)}\b" for name in sorted(names) if len(name) > 3))


def text_of(path: Path) -> str:
    """The words of a hand-out, without the scripts of a web page."""
    if path.suffix == ".pdf":
        return "\n".join(page.extract_text() for page in PdfReader(path).pages)
    if path.suffix in (".zip", ".pptx"):
        with zipfile.ZipFile(path) as packed:
            return "\n".join(packed.read(name).decode("utf-8", "replace") for name in packed.namelist())
    text = path.read_bytes().decode("utf-8", "replace")
    if path.suffix == ".html":
        text = "\n".join(re.findall(r'<title>.*?</title>|<script type="application/json".*?</script>', text, re.DOTALL))
    return re.sub(r"base64,[A-Za-z0-9+/=]+", "", text)


def test_a_name_of_the_first_story_would_be_found() -> None:
    assert own_names().findall("A column of Wagner men north of Kidal, UCDP GED 25.1") == [
        "Wagner",
        "Kidal",
        "UCDP GED 25",
    ]


def test_its_tables_have_no_fault(isle: Path) -> None:
    assert "no faults: actors 5, events 12, claims 7, places 5," in ran(isle, "geodata", "check")


def test_every_text_and_every_name_on_its_map_has_its_french(isle: Path) -> None:
    wanted = {
        (table, row["id"], column, row[column])
        for table, columns in TRANSLATED.items()
        for row in rows(isle / "tables" / f"{table}.csv")
        for column in columns
        if row[column]
    }
    labels = {row["name"] for row in rows(isle / "basemap" / "sources" / "label_list.csv")}
    lakes = json.loads((isle / "basemap" / "water.geojson").read_text("utf-8"))["features"]
    labels |= {lake["properties"]["name"] for lake in lakes}
    found = {
        (line["table"], line["row"], line["column"], line["english"])
        for line in rows(isle / "words" / "fr" / "tables.csv")
        if line["text"]
    }
    assert found == wanted | {("labels", name, "name", name) for name in labels}


def test_every_term_has_its_french(isle: Path) -> None:
    parts = tomllib.loads((isle / "tables" / "story.toml").read_text("utf-8"))
    terms = [term for lines in parts.values() for term in lines.values() if isinstance(term, dict)]
    assert len(terms) > 20
    assert [term for term in terms if not term.get("fr")] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_that_it_has_rows_for_open_and_no_other(found: Found, language: str) -> None:
    assert list(found["pages"][language]) == PAGES
    assert {name: page["faults"] for name, page in found["pages"][language].items() if page["faults"]} == {}
    assert {kind.name for kind in PAGE_KINDS} - set(PAGES) == {"route", "presence"}


def test_each_page_counts_its_rows(found: Found) -> None:
    assert found["counts"] == {
        "overview": "12 of 12 events shown; 1 has no place",
        "episode": "9 of 9 steps shown",
        "timeline": "12 of 12 events shown; 1 has no place",
        "evidence": "7 of 7 claims shown",
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_its_pages_say_its_own_words_and_no_name_of_the_first_story(found: Found, language: str) -> None:
    words = {name: page["words"] for name, page in found["pages"][language].items()}
    assert {"en": "The Boat Owners", "fr": "Les armateurs"}[language] in words["overview"]
    foreign = {name: own_names().findall(text) for name, text in words.items()}
    assert {name: names for name, names in foreign.items() if names} == {}


@pytest.mark.usefixtures("found")
@pytest.mark.parametrize("name", FORMATS)
def test_every_handout_holds_it_and_no_name_of_the_first_story(handouts: Path, name: str) -> None:
    path = handouts / f"{name}{FORMATS[name].ending}"
    assert path.stat().st_size > 4000
    text = text_of(path)
    if path.suffix != ".png":  # a picture has no words but those beside it
        assert "Port Linnet, May 2021" in text
    assert own_names().findall(text) == []


def test_the_interface_answers(found: Found) -> None:
    assert {name: status for name, (status, _) in found["answers"].items() if status != 200} == {}
    events = json.loads(found["answers"]["events.geojson"][1])["features"]
    assert len(events) == 12
    assert "boat-owners" in found["answers"]["openapi.json"][1]
    text = "\n".join(text for _, text in found["answers"].values())
    assert set(own_names().findall(text)) == set()
