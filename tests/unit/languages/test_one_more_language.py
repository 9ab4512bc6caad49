"""The recipe of ``.docs/adding-a-language.md``: a folder of texts is a language everywhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.real_story import REAL
from tests.recipes import copied, followed, ran

Found = dict[str, Any]

#: The German of the one title that the recipe has.
TITLE = "Ein Sandsturm unterbricht die Kämpfe, Flugzeuge bleiben am Boden"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copied(tmp_path_factory.mktemp("one_more_language"))
    assert followed("adding-a-language.md", folder) == [
        "geodata/languages/de/interface.po",
        "geodata/story/words/de/tables.csv",
        "geodata/story/words/de/method.md",
        "geodata/story/tables/story.toml",
    ]
    return folder


@pytest.fixture(scope="module")
def missing(copy: Path) -> str:
    """What is said of the words that have no German, while the catalogue is brought up to date."""
    return ran(copy, "geodata.languages")


@pytest.fixture(scope="module")
def found(copy: Path, missing: str) -> Found:
    read: Found = json.loads(ran(copy, "languages.one_more_language").splitlines()[-1])
    return read


def test_what_is_missing_is_counted_and_named(copy: Path, missing: str) -> None:
    (line,) = [line for line in missing.splitlines() if line.startswith("de: ") and "without a translation" in line]
    texts, without = (int(word) for word in line.split() if word.isdigit())
    assert texts - without == 2
    assert "de: “Ambush” of story.toml has no translation" in missing
    assert "de: “Weather” of" not in missing
    catalogue = (copy / "geodata/languages/de/interface.po").read_text("utf-8")
    assert 'msgid "Open questions"\nmsgstr ""' in catalogue


def test_it_says_what_it_has_and_the_rest_in_english(found: Found) -> None:
    assert found["languages"] == ["en", "de", "fr"]
    assert found["said"] == [
        "Belege",
        "Open questions",
        "**{n}** sind ohne Ort",
        "27 März 2024",
        "1.848,5",
        "Tschad",
        "#### Was hier zu sehen ist\nEine Geschichte und ihr Umfeld.\n",
        "Wetter",
        "Ambush",
    ]


def test_pages_offer_and_speak_it(found: Found) -> None:
    assert found["page"]["faults"] == []
    assert "Belege" in found["page"]["titles"]
    assert "Timeline" in found["page"]["titles"]
    assert "Deutsch" in found["page"]["offered"]


def test_handouts_and_answers_have_its_texts(found: Found) -> None:
    for text in (found["handout"], found["answer"]):
        assert TITLE in text
        assert REAL.events.at["E31", "title"] not in text
