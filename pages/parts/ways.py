"""Ways from the overview into the other pages."""

from __future__ import annotations

import streamlit as st

from geodata.languages import gettext, noop

_WAYS = (
    ("kidal_ambush", noop("The ambush, day by day")),
    ("convoy_route", noop("The column’s route and what is guessed of it")),
    ("russian_presence", noop("Who was where, on any day")),
    ("timeline", noop("Everything in time")),
    ("evidence", noop("Claims and sources")),
    ("method", noop("How to read this, and what it does not show")),
)


def ways_on() -> None:
    """Draw the links. The filters go along by themselves."""
    st.markdown("##### " + gettext("Go on to"))
    for name, words in _WAYS:
        page = st.session_state["shell.pages"][name]
        told = gettext("The filter goes along to that page.")
        st.page_link(page, label=gettext(words), icon=":material/arrow_forward:", help=told)
