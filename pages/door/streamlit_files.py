"""Streamlit's own scripts and style sheets, compressed and from memory.

A page of Streamlit 1.67 is some hundred small files. Streamlit sends each as it lies on the disk, through a thread of
its own, because compressing it anew for everybody costs more than it saves. Here a file is compressed once, when it is
first asked for: a first visit fetches a third of the bytes, which is what a phone on a slow line waits for, and each
answer takes a fraction of the time. Whatever else lies there is left to Streamlit.
"""

from __future__ import annotations

import gzip
import re
from functools import cache
from pathlib import Path

import streamlit
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

_FOLDER = Path(streamlit.__file__).parent / "static" / "static"
_MEDIA_TYPES = {"js": "text/javascript", "css": "text/css"}

#: The address of such a file, whatever base path stands before it.
_ADDRESS = re.compile(r"/static/(js|css)/([^/]+)$")

#: As Streamlit says it itself: the name of a file names its content.
_HEADERS = {
    "cache-control": "public, immutable, max-age=31536000",
    "content-encoding": "gzip",
    "vary": "accept-encoding",
}


class StreamlitFiles:
    """Answers for Streamlit's scripts and style sheets where the browser reads gzip; hands on every other request."""

    def __init__(self, app: ASGIApp) -> None:
        """Stand before ``app``."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        answer = self._answer(scope) if scope["type"] == "http" and scope["method"] == "GET" else None
        await (answer or self.app)(scope, receive, send)

    def _answer(self, scope: Scope) -> Response | None:
        found = _ADDRESS.search(scope["path"])
        if not found or found[2] not in _names(found[1]):
            return None
        if "gzip" not in Headers(scope=scope).get("accept-encoding", ""):
            return None
        return Response(_compressed(found[1], found[2]), media_type=_MEDIA_TYPES[found[1]], headers=_HEADERS)


@cache
def _names(kind: str) -> frozenset[str]:
    """Return the files that there are; a request can ask for no other, so no path is ever made of what it says."""
    return frozenset(path.name for path in (_FOLDER / kind).glob(f"*.{kind}"))


@cache
def _compressed(kind: str, name: str) -> bytes:
    return gzip.compress((_FOLDER / kind / name).read_bytes(), 6, mtime=0)
