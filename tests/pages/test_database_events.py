"""The events of a database on the pages: for everybody, with the words for it, and through the database's absence."""

from __future__ import annotations

import gzip
import time
from collections.abc import Callable, Iterator

import pytest
from database.databases import fresh, run
from imported.event_rows import result_of
from importers.event_files import PLAIN_ROW, rows_of, table
from starlette.applications import Starlette
from starlette.testclient import TestClient
from streamlit.testing.v1 import AppTest

from geodata.database.connection import Database
from geodata.database.storing import store
from geodata.serving.private_data import PATH, private_routes
from pages.viewing.shared_events import VARIABLE
from tests.pages.conftest import PageMaker
from tests.pages.test_your_data import bring, press, said
from tests.postgres import Cluster
from tests.real_story import EVENTS

pytestmark = pytest.mark.slow

ROWS = (
    {"title": "First raid", "date_start": "1999-05-01", "date_end": "1999-05-01", "kind": "raid"},
    {"title": "Second raid", "kind": "raid", "actors": ("Wagner",), "actor_kinds": ("",)},
    {"title": "Elsewhere", "country": "SDN", "lat": 13.5, "lon": 25.3},
)


@pytest.fixture
def address(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a database with three events, which the pages are told of."""
    with fresh(cluster) as found:
        put(found, *ROWS)
        monkeypatch.setenv(VARIABLE, found)
        yield found


def put(address: str, *changes: dict) -> None:
    database = Database(address)
    store(database, result_of(*changes), "three.csv")
    database.close()


def line(page: AppTest) -> str:
    return next((words for words in said(page).split("\n") if "Events of the database:" in words), "").replace("*", "")


def until(page: AppTest, holds: Callable[[AppTest], bool]) -> None:
    """Run a page as its own clock does, until something holds; for half a minute at most."""
    end = time.monotonic() + 30
    while not holds(page):
        assert time.monotonic() < end, said(page)
        time.sleep(0.05)
        page.run()
        assert not page.exception


def filtered(page: AppTest, key: str, value: object) -> str:
    widget = next(one for one in (*page.multiselect, *page.text_input) if one.key == key)
    widget.set_value(value).run()
    assert not page.exception
    return line(page)


@pytest.mark.usefixtures("address")
def test_everybody_sees_them_and_the_one_filter_applies(opened: PageMaker) -> None:
    page = opened()
    assert line(page) == "Events of the database: 3 of 3 events shown"
    assert "Events of the database, as a table" in [box.label for box in page.expander]
    assert "Your file" not in said(page)
    assert filtered(page, "filter.country", ["SDN"]).startswith("Events of the database: 1 of 3")
    filtered(page, "filter.country", [])
    assert filtered(page, "filter.q", "raid").startswith("Events of the database: 2 of 3")
    filtered(page, "filter.q", "")
    assert filtered(page, "filter.actor", ["wagner"]).startswith("Events of the database: 1 of 3")
    filtered(page, "filter.actor", [])
    filtered(page, "filter.confidence", ["contested"])
    assert "The events of the database are hidden while" in said(page)
    other = opened(country=["SDN"])
    assert line(other).startswith("Events of the database: 1 of 3")


@pytest.mark.usefixtures("address")
def test_card_and_panel_say_whose_they_are(opened: PageMaker) -> None:
    page = opened(event=["own:2"])
    assert "#### Second raid" in said(page)
    assert "from the database, not rated" in said(page)
    assert "A row of the database." in said(page)
    page.switch_page("your_data.py").run()
    assert "everybody who opens these pages sees them" in said(page)
    assert not any(button.key == "bringing.take_away" for button in page.button)
    page.switch_page("timeline.py").run()
    assert not page.exception


@pytest.mark.usefixtures("address")
def test_a_file_of_ones_own_takes_their_place_until_it_is_taken_away(opened: PageMaker) -> None:
    page, other = opened("your_data.py"), opened()
    bring(page, table(rows_of(PLAIN_ROW, {"title": "Mine"})))
    press(page, "bringing.accept")
    assert "Your file: 1 of 1" in said(page)
    assert line(other.run()) == "Events of the database: 3 of 3 events shown"
    press(page, "bringing.take_away")
    assert line(page) == "Events of the database: 3 of 3 events shown"


@pytest.mark.usefixtures("address")
def test_they_are_served_to_every_viewer_once(opened: PageMaker) -> None:
    pages = [opened(), opened()]
    lent = [page.session_state["shared.page"].lent for page in pages]
    assert lent[0] is lent[1]
    assert lent[0].viewer == ""
    with TestClient(Starlette(routes=private_routes())) as browser:
        found = browser.get(f"{PATH}{lent[0].token}/columns")
        assert found.status_code == 200
        assert found.content[:4] == b"CME1"
        assert gzip.decompress(lent[0].columns()) == found.content
        assert "First raid" in browser.get(f"{PATH}{lent[0].token}/texts/0").text
        assert browser.get(f"{PATH}{lent[0].token}x/columns").status_code == 404


def test_away_and_back(opened: PageMaker, address: str, cluster: Cluster) -> None:
    page = opened()
    assert line(page)
    cluster.stop()
    assert filtered(page, "filter.q", "raid").startswith("Events of the database: 2 of 3")  # filtered in memory
    until(page, lambda page: "does not answer" in said(page))
    assert "What is shown is what was read on" in said(page)
    assert line(page).startswith("Events of the database: 2 of 3")
    assert filtered(page, "filter.q", "elsewhere").startswith("Events of the database: 1 of 3")
    assert line(opened()) == "Events of the database: 3 of 3 events shown"  # for who comes only now, too
    for secret in (cluster.password, "127.0.0.1", "postgres"):
        assert secret not in said(page)
    cluster.start()
    until(page, lambda page: "does not answer" not in said(page))
    assert line(page).startswith("Events of the database: 1 of 3")
    put(address, *ROWS, {"title": "Another elsewhere"})
    until(page, lambda page: line(page).startswith("Events of the database: 2 of 4"))


def test_away_from_the_beginning(opened: PageMaker, address: str, cluster: Cluster) -> None:
    cluster.stop()
    page = opened()
    assert not page.exception
    until(page, lambda page: "The story is shown alone" in said(page))
    assert line(page) == ""
    cluster.start()
    until(page, lambda page: line(page) == "Events of the database: 3 of 3 events shown")
    assert "does not answer" not in said(page)


def test_events_of_actors_that_the_story_does_not_know(opened: PageMaker, address: str) -> None:
    run(address, "UPDATE geodata.events SET actor_ids = ARRAY['nobody-we-know', 'wagner'] WHERE row = 1")
    page = opened(event=["own:2"])
    assert not page.exception
    assert filtered(page, "filter.actor", ["wagner"]).startswith("Events of the database: 1 of 3")


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("mysql://me:hunter2@host/name", "the address given for it is not that of a PostgreSQL one"),
        ("postgresql://me:hunter2@127.0.0.1:1/name", "does not answer"),
        ("hunter2", "the address given for it"),
    ],
)
def test_a_bad_address_is_a_notice_without_the_address(
    opened: PageMaker, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, address: str, words: str
) -> None:
    monkeypatch.setenv(VARIABLE, address)
    page = opened()
    assert not page.exception
    assert words in said(page)
    assert "hunter2" not in said(page)
    assert "hunter2" not in caplog.text
    assert f"{EVENTS} of {EVENTS} events shown" in said(page)
