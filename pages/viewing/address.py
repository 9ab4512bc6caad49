"""The URL is the view: reads the address into session state and writes session state into the address.

Streamlit can bind a widget to the address by itself, but it then writes the label a viewer sees instead of the
id, and drops a broken value without a word (tried with 1.67). So the address is read and written here, with
the parameters of :mod:`geodata.asking.table` plus ``event`` and those that belong to a page (:mod:`geodata.views`).
``lat``, ``lng`` and ``zoom`` are written by the map frame itself, so that panning needs no rerun
(``browser/address.js``).

Each change that a viewer makes is one entry of the browser's history, and each turned page is one. What a page adds to
its address by itself is none (:mod:`pages.viewing.amended_address`).
"""

from __future__ import annotations

import datetime as dt

import streamlit as st

from geodata.asking.filter_parameters import read_filters
from geodata.asking.filters import Filters
from geodata.asking.table import PARAMETERS
from geodata.drawing.story_map import MAX_ZOOM, View
from geodata.languages import gettext
from geodata.reading.story import Story
from geodata.views.own_parameter import OwnValue
from geodata.views.page_kind import PageKind
from geodata.views.presence import DAY
from geodata.views.registry import kind_of, own_parameters
from geodata.views.route import VARIANT
from pages.ties.script_run import came_by_history
from pages.viewing.amended_address import amend, draw_amendment
from pages.viewing.imported import current, follow_story
from pages.viewing.imported_rows import also_known
from pages.viewing.viewer import WISHES, in_address

(
    _FILTERS,
    _SEEN,
    _READ,
    _OPENED,
    _PAGE,
    _MOUNT,
    _COUNT,
    _NOTICES,
    _EVENT,
    _OWN,
    _FILE,
    _STORY,
    _REOPEN,
    _CHANGE,
    _USED,
) = (
    f"address.{name}"
    for name in (
        "filters",
        "seen",
        "read",
        "opened",
        "page",
        "mount",
        "count",
        "notices",
        "event",
        "own",
        "file",
        "story",
        "reopen",
        "change",
        "used",
    )
)

#: Parameters that belong to a page, which alone writes them, as the variant of the route.
_OF_PAGES = tuple(own_parameters())
_OURS = (
    *(row.name for row in PARAMETERS),
    "event",
    *_OF_PAGES,
    *(wish.parameter for wish in WISHES),
)
_VIEW = ("lat", "lng", "zoom")


def read(story: Story, page: str) -> None:
    """Take the address over when it is news: on the first run, after Back or Forward, after a hand-made change.

    A click in the navigation leads to the bare address of a page; the filters then stay as they were and are
    written anew.
    """
    state = st.session_state
    params = {name: st.query_params.get_all(name) for name in st.query_params}
    ours = {name: params[name] for name in _OURS if name in params}
    first, moved = _PAGE not in state, state.get(_PAGE) != page
    # a control was used: the browser sends the address it had, which may not yet be the one that was written last
    used = state.pop(_USED, False) and not moved and not came_by_history()
    # Streamlit goes on saying what the page was opened with, until it has written an address itself
    news = first or (not used and ours not in (state[_SEEN], state[_READ]) and bool(ours or not moved))
    if news:
        filters, notices = read_filters(params, story, also_known())
        state[_FILTERS] = filters
        state[_EVENT] = _known_row(story, params, notices)
        state[_OWN] = state.get(_OWN, {}) | {name: params[name][-1] for name in _OF_PAGES if name in params}
        state[_NOTICES] = notices
    anew = state.pop(_REOPEN, False)
    if first or moved or anew:
        state[_COUNT] = state.get(_COUNT, 0) + 1
        state[_MOUNT] = View(f"{page} {state[_COUNT]}", *_view_of(params), kept=anew and not moved)
    _follow_file(story)
    _follow_story(story)
    state[_PAGE] = page
    if news or moved:
        state[_READ], state[_OPENED] = ours, first or moved or came_by_history()
        # None: a broken value goes out of the address, or a link to this very page told only Streamlit what it says
        state[_SEEN] = None if news and (state[_NOTICES] or not state[_OPENED]) else ours


def _follow_file(story: Story) -> None:
    """When the viewer's own events were changed or taken away, let go of what only the old ones knew."""
    state, file = st.session_state, current()
    before = state.get(_FILE)
    state[_FILE] = None if file is None else id(file)
    if before is None or before == state[_FILE]:
        return
    state[_FILTERS] = read_filters(filters().to_params(), story, also_known())[0]
    state[_EVENT] = _known_row(story, {"event": [state[_EVENT] or ""]}, [])


def _follow_story(story: Story) -> None:
    """When the tables were read anew, let go of what only the old ones knew, and say so."""
    state = st.session_state
    before, state[_STORY] = state.get(_STORY), story
    if before is None or before is story:
        return
    follow_story(story)
    notices: list[str] = []
    state[_FILTERS], notices = read_filters(filters().to_params(), story, also_known())
    state[_EVENT] = _known_row(story, {"event": [state[_EVENT] or ""]}, notices)
    state[_NOTICES] = [*state[_NOTICES], *notices]


