"""The dashboard on a port of its own, and screens that can reach nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from tests.browser.reader import Reader
from tests.browser.screen import Screen
from tests.browser.seats import Seats
from tests.browser.server import REPOSITORY, served

NewScreen = Callable[..., Screen]
NewReader = Callable[..., Reader]


@pytest.fixture(scope="session")
def dashboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running dashboard."""
    with served(REPOSITORY / "app.py", tmp_path_factory.mktemp("server") / "log") as address:
        yield address


@pytest.fixture(scope="session")
def seats(browser: Browser, dashboard: str) -> Iterator[Seats]:
    """Where the viewers of all tests sit, one test after the other."""
    made = Seats(browser, dashboard)
    yield made
    made.close()


@pytest.fixture
def new_screen(seats: Seats, dashboard: str) -> Iterator[NewScreen]:
    """A maker of screens: ``new_screen(width, height)``. Each is another viewer, with nothing remembered.

    ``alone=True`` gives a browser that has fetched nothing yet, and that may be changed in ways that cannot be undone
    (scripts that run in every page). At the end no screen may have asked another host for anything, nor have an error
    in its console.
    """

    def make(width: int = 1280, height: int = 720, **options: Any) -> Screen:
        return Screen(seats.take(width, height, **options).page, dashboard)

    yield make
    watches = seats.leave()
    assert [url for watch in watches for url in watch.outside] == [], "another host was asked"
    assert [error for watch in watches for error in watch.errors] == [], "errors in the console"


@pytest.fixture
def screen(new_screen: NewScreen) -> Screen:
    """One viewer at a 1280 x 720 window."""
    return new_screen()


@pytest.fixture(scope="session")
def _chairs(browser: Browser, dashboard: str) -> Iterator[Seats]:
    """The seats of viewers who stay for a whole file of tests."""
    made = Seats(browser, dashboard)
    yield made
    made.close()


@pytest.fixture(scope="module")
def _stay(_chairs: Seats) -> Iterator[Seats]:
    yield _chairs
    _chairs.leave()


@pytest.fixture
def new_reader(_stay: Seats, dashboard: str) -> Iterator[NewReader]:
    """A maker of readers: ``new_reader(width, height)``, one for all tests of a file on windows of that kind.

    They look and choose, and leave nothing behind but a view.
    """
    made = []

    def make(width: int = 1280, height: int = 720, **options: Any) -> Reader:
        seat = _stay.keep(width, height, **options)
        made.append(seat)
        return Reader(seat.page, dashboard)

    yield make
    seen = [seat.watch.begin_anew() for seat in made]
    assert [url for one in seen for url in one.outside] == [], "another host was asked"
    assert [error for one in seen for error in one.errors] == [], "errors in the console"


@pytest.fixture
def reader(new_reader: NewReader) -> Reader:
    """One reader at a 1280 x 720 window."""
    return new_reader()
