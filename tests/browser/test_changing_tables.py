"""A server whose tables change and whose pages fail: viewers keep what is good, and are told in a sentence."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from geodata.story_folder import TABLES
from tests.browser.screen import IDLE, MAP
from tests.browser.server import REPOSITORY, running

_APP = """
import sys
from pathlib import Path
sys.path.insert(0, {repository!r})
FOLDER = Path({folder!r})
import streamlit as st
from geodata.reading.story import load_story
from geodata.serving import tables as data
from pages.door import script_errors
data.LOOK_EVERY = 0.3
data.tables = data.Tables(FOLDER, lambda: load_story(FOLDER))
from pages.widgets import counts
from pages.door.server import middleware, routes

whole = counts.counts_line
def failing(*given):
    if (FOLDER / "fail").exists():
        raise RuntimeError("secret words at /secret/path")
    return whole(*given)
counts.counts_line = failing
script_errors.tame_streamlit()
app = st.App({shell!r}, routes=routes(), middleware=middleware(), on_script_error=script_errors.on_page)
"""


@dataclass(frozen=True)
class Changing:
    """A running server, the folder of its tables, and its log."""

    home: str
    folder: Path
    log: Path

    def change(self, table: str, old: str, new: str) -> None:
        """Change the first occurrence of a text in a table."""
        path = self.folder / f"{table}.csv"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), "utf-8")


@pytest.fixture(scope="module")
def changing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Changing]:
    folder = tmp_path_factory.mktemp("changing")
    shutil.copytree(TABLES, folder / "tables")
    script = _APP.format(
        repository=str(REPOSITORY), folder=str(folder / "tables"), shell=str(REPOSITORY / "pages" / "shell.py")
    )
    (folder / "app.py").write_text(script, "utf-8")
    with running(folder / "app.py", folder / "log") as server:
        yield Changing(server.address, folder / "tables", folder / "log")


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


def settle(page: Page) -> None:
    page.wait_for_selector(IDLE, state="attached")
    page.frame_locator(MAP).locator("#map_div[data-drawn]").wait_for(state="attached")


def words(card: Locator) -> list[str]:
    """What a card says, without the names of its buttons, which stand there while one has the focus or the pointer."""
    expect(card.get_by_role("link", name="Link to this event")).to_be_visible()  # its last line
    return [line for line in card.inner_text().splitlines() if line.strip() not in ("", "Close", "Link to this event")]


@pytest.mark.slow
def test_a_broken_table_leaves_the_pages_as_they_were_and_says_so(page: Page, changing: Changing) -> None:
    page.goto(f"{changing.home}/?event=E34")
    settle(page)
    card = page.locator(".st-key-event-card")
    before = words(card)
    assert "Retreating convoy destroyed" in before[0]
    changing.change("events", "\nE34,", "\nE34 broken,")
    notice = page.get_by_text("The tables were changed and now have")
    try:
        for _ in range(25):
            page.reload()
            settle(page)
            if notice.count():
                break
        expect(notice).to_be_visible()
        assert words(card) == before
    finally:
        changing.change("events", "\nE34 broken,", "\nE34,")
    for _ in range(25):
        page.reload()
        settle(page)
        if not notice.count():
            break
    assert notice.count() == 0


@pytest.mark.slow
def test_a_changed_table_reaches_an_open_page_with_the_next_click(page: Page, changing: Changing) -> None:
    page.goto(f"{changing.home}/briefing")
    page.wait_for_selector(IDLE, state="attached")
    first = page.get_by_text(re.compile(r"^1\. ")).first
    expect(first).to_be_visible()
    headline = first.inner_text().removeprefix("1. ")
    changing.change("scenes", headline, "A headline that is new")
    found = page.get_by_text("A headline that is new")
    try:
        for _ in range(25):
            page.get_by_role("button", name="Back to the story’s own scenes").click()
            page.wait_for_selector(IDLE, state="attached")
            if found.count():
                break
        expect(found.first).to_be_visible()
    finally:
        changing.change("scenes", "A headline that is new", headline)
    assert page.locator('[data-testid="stException"]').count() == 0


@pytest.mark.slow
def test_a_page_that_fails_shows_a_number_that_the_log_has_too(page: Page, changing: Changing) -> None:
    page.goto(changing.home)
    settle(page)
    (changing.folder / "fail").touch()
    try:
        page.goto(f"{changing.home}/evidence")
        alert = page.locator('[data-testid="stAlert"]').filter(has_text="not foreseen")
        expect(alert).to_be_visible()
    finally:
        (changing.folder / "fail").unlink()
    number = re.search(r"error ([0-9a-f]{8})", alert.inner_text())
    assert number is not None
    body = page.locator("body").inner_text()
    assert "secret" not in body
    assert "Traceback" not in body
    log = changing.log.read_text("utf-8")
    assert f"Error {number[1]}" in log
    assert "  | RuntimeError: secret words" in log
    page.reload()
    page.wait_for_selector(IDLE, state="attached")
    assert page.locator('[data-testid="stAlert"]').filter(has_text="not foreseen").count() == 0
