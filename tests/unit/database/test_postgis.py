"""A real PostgreSQL with PostGIS: what is stored comes back, and the same filter gives the same rows as of the file."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from database.databases import fresh, run
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from imported.event_rows import Row, made, result_of
from imported.test_event_filter import FILTERS, NO_DATE, TEXT, rows

from geodata.__main__ import main
from geodata.asking.filters import Filters
from geodata.database import storing
from geodata.database.asking import database_mask
from geodata.database.connection import Database
from geodata.database.faults import DatabaseFault
from geodata.database.reading import read_events, read_version
from geodata.database.source import PostGIS
from geodata.database.storing import store
from geodata.drawing.imported_columns import columns_bytes
from geodata.imported.event_filter import imported_mask
from geodata.imported.event_set import EventSet, event_set
from geodata.importers import read_events as import_events
from tests.ged_sample import GED
from tests.postgres import Cluster
from tests.real_story import REAL as STORY

pytestmark = pytest.mark.slow

REPOSITORY = Path(__file__).parents[3]

#: Words of a file as UCDP publishes them, and such as it does not have.
PUBLISHED_TEXT = st.lists(
    st.sampled_from(["Bangui", "ban", "government of", "sampleland", "bam bari", "Séléna", "anti-harrow", "exemple",
                     "2013", "CAF", "central", "tin zaouatine", "nowhere"]), max_size=3).map(" ".join)  # fmt: skip


@pytest.fixture(scope="module")
def address(cluster: Cluster) -> Iterator[str]:
    with fresh(cluster) as found:
        yield found


@pytest.fixture
def database(address: str) -> Iterator[Database]:
    made = Database(address)
    yield made
    made.close()


def same(held: EventSet, file: EventSet) -> None:
    pd.testing.assert_frame_equal(held.events, file.events)
    pd.testing.assert_frame_equal(held.actor_names, file.actor_names)
    for name in ("layout", "dataset", "licence", "may_export", "name"):
        assert getattr(held, name) == getattr(file, name)


def masks_agree(database: Database, version: str, file: EventSet, filters: Filters) -> None:
    found = database_mask(database, version, len(file), STORY, filters)
    assert found is not None
    assert found.tolist() == imported_mask(file, STORY, filters).tolist(), filters


def test_what_was_stored_comes_back_as_it_was(database: Database) -> None:
    changes: list[Row] = [
        {"title": "</script> ${x} `y` 'quoted' \\N \t\r\n \u202e" + chr(0x1F600), "notes": "=1+1"},
        {"date_start": NO_DATE, "date_end": NO_DATE, "lat": np.nan, "lon": np.nan, "best": np.nan, "radius_km": np.nan},
        {"actors": (), "actor_kinds": ()},
        {"actors": ("{a,b}", 'c"d', "", "NULL"), "actor_kinds": ("", "", "", ""), "country": "", "kind": "k" * 9000},
        {"date_start": "1900-01-01", "date_end": "2100-12-31", "lat": -89.999999999999, "lon": 179.123456789012},
    ]
    stored = store(database, result_of(*changes), "rows.csv")
    held = read_events(database)
    file = made(*changes)
    assert (held.version, stored.rows, stored.cells_changed) == (stored.version, 5, 0)
    same(held.events, file)
    assert b"from the database" in columns_bytes(held.events, STORY)


def test_a_nul_which_no_database_can_hold_is_counted(database: Database) -> None:
    assert store(database, result_of({"title": "a\x00b", "actors": ("x\x00",), "actor_kinds": ("",)}), "x").rows == 1
    changed: list[str] = []
    assert storing._texts(["a\x00b", "c"], changed) == ["a\ufffdb", "c"]
    assert changed == ["a\x00b"]
    held = read_events(database).events.events.iloc[0]
    assert (held["title"], held["actors"]) == ("a\ufffdb", ("x\ufffd",))


@given(st.lists(rows(), min_size=1, max_size=7), st.lists(FILTERS, min_size=1, max_size=6), st.lists(TEXT, max_size=6))
@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_filter_gives_the_rows_that_it_gives_of_the_file(
    database: Database, some: list[Row], filters: list[Filters], texts: list[str]
) -> None:
    some = [{name: value.replace("\x00", "") if isinstance(value, str) else value for name, value in row.items()}
            for row in some]  # fmt: skip
    stored = store(database, result_of(*some), "rows.csv")
    file = made(*some)
    for asked in (*filters, *(Filters(text=one.text) for one in filters), *(Filters(text=text) for text in texts)):
        masks_agree(database, stored.version, file, asked)


@pytest.fixture(scope="module")
def published(cluster: Cluster) -> Iterator[tuple[Database, str, EventSet]]:
    """A file as UCDP publishes them, stored; the version of what is stored; and the set that the file makes."""
    with fresh(cluster) as address:
        result = import_events(GED, GED.name)
        database = Database(address)
        stored = store(database, result, GED.name)
        yield database, stored.version, event_set(result, GED.name)
        database.close()


def test_a_published_file_comes_back_as_it_was(published: tuple[Database, str, EventSet]) -> None:
    assert len(published[2]) == 120
    same(read_events(published[0]).events, published[2])


@given(FILTERS, PUBLISHED_TEXT)
@settings(max_examples=80, deadline=None, suppress_health_check=list(HealthCheck))
def test_any_filter_on_a_published_file(published: tuple[Database, str, EventSet], filters: Filters, text: str) -> None:
    database, version, file = published
    masks_agree(database, version, file, filters)
    masks_agree(database, version, file, Filters(text=text))
    masks_agree(database, version, file, Filters(text=text, countries=("CAF",), exact=filters.exact))


def test_storing_that_is_stopped_in_the_middle_leaves_what_was_there(database: Database, address: str) -> None:
    before = store(database, result_of({"title": "old"}), "old.csv").version
    seen: list[tuple[object, ...]] = []

    def rows_of(events: pd.DataFrame, changed: list[str]) -> Iterator[tuple[object, ...]]:
        real_rows = list(real_rows_of(events, changed))
        yield real_rows[0]
        seen.extend(run(address, "SELECT title FROM geodata.events"))  # readers see the old events meanwhile
        run(address, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'geodata'")
        yield from real_rows[1:] * 20_000

    real_rows_of, storing._rows = storing._rows, rows_of
    try:
        with pytest.raises(DatabaseFault):
            store(database, result_of({"title": "new"}, {"title": "new"}), "new.csv")
    finally:
        storing._rows = real_rows_of
    assert seen == [("old",)]
    assert read_version(database) == before
    assert run(address, "SELECT title FROM geodata.events") == [("old",)]
    assert run(address, "SELECT to_regclass('geodata.events_new')::text") == [(None,)]
    assert store(database, result_of({"title": "new"}), "new.csv").rows == 1  # and the next one needs no tidying up


def test_the_command_killed_in_the_middle_leaves_what_was_there(
    database: Database, address: str, tmp_path: Path
) -> None:
    before = store(database, result_of({"title": "old"}), "old.csv").version
    file = tmp_path / "many.csv"
    file.write_text("date,lat,lon,title\n" + "2024-07-25,19.9,2.9,A clash\n" * 150_000)
    command = [sys.executable, "-m", "geodata", "store", str(file), "--url", address]
    with subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as storing_it:
        writing = "SELECT 1 FROM pg_stat_activity WHERE application_name = 'geodata' AND query LIKE 'COPY %'"
        until = time.monotonic() + 120
        while not run(address, writing):
            assert storing_it.poll() is None, "the command ended before it could be killed"
            assert time.monotonic() < until, "the command wrote nothing"
            time.sleep(0.02)
        storing_it.kill()
    assert read_version(database) == before
    assert run(address, "SELECT title FROM geodata.events") == [("old",)]
    assert store(database, result_of({"title": "new"}), "new.csv").rows == 1  # and the next one needs no tidying up
    assert run(address, "SELECT to_regclass('geodata.events_new')::text") == [(None,)]


def test_a_reader_sees_one_version_or_the_other(database: Database) -> None:
    sizes = [3, 700]
    results = [result_of(*[{"title": f"of {size}"}] * size) for size in sizes]
    store(database, results[0], "rows.csv")
    stopped = threading.Event()

    def write() -> None:
        for turn in range(12):
            store(database, results[turn % 2], "rows.csv")
        stopped.set()

    writer = threading.Thread(target=write)
    writer.start()
    reads = 0
    while not stopped.is_set():
        held = read_events(database)
        assert set(held.events.events["title"]) == {f"of {len(held.events)}"}
        mask = database_mask(database, held.version, len(held.events), STORY, Filters(countries=("MLI",)))
        assert mask is None or mask.all()
        reads += 1
    writer.join()
    assert reads > 2


def test_who_could_read_still_can(database: Database, address: str, cluster: Cluster) -> None:
    store(database, result_of({}), "rows.csv")
    reader = 'reader "x"'.replace('"', '""')
    run(address, f'DROP ROLE IF EXISTS "{reader}"', f"CREATE ROLE \"{reader}\" LOGIN PASSWORD 'p'",
        f'GRANT USAGE ON SCHEMA geodata TO "{reader}"',
        f'GRANT SELECT ON geodata.events, geodata.version TO "{reader}"')  # fmt: skip
    name = address.rsplit("/", 1)[1]
    as_reader = PostGIS(cluster.url(name, "reader%20%22x%22", "p"))
    for title in ("one", "two"):
        store(database, result_of({"title": title}), "rows.csv")
        held = as_reader.read()
        assert held.events.events["title"].tolist() == [title]
        assert as_reader.mask(held, STORY, Filters(text=title)) is not None
    run(address, f'REVOKE SELECT ON geodata.events FROM "{reader}"')
    with pytest.raises(DatabaseFault, match="does not let the dashboard read"):
        as_reader.read()
    run(address, f'DROP OWNED BY "{reader}"', f'DROP ROLE "{reader}"')


def test_a_database_without_events_and_one_changed_by_hand(cluster: Cluster) -> None:
    with fresh(cluster) as address:
        database = Database(address)
        for read in (read_version, read_events):
            with pytest.raises(DatabaseFault, match="holds no events") as caught:
                read(database)
            assert "python -m geodata store" in caught.value.detail
        store(database, result_of({}, {}, {}), "rows.csv")
        run(address, "DELETE FROM geodata.events WHERE row = 1")
        with pytest.raises(DatabaseFault, match="have gaps"):
            read_events(database)
        run(address, "UPDATE geodata.version SET form = 99")
        with pytest.raises(DatabaseFault, match="holds no events"):
            read_events(database)
        database.close()


def test_a_wrong_password_is_not_repeated(cluster: Cluster) -> None:
    with pytest.raises(DatabaseFault) as caught:
        read_version(Database(cluster.url(password="hunter2")))
    assert "hunter2" not in f"{caught.value} {caught.value.detail}"


def test_the_command(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "mine.csv"
    file.write_text("date,lat,lon,title\n2024-07-25,19.9,2.9,A clash\nnever,19.9,2.9,No day\n")
    assert main(["store", str(file), "--url", address]) == 1  # one row was rejected, the other is stored
    assert "2 rows read = 1 accepted + 1 rejected" in capsys.readouterr().out
    assert run(address, "SELECT title, ST_X(geom) FROM geodata.events") == [("A clash", 2.9)]
    monkeypatch.setenv("GEODATA_EVENTS_URL", address)
    file.write_text("date,lat,lon,title\n2024-07-26,19.9,2.9,Another\n")
    assert main(["store", str(file)]) == 0
    file.write_text("date,lat,lon,title\nnever,19.9,2.9,Another\n")
    assert main(["store", str(file)]) == 1
    assert "what was there before stays" in capsys.readouterr().err
    assert run(address, "SELECT title FROM geodata.events") == [("Another",)]
    monkeypatch.delenv("GEODATA_EVENTS_URL")
    assert main(["store", str(file)]) == 1
    assert "--url" in capsys.readouterr().err
