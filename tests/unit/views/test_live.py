"""The map before Python has answered: on every page, from any filter to any other, the state that Python then sends."""

from __future__ import annotations

import json
import random
import subprocess
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from drawing.test_filter_document import random_address

from geodata.asking.filter_parameters import read_filters
from geodata.asking.filters import Filters
from geodata.drawing.page_map import with_apart
from geodata.drawing.story_document import story_document
from geodata.drawing.story_map import View
from geodata.views.live import live_document
from geodata.views.registry import kind_of, page_map, pages_with_map
from tests.node import node
from tests.real_story import REAL

LIVES = Path(__file__).parents[1] / "drawing" / "browser" / "lives.js"
FILTERS_A_PAGE = 30


def state(page: str, filters: Filters) -> dict[str, Any]:
    """The state of a page's map, as the page sends it."""
    shown = page_map(page, REAL, filters)
    if kind_of(page, REAL).apart:
        shown = with_apart(shown, REAL, filters)
    live = live_document(page, shown, REAL, filters, {}, 0)
    return shown.state(View("1"), None, live=live).document()


def random_filters(chance: random.Random) -> list[Filters]:
    """Filters that change a little from one to the next, the first of them empty."""
    found: list[dict[str, list[str]]] = [{}]
    for _ in range(FILTERS_A_PAGE):
        found.append(
            {**found[-1], **random_address(REAL, chance)} if chance.random() < 0.5 else random_address(REAL, chance)
        )
    return [read_filters(params, REAL)[0] for params in found]


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[tuple[Any, Any]]]:
    """By page each pair of Python's state after a change, and what the browser made of the one before."""
    chance = random.Random(27)
    steps = {}
    for page in pages_with_map(REAL):
        states = [state(page, filters) for filters in random_filters(chance)]
        steps[page] = [{"before": before, "after": after} for before, after in pairwise(states)]
    file = tmp_path_factory.mktemp("live") / "states.json"
    every = [step for of_page in steps.values() for step in of_page]
    file.write_text(json.dumps({"doc": story_document(REAL), "states": every}, allow_nan=False), encoding="utf-8")
    done = subprocess.run([node(), str(LIVES), str(file)], capture_output=True, text=True, timeout=120, check=True)
    said = iter(json.loads(done.stdout))
    return {page: [(step["after"], next(said)) for step in of_page] for page, of_page in steps.items()}


@pytest.mark.parametrize("page", pages_with_map(REAL))
def test_the_browser_has_the_rows_on_that_python_has(answers: dict[str, list[Any]], page: str) -> None:
    for after, said in answers[page]:
        assert said is not None, after["live"]["asked"]
        assert (said["rows"], said["made"]) == ([], []), after["live"]["asked"]


@pytest.mark.parametrize("page", pages_with_map(REAL))
def test_rows_apart_are_pale_with_the_same_words(answers: dict[str, list[Any]], page: str) -> None:
    for after, said in answers[page]:
        apart = {row: words for row, words in after["soft"].items() if words.startswith("may lie")}
        assert {row: words for row, words in said["soft"].items() if words.startswith("may lie")} == apart


def test_a_searched_text_is_followed_and_a_new_one_left_to_python(tmp_path: Path) -> None:
    page = pages_with_map(REAL)[0]
    searched = read_filters({"q": ["kidal"]}, REAL)[0]
    narrower = read_filters({"q": ["kidal"], "from": ["2024-07-01"]}, REAL)[0]
    other = read_filters({"q": ["bamako"]}, REAL)[0]
    steps = [
        {"before": state(page, before), "after": state(page, after)}
        for before, after in ((searched, narrower), (searched, Filters()), (searched, other), (Filters(), searched))
    ]
    file = tmp_path / "states.json"
    file.write_text(json.dumps({"doc": story_document(REAL), "states": steps}), encoding="utf-8")
    done = subprocess.run([node(), str(LIVES), str(file)], capture_output=True, text=True, timeout=60, check=True)
    said = json.loads(done.stdout)
    assert [one and one["rows"] + one["made"] for one in said] == [[], [], None, None]
