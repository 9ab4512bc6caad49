"""Sign-in by a provider on this machine: what is shut before, and open after."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.browser.provider import CLIENT, PERSON, provided
from tests.browser.screen import PATIENCE, Screen
from tests.browser.server import REPOSITORY, served

_SECRETS = """
[auth]
redirect_uri = "http://127.0.0.1:{{port}}/oauth2callback"
cookie_secret = "a secret of this test, long enough to sign with"
client_id = "{client}"
client_secret = "another"
server_metadata_url = "{home}/.well-known/openid-configuration"
"""

#: What holds rows of the story, beside the pages.
_GUARDED = ("/api/events.geojson", "/api/events.gpkg", "/api/health", "/api/", "/api/nothing", "/present")


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a dashboard that asks for sign-in."""
    folder = tmp_path_factory.mktemp("guarded")
    with provided() as provider:
        secrets = folder / "secrets.toml"
        secrets.write_text(_SECRETS.format(client=CLIENT, home=provider))
        with served(REPOSITORY / "app.py", folder / "log", {"secrets.files": str(secrets)}) as home:
            yield home


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 720}, service_workers="block")
    context.set_default_timeout(PATIENCE)
    yield context
    context.close()


def story_address(page: Page, home: str) -> str:
    """The address of the story, as the frame of the map asks for it."""
    found: list[str] = page.frames[-1].evaluate("performance.getEntriesByType('resource').map(entry => entry.name)")
    story = next(name for name in found if "/assets/story" in name)
    return story.removeprefix(home)


def test_who_is_not_signed_in_sees_no_row_and_gets_none(guarded: str, context: BrowserContext) -> None:
    page = context.new_page()
    page.goto(guarded + "/timeline?country=MLI")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    expect(page.locator(".st-key-counts")).to_have_count(0)
    expect(page.locator("iframe")).to_have_count(0)
    for path in _GUARDED:
        answer = context.request.get(guarded + path)
        assert answer.status == 401
        assert answer.headers["content-type"].startswith("text/plain")
        assert "content-security-policy" in answer.headers


def test_signing_in_opens_the_page_that_was_wanted_and_every_address(guarded: str, context: BrowserContext) -> None:
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    wanted = guarded + "/kidal_ambush?country=MLI"
    page.goto(wanted)
    page.get_by_role("button", name="Sign in").click()
    screen = Screen(page, guarded)
    page.wait_for_url(wanted)
    screen.settle()
    expect(page.get_by_text(f"Signed in as {PERSON}")).to_be_visible()
    for path in _GUARDED:
        answer = context.request.get(guarded + path)
        assert answer.status == (404 if path == "/api/nothing" else 200), path
        assert "public" not in answer.headers.get("cache-control", "")
        assert "cookie" in answer.headers["vary"].lower()
    story = story_address(page, guarded)
    assert context.request.get(guarded + story).ok
    assert [error for error in errors if "_stcore" not in error and "404" not in error] == []

    stranger = context.browser.new_context() if context.browser else None
    assert stranger is not None
    assert stranger.request.get(guarded + story).status == 401
    stranger.close()

    # the page asks for sign-in again at once, and goes then to the address that takes the cookie back
    with page.expect_response(lambda answer: urlsplit(answer.url).path == "/auth/logout"):
        page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    assert context.request.get(guarded + "/api/events.geojson").status == 401


def test_a_forged_cookie_opens_nothing(guarded: str, context: BrowserContext) -> None:
    forged = "eyJpc19sb2dnZWRfaW4iOnRydWV9.aaaaaa.bbbbbbbbbbbbbbbbbbbbbbbbbbb"
    host = urlsplit(guarded).hostname
    context.add_cookies([{"name": "_streamlit_user", "value": forged, "domain": host or "", "path": "/"}])
    assert context.request.get(guarded + "/api/events.geojson").status == 401
    page = context.new_page()
    page.goto(guarded)
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
