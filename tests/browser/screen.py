"""One viewer's screen: a page of the dashboard in a real browser, and what can be read from it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from playwright.sync_api import Frame, Locator, Page, TimeoutError, expect

from tests.browser.still import HELD, draw_frames

#: Milliseconds a condition may take to come true on a busy machine with two cores.
PATIENCE = 20_000
#: Milliseconds in which parts of a page follow a window that has got another size.
_GLANCE = 5_000

IDLE = '[data-testid="stApp"][data-test-script-state="notRunning"][data-test-connection-state="CONNECTED"]'
ERROR = '[data-testid="stException"]'
MAP = ".st-key-map-frame iframe"
DRAWN = "#map_div[data-drawn]"

_MARKS = """() => [...document.querySelectorAll('.cm-mark[data-rows]')]
    .flatMap(mark => mark.dataset.rows.split(' ').filter(Boolean))"""
_VIEW = """() => {
    const map = ConflictMap.renderer.map, centre = map.getCenter();
    return [centre.lat, centre.lng, map.getZoom()];
}"""
_WHOLE = "() => !document.querySelector('[data-testid=stSkeleton]') && !!window.ConflictMap?.phone"
_WIDER = """() => Math.max(...[document.documentElement, document.body,
    ...document.querySelectorAll('[data-testid="stMain"], .stMainBlockContainer')]
    .map(box => box.scrollWidth - box.clientWidth))"""
_CHANGED = "([name, old]) => document.querySelector('#map_div')?.dataset.drawn !== old"


class Screen:
    """A browser tab on the dashboard. ``home`` is the server's address."""

    def __init__(self, page: Page, home: str) -> None:
        self.page = page
        self.home = home
        page.set_default_timeout(PATIENCE)

    # going somewhere

    def open(self, path: str = "/", with_map: bool = True, **params: Any) -> None:
        """Open an address cold, and wait until the page stands still and its map is drawn."""
        query = urlencode(params, doseq=True)
        self.page.goto(self.home + path + (f"?{query}" if query else ""))
        self.settle(with_map)

    def open_address(self, address: str) -> None:
        """Open a whole address, as one pastes it, and wait for its map."""
        self.page.goto(address)
        self.settle()

    def turn_to(self, title: str, with_map: bool = True) -> None:
        """Go to another page by the navigation at the top."""
        self.page.get_by_test_id("stTopNavLink").filter(has_text=title).click()
        here = self.page.locator('[data-testid="stTopNavLink"][aria-current="page"]')
        expect(here).to_contain_text(title)
        self.settle(with_map)

    def settle(self, with_map: bool = True) -> None:
        """Wait until the script has run to its end, each part of the page is there, and the map, if any, is drawn.

        Streamlit fetches the code of a kind of widget when the first of it is to be drawn, and shows a grey bar until
        then; scripts of our own come the same way.
        """
        self.page.wait_for_selector(f"{IDLE} :is(.st-key-top-line, {ERROR})", state="attached")
        assert self.page.locator(ERROR).count() == 0, "the page shows an exception; the server's log has it"
        self.page.wait_for_function(_WHOLE)
        if with_map:
            self.frame.wait_for_selector(DRAWN, state="attached")

    # what the address bar says

    @property
    def address(self) -> str:
        """The address as a viewer would copy it."""
        return self.page.url

    @property
    def params(self) -> dict[str, list[str]]:
        """The parameters in the address bar."""
        return parse_qs(urlsplit(self.page.url).query)

    def wait_for_params(self, **wanted: list[str] | None) -> None:
        """Wait until the address bar holds these parameters; None means: must not be there."""
        self.page.wait_for_function(
            """wanted => {
                const params = new URL(location.href).searchParams;
                return Object.entries(wanted).every(([name, values]) =>
                    JSON.stringify(params.getAll(name)) === JSON.stringify(values ?? []));
            }""",
            arg=wanted,
        )

    # the map

    @property
    def frame(self) -> Frame:
        """The frame that holds the map."""
        element = self.page.wait_for_selector(MAP, state="attached")
        found = element.content_frame() if element else None
        assert found is not None
        return found

    def marks(self) -> list[str]:
        """The ids of the rows that have a mark, sorted; a row with two marks stands there twice."""
        found: list[str] = self.frame.evaluate(_MARKS)
        return sorted(found)

    def mark(self, row_id: str) -> Locator:
        """The mark that stands for a row."""
        return self.page.frame_locator(MAP).locator(f'.cm-mark[data-rows~="{row_id}"]')

    def view(self) -> tuple[float, float, float]:
        """Centre and zoom of the map: latitude and longitude in degrees, zoom level."""
        lat, lng, zoom = self.frame.evaluate(_VIEW)
        return lat, lng, zoom

    def shows(self, view: tuple[float, float, float]) -> bool:
        """Whether the map shows a view: the same zoom, and the same centre to within two pixels.

        Leaflet keeps whole pixels, so that a centre that is set comes back rounded.
        """
        here = self.view()
        two_pixels = 2 * 360 / 256 / 2 ** view[2]
        return here[2] == view[2] and all(abs(a - b) <= two_pixels for a, b in zip(here[:2], view[:2], strict=True))

    def brand(self) -> None:
        """Leave a sign on the map's frame element, its window and its map, which no remount would keep."""
        self.page.eval_on_selector(MAP, "frame => { frame.dataset.brand = 'the same'; }")
        self.frame.evaluate("() => { window.brand = 'the same'; ConflictMap.renderer.map.brand = 'the same'; }")

    def is_branded(self) -> bool:
        """Whether element, window and map are still the very ones that were branded."""
        outside = self.page.eval_on_selector(MAP, "frame => frame.dataset.brand")
        inside = self.frame.evaluate("() => [window.brand, ConflictMap.renderer.map.brand]")
        return [outside, *inside] == ["the same"] * 3

    @contextmanager
    def redrawn(self) -> Iterator[None]:
        """Do something that changes what is on the map; leave when it is drawn and the page stands still."""
        old = self.frame.eval_on_selector("#map_div", "map => map.dataset.drawn")
        yield
        self.frame.wait_for_function(_CHANGED, arg=["drawn", old])
        self.settle()

    def pan(self, right: int, down: int) -> None:
        """Drag the map by so many pixels, from a spot where nothing but map is."""
        box = self.page.locator(MAP).bounding_box()
        assert box is not None
        x, y = self._bare_spot()
        mouse = self.page.mouse
        mouse.move(box["x"] + x, box["y"] + y)
        mouse.down()
        for part in (0.25, 0.5, 0.75, 1, 1):
            mouse.move(box["x"] + x + right * part, box["y"] + y + down * part)
        draw_frames(self.page, HELD)
        mouse.up()

    def _bare_spot(self) -> tuple[int, int]:
        found = self.frame.evaluate(
            """() => {
                const map = document.querySelector('#map_div'), box = map.getBoundingClientRect();
                for (let y = Math.round(box.height * 0.3); y < box.height * 0.9; y += 12)
                    for (let x = Math.round(box.width * 0.3); x < box.width * 0.8; x += 12) {
                        const there = document.elementFromPoint(x, y);
                        const taken = '.leaflet-interactive, .leaflet-control, .leaflet-marker-icon';
                        if (there && !there.closest(taken)) return [x, y];
                    }
                return [Math.round(box.width / 2), Math.round(box.height / 2)];
            }"""
        )
        return found[0], found[1]

    # the rest of the page

    def count_line(self) -> str:
        """The line that says how many rows are shown."""
        return self.page.locator(".st-key-counts").inner_text().strip()

    @property
    def card(self) -> Locator:
        """The card of the chosen row."""
        return self.page.locator(".st-key-event-card")

    def overflow(self) -> int:
        """By how many pixels the page is wider than the window, once tables and charts have had time to follow it."""
        with suppress(TimeoutError):
            self.page.wait_for_function(f"() => ({_WIDER})() <= 0", timeout=_GLANCE)
        wide: int = self.page.evaluate(_WIDER)
        return wide

    # the filter

    def choose(self, name: str, option: str) -> None:
        """Take an option in one of the filter's lists (``actor``, ``country``, ``kind``, ``confidence``)."""
        field = self.page.locator(f".st-key-filter-{name} input")
        field.click()
        field.fill(option)
        self.page.get_by_role("option", name=option).first.click()

    def search(self, text: str) -> None:
        """Write into the search field and press Enter."""
        field = self.page.locator(".st-key-filter-q input")
        field.fill(text)
        field.press("Enter")

    def set_date(self, name: str, day: str) -> None:
        """Type a day (YYYY-MM-DD) into ``from`` or ``to``."""
        # a click would open the calendar over the field; typed digits go on from year to month to day
        self.page.locator(f'.st-key-filter-{name} [data-type="year"]').focus()
        self.page.keyboard.type(day.replace("-", ""))
        # the day counts when the focus leaves the field, which the calendar's button is a part of
        self.page.keyboard.press("Tab")
        self.page.keyboard.press("Tab")
