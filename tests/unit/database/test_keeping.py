"""The last good data: held while the source is away, renewed when it is back, filtered in memory when need be."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

import numpy as np
import pytest
from imported.event_rows import made

from geodata.asking.filters import Filters
from geodata.database.faults import DatabaseFault
from geodata.database.keeping import Held, Keeper, State
from geodata.languages import speaking
from geodata.reading.story import Story
from tests.real_story import REAL as STORY

AWAY = DatabaseFault("It is away.", "refused")


class Source:
    """A source whose answers a test decides."""

    def __init__(self) -> None:
        self.content = "one"
        self.fault: Exception | None = None
        self.mask_fault: Exception | None = None
        self.gate = threading.Event()
        self.gate.set()
        self.freeze = threading.Event()
        self.freeze.set()
        self.reads = self.looks = 0

    def version(self) -> str:
        self.looks += 1
        self.freeze.wait(10)
        if self.fault:
            raise self.fault
        return self.content

    def read(self) -> Held:
        self.gate.wait(10)
        self.reads += 1
        if self.fault:
            raise self.fault
        return Held(self.content, made({}, {"country": "NER"}))

    def mask(self, held: Held, story: Story, filters: Filters) -> np.ndarray | None:
        self.freeze.wait(10)
        if self.mask_fault:
            raise self.mask_fault
        return None if held.version != self.content else np.array([False, False])  # unlike what memory would say


def until(keeper: Keeper, holds: Callable[[State], bool]) -> State:
    """Ask until something holds, for ten seconds at most."""
    end = time.monotonic() + 10
    while time.monotonic() < end:
        state = keeper.state()
        if holds(state):
            return state
        time.sleep(0.01)
    pytest.fail(f"after ten seconds still {keeper.state()}")


def test_it_is_read_once_and_held() -> None:
    source = Source()
    keeper = Keeper(source, every=0.01)
    held = keeper.state(patience=10).held
    assert held is not None
    until(keeper, lambda _: source.looks >= 3)
    assert keeper.state().held is held
    assert source.reads == 1


def test_nobody_waits_for_a_slow_source() -> None:
    source = Source()
    source.gate.clear()
    keeper = Keeper(source, every=0.01)
    before = time.monotonic()
    assert keeper.state(patience=0.05) == State(None, reading=True)
    assert time.monotonic() - before < 1
    source.gate.set()
    until(keeper, lambda state: state.held is not None)
    assert source.reads == 1  # however often it was asked


def test_away_keeps_the_last_good_data_and_says_since_when() -> None:
    source = Source()
    keeper = Keeper(source, every=0.01)
    held = keeper.state(patience=10).held
    source.fault = AWAY
    away = until(keeper, lambda state: bool(state.trouble))
    assert away.held is held
    assert away.trouble == "It is away."
    looks = source.looks
    until(keeper, lambda _: source.looks >= looks + 2)
    assert keeper.state().since == away.since  # looking again in vain begins nothing anew
    source.fault = None
    assert until(keeper, lambda state: not state.trouble).held is held
    assert source.reads == 1  # the content is what it was


def test_another_version_is_read() -> None:
    source = Source()
    keeper = Keeper(source, every=0.01)
    keeper.state(patience=10)
    source.content = "two"
    state = until(keeper, lambda state: state.held is not None and state.held.version == "two")
    assert state.trouble == ""


def test_away_from_the_beginning_and_back() -> None:
    source = Source()
    source.fault = AWAY
    keeper = Keeper(source, every=0.01)
    assert keeper.state(patience=10).trouble == "It is away."
    source.fault = None
    assert until(keeper, lambda state: state.held is not None).trouble == ""


def test_what_nobody_foresaw_is_no_traceback() -> None:
    source = Source()
    source.fault = KeyError("secret")
    state = Keeper(source, every=0.01).state(patience=10)
    assert "not foreseen" in state.trouble
    assert "secret" not in state.trouble


def test_what_is_wrong_is_told_in_the_language_of_who_asks() -> None:
    source = Source()
    source.fault = DatabaseFault(
        "The database holds {rows} events; a dashboard shows at most {most}. Store those of fewer countries or years.",
        rows=2_500_000,
        most=2_000_000,
    )
    state = Keeper(source).state(patience=10)
    assert state.trouble == (
        "The database holds 2,500,000 events; a dashboard shows at most 2,000,000. "
        "Store those of fewer countries or years."
    )
    with speaking("fr"):
        assert state.trouble == (
            "La base de données contient 2\u00a0500\u00a0000 événements\u00a0; un tableau de bord en montre au plus "
            "2\u00a0000\u00a0000. Y enregistrer ceux de moins de pays ou d’années."
        )


def test_the_source_filters_and_memory_where_it_cannot() -> None:
    source = Source()
    keeper = Keeper(source, every=60)
    held = keeper.state(patience=10).held
    assert held is not None
    wanted = Filters(countries=("NER",))
    assert keeper.mask(held, STORY, wanted).tolist() == [False, False]
    source.mask_fault = DatabaseFault("slow", slow=True)
    assert keeper.mask(held, STORY, wanted).tolist() == [False, True]
    assert keeper.state().trouble == ""  # one slow question is no trouble
    source.mask_fault = AWAY
    assert keeper.mask(held, STORY, wanted).tolist() == [False, True]
    assert keeper.state().trouble == "It is away."


def test_a_page_with_an_older_version_is_filtered_in_memory() -> None:
    source = Source()
    keeper = Keeper(source, every=60)
    held = keeper.state(patience=10).held
    assert held is not None
    source.content = "two"
    assert keeper.mask(held, STORY, Filters(countries=("NER",))).tolist() == [False, True]
    until(keeper, lambda state: state.held is not None and state.held.version == "two")  # and it is looked at once


@pytest.mark.parametrize("asks", ["version", "filter"])
def test_a_frozen_source_keeps_nobody_waiting(asks: str) -> None:
    source = Source()
    keeper = Keeper(source, every=0.01 if asks == "version" else 60, patience=0.2)
    held = keeper.state(patience=10).held
    assert held is not None
    source.freeze.clear()
    if asks == "filter":
        before = time.monotonic()
        assert keeper.mask(held, STORY, Filters(countries=("NER",))).tolist() == [False, True]
        assert time.monotonic() - before < 5
    away = until(keeper, lambda state: bool(state.trouble))
    assert away.held is held
    source.freeze.set()
    keeper._due = 0.0
    assert until(keeper, lambda state: not state.trouble).held is held


def test_a_fault_of_the_dashboard_in_a_filter_is_filtered_in_memory() -> None:
    source = Source()
    keeper = Keeper(source, every=60)
    held = keeper.state(patience=10).held
    assert held is not None
    source.mask_fault = KeyError("a mistake")
    assert keeper.mask(held, STORY, Filters(countries=("NER",))).tolist() == [False, True]
