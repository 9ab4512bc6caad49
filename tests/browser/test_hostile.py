"""A stranger's words in a real browser: no dialog, nothing runs, nothing is asked of another host, no console error."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from importers.event_files import read
from playwright.sync_api import Browser, Page, expect

from geodata.asking.filters import Filters
from geodata.exports import FORMATS
from geodata.imported.event_set import event_set
from geodata.imported.shown import shown_events
from geodata.importers import ImportOptions
from geodata.reading.story import load_story
from geodata.selecting.colophon import colophon
from geodata.selecting.selection import select
from tests.browser.reader import Reader
from tests.browser.screen import IDLE, MAP
from tests.browser.server import REPOSITORY, running
from tests.browser.still import draw_frames, wait_until_still
from tests.browser.test_your_data import accept, bring, payload
from tests.browser.watch import Watch
from tests.hostile import RAW, TEXTS, events_csv
from tests.hostile_story import hostile_story
from tests.page_lists import NAMES

#: The dashboard, with a stranger's words in its tables, and a page that fails when it is asked to.
_APP = f"""
import sys
sys.path.insert(0, {str(REPOSITORY)!r})
import streamlit as st
from geodata.reading.story import load_story
from geodata.serving import tables as data
from pages.door import script_errors
from pages.door.server import middleware, routes
from tests.hostile_story import hostile_story

STORY = hostile_story(load_story())
data.load_story = lambda: STORY
script_errors.tame_streamlit()
app = st.App({str(REPOSITORY / "pages" / "shell.py")!r}, routes=routes(), middleware=middleware(),
             on_script_error=script_errors.on_page)
"""


class Guarded:
    """A screen, and what it must not do."""

    def __init__(self, browser: Browser, home: str) -> None:
        self.context = browser.new_context(viewport={"width": 1280, "height": 900}, service_workers="block")
        self.watch = Watch(self.context, home)
        self.dialogs: list[str] = []
        self.page = self.context.new_page()
        self.page.on("dialog", self._dialog)
        self.screen = Reader(self.page, home)

    def _dialog(self, dialog: object) -> None:
        self.dialogs.append(dialog.message)  # type: ignore[attr-defined]
        dialog.dismiss()  # type: ignore[attr-defined]

    def check(self) -> None:
        """Check that nothing ran in any frame."""
        for frame in self.page.frames:
            assert frame.evaluate("() => window.ran") is None, frame.url
            assert frame.evaluate("() => document.querySelectorAll('a[href^=\"javascript:\" i]').length") == 0
        assert self.dialogs == []
        assert self.watch.outside == []
        assert self.watch.errors == []


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("hostile")
    (folder / "app.py").write_text(_APP, "utf-8")
    with running(folder / "app.py", folder / "log") as server:
        yield server.address


@pytest.fixture(scope="module")
def guarded(browser: Browser, home: str) -> Iterator[Guarded]:
    made = Guarded(browser, home)
    yield made
    made.context.close()


def touch_marks(page: Page, most: int = 6) -> None:
    """Hover and click some marks of the map, and whatever list they open."""
    frame = page.frame_locator(MAP)
    for number in range(min(frame.locator(".cm-mark").count(), most)):
        mark = frame.locator(".cm-mark").nth(number)
        mark.dispatch_event("mouseover")
        mark.dispatch_event("click")
        wait_until_still(page)
        for choice in frame.locator(".cm-choice").all()[:1]:
            choice.dispatch_event("click")
        page.wait_for_selector(IDLE, state="attached")


@pytest.mark.slow
def test_hostile_tables_and_a_hostile_file_on_every_page(guarded: Guarded) -> None:
    screen, page = guarded.screen, guarded.page
    screen.open("/your_data", with_map=False)
    bring(screen, payload(events_csv(), "</script><img src=x onerror=window.ran=30>.csv"))
    accept(screen)
    guarded.check()
    for at in range(len(NAMES)):
        title = page.get_by_test_id("stTopNavLink").nth(at)
        title.click()
        expect(title).to_have_attribute("aria-current", "page")
        screen.settle(with_map=False)
        if page.locator(MAP).count():
            page.frame_locator(MAP).locator("#map_div[data-drawn]").wait_for(state="attached")
            touch_marks(page)
        for opener in page.locator('[data-testid="stMain"] [data-testid="stExpander"] summary').all()[:4]:
            opener.click()
        wait_until_still(page)
        assert page.locator('[data-testid="stException"]').count() == 0
        guarded.check()


@pytest.mark.slow
def test_the_card_of_each_hostile_row(guarded: Guarded) -> None:
    screen, page = guarded.screen, guarded.page
    for chosen in ("E01", "E34", "E20"):
        screen.open("/", event=chosen)
        expect(page.locator(".st-key-event-card")).to_be_visible()
        guarded.check()


@pytest.mark.slow
@pytest.mark.parametrize("name", ["q", "actor", "event", "lanes", "day"])
def test_hostile_addresses(guarded: Guarded, name: str) -> None:
    for text in (TEXTS["script"], TEXTS["template literal"], TEXTS["markdown link"], RAW["log line"]):
        guarded.screen.open("/timeline", True, **{name: text})
        guarded.check()


@pytest.mark.slow
def test_the_presenter_and_the_page_of_the_interface(guarded: Guarded) -> None:
    for path, ready in (("/present", "#map_div[data-drawn]"), ("/api/", "h1")):
        guarded.page.goto(guarded.screen.home + path)
        guarded.page.wait_for_selector(ready, state="attached")
        for _ in range(12):
            guarded.page.keyboard.press("PageDown")
            draw_frames(guarded.page, 2)
        guarded.page.keyboard.press("n")
        wait_until_still(guarded.page)
        guarded.check()


@pytest.mark.slow
def test_the_file_to_hand_over(browser: Browser, tmp_path: Path) -> None:
    story = hostile_story(load_story())
    own = event_set(
        read(events_csv(), options=ImportOptions(licence=TEXTS["script"], dataset=TEXTS["handlers"])), "own"
    )
    shown = shown_events(own, story, Filters())
    selection = select(story, Filters(), imported=shown)
    about = colophon(story, Filters(), dt.datetime.now(dt.UTC), imported=shown)
    path = tmp_path / "handout.html"
    FORMATS["html"].write(selection, about, path)
    guarded = Guarded(browser, "file://")
    page = guarded.page
    page.goto(path.as_uri())
    page.wait_for_selector("#map_div[data-drawn]", state="attached")
    for mark in page.locator(".cm-mark").all()[:8]:
        mark.dispatch_event("mouseover")
        mark.dispatch_event("click")
        draw_frames(page, 2)
    for _ in range(14):
        page.keyboard.press("PageDown")
        draw_frames(page, 2)
    wait_until_still(page)
    assert page.evaluate("() => window.ran") is None
    assert guarded.dialogs == []
    assert guarded.watch.errors == []
    assert [url for url in guarded.watch.outside if not url.startswith("file:")] == []
    guarded.context.close()
