"""What must not happen while a viewer looks: a request to another host, an error in the console."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, WebSocket

#: Addresses that stay inside the browser.
_INSIDE = ("data", "blob", "about", "chrome-error")
#: Streamlit finds its own root by asking below the page's address first; the 404 it gets there is its way.
_STREAMLIT_ASKS_ITS_WAY = re.compile(r"/\w+/_stcore/(health|host-config)$")


@dataclass
class Seen:
    """Addresses on other hosts that were asked for, and errors in the console."""

    outside: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


class Watch:
    """Notes each request of a browser context to another host than one, and each error.

    No such request arrives anywhere: the tests' browser finds no host but this machine (see :mod:`tests.chromium`).
    To stop them here instead would switch the browser's cache off, so that each page fetches everything anew.
    """

    def __init__(self, context: BrowserContext, home: str) -> None:
        self.home = home
        self.seen = Seen()
        context.on("request", self._note_request)
        context.on("page", self._follow)

    @property
    def outside(self) -> list[str]:
        """Addresses on other hosts that were asked for."""
        return self.seen.outside

    @property
    def errors(self) -> list[str]:
        """Errors in the console."""
        return self.seen.errors

    def begin_anew(self) -> Seen:
        """Return what was seen, and forget it."""
        seen, self.seen = self.seen, Seen()
        return seen

    def _note_request(self, request: Request) -> None:
        if self._is_outside(request.url):
            self.outside.append(request.url)

    def _follow(self, page: Page) -> None:
        page.on("console", self._note_console)
        page.on("pageerror", lambda error: self.errors.append(f"{error.name}: {error.message}"))
        page.on("websocket", self._note_websocket)

    def _note_console(self, message: ConsoleMessage) -> None:
        where = message.location.get("url", "")
        if message.type == "error" and not _STREAMLIT_ASKS_ITS_WAY.search(where):
            self.errors.append(f"{message.text} ({where})")

    def _note_websocket(self, socket: WebSocket) -> None:
        if self._is_outside(socket.url):
            self.outside.append(socket.url)

    def _is_outside(self, url: str) -> bool:
        parts = urlsplit(url)
        return parts.scheme not in _INSIDE and parts.netloc != urlsplit(self.home).netloc
