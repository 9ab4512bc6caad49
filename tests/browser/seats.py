"""Seats in front of a browser that test after test sits down on: opening one anew costs most of a test's time.

A browser's context that has shown the dashboard before keeps Streamlit's scripts read and translated, three megabytes
of them. What a viewer leaves there (cookies, what pages store, further windows) is cleared away in between.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.watch import Seen, Watch

#: Where a seat before a dashboard waits: one word, and nothing of the dashboard runs on. It comes from its own server,
#: since a browser gives another origin another process, which reads and translates all scripts anew (a third of all
#: work).
LOBBY = "/_stcore/health"


@dataclass
class Seat:
    """A browser context with one page, and the watch over both."""

    context: BrowserContext
    watch: Watch
    page: Page
    options: dict[str, Any]
    waits_at: str

    def clear(self) -> None:
        """Leave nothing of the last viewer but what the browser itself keeps of scripts and pictures."""
        for page in self.context.pages:
            if page is not self.page:
                page.close()
        self.page.unroute_all(behavior="ignoreErrors")
        self.page.goto(self.waits_at)
        self.page.emulate_media(media="null", reduced_motion=self.options.get("reduced_motion", "null"))
        session = self.context.new_cdp_session(self.page)
        session.send("Storage.clearDataForOrigin", {"origin": self.watch.home, "storageTypes": _STORED})
        session.detach()
        self.context.clear_cookies()
        self.context.clear_permissions()


_STORED = "cookies,local_storage,indexeddb,cache_storage,service_workers"


class Seats:
    """All seats of one browser on one dashboard, by what their windows can do (a phone's, a French browser's).

    Between two viewers they stand at ``waits_at``.
    """

    def __init__(self, browser: Browser, home: str, waits_at: str = "about:blank") -> None:
        self._browser, self._home, self._waits_at = browser, home, waits_at
        self._seats: dict[str, list[Seat]] = {}
        self._taken: Counter[str] = Counter()
        self._alone: list[Seat] = []

    def take(self, width: int, height: int, alone: bool = False, **options: Any) -> Seat:
        """Give a seat that nobody of this test sits on; ``alone``, one that nobody sat on before or will after."""
        if alone:
            self._alone.append(self._set_up(width, height, **options))
            return self._alone[-1]
        kind = _kind(options)
        seats = self._seats.setdefault(kind, [])
        if self._taken[kind] == len(seats):
            seats.append(self._set_up(width, height, **options))
        seat = seats[self._taken[kind]]
        self._taken[kind] += 1
        seat.page.set_viewport_size({"width": width, "height": height})
        return seat

    def keep(self, width: int, height: int, **options: Any) -> Seat:
        """Give the one seat of its kind, to whoever sits on it already too."""
        self._taken[_kind(options)] = 0
        return self.take(width, height, **options)

    def leave(self) -> list[Seen]:
        """Clear all seats that were taken; return what their watches saw."""
        seen = [seat.watch.seen for seat in self._alone]
        for seat in self._alone:
            seat.context.close()
        self._alone.clear()
        for kind, number in self._taken.items():
            for seat in self._seats[kind][:number]:
                seat.clear()
                seen.append(seat.watch.begin_anew())
        self._taken.clear()
        return seen

    def close(self) -> None:
        """Take all seats away."""
        for seats in self._seats.values():
            for seat in seats:
                seat.context.close()

    def _set_up(self, width: int, height: int, **options: Any) -> Seat:
        context = self._browser.new_context(
            viewport={"width": width, "height": height}, service_workers="block", **options
        )
        return Seat(context, Watch(context, self._home), context.new_page(), options, self._waits_at)


def _kind(options: dict[str, Any]) -> str:
    return repr(sorted(options.items()))
