"""The dashboard on a port of its own, and screens that can reach nothing else."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from geodata.asking.filters import Filters
from geodata.exports.web_page import MAX_BYTES, html_bytes
from geodata.selecting.colophon import Colophon, colophon
from geodata.selecting.selection import Selection, select
from geodata.telling.scenes import Scene
from tests.browser.phone import PHONE
from tests.browser.reader import Reader
from tests.browser.screen import PATIENCE, Screen
from tests.browser.seats import LOBBY, Seats
from tests.browser.server import REPOSITORY, served
from tests.real_story import REAL

NewScreen = Callable[..., Screen]
NewReader = Callable[..., Reader]
NewPhone = Callable[..., Reader]
Open = Callable[..., Page]

#: When each stand-alone file of the tests was made.
MADE = dt.datetime(2024, 11, 23, 17, 30, tzinfo=dt.UTC)


@pytest.fixture(scope="session")
def dashboard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a running dashboard."""
    with served(REPOSITORY / "app.py", tmp_path_factory.mktemp("server") / "log") as address:
        yield address


@pytest.fixture(scope="session")
def seats(browser: Browser, dashboard: str) -> Iterator[Seats]:
    """Where the viewers of all tests sit, one test after the other."""
    made = Seats(browser, dashboard, dashboard + LOBBY)
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
    made = Seats(browser, dashboard, dashboard + LOBBY)
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


@pytest.fixture
def new_phone(new_reader: NewReader) -> NewPhone:
    """A maker of phones: ``new_phone(width, height)``; it is one that is turned or exchanged for another size."""

    def make(width: int = 390, height: int = 844) -> Reader:
        return new_reader(width, height, **PHONE)

    return make


@pytest.fixture
def phone(new_phone: NewPhone) -> Reader:
    """A phone held upright."""
    return new_phone()


@pytest.fixture(scope="module")
def desks(browser: Browser) -> Iterator[Seats]:
    """Seats before a browser without a network."""
    made = Seats(browser, "file://")
    yield made
    made.close()


@pytest.fixture
def open_file(desks: Seats, tmp_path: Path) -> Iterator[Open]:
    """Make a file of a selection and open it; at the end nothing may have been asked for and nothing gone wrong."""
    asked: list[list[str]] = []

    def make(
        filters: Filters | None = None,
        selection: Selection | None = None,
        about: Colophon | None = None,
        scenes: list[Scene] | None = None,
        fragment: str = "",
    ) -> Page:
        wanted = filters or Filters()
        chosen = selection or select(REAL, wanted)
        path = tmp_path / "kidal.html"
        path.write_bytes(html_bytes(chosen, about or colophon(REAL, wanted, MADE), scenes))
        assert path.stat().st_size <= MAX_BYTES
        page = desks.take(1280, 900, offline=True).page
        requests: list[str] = []
        asked.append(requests)
        page.on("request", lambda request: requests.append(request.url))
        page.set_default_timeout(PATIENCE)
        page.goto(path.as_uri() + fragment)
        page.wait_for_selector("#map_div[data-drawn]", state="attached")
        page.wait_for_selector("#map_div[data-basemap=whole]", state="attached")
        return page

    yield make
    for requests in asked:
        assert [url[:80] for url in requests if not url.startswith(("data:", "file:"))] == []
        assert len([url for url in requests if url.startswith("file:")]) == 1
    seen = desks.leave()
    assert [error for one in seen for error in one.errors] == []
    assert [url for one in seen for url in one.outside] == []
