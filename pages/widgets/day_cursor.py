"""The date cursor: who was where on one day."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from geodata.languages import ENGLISH, gettext, language
from geodata.languages.formats import day_words
from geodata.reading.coverage import coverage
from geodata.reading.story import Story
from geodata.views.presence import DAY
from pages.viewing import address

_ON, _DAY, _RANGE = "cursor.on", "cursor.day", "cursor.range"
#: A slider takes no day outside the years 1684 to 2255 (Streamlit raises StreamlitJSNumberBoundsError).
_SLIDES = dt.date(1700, 1, 1), dt.date(2200, 12, 31)


def day_cursor(story: Story) -> dt.date | None:
    """Draw the cursor and return the chosen day, or None when all times are shown together.

    It runs from the first event of the tables to their last review, and further to a day that the address names: what
    that day lacks is said above the page, and no other day takes its place.
    """
    day = address.day_asked()
    if st.session_state.get(_ON) != (day is not None):
        st.session_state[_ON] = day is not None
    if day is not None and st.session_state.get(_DAY) != day:
        st.session_state[_DAY] = day
    with st.container(horizontal=True, vertical_alignment="center", key="day-cursor"):
        st.toggle(
            gettext("On one day"),
            key=_ON,
            on_change=_switch,
            args=(story.manifest.days.offered or coverage(story).last,),
            help=gettext("Shows the rows reported on that day. Off: all times together."),
        )
        if day is not None and not _SLIDES[0] <= day <= _SLIDES[1]:
            st.markdown(day_words(day))
        elif day is not None:
            st.slider(
                gettext("Day"),
                *_range(story, day),
                key=_DAY,
                # Streamlit knows the months of English alone
                format="D MMM YYYY" if language() == ENGLISH else "DD/MM/YYYY",
                on_change=_move,
                label_visibility="collapsed",
                help=gettext("The day for which the map shows who was reported where."),
            )
    return day


def _range(story: Story, day: dt.date) -> tuple[dt.date, dt.date]:
    """Return the first and last day of the slider. It never shrinks: one of another range would lose its value."""
    known = coverage(story)
    first, last = st.session_state.get(_RANGE, (known.first, max(known.last, known.reviewed)))
    st.session_state[_RANGE] = min(first, known.first, day), max(last, known.last, known.reviewed, day)
    found: tuple[dt.date, dt.date] = st.session_state[_RANGE]
    return found


def _switch(offered: dt.date) -> None:
    address.set_own(DAY.name, offered.isoformat() if st.session_state[_ON] else None)


def _move() -> None:
    address.set_own(DAY.name, st.session_state[_DAY].isoformat())