def _known_row(story: Story, params: dict[str, list[str]], notices: list[str]) -> str | None:
    wanted = params.get("event", [""])[-1]
    if not wanted:
        return None
    if any(wanted in table.index for table in (story.events, story.presence, story.route)):
        return wanted
    if (file := current()) is not None and wanted in file.events.index:
        return wanted
    words = gettext("There is no event “{id}”, so that part of the address was ignored.")
    notices.append(words.format(id=wanted[:40]))
    return None


def _view_of(params: dict[str, list[str]]) -> tuple[None, float | None, float | None, float | None]:
    """Read centre and zoom; all three must be sound, else the page opens in its own frame and says so."""
    given = [params.get(name, [""])[-1] for name in _VIEW]
    if not any(given):
        return None, None, None, None
    try:
        lat, lng, zoom = (float(value) for value in given)
    except ValueError:
        lat = lng = zoom = float("nan")
    if -85 <= lat <= 85 and -180 <= lng <= 180 and 0 <= zoom <= MAX_ZOOM:
        return None, lat, lng, zoom
    st.session_state[_NOTICES] = [
        *st.session_state[_NOTICES],
        gettext("The address names a map position that does not exist, so the map opened in its usual frame."),
    ]
    return None, None, None, None


def page() -> str:
    """Return the name of the page that is shown, as its address has it; that of the overview is ``overview``."""
    found: str = st.session_state[_PAGE]
    return found


def kind() -> PageKind:
    """Return the kind of the page that is shown."""
    return kind_of(page(), st.session_state[_STORY])


def own_now() -> dict[str, str]:
    """Return the parameters that belong to the page that is shown, as texts."""
    names = {parameter.name for parameter in kind().parameters}
    return {name: value for name, value in st.session_state[_OWN].items() if name in names}


def own_values() -> dict[str, OwnValue]:
    """Return the values of the parameters that belong to the page that is shown."""
    return kind().read_own(own_now())


def write() -> None:
    """Write filters, chosen row and the page's own parameters into the address, if it does not say so already.

    When the page has just been opened, the entry of the history that is there is amended; else there is a new one.
    """
    state = st.session_state
    ours = filters().to_params()
    if state[_EVENT]:
        ours["event"] = [state[_EVENT]]
    ours |= {name: [value] for name, value in own_now().items()}
    ours |= in_address()
    if ours != state[_SEEN]:
        if state[_OPENED]:
            broken = state[_SEEN] is None and opening_view().lat is None
            amend(state[_READ], ours, _OURS, _VIEW if broken else ())
        else:
            st.query_params.from_dict(ours)  # the map frame puts its own three back
            state[_READ] = ours
        state[_SEEN] = ours
    state[_OPENED] = False
    draw_amendment()
    for wish in WISHES:
        wish.written()


def filters() -> Filters:
    """Return what is asked for now."""
    found: Filters = st.session_state[_FILTERS]
    return found


def ask(changed: Filters, change: int = 0) -> None:
    """Ask for something else. Notices about the old address are taken down.

    ``change`` is the number that the browser has given to the change, when it has drawn it already.
    """
    if change:
        st.session_state[_CHANGE] = change
    if changed != st.session_state[_FILTERS]:
        st.session_state[_USED] = True
        st.session_state[_FILTERS] = changed
        st.session_state[_NOTICES] = []


def last_change() -> int:
    """Return the number of the last change that the browser drew before it asked for it; 0 when there was none."""
    found: int = st.session_state.get(_CHANGE, 0)
    return found


def chosen() -> str | None:
    """Return the id of the chosen event, presence row or waypoint."""
    found: str | None = st.session_state[_EVENT]
    return found


def choose(row_id: str | None) -> None:
    """Choose a row, or none."""
    st.session_state[_USED] = st.session_state.get(_USED, False) or row_id != st.session_state[_EVENT]
    st.session_state[_EVENT] = row_id


def set_own(name: str, value: str | None) -> None:
    """Set a page's own parameter; None takes it out of the address."""
    st.session_state[_USED] = True
    if value is None:
        st.session_state[_OWN].pop(name, None)
    else:
        st.session_state[_OWN][name] = value


def variant() -> str:
    """Return the variant of the route that the page shows: only one page lets a viewer choose it."""
    return VARIANT.of(own_values())


def day_asked() -> dt.date | None:
    """Return the day that the page that is shown is asked for; None for all times, or when the address names no day."""
    return DAY.of(own_values())


def days_asked() -> tuple[dt.date | None, dt.date | None]:
    """Return the first and last day asked for, by the filter or by the page's own day."""
    asked = filters()
    firsts = [day for day in (asked.date_from, day_asked()) if day]
    lasts = [day for day in (asked.date_to, day_asked()) if day]
    # a span that is open to one side still asks for the day at which it begins or ends
    return min(firsts, default=None), max(lasts, default=None)


def reopen() -> None:
    """Have the map of the page drawn anew, where it stands. Streamlit knows only the address that it wrote itself, so
    the browser looks up the place.
    """
    st.session_state[_REOPEN] = True


def notices() -> list[str]:
    """Return what has to be said about the address the page was opened with."""
    found: list[str] = st.session_state[_NOTICES]
    return found


def opening_view() -> View:
    """Return the view named in the address when the page was opened; one without a centre when it named none."""
    found: View = st.session_state[_MOUNT]
    return found
