"""A story that nobody of this project tells, in a browser: each of its pages opens, its map is drawn with its marks."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from geodata.story_folder import VARIABLE
from tests.browser.screen import Screen
from tests.browser.server import REPOSITORY, running
from tests.browser.watch import Watch
from tests.example_story.isle import PAGES, write_isle

pytestmark = [pytest.mark.browser, pytest.mark.slow]

#: The events at places that are known well enough for a mark, and those of them that are numbered steps.
MARKED = ["E01", "E02", "E03", "E04", "E05", "E06", "E07", "E09", "E10", "E11"]
STEPS = MARKED[2:]
#: What has a mark on each page with a map, and how many rows it counts.
WITH_MAP = {
    "overview": (MARKED, "12 of 12 events"),
    "episode": (STEPS, "9 of 9 steps"),
    "timeline": (MARKED, "12 of 12"),
}

#: The bounds of all land that is drawn in the pane of the relief: west, south, east, north.
_LAND = """() => {
    const found = L.latLngBounds([]);
    ConflictMap.renderer.map.eachLayer(layer => {
        if (layer.options.pane === 'cm-relief' && layer.getBounds && layer.feature) found.extend(layer.getBounds());
    });
    return found.toBBoxString().split(',').map(Number);
}"""


@pytest.fixture
def screen(browser: Browser, tmp_path: Path) -> Iterator[Screen]:
    isle = write_isle(tmp_path / "isle")
    with running(REPOSITORY / "app.py", tmp_path / "log", environment={VARIABLE: str(isle)}) as server:
        context = browser.new_context(viewport={"width": 1280, "height": 720}, service_workers="block")
        watch = Watch(context, server.address)
        yield Screen(context.new_page(), server.address)
        context.close()
        assert watch.outside == []
        assert watch.errors == []
        assert "Traceback" not in (tmp_path / "log").read_text("utf-8", "replace")


def test_every_page_opens_and_each_map_is_drawn(screen: Screen) -> None:
    screen.open()
    expect(screen.page.get_by_test_id("stTopNavLink")).to_have_count(len(PAGES))
    for name in PAGES:
        screen.open("/" if name == PAGES[0] else f"/{name}", with_map=name in WITH_MAP)
        if name in WITH_MAP:
            screen.frame.wait_for_selector("#map_div[data-basemap=whole]", state="attached")
            marked, counted = WITH_MAP[name]
            assert screen.marks() == marked
            assert screen.frame.evaluate(_LAND) == pytest.approx([-123.033, -47.341, -121.755, -46.6], abs=0.01)
            expect(screen.page.locator(".st-key-counts")).to_contain_text(counted)


def test_an_event_is_chosen_and_a_filter_takes_the_others_away(screen: Screen) -> None:
    screen.open(event="E05")
    expect(screen.card).to_contain_text("Two boats collide at the Bar")
    with screen.redrawn():
        screen.choose("kind", "Collision")
    assert screen.marks() == ["E05"]
