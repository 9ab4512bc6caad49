"""A page that is open while its database goes away and comes back: nobody touches it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from database.databases import fresh
from imported.event_rows import Row, result_of
from playwright.sync_api import Browser, expect

from geodata.database.connection import Database
from geodata.database.storing import store
from tests.browser.screen import Screen
from tests.browser.server import REPOSITORY, running
from tests.browser.test_imported_rows import drawn
from tests.browser.watch import Watch
from tests.postgres import Cluster

pytestmark = [pytest.mark.browser, pytest.mark.slow]

ROWS = [{"title": "Ambush" if n < 10 else "Raid", "lat": 12.5 + n % 9, "lon": n % 7 - 3.5} for n in range(30)]

#: Milliseconds until an open page has noticed: it looks every 20 seconds while all is well.
NOTICED = 60_000


def put(address: str, rows: Sequence[Row]) -> None:
    database = Database(address)
    store(database, result_of(*rows), "raids.csv")
    database.close()


@pytest.fixture
def address(cluster: Cluster) -> Iterator[str]:
    """The address of a database with thirty events."""
    with fresh(cluster) as found:
        put(found, ROWS)
        yield found


def test_an_open_page_keeps_the_events_and_renews_itself(
    browser: Browser, address: str, cluster: Cluster, tmp_path: Path
) -> None:
    environment = {"GEODATA_EVENTS_URL": address}
    with running(REPOSITORY / "app.py", tmp_path / "log", environment=environment) as server:
        context = browser.new_context(viewport={"width": 1280, "height": 720}, service_workers="block")
        watch = Watch(context, server.address)
        screen = Screen(context.new_page(), server.address)
        screen.open()
        counts, notice = screen.page.locator(".st-key-imported-counts"), screen.page.get_by_test_id("stAlert")
        expect(counts).to_contain_text("Events of the database: 30 of 30 events shown", timeout=NOTICED)
        screen.settle()
        assert drawn(screen)[1] == 30
        cluster.stop()
        expect(notice).to_contain_text("The database of events does not answer", timeout=NOTICED)
        screen.settle()
        assert drawn(screen)[1] == 30
        with screen.redrawn():
            screen.search("ambush")
        expect(counts).to_contain_text("10 of 30")
        cluster.start()
        expect(notice).to_have_count(0, timeout=NOTICED)
        put(address, ROWS[8:13])
        expect(counts).to_contain_text("2 of 5 events shown", timeout=NOTICED)
        screen.settle()
        assert drawn(screen)[1] == 2
        context.close()
        assert watch.outside == []
        assert watch.errors == []
        log = (tmp_path / "log").read_text("utf-8", "replace")
        assert cluster.password not in log
        assert "Traceback" not in log
