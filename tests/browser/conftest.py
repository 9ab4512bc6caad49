"""The dashboard on a port of its own, and screens that can reach nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.screen import Screen
from tests.browser.server import REPOSITORY, served
from tests.browser.watch import Watch

NewScreen = Callable[..., Screen]


@pytest.fixture(scope="session")
def dashboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running dashboard."""
    with served(REPOSITORY / "app.py", tmp_path_factory.mktemp("server") / "log") as address:
        yield address


@pytest.fixture
def new_screen(browser: Browser, dashboard: str) -> Iterator[NewScreen]:
    """A maker of screens: ``new_screen(width, height)``. Each is another viewer, with nothing remembered.

    At the end no screen may have asked another host for anything, nor have an error in its console.
    """
    made = []

    def make(width: int = 1280, height: int = 720, **options: Any) -> Screen:
        context = browser.new_context(viewport={"width": width, "height": height}, service_workers="block", **options)
        watch = Watch(context, dashboard)
        made.append((context, watch))
        return Screen(context.new_page(), dashboard)

    yield make
    for context, _ in made:
        context.close()
    assert [url for _, watch in made for url in watch.outside] == [], "another host was asked"
    assert [error for _, watch in made for error in watch.errors] == [], "errors in the console"


@pytest.fixture
def screen(new_screen: NewScreen) -> Screen:
    """One viewer at a 1280 x 720 window."""
    return new_screen()
