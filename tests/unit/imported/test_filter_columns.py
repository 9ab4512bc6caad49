"""The filter on imported events in the browser against the one in Python, for random filters on a real file."""

from __future__ import annotations

import base64
import json
import random
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from imported.event_rows import made

from geodata.asking.filter_parameters import read_filters, vocabulary
from geodata.drawing.imported_columns import columns_bytes
from geodata.imported.event_filter import imported_mask
from geodata.imported.event_set import EventSet, event_set
from geodata.imported.filter_columns import filter_columns
from geodata.importers import read_events
from tests.ged_sample import GED
from tests.node import node
from tests.real_story import REAL

ASKS = Path(__file__).parents[1] / "drawing" / "browser" / "asks_events.js"
NOTHING = np.datetime64("NaT", "s")


def few() -> EventSet:
    """Rows without a day, a place, an actor or a country, beside whole ones."""
    return made(
        {"country": "", "kind": "", "actors": ("nobody",)},
        {"date_start": NOTHING},
        {"date_end": NOTHING, "actors": ("Wagner",)},
        {"lon": np.nan, "lat": np.nan, "country": "NER"},
        {"place_precision": "region", "date_precision": "month"},
        {},
    )


def real() -> EventSet:
    return event_set(read_events(GED, GED.name), GED.name)


def random_address(events: EventSet, chance: random.Random) -> dict[str, list[str]]:
    """Parameters as an address has them; text and what hides every row are rare."""
    own = events.vocabulary  # beside these what only the story knows, of which the file has no row
    known = {name: [*own.get(name, ()), *values[:5]] for name, values in vocabulary(REAL).items()}
    asked = {name: chance.sample(known[name], min(len(known[name]), 2)) for name in known}
    days = sorted(f"{chance.randint(1989, 2026)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}" for _ in "12")
    if chance.random() < 0.5:
        days = sorted(f"2024-07-{chance.randint(20, 30)}" for _ in "12")
    asked |= {"from": [days[0]], "to": [days[1]], "exact": ["1"]}
    asked = {name: values for name, values in asked.items() if chance.random() < 0.3}
    rare = {"q": ["kidal"], "asof": ["2024-08-01"], "confidence": ["contested"]}
    return asked | {name: values for name, values in rare.items() if chance.random() < 0.04}


@pytest.fixture(scope="module", params=["few", "real"])
def both(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[Any, Any, Any]]:
    """Random questions with the rows that Python leaves, and those that the browser leaves."""
    events, chance = {"few": few, "real": real}[request.param](), random.Random(7)
    cases = [random_address(events, chance) for _ in range(150)]
    columns = base64.b64encode(columns_bytes(events, REAL)).decode()
    file = tmp_path_factory.mktemp("asked") / "cases.json"
    file.write_text(json.dumps({"columns": columns, "cases": cases}), encoding="utf-8")
    done = subprocess.run([node(), str(ASKS), str(file)], capture_output=True, text=True, timeout=120, check=True)
    also = events.vocabulary
    expected = [imported_mask(events, REAL, read_filters(asked, REAL, also)[0]).tolist() for asked in cases]
    return list(zip(cases, expected, json.loads(done.stdout), strict=True))


def test_the_browser_leaves_the_same_rows(both: list[Any]) -> None:
    for asked, expected, answer in both:
        if "q" in asked and not {"asof", "confidence"} & set(asked):
            assert answer is None, asked
        elif "q" not in asked:
            assert answer == [int(on) for on in expected], asked


def test_the_questions_are_worth_asking(both: list[Any]) -> None:
    left = {sum(expected) for _, expected, _ in both}
    assert {0, max(left)} < left


def test_what_each_parameter_asks_of_a_row() -> None:
    asked = {name: part.document for name, part in filter_columns(few()).items()}
    assert asked["from"] == {"days": "end"}
    assert asked["to"] == {"days": "start", "onward": True}
    assert asked["confidence"] == asked["asof"] == {"hides": True}
    assert asked["q"] == {"python": True}
    assert asked["exact"] == {"on": True}
    assert ["NER"] in asked["country"]["values"]
