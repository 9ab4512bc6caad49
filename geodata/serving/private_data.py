"""Events that a viewer brought, served to that viewer's browser and to nobody else; those of a database, to everybody.

An address holds a token that cannot be guessed, and that alone is not enough: the request must also bring the cookie
of the browser that loaded the events. Whatever is wrong is answered as if there were nothing at all (404). The
registry holds its entries weakly: the events live in the session that loaded them, and their addresses die with it.
"""

from __future__ import annotations

import gzip
import re
import secrets
import threading
from collections.abc import Mapping
from typing import Any
from weakref import WeakValueDictionary

from starlette.formparsers import MultiPartParser
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from geodata.drawing.imported_columns import columns_bytes
from geodata.imported.event_set import EventSet
from geodata.imported.texts import text_block
from geodata.languages import ENGLISH, LANGUAGES, language, speaking
from geodata.serving.tables import story

# What a viewer uploads is held in memory while it arrives; Starlette would put all above a megabyte on the disk.
MultiPartParser.spool_max_size = 1 << 30

#: Where the data are served, below the root of the dashboard.
PATH = "/imported/"

#: Name of the cookie, and the shape of its value.
VIEWER = "viewer"
_VALUE = re.compile(r"[A-Za-z0-9_-]{43}")

#: Nothing is kept, neither on the way nor by the browser: with the tab the data are gone.
_HEADERS = {"cache-control": "private, no-store", "vary": "accept-encoding, cookie"}


class Lent:
    """Events lent to one browser, ``viewer`` being the value of its cookie, or to all.

    The columns, whose header holds words, are made once in each language that is asked for.
    """

    def __init__(self, events: EventSet, viewer: str, *, to_all: bool = False) -> None:
        self.events, self.viewer, self.to_all = events, viewer, to_all
        self.token = secrets.token_urlsafe(24)
        self._columns: dict[str, bytes] = {}
        self._lock = threading.Lock()

    def columns(self) -> bytes:
        """The columns that the map draws, in the language that is spoken, compressed by gzip."""
        with self._lock:
            if language() not in self._columns:
                self._columns[language()] = gzip.compress(columns_bytes(self.events, story()), 5, mtime=0)
            return self._columns[language()]


_lent: WeakValueDictionary[str, Lent] = WeakValueDictionary()


def lend(events: EventSet, viewer: str) -> Lent:
    """Serve events for as long as what is returned is held by someone, or until :func:`withdraw`."""
    lent = Lent(events, viewer)
    _lent[lent.token] = lent
    return lent


def lend_to_all(events: EventSet) -> Lent:
    """Serve events that everybody who sees the pages may see, for as long as someone holds what is returned."""
    lent = Lent(events, "", to_all=True)
    _lent[lent.token] = lent
    return lent


def withdraw(lent: Lent) -> None:
    """Serve events no longer."""
    _lent.pop(lent.token, None)


def address_of(lent: Lent) -> str:
    """Return where events are served in the language that is spoken, below :data:`PATH`; it ends in a slash.

    A language other than English stands in the address, so that nothing on the way gives one for another.
    """
    return f"{lent.token}/" if language() == ENGLISH else f"{lent.token}/{language()}/"


def viewer_of(cookies: Mapping[str, Any]) -> str:
    """The value of the cookie among those that a browser sent; "" when it sent none, or one that is not ours."""
    value = cookies.get(VIEWER, "")
    return value if isinstance(value, str) and _VALUE.fullmatch(value) else ""


def private_routes() -> list[BaseRoute]:
    """Return the routes of the columns and of the blocks of texts."""
    return [
        Route(PATH + "{token}/" + in_language + what, answer, methods=["GET"])
        for in_language in ("", "{language}/")
        for what, answer in (("columns", _columns), ("texts/{block:int}", _texts))
    ]


def private_middleware() -> list[Middleware]:
    """Return what gives every browser its cookie."""
    return [Middleware(_ViewerCookie)]


def _columns(request: Request) -> Response:
    lent = _found(request)
    if lent is None:
        return _nothing()
    with speaking(_language(request)):
        body = lent.columns()
    if "gzip" not in request.headers.get("accept-encoding", ""):
        return Response(gzip.decompress(body), media_type="application/octet-stream", headers=_HEADERS)
    return Response(body, media_type="application/octet-stream", headers={**_HEADERS, "content-encoding": "gzip"})


def _texts(request: Request) -> Response:
    lent = _found(request)
    if lent is None:
        return _nothing()
    try:
        with speaking(_language(request)):
            body = text_block(lent.events, request.path_params["block"])
    except IndexError:
        return _nothing()
    return Response(body, media_type="application/json", headers=_HEADERS)


def _language(request: Request) -> str:
    return str(request.path_params.get("language", ENGLISH))


def _found(request: Request) -> Lent | None:
    if _language(request) not in LANGUAGES:
        return None
    return lent_to(request.path_params["token"], request.cookies)


def lent_to(token: str, cookies: Mapping[str, Any]) -> Lent | None:
    """Return the events of a token, if the browser that sent these cookies may see them."""
    lent = _lent.get(token)
    if lent is not None and lent.to_all:
        return lent
    viewer = viewer_of(cookies)
    if lent is None or not viewer or not lent.viewer:
        return None
    return lent if secrets.compare_digest(viewer, lent.viewer) else None


def _nothing() -> Response:
    return PlainTextResponse("There is nothing here.", status_code=404, headers=_HEADERS)


class _ViewerCookie:
    """Gives a browser that has none a random cookie, readable by no script and sent to no other site.

    It goes out with a page, or with the settings that Streamlit's script fetches before it connects: a browser that
    follows a link from another site sends no strict cookie with the page itself, though it may well have one, and a
    second cookie would cut off the tabs that are open already.
    """

    _settings = "/_stcore/host-config"

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] != "http" or not self._may_need_one(Request(scope)):
            await self.app(scope, receive, send)
            return

        async def with_cookie(message: Any) -> None:
            if message["type"] == "http.response.start":
                kind = dict(message.get("headers", [])).get(b"content-type", b"")
                if kind.startswith(b"text/html") or scope["path"].endswith(self._settings):
                    message["headers"] = [*message.get("headers", []), (b"set-cookie", _new_cookie(scope["scheme"]))]
            await send(message)

        await self.app(scope, receive, with_cookie)

    @staticmethod
    def _may_need_one(request: Request) -> bool:
        return request.headers.get("sec-fetch-site") != "cross-site" and not viewer_of(request.cookies)


def _new_cookie(scheme: str) -> bytes:
    secure = "; Secure" if scheme == "https" else ""
    return f"{VIEWER}={secrets.token_urlsafe(32)}; HttpOnly; SameSite=Strict; Path=/{secure}".encode()
