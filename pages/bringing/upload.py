"""A file that a viewer brings: read on a thread of its own, held in the session, accepted or put aside.

Nothing of it is on any map before :func:`accept`, and what lay under the story before stays there until then.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

import pandas as pd
import streamlit as st

from geodata.imported.event_order import by_country_and_day
from geodata.imported.event_set import EventSet, event_set, remapped
from geodata.importers import ImportCancelled, ImportFault, ImportOptions, ImportResult, read_events
from geodata.importers.faults import ImportChoice
from geodata.importers.plain import LAYOUT as PLAIN
from geodata.importers.preview import Preview, preview
from geodata.importers.report import findings, printable
from geodata.languages import gettext, noop
from pages.ties.script_run import forget_upload
from pages.viewing import imported
from pages.viewing.limits import MAX_READING
from pages.viewing.making import Making, StoppedError

_BROUGHT, _ROUND, _LAID = "bringing.brought", "bringing.round", "bringing.laid"

#: Seconds a page waits for an import: a small file is then read before the page is drawn.
_PATIENCE = 0.4

#: One for each file that is being read: memory and cores are for all viewers.
_TURNS = threading.BoundedSemaphore(MAX_READING)

#: Share of the time that goes into reading; the rest goes into making the events ready for the filter.
_READING = 0.6

_NO_MEMORY = noop("{name} needs more memory than there is; cut it into several files.")


@dataclass(frozen=True)
class Wishes:
    """What a viewer says about a file; see ``ImportOptions``."""

    mapping: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    day_order: Literal["", "dmy", "mdy"] = ""
    dataset: str = ""
    licence: str = ""
    layer: str = ""


@dataclass(eq=False)
class Read:
    """A file that was read: the report, the events ready to be laid under the story, and a look at its columns."""

    result: ImportResult
    events: EventSet
    columns: Preview | None = None

    @cached_property
    def findings(self) -> pd.DataFrame:
        """The report, grouped."""
        return findings(self.result.report)


@dataclass(frozen=True)
class Asked:
    """A file that cannot be read before a viewer has chosen columns or a layer; ``choice`` says which."""

    choice: ImportChoice
    columns: Preview


@dataclass(frozen=True)
class Refused:
    """A file that cannot be read. The fault is kept itself, for it follows its viewer into another language."""

    fault: ImportFault


@dataclass(eq=False)
class Brought:
    """A file in memory, and the reading of it."""

    name: str
    data: bytes
    wishes: Wishes
    reading: Making[Read | Asked | Refused]


def brought() -> Brought | None:
    """Return the file that was brought and is not accepted yet."""
    found = st.session_state.get(_BROUGHT)
    return found if isinstance(found, Brought) else None


def laid() -> Read | None:
    """Return the report of the events that lie under the story."""
    found = st.session_state.get(_LAID)
    return found if isinstance(found, Read) and found.events is imported.current() else None


def uploader_key() -> str:
    """Return the key of the field for the next file; each file that was taken over leaves an empty field behind."""
    return f"bringing.file.{st.session_state.get(_ROUND, 0)}"


def take_over() -> None:
    """Take the chosen file out of its field, so that it is held once, and start to read it."""
    file = st.session_state.get(uploader_key())
    if file is None:
        return
    name, data = printable(file.name), file.getvalue()
    forget_upload(file.file_id)  # Streamlit would hold it until the session ends
    st.session_state[_ROUND] = st.session_state.get(_ROUND, 0) + 1
    start(name, data, Wishes())


def start(name: str, data: bytes, wishes: Wishes) -> None:
    """Read a file; an earlier one that is still being read is stopped."""
    put_aside()
    reading: Making[Read | Asked | Refused] = Making(
        gettext("Reading {name}").format(name=name),
        name,
        sorry=noop(
            "The file could not be read, for a reason that was not foreseen. Save it as CSV (UTF-8) and try again."
        ),
    )
    reading.start(lambda report: _read(name, data, wishes, reading, report))
    reading.wait(_PATIENCE)
    st.session_state[_BROUGHT] = Brought(name, data, wishes, reading)


def put_aside() -> None:
    """Forget the file that was brought. What lies under the story stays."""
    before = st.session_state.pop(_BROUGHT, None)
    if isinstance(before, Brought):
        before.reading.stopped.set()


def accept() -> None:
    """Lay the events that were read under the story, in place of those that lay there."""
    now = brought()
    if now is not None and isinstance(now.reading.content, Read):
        imported.keep(now.reading.content.events)
        st.session_state[_LAID] = now.reading.content
        st.session_state.pop(_BROUGHT)


def take_away() -> None:
    """Take the events away from under the story."""
    imported.drop()
    st.session_state.pop(_LAID, None)


def map_actors(read: Read, mapping: Mapping[str, str]) -> None:
    """Map names of actors to the registry, in events that were read or that lie under the story already."""
    lies_there = read is laid()
    read.events = remapped(read.events, mapping)
    if lies_there:
        imported.keep(read.events)


def _read(
    name: str, data: bytes, wishes: Wishes, reading: Making[Read | Asked | Refused], report: Callable[[int, int], None]
) -> Read | Asked | Refused:
    """Read a file. The words for the step are in the language in which the reading was started; nothing else is."""

    def progress(share: float, words: str) -> None:
        reading.step = words
        report(round(share * 100), 100)

    options = ImportOptions(
        mapping=wishes.mapping,
        day_order=wishes.day_order,
        dataset=wishes.dataset,
        licence=wishes.licence,
        layer=wishes.layer,
        progress=lambda share, words: progress(_READING * share, words),
        cancelled=reading.stopped.is_set,
    )
    while not _TURNS.acquire(timeout=0.2):
        progress(0.0, gettext("waiting for its turn: other files are being read"))
    try:
        return _opened(name, data, options, progress)
    except ImportCancelled as error:
        raise StoppedError from error
    except ImportFault as fault:
        return Refused(fault)
    except MemoryError:
        return Refused(ImportFault(_NO_MEMORY, name=name))
    finally:
        _TURNS.release()


def _opened(name: str, data: bytes, options: ImportOptions, progress: Callable[[float, str], None]) -> Read | Asked:
    try:
        result = read_events(data, name, options)
        columns = preview(data, name, options.layer) if result.layout == PLAIN else None
        result = by_country_and_day(result)
        events = event_set(result, name)
        events.make_searchable(lambda share, words: progress(_READING + (1 - _READING) * share, words))
        return Read(result, events, columns)
    except ImportChoice as choice:
        return Asked(choice, preview(data, name, options.layer))
