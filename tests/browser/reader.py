"""A viewer who has been here for a while: goes from page to page without loading the dashboard anew."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urlsplit

from tests.browser.screen import Screen
from tests.page_lists import KINDS

#: Pages without a map, to step aside on: a page that is already open keeps the place of its map and its titles.
_ASIDE, _ELSEWHERE = "/your_data", "/method"
#: What a page's own parameters are when an address does not say; the dashboard keeps them over a turn of the page.
_USUAL = {
    path: {own.name: own.usual for own in kind.parameters if isinstance(own.usual, str)} for path, kind in KINDS.items()
}
#: Goes where Back or Forward would lead: Streamlit is told of it in the same way.
_GO = "address => { history.pushState(null, '', address); dispatchEvent(new PopStateEvent('popstate')); }"


class Reader(Screen):
    """A screen whose :meth:`open` takes a third of the time, because the page's scripts run already.

    What a page shows follows from its address then too; what a viewer did before (events of one's own, scenes) stays.
    """

    def open(self, path: str = "/", with_map: bool = True, **params: Any) -> None:
        """Open an address as Back would, and wait until the page stands still and its map is drawn."""
        if not self.page.url.startswith(f"{self.home}/") or not self.page.locator(".st-key-top-line").count():
            super().open(path, with_map, **params)
            return
        # an address that says nothing of filters keeps those that are on, so that language and look are always said
        wanted = {"lang": "en", "look": "light", **_USUAL.get(path, {}), **params}
        if urlsplit(self.page.url).path == path:
            self._go(_ASIDE if path != _ASIDE else _ELSEWHERE, {"lang": wanted["lang"], "look": wanted["look"]})
            self.settle(with_map=False)
        self._go(path, wanted)
        self.settle(with_map)

    def _go(self, path: str, params: dict[str, Any]) -> None:
        before = self.page.title()
        self.page.evaluate(_GO, f"{path}?{urlencode(params, doseq=True)}")
        # each page has a title of its own; the navigation, which names the page too, is not there on a phone
        self.page.wait_for_function("before => document.title !== before", arg=before)
