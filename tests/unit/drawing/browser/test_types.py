"""What Python writes for the browser is what its scripts take it for: ``browser/types.d.ts``."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from geodata.asking.filters import Filters
from geodata.drawing.assets import build_assets
from geodata.drawing.looks import LOOKS
from geodata.drawing.story_document import story_document
from geodata.drawing.story_map import Renderer, View
from geodata.views.live import live_document
from geodata.views.registry import page_map, pages_with_map
from tests.deno import types
from tests.real_story import REAL

#: For the type checker a literal has no key too few and none too many.
LITERAL = "const written: {type} = {value};\nconsole.log(written);\n"


def said_of(folder: Path, type_: str, value: Any) -> str:
    """What the type checker says when a value of Python's is given that type."""
    path = folder / "written.ts"
    path.write_text(LITERAL.format(type=type_, value=json.dumps(value)), encoding="utf-8")
    return types([path])


def test_the_story(tmp_path: Path) -> None:
    assert said_of(tmp_path, "StoryDocument", story_document(REAL)) == ""


def test_the_state_of_every_map(tmp_path: Path) -> None:
    states = []
    for page in pages_with_map(REAL):
        shown = page_map(page, REAL, Filters())
        live = live_document(page, shown, REAL, Filters(), {}, 0)
        states.append(shown.state(View("1"), "E34", live=live).document())
    assert said_of(tmp_path, "MapState[]", states) == ""


def test_where_the_renderer_finds_its_files(tmp_path: Path) -> None:
    options = json.loads(Renderer(build_assets(REAL), "./").options)
    assert said_of(tmp_path, "MapOptions", options) == ""


def test_the_looks(tmp_path: Path) -> None:
    written = {name: look.document() for name, look in LOOKS.items()}
    assert said_of(tmp_path, "Record<string, Look>", written) == ""


def test_a_key_too_few_and_one_too_many_are_found(tmp_path: Path) -> None:
    document = story_document(REAL)
    [event, *others] = document["events"]
    few = {**document, "events": [{key: event[key] for key in event if key != "precision"}, *others]}
    assert "precision" in said_of(tmp_path, "StoryDocument", few)
    assert "surprise" in said_of(tmp_path, "StoryDocument", {**document, "events": [{**event, "surprise": 1}, *others]})
