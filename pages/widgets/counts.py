"""How many rows are shown, in the same words everywhere; and what to do when nothing is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from geodata.asking.filters import PARTS, Counts, Filters, too_tight, without
from geodata.imported.event_filter import hidden_by_nature, other_spelling
from geodata.knowing.vague_dates import (
    apart_words,
    events_apart,
    reports_apart,
    reports_without_start,
    without_start_words,
)
from geodata.languages import gettext
from geodata.languages.formats import number
from geodata.reading.coverage import coverage
from geodata.reading.story import Story
from geodata.views.registry import page_counts
from pages.handing.download_panel import download_panel
from pages.viewing import address
from pages.viewing.imported_rows import shown_events
from pages.viewing.text import plain

#: How many rows with a vague date get a button; all of them stand pale on map and timeline.
_BUTTONS = 3

#: Counts what a page shows of its own rows for some filters.
Count = Callable[[Filters], Counts | None]


def counts_line(story: Story, filters: Filters, count: Count | None = None) -> None:
    """Say how many of the page's own rows are shown, and what the account covers.

    When none is shown, say which part of the filter is to blame and offer to clear it. ``count`` is for a page whose
    rows its kind does not count (:mod:`geodata.views.registry`).
    """
    count = count or _count_of_page(story)
    counts = count(filters)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="top-line"):
        with st.container(width="stretch", gap=None):
            with st.container(key="counts", width="stretch", gap=None):
                if counts is not None and (counts.shown or filters.is_empty):
                    st.markdown(f"**{counts.words()}**")
                elif counts is not None:
                    _nothing_found(filters, counts.words(), lambda looser: _shown(count(looser)))
                _apart(story, filters)
                _imported(story, filters)
            st.caption(coverage(story).words())
        download_panel(story, filters, address.variant())


def _apart(story: Story, filters: Filters) -> None:
    """Count apart what only may lie in the days asked for, each row with a button that opens its card."""
    tables = address.kind().apart
    rows, undated = events_apart(story, filters) if "events" in tables else {}, {}
    if "presence" in tables and address.day_asked() is None:
        rows |= reports_apart(story, filters)
        undated = reports_without_start(story, filters)
    if not rows and not undated:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="apart"):
        st.caption(plain(" ".join(filter(None, (apart_words(rows), without_start_words(undated))))), width="content")
        for row_id in [*rows, *undated][:_BUTTONS]:
            st.button(
                gettext("Show {id}").format(id=row_id),
                key=f"apart.{row_id}",
                type="tertiary",
                on_click=address.choose,
                args=(row_id,),
                help=gettext("Opens the card of this row, which is drawn pale and stands in no figure."),
            )


def _count_of_page(story: Story) -> Count:
    page, own = address.page(), address.own_values()
    return lambda filters: page_counts(page, story, filters, **own)


def _shown(counts: Counts | None) -> int:
    return counts.shown if counts else 0


def _imported(story: Story, filters: Filters) -> None:
    """The same for the events under the story, with the reason when a filter can find none of them."""
    shown = shown_events(story, filters)
    if shown is None:
        return
    with st.container(horizontal=True, vertical_alignment="center", key="imported-counts"):
        line = gettext("**{whose}: {counts}**")
        heading, words = gettext(shown.events.whose.heading), plain(shown.counts.words())
        st.markdown(line.format(whose=heading, counts=words), width="content")
        if hidden := hidden_by_nature(filters, shown.events.whose):
            st.caption(hidden, width="content")
        elif other := other_spelling(shown.events, story, filters):
            words, text = other
            st.caption(words, width="content")
            wanted = replace(filters, text=text, actors=())
            st.button(
                gettext("Search “{text}”").format(text=text),
                key="imported.spelling",
                on_click=address.ask,
                args=(wanted,),
                help=gettext("Searches for the name that the file itself uses."),
            )


def _nothing_found(filters: Filters, words: str, count: Callable[[Filters], int]) -> None:
    tight = too_tight(filters, count)
    with st.container(horizontal=True, vertical_alignment="center"):
        because = " ".join(
            gettext("Without {part} there would be {n}.").format(part=gettext(PARTS[part]), n=number(found))
            for part, found in tight[:2]
        )
        together = gettext("No single part of the filter is to blame: together they leave nothing.")
        st.markdown(f"**{words}.** {because or together}", width="content")
        for part, _ in tight[:2]:
            st.button(
                gettext("Clear {part}").format(part=gettext(PARTS[part])),
                key=f"clear.{part}",
                on_click=address.ask,
                args=(without(filters, part),),
                help=gettext("Takes this part of the filter away and keeps the others."),
            )
        told = gettext("Shows every row again.")
        st.button(gettext("Clear all"), key="clear.all", on_click=address.ask, args=(Filters(),), help=told)
