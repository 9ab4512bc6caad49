"""Sign-in: when it is asked for, what it shuts, and to whom it opens."""

from __future__ import annotations

import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin

import anyio
import pytest
from starlette.applications import Starlette
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.routing import BaseRoute, Route
from starlette.testclient import TestClient
from streamlit import config
from streamlit.runtime.secrets import secrets_singleton
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value

from pages.door.sign_in import is_on, is_public, is_signed_in, providers, sign_in_middleware, warned_when_open

COOKIE, SECRET, HOME = "_streamlit_user", "a secret of these tests, quite long", "https://map.example"
PERSON = {"is_logged_in": True, "origin": HOME, "email": "reader@example.org"}
SECRETS = f"""
[auth]
redirect_uri = "{HOME}/oauth2callback"
cookie_secret = "{SECRET}"
client_id = "map"
client_secret = "x"
server_metadata_url = "https://provider.example/.well-known/openid-configuration"
"""

Configure = Callable[[str | None], None]


@pytest.fixture
def configure(tmp_path: Path) -> Iterator[Configure]:
    """Put a text into secrets.toml; None leaves it out."""
    before = {name: config.get_option(name) for name in ("secrets.files", "server.address")}

    def put(text: str | None) -> None:
        path = tmp_path / "secrets.toml"
        if text is not None:
            path.write_text(text)
        config.set_option("secrets.files", [str(path)])
        secrets_singleton._reset()

    yield put
    for name, value in before.items():
        config.set_option(name, value)
    secrets_singleton._reset()


def cookie(person: object, secret: str = SECRET, name: str = COOKIE) -> str:
    return create_signed_value(secret, name, json.dumps(person)).decode()


def guarded() -> TestClient:
    """Routes of ours behind the guard, and some of Streamlit's beside them."""
    ours: list[BaseRoute] = [
        Route("/api/{path:path}", lambda _: PlainTextResponse("x", headers={"cache-control": "public, max-age=60"})),
        Route("/assets/{path:path}", lambda _: PlainTextResponse("x", headers={"cache-control": "public"})),
        Route("/imported/{path:path}", lambda _: PlainTextResponse("x")),
    ]
    theirs = [
        Route("/", lambda _: PlainTextResponse("the page")),
        Route("/auth/login", lambda _: RedirectResponse("https://provider.example/", 302)),
        Route("/oauth2callback", lambda _: RedirectResponse("/", 302)),
    ]
    app = Starlette(routes=[*ours, *theirs], middleware=sign_in_middleware(ours))
    return TestClient(app, base_url=HOME, follow_redirects=False)


@pytest.mark.parametrize(
    ("text", "on"),
    [(None, False), ("", False), ("other = 1", False), (SECRETS, True), ("[auth]", True), ("a = [", True)],
)
def test_sign_in_is_on_when_it_is_configured_or_the_configuration_cannot_be_read(
    configure: Configure, text: str | None, on: bool
) -> None:
    configure(text)
    assert is_on() == on
    assert guarded().get("/api/events.csv").status_code == (401 if on else 200)


def test_the_providers_are_those_that_the_configuration_names(configure: Configure) -> None:
    configure(SECRETS)
    assert providers() == ["default"]
    configure('[auth]\nredirect_uri = "x"\n[auth.one]\nclient_id = "a"\n[auth.two]\nclient_id = "b"')
    assert providers() == ["one", "two"]
    configure("a = [")
    assert providers() == []


@pytest.mark.parametrize("path", ["/api/events.csv", "/api/", "/assets/story.0123.json", "/imported/x/columns"])
def test_rows_are_for_those_who_are_signed_in(configure: Configure, path: str) -> None:
    configure(SECRETS)
    client = guarded()
    refused = client.get(path)
    assert refused.status_code == 401
    assert refused.headers["cache-control"] == "no-store"
    assert client.post(path).status_code == 401
    client.cookies.set(COOKIE, cookie(PERSON))
    answer = client.get(path)
    assert answer.status_code == 200
    assert "public" not in answer.headers.get("cache-control", "")
    assert "cookie" in answer.headers["vary"]


