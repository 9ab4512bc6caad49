"""A viewer who has been here for a while: goes from page to page without loading the dashboard anew."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode, urlsplit

from tests.browser.screen import Screen
from tests.browser.still import wait_until_still
from tests.page_lists import KINDS

#: Pages without a map, to step aside on: a page that is already open keeps the place of its map and its titles.
_ASIDE, _ELSEWHERE = "/your_data", "/method"
#: What a page's own parameters are when an address does not say; the dashboard keeps them over a turn of the page.
_USUAL = {
    path: {own.name: own.usual for own in kind.parameters if isinstance(own.usual, str)} for path, kind in KINDS.items()
}
#: Goes where Back or Forward would lead: Streamlit is told of it in the same way.
_GO = "address => { history.pushState(null, '', address); dispatchEvent(new PopStateEvent('popstate')); }"

#: The same, until the page's script has run for it: what stands beside the map gets its rows by then.
_GO_AND_RUN = f"""address => new Promise(done => {{
    const name = 'data-test-script-state', app = document.querySelector('[data-testid=stApp]');
    let ran = false;
    new MutationObserver((changes, watch) => {{
        ran ||= changes.some(change => change.oldValue !== 'notRunning');
        if (!ran || app.getAttribute(name) !== 'notRunning') return;
        watch.disconnect();
        done();
    }}).observe(app, {{ attributeFilter: [name], attributeOldValue: true }});
    ({_GO})(address);
}})"""

#: Parameters of a map that was moved.
_MOVED = {"lat", "lng", "zoom"}
#: Scrolls up, and takes the focus away from wherever it is.
_TIDY = """() => {
    document.activeElement.blur();
    document.querySelector('[data-testid=stMain]').scrollTo(0, 0);
}"""


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

    def show(self, path: str = "/", with_map: bool = True, **params: Any) -> None:
        """Have an address before one, for tests that ask nothing of how a page is opened.

        Who is on the page already stays on it, where its map stands and with what is unfolded, and only filter and
        event change, as Back would change them. A map that was moved, another language or look, and whatever is the
        page's own, are opened anew.
        """
        there, wanted = self._said(path, self.params), self._said(path, params)
        stays = urlsplit(self.page.url).path == path and (with_map or there == wanted)
        if (
            not stays
            or _MOVED & (there.keys() | wanted.keys())
            or any(there.get(name) != wanted.get(name) for name in ("lang", "look", *_USUAL.get(path, {})))
        ):
            self.open(path, with_map, **params)
            return
        self.page.evaluate(_TIDY)
        if there != wanted:
            said = {"lang": "en", "look": "light", **_USUAL.get(path, {}), **params}
            with self.redrawn():
                self.page.evaluate(_GO_AND_RUN, f"{path}?{urlencode(said, doseq=True)}")
            wait_until_still(self.page)

    @staticmethod
    def _said(path: str, params: dict[str, Any]) -> dict[str, list[str]]:
        """What an address says that goes without saying in none."""
        usual = {"lang": "en", "look": "light", **_USUAL.get(path, {})}
        lists = {name: value if isinstance(value, list) else [str(value)] for name, value in params.items()}
        return {name: values for name, values in lists.items() if values != [usual.get(name)]}

    def _go(self, path: str, params: dict[str, Any]) -> None:
        before = self.page.title()
        self.page.evaluate(_GO, f"{path}?{urlencode(params, doseq=True)}")
        # each page has a title of its own; the navigation, which names the page too, is not there on a phone
        self.page.wait_for_function("before => document.title !== before", arg=before)
