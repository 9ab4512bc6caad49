"""What must not happen while a viewer looks: a request to another host, an error in the console."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playwright.sync_api import BrowserContext, ConsoleMessage, Page, Request, Route, WebSocket

#: Addresses that stay inside the browser.
_INSIDE = ("data", "blob", "about", "chrome-error")
#: Streamlit finds its own root by asking below the page's address first; the 404 it gets there is its way.
_STREAMLIT_ASKS_ITS_WAY = re.compile(r"/\w+/_stcore/(health|host-config)$")


class Watch:
    """Cuts a browser context off from every host but one, and notes each attempt and each error.

    A context that is cut off by other means only needs to be looked at: ``cut_off`` False. Whatever stands in the way
    of requests also switches the browser's cache off, so that each of a thousand equal pictures is fetched by itself.
    """

    def __init__(self, context: BrowserContext, home: str, cut_off: bool = True) -> None:
        self.home = home
        self.outside: list[str] = []
        self.errors: list[str] = []
        # a pattern, not a function, so that the server's own requests do not take the way through Python
        if cut_off:
            context.route(re.compile(rf"^(?!{re.escape(home)}/)"), self._stop)
        context.on("request", self._note_request)
        context.on("page", self._follow)

    def _stop(self, route: Route) -> None:
        if self._is_outside(route.request.url):
            route.abort()
        else:
            route.continue_()

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
