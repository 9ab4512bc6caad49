"""Sign-in, which an operator may ask for: off unless Streamlit's ``secrets.toml`` has a section ``[auth]``.

Streamlit signs a viewer in by OpenID Connect and keeps who it was in a cookie, signed with ``cookie_secret``. The pages
ask Streamlit (``st.user``); the routes beside them read the same cookie (:mod:`pages.ties.identity`). So both doors
open to the same people and close together.

What this does not do: it does not say *which* people may enter, that is for the provider to decide; a cookie is good
for 30 days, and Streamlit has no list of those that were taken back (a new ``cookie_secret`` ends them all).
"""

from __future__ import annotations

import ipaddress
import logging
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse
from starlette.routing import BaseRoute, Match
from streamlit import config, secrets

from pages.ties.identity import identity

#: Files that hold nothing but drawing: the sign-in page may need them, and they are in the repository anyway.
_OPEN = "/assets/"
#: The one file there that is the story.
_STORY = "/assets/story"

#: Where a viewer wanted to go before signing in; Streamlit itself would lead to the first page.
_WANTED = "wanted"
_LONGEST = 2000

_LOG = logging.getLogger(__name__)


def is_on() -> bool:
    """Say whether sign-in is asked for.

    A ``secrets.toml`` that is there but cannot be read counts as asking: nobody can say that it did not.
    """
    if secrets.load_if_toml_exists():
        return "auth" in secrets
    return any(Path(path).exists() for path in config.get_option("secrets.files"))


def providers() -> list[str]:
    """Return the names of the providers, "default" for one that stands in ``[auth]`` itself."""
    section: Mapping[str, Any] = secrets["auth"] if secrets.load_if_toml_exists() else {}
    named = [name for name, value in section.items() if isinstance(value, Mapping) and "client_id" in value]
    return (["default"] if "client_id" in section else []) + named


def is_signed_in(cookies: Mapping[str, str]) -> bool:
    """Say whether a request's cookies hold an identity that this very site signed."""
    person = identity(cookies)
    return person is not None and person.get("is_logged_in") is True


def sign_in_middleware(routes: Sequence[BaseRoute]) -> list[Middleware]:
    """Return what keeps the given routes, the files of the drawing aside, for those who are signed in."""
    return [Middleware(_Guard, routes=routes)]


@asynccontextmanager
async def warned_when_open(_app: Any) -> AsyncIterator[None]:
    """Warn in the log, when the server starts, that everybody who reaches this machine can enter."""
    if is_on():
        if not providers():
            _LOG.warning("Sign-in is asked for, but secrets.toml names no provider that can be read; nobody can enter.")
    elif is_public(address := str(config.get_option("server.address") or "")):
        _LOG.warning(
            "The dashboard listens on %s without sign-in: whoever reaches this machine can use it. Set server.address "
            "to localhost, or ask for sign-in (.docs/sign-in.md).",
            address or "every address of this machine",
        )
    yield


def is_public(address: str) -> bool:
    """Say whether other machines may reach a server that listens there. An empty address means every one.

    >>> [is_public(address) for address in ("", "0.0.0.0", "localhost", "127.0.0.1", "::1", "unix:///tmp/socket")]
    [True, True, False, False, False, False]
    """
    if address == "localhost" or address.startswith("unix://"):
        return False
    try:
        return not ipaddress.ip_address(address.strip("[]")).is_loopback
    except ValueError:
        return True


class _Guard:
    """Refuses our own routes to those who are not signed in, and leads back to the page that was wanted."""

    def __init__(self, app: Any, routes: Sequence[BaseRoute]) -> None:
        self.app, self._routes = app, routes

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or not is_on():
            await self.app(scope, receive, send)
            return
        request = Request(scope)
        guarded = self._is_guarded(scope)
        if guarded and not is_signed_in(request.cookies):
            sentence = "Sign in on the dashboard first; this address then answers in the same browser."
            refusal = PlainTextResponse(sentence, 401, {"cache-control": "no-store"})
            await refusal(scope, receive, send)
            return

        async def changed(message: Any) -> None:
            if message["type"] == "http.response.start":
                if guarded:
                    message["headers"] = _made_private(message.get("headers", []))
                message["headers"] = [*_led_back(request, message), *_remembering(request)]
            await send(message)

        await self.app(scope, receive, changed)

    def _is_guarded(self, scope: Any) -> bool:
        path = scope["path"]
        if path.startswith(_OPEN) and not path.startswith(_STORY):
            return False
        return any(route.matches(scope)[0] is not Match.NONE for route in self._routes)


def _made_private(headers: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """Keep an answer out of stores that others share."""
    kept = [
        (name, value.replace(b"public", b"private") if name.lower() == b"cache-control" else value)
        for name, value in headers
    ]
    return [*kept, (b"vary", b"cookie")]


def _remembering(request: Request) -> list[tuple[bytes, bytes]]:
    """A cookie for the way to the provider and back: the page from which the viewer went to sign in."""
    if not request.url.path.endswith("/auth/login"):
        return []
    came_from = urlsplit(request.headers.get("referer", ""))
    wanted = came_from.path + (f"?{came_from.query}" if came_from.query else "")
    if came_from.netloc != request.headers.get("host") or not _is_local(wanted):
        return []
    return [(b"set-cookie", _wanted_cookie(wanted, 600))]


def _led_back(request: Request, message: Any) -> list[tuple[bytes, bytes]]:
    """The headers of an answer; where it is the end of signing in, its address is the page that was wanted."""
    headers: list[tuple[bytes, bytes]] = list(message.get("headers", []))
    if not request.url.path.endswith("/oauth2callback") or message["status"] != 302:
        return headers
    wanted = request.cookies.get(_WANTED, "").strip('"')
    if _is_local(wanted):
        headers = [(name, wanted.encode() if name.lower() == b"location" else value) for name, value in headers]
    return [*headers, (b"set-cookie", _wanted_cookie("", 0))]


def _wanted_cookie(wanted: str, seconds: int) -> bytes:
    return f'{_WANTED}="{wanted}"; Max-Age={seconds}; Path=/; HttpOnly; SameSite=Lax'.encode()


def _is_local(wanted: str) -> bool:
    """Whether it is an address on this site and nothing that a header or a cookie could break at."""
    if len(wanted) > _LONGEST or not wanted.startswith("/") or wanted[1:2] in ("/", "\\"):
        return False
    return wanted.isascii() and wanted.isprintable() and not set('";\\ ,') & set(wanted)
