"""What the filter leaves of the events under the story, worked out once a run for map, timeline, table and counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import streamlit as st

from geodata.asking.filters import Filters
from geodata.drawing.imported_layer import layer_document, layer_entries
from geodata.drawing.legend import Entry
from geodata.imported.day_counts import day_counts
from geodata.imported.event_set import EventSet
from geodata.imported.shown import ShownEvents
from geodata.imported.shown import shown_events as filtered
from geodata.languages import language
from geodata.reading.story import Story
from pages.viewing.imported import addresses, current
from pages.viewing.limits import MAX_OPTION, MAX_OPTIONS
from pages.viewing.shared_events import shared_mask

_LAST, _KNOWN = "imported.shown", "imported.known"


def shown_events(story: Story, filters: Filters) -> ShownEvents | None:
    """Return what the filter leaves of the imported events; None when no file is laid under the story."""
    events = current()
    if events is None:
        st.session_state.pop(_LAST, None)
        return None
    spoken, last = st.session_state.get(_LAST, ("", None))
    if last is None or last.events is not events or last.filters != filters or spoken != language():
        mask = shared_mask(events, story, filters)
        last = filtered(events, story, filters) if mask is None else ShownEvents(events, filters, mask)
        st.session_state[_LAST] = (language(), last)  # a search also finds the names of actors in that language
    return last


def also_known() -> Mapping[str, Sequence[str]]:
    """Return what the address parameters may hold beside the story's own values: those of the imported events."""
    events = current()
    if events is None:
        st.session_state.pop(_KNOWN, None)
        return {}
    last: tuple[EventSet, Mapping[str, Sequence[str]]] | None = st.session_state.get(_KNOWN)
    if last is None or last[0] is not events:
        short = {
            name: [value for value in values if len(value) <= MAX_OPTION][:MAX_OPTIONS]
            for name, values in events.vocabulary.items()
        }
        last = st.session_state[_KNOWN] = (events, short)
    return last[1]


def imported_layer(story: Story, filters: Filters, chosen: str | None) -> tuple[dict[str, Any] | None, list[Entry]]:
    """Return the imported events as a map's state wants them, with their entries of the legend."""
    shown, where = shown_events(story, filters), addresses()
    if shown is None or where is None:
        return None, []
    return layer_document(shown, where, chosen), layer_entries(shown, story)


def imported_days(story: Story, filters: Filters) -> dict[str, Any] | None:
    """Return the imported events of each day or month, as the timeline wants them."""
    shown = shown_events(story, filters)
    return None if shown is None else {"label": shown.events.whose.title, **day_counts(shown.events, shown.mask)}
