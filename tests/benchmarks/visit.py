"""One viewer with a file of events: looks at the map, narrows and widens the filter, drags the map about."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Frame, Page

from tests.benchmarks.clock import LIMIT, read_clock, set_clock
from tests.benchmarks.event_rows import RowFile
from tests.benchmarks.page_meter import frames_while_panning, page_memory, process_memory
from tests.benchmarks.relay import Relay, relayed
from tests.benchmarks.scale_way import Way
from tests.browser.screen import IDLE
from tests.browser.server import HOST, Server, running
from tests.browser.watch import Watch

#: The way to all other hosts: nothing answers there.
_NOWHERE = "http://127.0.0.1:9"


@dataclass
class Costs:
    """What visits found, one number a measurement. ``rows_drawn`` are the rows on the map after each change."""

    first_draw_ms: list[float] = field(default_factory=list)
    change_ms: list[float] = field(default_factory=list)
    change_bytes: list[float] = field(default_factory=list)
    change_to_all_ms: list[float] = field(default_factory=list)
    change_to_all_bytes: list[float] = field(default_factory=list)
    pan_frames_per_second: list[float] = field(default_factory=list)
    server_megabytes: list[float] = field(default_factory=list)
    page_megabytes: list[float] = field(default_factory=list)
    rows_drawn: list[int] = field(default_factory=list)


def visit(browser: Browser, way: Way, rows: RowFile, changes: int, costs: Costs, warm: bool = True) -> None:
    """Run a server for one viewer and add what the visit costs.

    The filter is changed ``changes`` times by one more country. No two changes ask for the same rows: Streamlit lets
    the browser keep the last messages, and what is asked for again would not be sent again.
    ``warm``: the server has shown a map before, to somebody else.
    """
    with _server(way, rows) as server:
        if warm:
            _warm_up(browser, server, way)
        with relayed(server.address) as relay, _page(browser, relay.address) as page:
            way.bring(page, relay.address, rows.path)
            set_clock(page, way.count, rows.rows)
            page.get_by_test_id("stTopNavLink").filter(has_text="Overview").click()
            costs.first_draw_ms.append(read_clock(page))
            costs.rows_drawn.append(rows.rows)
            _change_filter(page, relay, way, rows, changes, costs)
            costs.server_megabytes.append(process_memory(server.pid))
            costs.page_megabytes.append(page_memory(page))
            costs.pan_frames_per_second.append(frames_while_panning(page, _map_frame(page)))


def _change_filter(page: Page, relay: Relay, way: Way, rows: RowFile, changes: int, costs: Costs) -> None:
    wanted = 0
    for country, count in list(rows.by_country.items())[:changes]:
        _settle(page)
        wanted += count
        field = page.locator(".st-key-filter-country input")
        field.click()  # scrolls to it first: a list that opens while the page scrolls closes again
        field.fill(country)
        page.get_by_role("option", name=country, exact=True).wait_for()
        field.press("ArrowDown")
        before = relay.sent
        set_clock(page, way.count, wanted)
        field.press("Enter")
        took = read_clock(page)
        _settle(page)
        sent = relay.sent - before
        costs.change_ms.append(took)
        costs.change_bytes.append(sent)
        costs.rows_drawn.append(wanted)
        if wanted == rows.rows:
            costs.change_to_all_ms.append(took)
            costs.change_to_all_bytes.append(sent)


def _settle(page: Page) -> None:
    for _ in range(2):
        page.wait_for_selector(IDLE)
        page.wait_for_timeout(250)


def _map_frame(page: Page) -> Frame:
    return next(frame for frame in page.frames if frame.evaluate("() => Boolean(window.map?.getCenter)"))


def _warm_up(browser: Browser, server: Server, way: Way) -> None:
    """The server's own first time counts for no way."""
    with _page(browser, server.address) as page:
        page.goto(server.address + way.warm)
        page.wait_for_selector(f"{IDLE} iframe")
        page.frame_locator("iframe").locator("#map_div.leaflet-container").wait_for()


@contextmanager
def _server(way: Way, rows: RowFile) -> Iterator[Server]:
    environment = {"PLAIN_WAY": way.plain, "PLAIN_ROWS": str(rows.path)} if way.plain else {}
    with (
        tempfile.TemporaryDirectory() as logs,
        running(way.script, Path(logs, "log"), environment=environment) as server,
    ):
        yield server


@contextmanager
def _page(browser: Browser, home: str) -> Iterator[Page]:
    """A viewer's page with an empty cache, cut off from all other hosts.

    Raises RuntimeError when another host was asked, or when there is an error in the console.
    """
    context = browser.new_context(
        viewport={"width": 1280, "height": 720}, service_workers="block", proxy={"server": _NOWHERE, "bypass": HOST}
    )
    watch = Watch(context, home)
    page = context.new_page()
    page.set_default_timeout(LIMIT)  # with thousands of elements on a map a single frame takes seconds
    try:
        yield page
    finally:
        context.close()
        if watch.outside or watch.errors:
            raise RuntimeError(f"asked of other hosts: {watch.outside}; errors in the console: {watch.errors}")
