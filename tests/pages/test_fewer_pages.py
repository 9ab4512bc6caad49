"""A story has the pages that it has rows for, each of them opens, and nothing leads to the others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from geodata.reading.manifest import NO_PARTS
from geodata.reading.story import Story
from geodata.reading.vocabularies import VOCABULARIES
from geodata.serving import tables as served
from geodata.views.registry import PAGE_KINDS, kind_of, kinds_for
from pages.viewing import reading
from tests.pages.conftest import PageMaker
from tests.real_story import REAL

#: Nothing but events, what they rest on and what their codes are called.
EMPTY = ("presence", "legs", "route", "facts", "claims", "claim_links", "questions", "scenes", "positions")


@pytest.fixture
def only_events(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    named = {name: getattr(REAL.manifest, name) for name in VOCABULARIES if name not in ("candidates", "notes")}
    parts = replace(NO_PARTS, **named)
    story: Story = replace(REAL, manifest=parts, **{name: getattr(REAL, name).iloc[:0] for name in EMPTY})
    monkeypatch.setattr(served, "load_story", lambda: story)
    served.tables.forget()
    yield
    served.tables.forget()


@pytest.mark.usefixtures("only_events")
def test_a_story_of_events_alone_has_no_page_of_a_route_or_of_presence(opened: PageMaker) -> None:
    page = opened()
    assert not page.exception
    told = reading.story()
    there = [kind.path(told) for kind in kinds_for(told)]
    assert {kind.name for kind in PAGE_KINDS} - set(there) >= {"route", "presence"}
    assert list(page.session_state["shell.pages"]) == there
    links = [link.proto.label for link in page.get("page_link")]
    assert links == [way for name in there if (way := kind_of(name, told).in_story(told).way)]
    assert "The ambush, day by day" in links
    for name in there[1:]:
        page.switch_page(f"{name}.py").run()
        assert not page.exception, name
        assert len(page.title) == 1, name
