"""The filter in the browser against the one in Python: the same rows, for random filters on the real story and on
others.
"""

from __future__ import annotations

import json
import random
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from geodata.asking.filter_parameters import read_filters, vocabulary
from geodata.asking.filters import (
    Filters,
    events_mask,
    events_that_may_lie,
    presence_mask,
    presence_that_may_lie,
    public_by,
    route_mask,
)
from geodata.asking.told_titles import instead_of_titles
from geodata.drawing.filter_document import TABLES, filter_document
from geodata.reading.partial_dates import first_and_last_day
from geodata.reading.story import Story
from tests.node import node
from tests.real_story import FRENCH, REAL

ASKS = Path(__file__).parent / "browser" / "asks.js"
DATES = ("", "2024", "2024-07", "2024-07-27", "2017-01", "2021-06-15", "2025")


def shuffled(story: Story, seed: int) -> Story:
    """The same rows with other dates, countries and actors, some of them blank where that is allowed."""
    chance = random.Random(seed)
    events, presence = story.events.copy(), story.presence.copy()
    for frame, first, last, open_end in (
        (events, "date_start", "date_end", False),
        (presence, "from_date", "to_date", True),
    ):
        dates = [sorted(chance.sample(DATES[0 if open_end else 1 :], 2), key=lambda d: d or "9") for _ in frame.index]
        frame[first], frame[last] = [d[0] for d in dates], [d[1] if chance.random() < 0.6 else "" for d in dates]
        days = [
            first_and_last_day(a, b if b or open_end else a) for a, b in zip(frame[first], frame[last], strict=True)
        ]
        frame["start"] = pd.Series([d[0] for d in days], index=frame.index, dtype="datetime64[us]")
        frame["end"] = pd.Series([d[1] for d in days], index=frame.index, dtype="datetime64[us]")
    for column in ("country", "kind", "actor_ids", "confidence", "place_id"):
        events[column] = chance.sample(list(events[column]), len(events))
    return replace(story, events=events, presence=presence)


STORIES = (REAL, FRENCH, shuffled(REAL, 1), shuffled(REAL, 2))


def random_address(story: Story, chance: random.Random) -> dict[str, list[str]]:
    """Parameters as an address has them, of which each asks for something one time in three."""
    known = vocabulary(story)
    asked = {name: chance.sample(known[name], min(len(known[name]), chance.randint(1, 3))) for name in known}
    days = sorted(f"{chance.randint(2016, 2027)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}" for _ in "12")
    asked |= {"from": [days[0]], "to": [days[1]], "exact": ["1"]}
    asked["asof"] = [chance.choice(("2024-07-26", "2024-07-27", "2024-07-28", "2024-08-06", "2025-02-01", *days))]
    return {name: values for name, values in asked.items() if chance.random() < 1 / 3}


def in_python(story: Story, filters: Filters) -> dict[str, Any]:
    """What the browser is to answer, made by the masks."""
    masks = {
        "events": (events_mask(story, filters), events_that_may_lie(story, filters)),
        "presence": (presence_mask(story, filters), presence_that_may_lie(story, filters)),
    }
    titles = instead_of_titles(story, filters.known_on)
    legs = public_by(story, story.legs, filters)
    route = [int(on) for on in route_mask(story, filters)]
    found: dict[str, Any] = {table: [[int(on) for on in mask] for mask in both] for table, both in masks.items()}
    return {**found, "route": route, "titles": titles, "legs": list(legs.index[legs])}


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]]:
    """Random questions with the answers of both: the address, Python's, the browser's."""
    chance = random.Random(20240727)
    counts = [{table: len(getattr(story, table)) for table in TABLES} for story in STORIES]
    documents = [
        {"filter": filter_document(story), "counts": count} for story, count in zip(STORIES, counts, strict=True)
    ]
    cases: list[dict[str, Any]] = [
        {"document": i % len(STORIES), "asked": random_address(STORIES[i % len(STORIES)], chance)} for i in range(160)
    ]
    file = tmp_path_factory.mktemp("asked") / "cases.json"
    file.write_text(json.dumps({"documents": documents, "cases": cases}, allow_nan=False), encoding="utf-8")
    done = subprocess.run([node(), str(ASKS), str(file)], capture_output=True, text=True, timeout=120, check=True)
    answers = json.loads(done.stdout)
    stories = [STORIES[i % len(STORIES)] for i in range(len(cases))]
    expected = [
        in_python(story, read_filters(case["asked"], story)[0]) for story, case in zip(stories, cases, strict=True)
    ]
    return list(zip(cases, expected, answers, strict=True))


@pytest.mark.parametrize("table", ["events", "presence"])
def test_the_browser_leaves_the_same_rows_for_sure_and_apart(both: list[Any], table: str) -> None:
    for case, expected, answer in both:
        assert answer[table] == expected[table], case


def test_the_browser_leaves_the_same_waypoints_and_legs(both: list[Any]) -> None:
    for case, expected, answer in both:
        sure, apart = answer["route"]
        assert [a | b for a, b in zip(sure, apart, strict=True)] == expected["route"], case
        assert answer["legs"] == expected["legs"], case


def test_the_browser_takes_the_same_titles_away(both: list[Any]) -> None:
    for case, expected, answer in both:
        passing = expected["events"][0] + expected["presence"][0]
        ids = [*REAL.events.index, *REAL.presence.index]
        told = {row for row, on in zip(ids, passing, strict=True) if on}
        assert {k: v for k, v in answer["titles"].items() if k in told} == {
            k: v for k, v in expected["titles"].items() if k in told
        }, case


def test_the_questions_are_worth_asking(both: list[Any]) -> None:
    """Among them are some that leave all, some and no rows, and rows apart."""
    left = [sum(expected["events"][0]) for _, expected, _ in both]
    assert {0, len(REAL.events)} < set(left)
    assert any(sum(expected["events"][1]) for _, expected, _ in both)
    assert any(expected["titles"] for _, expected, _ in both)


def test_free_text_is_left_to_python() -> None:
    assert filter_document(REAL)["python"] == {table: ["q"] for table in TABLES}


def test_a_document_in_another_language_filters_by_the_same_columns() -> None:
    english, french = filter_document(REAL), filter_document(FRENCH)
    assert english["columns"] == french["columns"]
    assert english["titles"] != french["titles"]
