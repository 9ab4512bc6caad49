"""The story that a page shows: one reading of the tables from its first line to its last.

Whoever has a page open moves to a new reading with the next click.
"""

from __future__ import annotations

import streamlit as st

from geodata.drawing.assets import Assets
from geodata.languages import language, ngettext
from geodata.languages.formats import hour_words, number
from geodata.reading.faults import BrokenTablesError, Fault
from geodata.reading.manifest import NO_PARTS
from geodata.reading.story import Story
from geodata.serving import tables as served
from geodata.serving.tables import Reading
from pages.ties.script_run import is_running

_PINNED = "data.reading"


def begin_page() -> None:
    """Have a page keep to the reading of now until it runs again."""
    st.session_state[_PINNED] = served.tables.now


def reading() -> Reading:
    """Return the reading that a page keeps to; outside of pages that of now."""
    if is_running():
        found = st.session_state.get(_PINNED)
        if isinstance(found, Reading):
            return found
    return served.tables.now


def faults() -> list[Fault]:
    """Return the faults of the tables; an empty list when they are sound."""
    return reading().faults


def story() -> Story:
    """Return the story, in the language that is spoken.

    Raises BrokenTablesError when its tables are broken (the shell then shows no page).
    """
    found = reading()
    told = found.story_in(language())
    if told is None:
        raise BrokenTablesError(found.faults)
    return told


def title() -> str:
    """Return what the story is called, in the language that is spoken; the usual name while its tables are broken."""
    found = reading().story_in(language())
    return (NO_PARTS if found is None else found.manifest).sentence("title")


def assets() -> Assets:
    """Return the files that the browser fetches, in the language that is spoken."""
    return reading().assets_in(language())


def kept_words() -> str:
    """Say that what is shown is older than the tables, and why; "" when it is not."""
    count, when = len(served.tables.broken), served.tables.changed_at
    if not count or when is None:
        return ""
    return ngettext(
        "The tables were changed and now have {n} fault, so this is how they were before (seen at {time} UTC). It "
        "renews itself as soon as the tables are mended; “python -m geodata check” says what is wrong.",
        "The tables were changed and now have {n} faults, so this is how they were before (seen at {time} UTC). It "
        "renews itself as soon as the tables are mended; “python -m geodata check” says what is wrong.",
        count,
    ).format(n=number(count), time=hour_words(f"{when:%H:%M}"))
