"""A story has the pages that it has rows for, each of them opens, and nothing leads to the others."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest

from geodata.reading.manifest import NO_PARTS
from geodata.reading.story import Story
from geodata.reading.vocabularies import VOCABULARIES
from geodata.serving import tables as served
from geodata.views.registry import PAGE_KINDS, kinds_for
from tests.pages.conftest import PageMaker
from tests.real_story import REAL

#: Nothing but events, what they rest on and what their codes are called.
EVENTS_ALONE = ("presence", "legs", "route", "facts", "claims", "claim_links", "questions", "scenes", "positions")

#: The tables that are empty in a story without events, and in one of actors, places and sources alone.
NO_EVENT = ("events", "facts", "claims", "claim_links", "questions", "scenes", "positions")
NOTHING_HAPPENED = tuple({*EVENTS_ALONE, *NO_EVENT})

Tell = Callable[..., Story]


@pytest.fixture
def tell(monkeypatch: pytest.MonkeyPatch) -> Iterator[Tell]:
    """Have the pages tell the real story without the rows of some tables, and without parts that rows play."""
    named = {name: getattr(REAL.manifest, name) for name in VOCABULARIES if name not in ("candidates", "notes")}
    parts = replace(NO_PARTS, **named, days=REAL.manifest.days)

    def told(*empty: str) -> Story:
        story: Story = replace(REAL, manifest=parts, **{name: getattr(REAL, name).iloc[:0] for name in empty})
        monkeypatch.setattr(served, "load_story", lambda: story)
        served.tables.forget()
        return story

    yield told
    served.tables.forget()


def every_page_opens(opened: PageMaker, story: Story) -> list[str]:
    """Open each page that the story has; return the words of the links between them."""
    page = opened()
    assert not page.exception
    there = kinds_for(story)
    assert list(page.session_state["shell.pages"]) == [kind.path(story) for kind in there]
    links = [link.proto.label for link in page.get("page_link")]
    assert links == [way for kind in there if (way := kind.in_story(story).way)]
    for kind in there[1:]:
        page.switch_page(f"{kind.name}.py").run()
        assert not page.exception, kind.name
        assert len(page.title) == 1, kind.name
    return links


def gone(story: Story) -> set[str]:
    return {kind.name for kind in PAGE_KINDS} - {kind.name for kind in kinds_for(story)}


def test_a_story_of_events_alone_has_no_page_of_a_route_or_of_presence(opened: PageMaker, tell: Tell) -> None:
    story = tell(*EVENTS_ALONE)
    assert gone(story) >= {"route", "presence"}
    assert "The ambush, day by day" in every_page_opens(opened, story)


@pytest.mark.parametrize(
    ("empty", "lacking"),
    [(NO_EVENT, {"episode"}), (NOTHING_HAPPENED, {"episode", "route", "presence", "timeline"})],
    ids=["no event", "nothing happened"],
)
def test_a_story_without_events_shows_the_pages_it_has_rows_for(
    opened: PageMaker, tell: Tell, empty: tuple[str, ...], lacking: set[str]
) -> None:
    story = tell(*empty)
    assert gone(story) == lacking
    every_page_opens(opened, story)
