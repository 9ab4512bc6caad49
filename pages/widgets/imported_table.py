"""The imported events as a table, a page of it at a time: a hundred thousand rows are too many to send at once."""

from __future__ import annotations

import numpy as np
import pandas as pd
import streamlit as st

from geodata.asking.filters import Filters
from geodata.imported.shown import ShownEvents
from geodata.imported.texts import text_rows
from geodata.languages import gettext, noop
from geodata.languages.formats import number
from geodata.reading.story import Story
from pages.viewing import address
from pages.viewing.imported_rows import shown_events
from pages.viewing.limits import MAX_CELL
from pages.widgets.row_table import row_table

#: Rows of one page of the table.
_PAGE = 50
_KEY = "imported-page"

_HEADINGS = {
    "when": noop("when"),
    "title": noop("title"),
    "where": noop("where"),
    "kind": noop("kind"),
    "who": noop("who"),
    "deaths": noop("deaths"),
    "source": noop("source"),
}


def imported_table(story: Story, filters: Filters) -> None:
    """Draw the imported events that pass, in order of time; nothing when none lie under the story.

    The table is made and sent only while it is open: its rows weigh more than the rest of the page.
    """
    shown = shown_events(story, filters)
    if shown is None or not shown.mask.any():
        return
    title = gettext(shown.events.whose.title)
    label = gettext("{title}, as a table").format(title=title)
    with st.expander(label, key="imported-open", on_change="rerun") as box:
        if box.open:
            _table(shown, title)


def _table(shown: ShownEvents, title: str) -> None:
    rows = shown.events.in_order[shown.mask[shown.events.in_order]]
    pages = -(-len(rows) // _PAGE)
    page = min(max(_page_of(shown, rows), 1), pages)
    first = (page - 1) * _PAGE
    part = rows[first : first + _PAGE]
    frame = pd.DataFrame(text_rows(shown.events, part)).set_index("id").map(_cut)
    headings = {name: gettext(words) for name, words in _HEADINGS.items()}
    row_table(frame[list(_HEADINGS)].rename(columns=headings), "imported-table", title)
    if pages > 1:
        words = gettext("Rows {first} to {last} of {all}, in order of time.")
        st.caption(words.format(first=number(first + 1), last=number(first + len(part)), all=number(len(rows))))
        st.pagination(pages, key=_KEY)


def _cut(text: str) -> str:
    return text if len(text) <= MAX_CELL else f"{text[: MAX_CELL - 1]}…"


def _page_of(shown: ShownEvents, rows: np.ndarray) -> int:
    """The page that was asked for; when another row was chosen since, the page that holds it."""
    chosen = address.chosen()
    if chosen != st.session_state.get("imported.followed"):
        st.session_state["imported.followed"] = chosen
        row = int(shown.events.events.index.get_indexer([chosen])[0]) if chosen else -1
        at = np.flatnonzero(rows == row)
        if len(at):
            st.session_state[_KEY] = int(at[0]) // _PAGE + 1
    pages = -(-len(rows) // _PAGE)
    if st.session_state.get(_KEY, 1) > pages:
        st.session_state[_KEY] = pages
    return int(st.session_state.get(_KEY, 1))
