"""The map before everything else: on a viewer's first page, the rest is drawn when the map stands.

A whole page reaches the browser within a tenth of a second. Drawing its tables, lists and charts then keeps a browser
busy for up to a second, in which the map cannot be drawn either. So the first run of the script rests behind the map
until the browser says that it stands: a viewer sees the map a good deal earlier, and the rest about a third of a second
later.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

PATH = "/drawn/"

#: The map's frame is served two levels down, as in :data:`geodata.serving.files.ASSETS_FROM_FRAME`.
_FROM_FRAME = "../../drawn/"

#: Seconds after which the page goes on anyhow: the browser may be slow, hidden, or cut off.
_MOST = 2.0

_TOKEN = "first-map.token"

#: The maps that a page waits for, by a word that only the viewer's own browser is told.
_awaited: dict[str, Event] = {}


@contextmanager
def map_first() -> Iterator[str]:
    """Hold the page after the map is sent, once a session. Gives the address at which its frame says that it stands."""
    token = st.session_state.get(_TOKEN)
    if token or not st.context.headers:  # without headers there is no browser that could say anything
        yield _FROM_FRAME + token if token else ""
        return
    token = st.session_state[_TOKEN] = secrets.token_urlsafe(12)
    _awaited[token] = Event()
    try:
        yield _FROM_FRAME + token
        _awaited[token].wait(_MOST)
    finally:
        del _awaited[token]


def first_map_routes() -> list[Route]:
    """Return the route by which a browser says that its map stands. It tells nobody anything."""
    return [Route(PATH + "{token}", _drawn, methods=["POST"])]


def _drawn(request: Request) -> Response:
    if event := _awaited.get(request.path_params["token"]):
        event.set()
    return Response(status_code=204)
