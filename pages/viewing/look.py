"""The look that a viewer wishes for, on the pages themselves: Streamlit's theme and the colours of the style sheets.

Streamlit 1.67 has one theme for all viewers, from its settings, and lets none choose by the address. But it sends the
theme anew with every run of the script, and the browser takes over whatever comes. So what is sent to a viewer is
dressed here in the viewer's look, tables and charts with it (:mod:`pages.ties.theme`).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from geodata.drawing.looks import LOOKS, Look
from pages.ties.theme import dress_every_theme
from pages.viewing.viewer import LOOK

#: Where a session keeps the name of the look that it was last sent the theme of.
_WORN = "look.worn"

#: Size of type in pixels where the factor of a look is 1, as in .streamlit/config.toml.
_TYPE = 15


def look() -> Look:
    """Return the look of the viewer whose page runs."""
    return LOOKS[LOOK.now()]


def begin_page() -> None:
    """Put the page into the viewer's look; when that is another than before, the page runs once more from its start.

    Streamlit sends the theme before the script runs, and so before anybody knows what a viewer has just chosen. To be
    called when the page is known, or it would be another page that runs once more.
    """
    wanted = LOOK.now()
    worn = st.session_state.get(_WORN, LOOK.plain)
    st.session_state[_WORN] = wanted
    if worn != wanted:
        st.rerun()
    if wanted != LOOK.plain:
        scheme = "dark" if look().dark else "light"
        st.html(f"<style>:root{{{look().properties()}color-scheme:{scheme}}}</style>")


def dress(theme: Any, wanted: Look) -> None:
    """Write a look into the theme (``CustomThemeConfig``) that is sent; the usual look is that of the settings."""
    if wanted == LOOKS[LOOK.plain]:
        return
    theme.base = theme.BaseTheme.DARK if wanted.dark else theme.BaseTheme.LIGHT
    for name, value in _values(wanted).items():
        setattr(theme, name, value)
    theme.sidebar.background_color = wanted.panel
    theme.sidebar.secondary_background_color = wanted.inset


def _values(wanted: Look) -> dict[str, Any]:
    families = {"red": "#b3261e", "blue": "#0b5c8c", "gray": "#5b6068"}
    return {
        "primary_color": wanted.accent,
        "background_color": wanted.paper,
        "secondary_background_color": wanted.panel,
        "text_color": wanted.ink,
        "link_color": wanted.accent,
        "border_color": wanted.edge,
        "show_widget_border": True,
        "show_sidebar_border": True,
        "dataframe_border_color": wanted.edge,
        "dataframe_header_background_color": wanted.panel,
        "dataframe_header_text_color": wanted.ink,
        "code_background_color": wanted.panel,
        "code_text_color": wanted.ink,
        "base_font_size": round(_TYPE * wanted.type),
        **{f"{family}_text_color": wanted.colour(colour) for family, colour in families.items()},
        **{f"{family}_text_color": wanted.ink for family in ("orange", "yellow", "green", "violet")},
        **{f"{family}_background_color": wanted.panel for family in _BOXES},
    }


#: The colours that boxes with a message stand on.
_BOXES = ("red", "orange", "yellow", "blue", "green", "violet", "gray")


def dress_sessions() -> None:
    """Have Streamlit send every viewer the theme of the look that the viewer wishes for."""
    dress_every_theme(lambda theme, state: dress(theme, LOOKS[_worn_by(state)]))


def _worn_by(state: Mapping[str, Any]) -> str:
    """The look that the session's script has asked for, the usual one before its first run."""
    try:
        return str(state[_WORN])
    except KeyError:
        return LOOK.plain
