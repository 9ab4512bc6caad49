"""How many rows are shown, in the same words everywhere; and what to do when nothing is."""

from __future__ import annotations

import streamlit as st

from geodata.filters import PARTS, Filters, count_events, events_mask, too_tight, without
from geodata.story import Story
from pages.parts import address
from pages.parts.download_panel import download_panel


def counts_line(story: Story, filters: Filters) -> None:
    """Say how many events are shown; when none is, say which part of the filter is to blame and offer to clear it."""
    mask = events_mask(story, filters)
    counts = count_events(story, mask)
    with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute", key="top-line"):
        with st.container(key="counts", width="stretch"):
            if counts.shown or filters.is_empty:
                st.markdown(f"**{counts.words()}**")
            else:
                _nothing_found(story, filters, counts.words())
        download_panel(story, filters, address.variant())


def _nothing_found(story: Story, filters: Filters, words: str) -> None:
    tight = too_tight(story, filters)
    with st.container(horizontal=True, vertical_alignment="center"):
        because = " ".join(f"Without {PARTS[part]} there would be {found}." for part, found in tight[:2])
        st.markdown(
            f"**{words}.** {because or 'No single part of the filter is to blame: together they leave nothing.'}",
            width="content",
        )
        for part, _ in tight[:2]:
            st.button(
                f"Clear {PARTS[part]}",
                key=f"clear.{part}",
                on_click=address.ask,
                args=(without(filters, part),),
            )
        st.button("Clear all", key="clear.all", on_click=address.ask, args=(Filters(),))