@pytest.mark.parametrize("path", ["/", "/assets/map.0123.js", "/auth/login"])
def test_the_way_to_sign_in_stays_open(configure: Configure, path: str) -> None:
    configure(SECRETS)
    assert guarded().get(path).status_code < 400


@pytest.mark.parametrize(
    "value",
    [
        "",
        "nonsense",
        cookie(PERSON, "another secret that is long enough"),
        cookie(PERSON, name="_streamlit_user_tokens"),
        cookie({**PERSON, "origin": "https://other.example"}),
        cookie({**PERSON, "is_logged_in": False}),
        cookie({"is_logged_in": True}),
        cookie("is_logged_in"),
        create_signed_value(SECRET, COOKIE, "no json").decode(),
        create_signed_value(SECRET, COOKIE, "chunks-3").decode(),
        "ünï",
    ],
    ids=lambda value: None if len(value) < 9 else "signed",  # what is signed holds the time, and names must not change
)
def test_only_a_cookie_of_this_very_site_counts(configure: Configure, value: str) -> None:
    configure(SECRETS)
    assert not is_signed_in({COOKIE: value})
    assert is_signed_in({COOKIE: cookie(PERSON)})


def test_an_identity_in_several_cookies_counts(configure: Configure) -> None:
    configure(SECRETS)
    text = json.dumps(PERSON)
    cookies = {COOKIE: create_signed_value(SECRET, COOKIE, "chunks-2").decode()}
    for number, part in ((1, text[:30]), (2, text[30:])):
        name = f"{COOKIE}_{number}"
        cookies[name] = create_signed_value(SECRET, name, part).decode()
    assert is_signed_in(cookies)


def test_without_a_redirect_address_nobody_counts(configure: Configure) -> None:
    configure(f'[auth]\ncookie_secret = "{SECRET}"')
    assert not is_signed_in({COOKIE: cookie({"is_logged_in": True, "origin": None})})


# back to the page that was wanted


def test_signing_in_leads_back_to_the_page_that_was_wanted(configure: Configure) -> None:
    configure(SECRETS)
    client = guarded()
    client.get("/auth/login?provider=x", headers={"referer": f"{HOME}/timeline?country=MLI&q=a%20b"})
    back = client.get("/oauth2callback?code=x")
    assert back.headers["location"] == "/timeline?country=MLI&q=a%20b"
    assert client.get("/oauth2callback?code=x").headers["location"] == "/"


@pytest.mark.parametrize(
    "wanted",
    ["//evil.example/", "/\\evil.example", "https://evil.example/", "/a;b", "/a\r\nset-cookie: x", "/" + "x" * 3000],
)
def test_nobody_is_led_to_another_site(configure: Configure, wanted: str) -> None:
    configure(SECRETS)
    client = guarded()
    back = client.get("/oauth2callback", headers={"cookie": f'wanted="{wanted}"'})
    assert urljoin(HOME, back.headers["location"]).startswith(f"{HOME}/")
    assert "\r" not in back.headers["location"]
    client.get("/auth/login", headers={"referer": f"https://evil.example{wanted}"})
    assert client.get("/oauth2callback").headers["location"] == "/"


# open to everybody


@pytest.mark.parametrize(
    ("address", "text", "words"),
    [
        ("localhost", None, ""),
        ("127.0.0.1", None, ""),
        ("0.0.0.0", None, "without sign-in"),
        ("", None, "every address"),
        ("map.example", None, "without sign-in"),
        ("0.0.0.0", SECRETS, ""),
        ("localhost", "[auth]", "nobody can enter"),
    ],
)
def test_an_open_door_is_in_the_log(
    configure: Configure, caplog: pytest.LogCaptureFixture, address: str, text: str | None, words: str
) -> None:
    async def start() -> None:
        async with warned_when_open(None):
            pass

    configure(text)
    config.set_option("server.address", address)
    with caplog.at_level(logging.WARNING):
        anyio.run(start)
    assert words in caplog.text if words else caplog.text == ""


def test_what_other_machines_can_reach_is_public() -> None:
    assert [a for a in ("", "::", "192.168.1.2", "localhost", "127.0.0.2", "::1", "unix:///x") if is_public(a)] == [
        "", "::", "192.168.1.2",
    ]  # fmt: skip
