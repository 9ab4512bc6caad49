"""The events of a database, under the story for everybody: held once, shown until a viewer lays a file over them.

``GEODATA_EVENTS_URL`` names the database; without it nothing here does anything, and nothing of SQLAlchemy is imported.
A page keeps to one version from its first line to its last (:func:`begin_page`).
"""

from __future__ import annotations

import datetime as dt
import os
import threading
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import streamlit as st

from geodata.asking.filters import Filters
from geodata.database.keeping import Held, Keeper, Source, State
from geodata.imported.event_set import EventSet
from geodata.imported.fitting import with_known_actors
from geodata.languages import gettext, noop
from geodata.languages.formats import day_words, hour_words
from geodata.reading.story import Story
from geodata.serving.private_data import Lent, lend_to_all
from pages.viewing.text import plain

VARIABLE = "GEODATA_EVENTS_URL"

#: Seconds that the very first page waits for the events.
_PATIENCE = 2.0

#: Seconds between two looks of an open page: while something is wrong, and while nothing is.
_SOON, _LATER = 4.0, 20.0

_PAGE = "shared.page"

_BEING_READ = noop("The events of the database are being read; they appear by themselves.")
_ALONE = noop("{trouble} The story is shown alone; the events appear by themselves once they can be read.")
_OLD = noop("{trouble} What is shown is what was read on {moment}; the page renews itself once the database is back.")


@dataclass(frozen=True, eq=False)
class _Page:
    """What a page keeps to: the state of the database, and its events as they are served."""

    state: State
    lent: Lent | None = None


class _Shared:
    """The keeper of one database, and the way its events are served, which is made once for their version and that of
    the tables; all languages share it.
    """

    def __init__(self, address: str) -> None:
        self.keeper = Keeper(_source(address))
        self._lock = threading.Lock()
        self._last: tuple[Held, str, Lent] | None = None

    def page(self, story: Story) -> _Page:
        """What a page that begins now keeps to."""
        state = self.keeper.state(_PATIENCE)
        return _Page(state, None if state.held is None else self._lent(state.held, story))

    def _lent(self, held: Held, story: Story) -> Lent:
        with self._lock:
            if self._last is None or self._last[0] is not held or self._last[1] != story.version:
                self._last = (held, story.version, lend_to_all(with_known_actors(held.events, story)))
            return self._last[2]


def begin_page(story: Story) -> None:
    """Have a page keep to the events of now until it runs again."""
    shared = _shared()
    if shared is None:
        st.session_state.pop(_PAGE, None)
    else:
        st.session_state[_PAGE] = shared.page(story)


def lent_to_all() -> Lent | None:
    """Return the events of the database as they are served; None when there are none."""
    page = _page()
    return None if page is None else page.lent


def shared_mask(events: EventSet, story: Story, filters: Filters) -> np.ndarray | None:
    """Have the database say which rows pass; None when the events are not those of a database."""
    shared, page = _shared(), _page()
    if shared is None or page is None or page.lent is None or page.lent.events is not events:
        return None
    held = page.state.held
    return None if held is None else shared.keeper.mask(held, story, filters)


def notice() -> None:
    """Say when the database is away, and run the page again when it is back or has other events."""
    page = _page()
    if page is not None:
        in_order = page.state.held is not None and not page.state.trouble
        st.fragment(_watch, run_every=_LATER if in_order else _SOON)()


def notice_words(state: State) -> str:
    """Say in sentences what is wrong and what is shown instead; "" when all is well."""
    held = state.held
    if not state.trouble:
        return "" if held is not None else gettext(_BEING_READ)
    trouble = state.trouble
    if state.since:
        trouble = gettext("{trouble} (since {time} UTC)").format(
            trouble=trouble, time=hour_words(f"{state.since:%H:%M}")
        )
    if held is None:
        return gettext(_ALONE).format(trouble=trouble)
    return gettext(_OLD).format(trouble=trouble, moment=_moment(held.read_at))


def _moment(moment: dt.datetime) -> str:
    return gettext("{day} at {time} UTC").format(day=day_words(moment), time=hour_words(f"{moment:%H:%M}"))


def _watch() -> None:
    shared, page = _shared(), _page()
    if shared is None or page is None:
        return
    now = shared.keeper.state()
    if now.held is not page.state.held or now.trouble != page.state.trouble:
        st.rerun()
    if words := notice_words(page.state):
        st.warning(plain(words), icon=":material/cloud_off:")


def _page() -> _Page | None:
    found = st.session_state.get(_PAGE)
    return found if isinstance(found, _Page) else None


def _shared() -> _Shared | None:
    address = os.environ.get(VARIABLE, "").strip()
    return _of(address) if address else None


@lru_cache(maxsize=1)
def _of(address: str) -> _Shared:
    return _Shared(address)


def _source(address: str) -> Source:
    from geodata.database.source import PostGIS  # only now, for SQLAlchemy comes with it

    return PostGIS(address)
