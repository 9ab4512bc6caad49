"""A file that cannot be made: the viewer is told under which number the log says why, in the viewer's language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.screen import Screen
from tests.browser.server import REPOSITORY, running

_APP = f"""
import sys
sys.path.insert(0, {str(REPOSITORY)!r})
import errno
import streamlit as st
from pages.door import script_errors
from pages.handing import download_panel
from pages.viewing import failed_download
from pages.door.server import middleware, routes

def failing(story, *given, **named):
    if story.language == "fr":
        raise OSError(errno.ENOSPC, "No space left", "/secret/path")
    raise RuntimeError("secret words")
download_panel.select = failing
script_errors.tame_streamlit()
failed_download.number_failed_downloads()
app = st.App({str(REPOSITORY / "pages" / "shell.py")!r}, routes=routes(), middleware=middleware())
"""


@pytest.mark.parametrize(
    ("language", "opener", "button", "told"),
    [
        (
            "en",
            "Take it with you",
            "GeoJSON",
            r"could not be made; the operator finds it in the log as error (\w{8})\.",
        ),
        ("fr", "Emporter", "GeoJSON", r"erreur (\w{8})\."),
    ],
)
def test_the_page_and_the_log_agree(
    browser: Browser, tmp_path: Path, language: str, opener: str, button: str, told: str
) -> None:
    (tmp_path / "app.py").write_text(_APP, "utf-8")
    log = tmp_path / "log"
    with running(tmp_path / "app.py", log) as server:
        context = browser.new_context(viewport={"width": 1280, "height": 900})
        screen = Screen(context.new_page(), server.address)
        screen.open("/", lang=language)
        screen.page.get_by_role("button", name=opener).click()
        screen.page.locator(".st-key-download-panel").get_by_role("button", name=button).click()
        notice = screen.page.get_by_text(re.compile(told)).first
        expect(notice).to_be_visible()
        number = re.search(told, notice.inner_text())
        assert number is not None
        assert f"Error {number[1]} at a download" in log.read_text("utf-8")
        assert "secret" not in screen.page.locator("body").inner_text()
        context.close()
