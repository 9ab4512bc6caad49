"""Tables that change while the server runs: taken over when they are sound, kept out when they are not."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from geodata.reading.faults import BrokenTablesError
from geodata.reading.story import Story, load_story
from geodata.serving import tables as data
from geodata.serving.tables import KEPT, Tables
from pages.viewing.reading import kept_words
from small_tables import SmallTables


class Counted:
    """Reads the tables of a folder, and counts how often."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.times = folder, 0

    def __call__(self) -> Story:
        self.times += 1
        return load_story(self.folder)


@pytest.fixture
def load(small_tables: SmallTables) -> Counted:
    return Counted(small_tables.folder)


@pytest.fixture
def tables(load: Counted, monkeypatch: pytest.MonkeyPatch) -> Tables:
    monkeypatch.setattr(data, "LOOK_EVERY", 3_600.0)  # the tests say when to look
    return Tables(load.folder, load)


def rename(small_tables: SmallTables, words: str) -> None:
    """Change a row that is not published yet as far as the check is concerned: its text alone."""
    small_tables.set_cell("scenes", "SC01", "notes", words)


def title(tables: Tables) -> str:
    story = tables.now.story
    assert story is not None
    return str(story.scenes.at["SC01", "notes"])


def test_they_are_read_once_and_looked_at_without_reading(tables: Tables, load: Counted) -> None:
    assert tables.now is tables.now
    assert [tables.refresh() for _ in range(3)] == [False, False, False]
    assert load.times == 1


def test_a_sound_change_is_taken_over_in_one_step(tables: Tables, small_tables: SmallTables) -> None:
    before = tables.now
    rename(small_tables, "Changed")
    assert tables.now is before
    assert tables.refresh()
    assert title(tables) == "Changed"
    assert before.story is not None
    assert before.story.scenes.at["SC01", "notes"] == "Ask who says so."  # who holds the old one keeps it whole
    assert before.story.version != tables.now.story.version  # type: ignore[union-attr]


def test_a_broken_change_is_kept_out_and_said(
    tables: Tables, small_tables: SmallTables, load: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data, "tables", tables)
    before = tables.now
    assert kept_words() == ""
    small_tables.set_cell("events", "E01", "place_id", "P_NOWHERE")
    assert not tables.refresh()
    assert not tables.refresh()
    assert load.times == 2  # it is not read again and again
    assert tables.now is before
    assert "now have 1 fault" in kept_words()
    small_tables.set_cell("events", "E01", "place_id", "P_VALLEY")
    assert tables.refresh()
    assert kept_words() == ""


def test_a_table_that_is_gone_or_cannot_be_read(tables: Tables, small_tables: SmallTables) -> None:
    before = tables.now
    content = small_tables.path("events").read_bytes()
    small_tables.path("events").unlink()
    assert not tables.refresh()
    assert tables.now is before
    assert tables.broken
    small_tables.path("events").write_bytes(content)
    assert tables.refresh()
    assert not tables.broken


def test_tables_that_are_broken_at_the_start_come_up_once_mended(tables: Tables, small_tables: SmallTables) -> None:
    small_tables.set_cell("events", "E01", "place_id", "P_NOWHERE")
    assert tables.now.story is None
    assert tables.now.faults
    small_tables.set_cell("events", "E01", "place_id", "P_VALLEY")
    assert tables.refresh()
    assert tables.now.story is not None


def test_tables_that_are_being_written_are_left_for_the_next_look(
    small_tables: SmallTables, load: Counted, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data, "LOOK_EVERY", 3_600.0)

    def slow() -> Story:
        found = load()
        if load.times == 2:
            rename(small_tables, "Written meanwhile")
        return found

    tables = Tables(load.folder, slow)
    before = tables.now
    rename(small_tables, "Half")
    assert not tables.refresh()
    assert tables.now is before
    assert tables.refresh()
    assert title(tables) == "Written meanwhile"


def test_open_pages_find_the_files_of_the_reading_before(tables: Tables, small_tables: SmallTables) -> None:
    paths = []
    for words in ("one", "two", "three"):
        rename(small_tables, words)
        small_tables.set_cell("actors", "army", "notes", words)
        tables.refresh()
        assert tables.now.story is not None
        paths.append(tables.now.assets_in("en").path_of("story.json"))
    assert all(tables.asset(path) is not None for path in paths[-KEPT:])
    assert tables.asset("no-such-file.js") is None


def test_a_thread_looks_by_itself(small_tables: SmallTables, load: Counted, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(data, "LOOK_EVERY", 0.05)
    tables = Tables(load.folder, load)
    assert title(tables) == "Ask who says so."
    rename(small_tables, "By itself")
    end = time.monotonic() + 20
    while title(tables) != "By itself" and time.monotonic() < end:
        time.sleep(0.05)
    assert title(tables) == "By itself"


def test_a_failure_that_nobody_foresaw_leaves_the_last_good_tables(
    small_tables: SmallTables, load: Counted, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(data, "LOOK_EVERY", 0.05)

    def fails() -> Story:
        if load.times == 1:
            load.times += 1
            raise RuntimeError("unforeseen\nERROR forged")
        return load()

    tables = Tables(load.folder, fails)
    assert title(tables) == "Ask who says so."
    rename(small_tables, "Later")
    end = time.monotonic() + 20
    while title(tables) != "Later" and time.monotonic() < end:
        time.sleep(0.05)
    assert title(tables) == "Later"
    assert "reading the tables again" in caplog.text


@pytest.fixture
def forgotten() -> Iterator[None]:
    data.tables.forget()
    yield
    data.tables.forget()


@pytest.mark.usefixtures("forgotten")
def test_broken_tables_raise_for_who_needs_a_story(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> Story:
        raise BrokenTablesError([])

    monkeypatch.setattr(data, "load_story", broken)
    with pytest.raises(BrokenTablesError):
        data.story()
