"""The headers of every answer: what a browser may do with it, as little as each kind of page can live with.

Four kinds of answer need rules of their own, and each exception below says why it is there:

* a page of the dashboard, which is Streamlit's one HTML file;
* the frame of the map, in which streamlit-folium runs the script that folium writes;
* the presenter page, which brings a stricter policy of its own in a meta tag (hashes of its scripts);
* everything else: files, data, sentences. They are no pages, so they may do nothing at all.
"""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import streamlit

from geodata.drawing.story_map import ONLINE
from geodata.serving.api import readable

Rules = dict[str, str]

#: No window that another site opened has a hold on ours. Browsers heed it, and say nothing in the console, only where
#: nobody can have changed the page on its way: over TLS and on the machine itself.
_OPENER = (b"cross-origin-opener-policy", b"same-origin")

#: For all answers. No guessing of media types, no address to other sites, none of the browser's devices, and no
#: reading of a file by the pages of another site.
_ALWAYS = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",  # sign-in needs the address on the way back, see sign_in.py
    "permissions-policy": (
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), "
        "microphone=(), midi=(), payment=(), usb=()"
    ),
    "cross-origin-resource-policy": "same-origin",
    "x-permitted-cross-domain-policies": "none",
}

#: A file is shown in no frame and, were it opened as a page, could do nothing.
_FILE: Rules = {"default-src": "'none'", "base-uri": "'none'", "form-action": "'none'", "frame-ancestors": "'none'"}


@cache
def page_rules() -> Rules:
    """Return the policy of the dashboard's pages.

    ``'unsafe-eval'`` is not in it: Streamlit has Vega interpret its expressions instead of compiling them. Nor is
    ``'wasm-unsafe-eval'``: the one library that would use it, for 64-bit numbers, does without in silence.
    """
    return {
        "default-src": "'none'",
        # the one script inside index.html goes by its hash. blob: is how Streamlit 1.67 loads the script of a component
        # of version 2, our timeline: it makes such an address from text that came over the web socket
        "script-src": " ".join(["'self'", "blob:", *_inline_scripts()]),
        # Streamlit's widgets (Emotion), Vega's tooltip, the component's own style and page.css are style elements
        # made while the page runs, and their text changes with what is shown: there is nothing to take a hash of
        "style-src": "'self' 'unsafe-inline'",
        "img-src": "'self' data:",  # page icon, glyphs of our tables and the pictures in style sheets come as text
        "font-src": "'self' data:",  # so does one face in Streamlit's own style sheet
        "connect-src": "'self'",  # 'self' covers the web socket of the same host and port
        "frame-src": "'self'",  # the frame of the map
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'none'",
    }


@cache
def frame_rules() -> Rules:
    """Return the policy of the map's frame, which Streamlit serves below ``/component/``."""
    return {
        "default-src": "'none'",
        # streamlit-folium 0.27 puts the map's script into a script element ('unsafe-inline') and runs each new state
        # of the map by eval ('unsafe-eval'). What stands in them is ours: folium's template around JSON in which <, >
        # and & are escaped (drawing/story_map.py, script_json); no text of a table is ever code
        "script-src": "'self' 'unsafe-inline' 'unsafe-eval'",
        "style-src": "'self' 'unsafe-inline'",  # Leaflet and folium place what they draw by style attributes
        # the online basemaps that a viewer can switch on, each by the name of its host; data: is the empty picture that
        # Leaflet puts in place of a tile that is no longer wanted
        "img-src": " ".join(["'self'", "data:", *tile_hosts()]),
        "font-src": "'self'",
        "connect-src": "'self'",
        "base-uri": "'none'",
        "form-action": "'none'",
        "frame-ancestors": "'self'",  # the page it belongs to
    }


#: The presenter page says the rest itself, and a policy in a meta tag cannot speak of frames.
_PRESENTER: Rules = {"base-uri": "'none'", "form-action": "'none'", "object-src": "'none'", "frame-ancestors": "'none'"}


@cache
def tile_hosts() -> tuple[str, ...]:
    """Return the hosts of the online basemaps, from the very table that the map reads."""
    hosts = []
    for _, provider in ONLINE:
        parts = urlsplit(provider.build_url(fill_subdomain=False).replace("{r}", ""))
        # Leaflet takes a, b and c where a provider names no subdomains
        letters = provider.get("subdomains", "abc") if "{s}" in parts.netloc else [""]
        hosts += [f"{parts.scheme}://{parts.netloc.replace('{s}', letter)}" for letter in letters]
    return tuple(dict.fromkeys(hosts))


def policy(path: str, media_type: str) -> str:
    """Return the content security policy of an answer. A base path may stand before ``path``."""
    if not media_type.startswith("text/html"):
        rules = _FILE
    elif re.search(r"/api/?$", path):
        return readable.policy()
    elif "/component/" in path:
        rules = frame_rules()
    else:
        rules = _PRESENTER if path.endswith("/present") else page_rules()
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def headers_for(path: str, media_type: str) -> dict[str, str]:
    """Return every header that an answer gets unless it has one of that name."""
    framed = "/component/" in path
    # OpenStreetMap gives no tile to a page that does not say which site it is of; it learns no more than that
    return {
        **_ALWAYS,
        **({"referrer-policy": "strict-origin-when-cross-origin"} if framed else {}),
        "content-security-policy": policy(path, media_type),
        "x-frame-options": "SAMEORIGIN" if framed else "DENY",
    }


@cache
def _inline_scripts() -> tuple[str, ...]:
    """The hashes of the scripts inside Streamlit's page, read from the installed version."""
    page = (Path(streamlit.__file__).parent / "static" / "index.html").read_text("utf-8")
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    return tuple(f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in scripts)


class SafeHeaders:
    """Adds :func:`headers_for` to every answer, the refusals of others included."""

    def __init__(self, app: Any) -> None:
        self.app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        """Pass a request on and complete the headers of its answer."""

        async def with_headers(message: Any) -> None:
            if message["type"] == "http.response.start":
                given = {name.lower(): value for name, value in message.get("headers", [])}
                media_type = given.get(b"content-type", b"").decode("latin-1")
                # 304 says nothing of what kind the answer is, and its headers replace those that the browser has kept
                ours = _ALWAYS if message["status"] == 304 else headers_for(scope["path"], media_type)
                added = [(name.encode(), value.encode()) for name, value in ours.items() if name.encode() not in given]
                message["headers"] = [*message.get("headers", []), *added, *([_OPENER] if _is_safe(scope) else [])]
            await send(message)

        await self.app(scope, receive, with_headers if scope["type"] == "http" else send)


def _is_safe(scope: Any) -> bool:
    """Whether the page comes over TLS, be it only as far as a proxy, or from the machine itself."""
    given = dict(scope["headers"])
    host = urlsplit(f"//{given.get(b'host', b'').decode('latin-1')}").netloc.rsplit(":", 1)[0]
    by_tls = scope.get("scheme") == "https" or given.get(b"x-forwarded-proto") == b"https"
    return by_tls or host in ("localhost", "127.0.0.1", "[::1]")
