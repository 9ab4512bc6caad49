"""Presenter mode in a real browser: opening it, beginning again on it, and going through its scenes."""

from __future__ import annotations

from collections.abc import Iterator

from playwright.sync_api import Page, expect

from geodata.reading.story import load_story
from geodata.telling.scenes import Scene, story_scenes
from tests.browser.screen import Screen
from tests.browser.still import wait_until_still

SCENES: list[Scene] = story_scenes(load_story())

#: Shows a scene, the first if there is none of that name, with notes and blank screen away and no flight on its way.
_BEGIN = """scene => {
    const presenter = ConflictMap.presenter;
    if (!presenter.notes.hidden) presenter.toggleNotes();
    if (!presenter.blank.hidden) presenter.toggleBlank();
    document.activeElement.blur();
    presenter.show(Math.max(0, presenter.index(scene)));
    presenter.frame(false);
}"""


def opened(screen: Screen, query: str = "", scene: str = "") -> Page:
    """Presenter mode with its map drawn; a window that is open on it already begins again with the scene."""
    page, address = screen.page, f"{screen.home}/present{query}"
    if page.url.split("#")[0] == address:
        page.evaluate(_BEGIN, scene)
        wait_until_still(page)
        return page
    page.goto(address + (f"#{scene}" if scene else ""))
    page.wait_for_selector("#map_div[data-drawn]", state="attached")
    page.wait_for_selector("#map_div[data-basemap=whole]", state="attached")
    return page


def scene_by_scene(page: Page) -> Iterator[Scene]:
    """Go from the scene that is shown, the first, to the last."""
    for scene in SCENES:
        expect(page.locator(".p-head h1")).to_have_text(scene.headline)
        yield scene
        page.keyboard.press("PageDown")
