"""The recipe of ``.docs/adding-a-format.md``: a file and a line in the table are a hand-out everywhere."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.real_story import FRENCH, REAL
from tests.recipes import copied, followed, ran, translate

Found = dict[str, Any]

#: The texts of the recipe and their French.
WORDS = {
    "List of events (Markdown)": "Liste d’événements (Markdown)",
    "A line for each event, for a note or a wiki": "Une ligne par événement, pour une note ou un wiki",
}


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = copied(tmp_path_factory.mktemp("one_more_format"))
    assert followed("adding-a-format.md", folder) == ["geodata/exports/markdown.py", "geodata/exports/__init__.py"]
    return folder


@pytest.fixture(scope="module")
def missing(copy: Path) -> str:
    """What is said of the words, before they have their French; then they are given it."""
    said = ran(copy, "geodata.languages")
    translate(copy, "fr", WORDS)
    return said


@pytest.fixture(scope="module")
def found(copy: Path, missing: str) -> Found:
    read: Found = json.loads(ran(copy, "exports.one_more_format").splitlines()[-1])
    return read


def unescaped(text: str) -> str:
    return text.replace("\\", "")


def test_its_words_are_found_to_lack_their_french(copy: Path, missing: str) -> None:
    assert f"{len(WORDS)} without a translation" in missing
    assert "0 without a translation" in ran(copy, "geodata.languages")


def test_the_panel_offers_it_in_each_language(found: Found) -> None:
    name, use = WORDS
    assert found["panel"]["en"][0] == [name, use]
    assert found["panel"]["fr"][0] == [WORDS[name], WORDS[use]]
    assert len(found["panel"]["en"]) == 8


def test_the_command_line_writes_it(copy: Path, missing: str, tmp_path: Path) -> None:
    path = tmp_path / "events.md"
    ran(copy, "geodata", "export", "--format", "md", "--country", "NER", "--out", str(path))
    lines = [line for line in path.read_text("utf-8").splitlines() if line.startswith("- ")]
    assert len(lines) > int((REAL.events["country"] == "NER").sum())


def test_its_file_holds_every_event_in_each_language(found: Found) -> None:
    for language, story in (("en", REAL), ("fr", FRENCH)):
        text = unescaped(found["file"][language])
        assert [title for title in story.events["title"] if title not in text] == []


def test_as_of_a_day_it_has_the_colophon_and_no_title_of_later(found: Found) -> None:
    text = unescaped(found["early"])
    assert [part for part in found["colophon"] if part not in text] == []
    assert REAL.events.at["E34", "title"] not in text
    assert "Battle, Tinzaouaten" in text
