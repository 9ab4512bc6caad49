"""Ways from the overview into the other pages."""

from __future__ import annotations

import streamlit as st

_WAYS = (
    ("kidal_ambush", "The ambush, day by day"),
    ("convoy_route", "The column’s route and what is guessed of it"),
    ("russian_presence", "Who was where, on any day"),
    ("timeline", "Everything in time"),
    ("evidence", "Claims and sources"),
    ("method", "How to read this, and what it does not show"),
)


def ways_on() -> None:
    """Draw the links. The filters go along by themselves."""
    st.markdown("##### Go on to")
    for name, words in _WAYS:
        page = st.session_state["shell.pages"][name]
        st.page_link(page, label=words, icon=":material/arrow_forward:")
