"""The story and the browser's files, held once for all viewers and read again when the tables change.

A thread looks at the tables every few seconds and reads them when they are not as they were, so no viewer ever waits
for it. When the new ones are sound they take the place of the old in one step; when they are not, the last good ones
stay, and ``broken`` says why.
"""

from __future__ import annotations

import datetime as dt
import logging
import threading
import weakref
from collections import deque
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from geodata.asking.filters import Filters
from geodata.drawing.assets import Asset, Assets, build_assets
from geodata.drawing.assets import in_language as assets_in_language
from geodata.exports.web_page import presenter_bytes
from geodata.languages import ENGLISH, LANGUAGES, language
from geodata.reading.descriptor import table_shapes
from geodata.reading.faults import BrokenTablesError, Fault
from geodata.reading.manifest import FILE as MANIFEST
from geodata.reading.story import Story, load_story
from geodata.reading.translation import in_language
from geodata.selecting.colophon import colophon
from geodata.selecting.selection import select
from geodata.serving.last_resort import note
from geodata.story_folder import TABLES

#: Seconds between two looks at the tables.
LOOK_EVERY = 2.0

#: Readings whose files are still handed out: that of now and the one before, which open pages may still ask for.
KEPT = 2

_LOG = logging.getLogger(__name__)

#: What is seen of a table from outside: its name, when it was changed, its size, and which file it is.
_Seen = tuple[tuple[str, int, int, int], ...]


class Reading:
    """The tables as they were read at one time: a story, or the faults that stand in its way."""

    def __init__(self, story: Story | None, faults: list[Fault]) -> None:
        self.story, self.faults = story, faults
        self._stories: dict[str, Story] = {}
        self._assets: dict[str, Assets] = {}
        self._lock = threading.RLock()

    def story_in(self, code: str) -> Story | None:
        """The story with its texts in a language, made once."""
        if self.story is None or code == ENGLISH:
            return self.story
        with self._lock:
            if code not in self._stories:
                self._stories[code] = in_language(self.story, code)
            return self._stories[code]

    def assets_in(self, code: str) -> Assets:
        """The files that the browser fetches, in a language, made once; most are the same files in all of them."""
        with self._lock:
            if ENGLISH not in self._assets:
                self._assets[ENGLISH] = build_assets(self.story)
            story = self.story_in(code)
            if code not in self._assets:
                english = self._assets[ENGLISH]
                self._assets[code] = english if story is None else assets_in_language(english, story)
            return self._assets[code]


class Tables:
    """The tables of a folder. ``broken`` holds the faults of tables that were changed and are not shown for it."""

    def __init__(self, folder: Path = TABLES, load: Callable[[], Story] | None = None) -> None:
        self.folder = folder
        self._load = load or (lambda: load_story())
        self._lock = threading.Lock()
        self._watched = False
        self.forget()

    def forget(self) -> None:
        """Forget everything, as if the server had just started."""
        self.broken: list[Fault] = []
        self.changed_at: dt.datetime | None = None
        self._seen: _Seen = ()
        self._readings: deque[Reading] = deque(maxlen=KEPT)

    @property
    def now(self) -> Reading:
        """The reading that is shown. The first one to ask has it read, and a thread look after it from then on."""
        readings = self._readings
        if readings:
            return readings[-1]
        with self._lock:
            if not self._readings:
                self._seen = self._look()
                self._readings.append(self._read())
        self._watch()
        return self._readings[-1]

    def asset(self, path: str) -> Asset | None:
        """Return the file at an address, of the reading of now or of the one before."""
        for reading in (self.now, *reversed(self._readings)):
            for code in LANGUAGES:
                if (found := reading.assets_in(code).at(path)) is not None:
                    return found
        return None

    def refresh(self) -> bool:
        """Read the tables again if they were changed; say whether what is shown is new."""
        seen = self._look()
        with self._lock:
            if not self._readings or seen == self._seen:
                return False
            found = self._read()
            if self._look() != seen:
                return False  # someone is writing; the next look reads what it has become
            self._seen = seen
            if found.story is None and self._readings[-1].story is not None:
                self.broken, self.changed_at = found.faults, dt.datetime.now(dt.UTC)
                _LOG.warning("The tables were changed and have %d faults; the last good ones stay.", len(found.faults))
                return False
            found.assets_in(ENGLISH)  # made here and not while a viewer waits
            self._readings.append(found)
            self.broken, self.changed_at = [], None
            if found.story is not None:
                _LOG.info("The tables were changed; data version %s is shown now.", found.story.version)
            return True

    def _read(self) -> Reading:
        try:
            return Reading(self._load(), [])
        except BrokenTablesError as error:
            return Reading(None, list(error.faults))

    def _look(self) -> _Seen:
        found = []
        for name in sorted([*(shape.file_name for shape in table_shapes().values()), MANIFEST]):
            try:
                stat = (self.folder / name).stat()
            except OSError:
                found.append((name, 0, -1, 0))
            else:
                found.append((name, stat.st_mtime_ns, stat.st_size, stat.st_ino))
        return tuple(found)

    def _watch(self) -> None:
        with self._lock:
            if not self._watched:
                self._watched = True
                thread = threading.Thread(target=_watching, args=(weakref.ref(self),), name="tables", daemon=True)
                thread.start()


def _watching(tables: weakref.ReferenceType[Tables]) -> None:
    pause = threading.Event()
    while not pause.wait(LOOK_EVERY):
        found = tables()
        if found is None:
            return
        try:
            found.refresh()
        except Exception as error:  # the last good tables stay, and the next look tries again
            note(error, "reading the tables again")
        del found


tables = Tables()


def story() -> Story:
    """Return the story of now, in the language that is spoken. Raises BrokenTablesError when its tables are broken."""
    found = tables.now
    told = found.story_in(language())
    if told is None:
        raise BrokenTablesError(found.faults)
    return told


def presenter_page(known_on: dt.date | None = None) -> bytes | None:
    """Return the presenter page as of a day, in the language that is spoken; None when the tables are broken."""
    return _presenter_page(tables.now, known_on, language())


@lru_cache(maxsize=16)
def _presenter_page(found: Reading, known_on: dt.date | None, code: str) -> bytes | None:
    told = found.story_in(code)
    if told is None:
        return None
    wanted = Filters(known_on=known_on)
    made = colophon(told, wanted, dt.datetime.now(dt.UTC))
    return presenter_bytes(told, found.assets_in(code), select(told, wanted), made, "assets/")
