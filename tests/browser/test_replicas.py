"""Two processes behind nginx: one is killed, and its viewers see on the other what they saw: the URL is the view."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests import nginx
from tests.browser.screen import MAP, Screen
from tests.browser.server import REPOSITORY, Server, running
from tests.browser.still import wait_until_still

pytestmark = [pytest.mark.browser, pytest.mark.slow]

#: Milliseconds within which a page has to stand again: Streamlit asks for its server less and less often.
_AGAIN = 60_000
#: New viewers until each process has one: that so many all come to the same one happens once in half a million times.
_MOST = 20

#: Notes in ``window.life`` how connection and script fare.
_WATCH = """() => {
    const app = document.querySelector('[data-testid="stApp"]'), life = window.life = [];
    const note = () => life.push(`${app.dataset.testConnectionState} ${app.dataset.testScriptState}`);
    new MutationObserver(note).observe(app, { attributes: true });
}"""
#: Whether the connection was lost, is there again, and the page has been run to its end since.
_BACK = """() => {
    const since = window.life.slice(window.life.findLastIndex(state => !state.startsWith('CONNECTED')));
    return since.length < window.life.length && since.at(-1) === 'CONNECTED notRunning' &&
        since.includes('CONNECTED running');
}"""
_UNDISTURBED = "() => window.life.every(state => state.startsWith('CONNECTED'))"


@dataclass(frozen=True)
class Site:
    """nginx's address, and the processes behind it by ``host:port``."""

    address: str
    replicas: dict[str, Server]

    def replica_of(self, context: BrowserContext) -> str:
        """Say which process answers a browser."""
        answer = context.request.get(f"{self.address}/_stcore/health")
        assert answer.ok
        return answer.headers[nginx.REPLICA].split(", ")[-1]


@pytest.fixture
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Two processes behind nginx."""
    folder = tmp_path_factory.mktemp("replicas")
    app = REPOSITORY / "app.py"
    with running(app, folder / "first.log") as first, running(app, folder / "second.log") as second:
        servers = [first, second]
        with nginx.in_front_of([server.address for server in servers], folder) as address:
            yield Site(address, {server.address.split("//")[1]: server for server in servers})


@pytest.fixture
def viewers(browser: Browser, site: Site) -> Iterator[dict[str, BrowserContext]]:
    """A viewer of each process, by the process."""
    made: list[BrowserContext] = []
    found: dict[str, BrowserContext] = {}
    for _ in range(_MOST):
        context = browser.new_context(viewport={"width": 1280, "height": 720}, service_workers="block")
        made.append(context)
        context.request.get(site.address)  # the first page brings the cookie
        found.setdefault(site.replica_of(context), context)
        if len(found) == len(site.replicas):
            break
    assert set(found) == set(site.replicas)
    yield found
    for context in made:
        context.close()


def what_is_seen(screen: Screen) -> dict[str, Any]:
    """All by which a viewer would notice that something has changed."""
    return {
        "address": screen.address,
        "counts": screen.count_line(),
        "card": screen.card.inner_text(),
        "marks": screen.marks(),
        "filter": screen.page.locator("[data-testid=stSidebar]").inner_text(),
        "page": screen.page.locator('[data-testid="stTopNavLink"][aria-current="page"]').inner_text(),
        "centre and zoom": screen.view(),
    }


def look_around(screen: Screen) -> None:
    """Open a page, narrow the filter, choose an event, move and zoom the map."""
    screen.open("/kidal_ambush", country="MLI")
    with screen.redrawn():
        screen.choose("confidence", "well attested")
    with screen.redrawn():
        screen.mark("E28").click()
    screen.card.wait_for()
    screen.pan(-90, -50)
    screen.page.wait_for_function("() => new URL(location.href).searchParams.has('lat')")
    screen.page.frame_locator(MAP).locator(".leaflet-control-zoom-in").click()
    wait_until_still(screen.page)  # the map zooms softly
    screen.settle()


def test_viewers_of_a_killed_process_see_the_same_on_another(site: Site, viewers: dict[str, BrowserContext]) -> None:
    (lost, there), (kept, here) = viewers.items()
    theirs, ours = Screen(there.new_page(), site.address), Screen(here.new_page(), site.address)
    for screen in (theirs, ours):
        look_around(screen)
        screen.brand()
        screen.page.evaluate(_WATCH)
    before = what_is_seen(theirs)
    assert {"country", "confidence", "event", "lat", "lng", "zoom"} <= set(theirs.params)

    os.kill(site.replicas[lost].pid, signal.SIGKILL)
    theirs.page.wait_for_function(_BACK, timeout=_AGAIN)
    theirs.settle()

    assert site.replica_of(there) == kept
    assert what_is_seen(theirs) == before
    assert theirs.is_branded(), "the map was made anew"
    theirs.choose("country", "Niger")
    theirs.wait_for_params(country=["MLI", "NER"], event=["E28"])

    assert site.replica_of(here) == kept
    assert ours.page.evaluate(_UNDISTURBED), "the viewer of the other process was disturbed"
    assert ours.is_branded()
