"""On a viewer's first page the map comes before the rest; and the rest comes whatever becomes of the map."""

from __future__ import annotations

import pytest
from playwright.sync_api import Route, expect

from tests.browser.conftest import NewScreen
from tests.browser.screen import Screen
from tests.real_story import EVENTS

#: Notes the moments, in milliseconds, at which the map stood and at which the filter did.
_CLOCK = """() => {
    const seen = window.seenAt = {};
    const look = () => {
        const map = document.querySelector('.st-key-map-frame iframe')?.contentDocument?.querySelector('#map_div');
        if (!seen.map && map?.dataset.drawn) seen.map = performance.now();
        if (!seen.filter && document.querySelector('.stSidebar .stMultiSelect')) seen.filter = performance.now();
        if (!seen.map || !seen.filter) requestAnimationFrame(look);
    };
    look();
}"""


@pytest.mark.alone
def test_the_map_stands_before_the_filter_is_drawn(new_screen: NewScreen) -> None:
    screen = new_screen(alone=True)
    screen.page.add_init_script(f"if (window === top) ({_CLOCK})()")
    screen.open("/")
    screen.page.wait_for_function("() => seenAt.map && seenAt.filter")
    seen = screen.page.evaluate("seenAt")
    assert 0 < seen["map"] < seen["filter"]


def test_the_page_does_not_wait_again(screen: Screen) -> None:
    asked: list[str] = []
    screen.page.on("request", lambda request: asked.append(request.url))
    screen.open("/")
    with screen.redrawn():
        screen.choose("country", "Mali")
    screen.turn_to("Timeline")
    screen.settle()
    assert len({url for url in asked if "/drawn/" in url}) == 1
    screen.page.reload()  # a new session
    screen.settle()
    assert len({url for url in asked if "/drawn/" in url}) == 2


def test_a_browser_that_never_says_that_its_map_stands_gets_the_whole_page(new_screen: NewScreen) -> None:
    screen = new_screen(alone=True)

    def swallow(route: Route) -> None:
        route.fulfill(status=204)

    screen.page.route("**/drawn/**", swallow)
    screen.open("/?country=MLI")
    expect(screen.page.locator(".stSidebar .stMultiSelect").first).to_be_visible()
    assert f"of {EVENTS} events shown" in screen.count_line()


def test_a_word_that_nobody_was_told_is_answered_like_any_other(screen: Screen) -> None:
    screen.open("/")
    for word in ("none", "a" * 500):
        answer = screen.page.request.post(f"{screen.home}/drawn/{word}")
        assert (answer.status, answer.body()) == (204, b"")
