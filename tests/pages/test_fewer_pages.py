"""A story has the pages that it has rows for, each of them opens, and nothing leads to the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from geodata.manifest import NO_PARTS
from geodata.story import Story
from pages.parts import data
from tests.pages.conftest import PageMaker
from tests.real_story import REAL

#: Nothing but events and what they rest on.
EMPTY = ("presence", "legs", "route", "facts", "claims", "claim_links", "questions", "scenes", "positions")


@pytest.fixture
def only_events(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    story: Story = replace(REAL, manifest=NO_PARTS, **{name: getattr(REAL, name).iloc[:0] for name in EMPTY})
    monkeypatch.setattr(data, "load_story", lambda: story)
    data.tables.forget()
    yield
    data.tables.forget()


@pytest.mark.usefixtures("only_events")
def test_a_story_of_events_alone_has_no_page_of_a_route_or_of_presence(opened: PageMaker) -> None:
    page = opened()
    assert not page.exception
    there = ["overview", "kidal_ambush", "timeline", "briefing", "evidence", "your_data", "method"]
    assert list(page.session_state["shell.pages"]) == there
    links = {link.proto.label for link in page.get("page_link")}
    assert links == {
        "The ambush, day by day",
        "Everything in time",
        "Claims and sources",
        "How to read this, and what it does not show",
    }
    for name in there[1:]:
        page.switch_page(f"{name}.py").run()
        assert not page.exception, name
        assert len(page.title) == 1, name
