"""The last good data of a database, held once for all viewers, and looked after on a thread of its own.

A page never waits for the database: it gets what was read last, with a sentence when the database is away. Every look
is caused by somebody who looks at a page; when the database is back, the next look finds it.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np

from geodata.asking.filters import Filters
from geodata.database.faults import AWAY, DatabaseFault
from geodata.imported.event_filter import imported_mask
from geodata.imported.event_set import EventSet
from geodata.languages import noop
from geodata.reading.story import Story

_LOG = logging.getLogger(__name__)

_NOT_FORESEEN = noop("The events of the database cannot be shown, for a reason that was not foreseen.")


@dataclass(frozen=True, eq=False)
class Held:
    """All events of one version, and when they were read (UTC)."""

    version: str
    events: EventSet
    read_at: dt.datetime = field(default_factory=lambda: dt.datetime.now(dt.UTC))


class Source(Protocol):
    """Where the events come from. Each method raises DatabaseFault."""

    def version(self) -> str:
        """Name the content, which is quick."""

    def read(self) -> Held:
        """Read everything."""

    def mask(self, held: Held, story: Story, filters: Filters) -> np.ndarray | None:
        """Say which rows pass; None when the content is another one by now."""


@dataclass(frozen=True)
class State:
    """What there is now. ``fault`` says what is wrong, None when all is well; ``since`` when it began (UTC)."""

    held: Held | None
    fault: DatabaseFault | None = None
    since: dt.datetime | None = None
    reading: bool = False

    @property
    def trouble(self) -> str:
        """A sentence for a viewer in the language that is spoken, "" when all is well."""
        return "" if self.fault is None else str(self.fault)


class Keeper:
    """Holds the last good data of a source, and looks at most every so many seconds whether there are others."""

    def __init__(self, source: Source, every: float = 3.0, patience: float = 4.0) -> None:
        """Look every so many seconds; a source that is silent for longer than ``patience`` (seconds) counts as away."""
        self._source, self._every, self._patience = source, every, patience
        self._state = State(None, reading=True)
        self._lock = threading.Lock()
        self._looking, self._due = False, 0.0
        self._asked: float | None = None  # since when the source has been asked for its version
        self._looked = threading.Event()

    def state(self, patience: float = 0.0) -> State:
        """Return what there is; while nothing has been read yet, wait for it so many seconds at most."""
        with self._lock:
            if not self._looking and time.monotonic() >= self._due:
                self._looking = True
                threading.Thread(target=self._look, name="look at the database", daemon=True).start()
        self._looked.wait(patience)
        asked = self._asked
        if asked is not None and time.monotonic() - asked > self._patience and not self._state.trouble:
            self._note(DatabaseFault(AWAY, "The database has been silent for some seconds, with the connection open."))
        return self._state

    def mask(self, held: Held, story: Story, filters: Filters) -> np.ndarray:
        """Say which rows pass: by the database itself, or in memory when it is away, slow, or has other events."""
        if held is self._state.held and not self._state.trouble:
            try:
                found = self._in_time(lambda: self._source.mask(held, story, filters))
                if found is not None:
                    return found
                self._due = 0.0
            except DatabaseFault as fault:
                if not fault.slow:
                    self._note(fault)
                else:
                    _LOG.info("Filtered in memory: %s", fault.detail)
        return imported_mask(held.events, story, filters)

    def _in_time(self, ask: Callable[[], np.ndarray | None]) -> np.ndarray | None:
        """Ask on a thread that can be left behind: a frozen server keeps a connection open and never answers."""
        answers: list[np.ndarray | None] = []
        faults: list[DatabaseFault] = []

        def asking() -> None:
            try:
                answers.append(ask())
            except DatabaseFault as fault:
                faults.append(fault)
            except Exception as error:
                _LOG.exception("The database could not be asked for the rows of a filter")
                faults.append(DatabaseFault(_NOT_FORESEEN, type(error).__name__, slow=True))

        thread = threading.Thread(target=asking, name="filter in the database", daemon=True)
        thread.start()
        thread.join(self._patience)
        if faults:
            raise faults[0]
        if not answers:
            raise DatabaseFault(AWAY, "The database gave no answer to a filter, with the connection open.")
        return answers[0]

    def _is_news(self, held: Held) -> bool:
        self._asked = time.monotonic()
        try:
            return self._source.version() != held.version
        finally:
            self._asked = None

    def _look(self) -> None:
        try:
            held = self._state.held
            if held is None or self._is_news(held):
                held = self._source.read()
                held.events.make_searchable()
            if self._state.trouble:
                _LOG.warning("The database of events is back.")
            self._state = State(held)
        except DatabaseFault as fault:
            self._note(fault)
        except Exception as error:
            _LOG.exception("The events of the database could not be read")
            self._note(DatabaseFault(_NOT_FORESEEN, type(error).__name__))
        finally:
            with self._lock:
                self._looking, self._due = False, time.monotonic() + self._every
            self._looked.set()

    def _note(self, fault: DatabaseFault) -> None:
        """Keep what there is, and say what is wrong; into the log only when it is news."""
        before = self._state
        if before.trouble != str(fault):
            _LOG.warning("%s", fault.detail)
        since = before.since if before.trouble else dt.datetime.now(dt.UTC)
        self._state = State(before.held, fault.without_traceback(), since)
