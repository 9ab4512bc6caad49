"""The date cursor: who was where on one day."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from geodata.languages import ENGLISH, gettext, language
from pages.parts import address

#: The first day is that of the first report in the tables, the last the end of the year of the ambush.
FIRST, LAST = dt.date(2018, 1, 1), dt.date(2024, 12, 31)
_ON, _DAY = "cursor.on", "cursor.day"
_AMBUSH = dt.date(2024, 7, 27)


def day_cursor() -> dt.date | None:
    """Draw the cursor and return the chosen day, or None when all times are shown together."""
    day = _read()
    if st.session_state.get(_ON) != (day is not None):
        st.session_state[_ON] = day is not None
    if day is not None and st.session_state.get(_DAY) != day:
        st.session_state[_DAY] = day
    with st.container(horizontal=True, vertical_alignment="center", key="day-cursor"):
        st.toggle(
            gettext("On one day"),
            key=_ON,
            on_change=_switch,
            help=gettext("Shows the rows reported on that day. Off: all times together."),
        )
        if day is not None:
            st.slider(
                gettext("Day"),
                FIRST,
                LAST,
                key=_DAY,
                # Streamlit knows the months of English alone
                format="D MMM YYYY" if language() == ENGLISH else "DD/MM/YYYY",
                on_change=_move,
                label_visibility="collapsed",
                help=gettext("The day for which the map shows who was reported where."),
            )
    return day


def _read() -> dt.date | None:
    text = st.session_state["address.own"].get("day", "")
    try:
        day = dt.date.fromisoformat(text)
    except ValueError:
        return None
    return min(max(day, FIRST), LAST)


def _switch() -> None:
    address.set_own("day", _AMBUSH.isoformat() if st.session_state[_ON] else None)


def _move() -> None:
    address.set_own("day", st.session_state[_DAY].isoformat())
