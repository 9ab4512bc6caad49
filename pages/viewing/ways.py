"""Ways from the overview into the other pages."""

from __future__ import annotations

import streamlit as st

from geodata.languages import gettext
from geodata.views.registry import kind_of
from pages.viewing.reading import story


def ways_on() -> None:
    """Draw a link to each page that there is and that has words for it. The filters go along by themselves."""
    st.markdown("##### " + gettext("Go on to"))
    found = story()
    for path, page in st.session_state["shell.pages"].items():
        if way := kind_of(path, found).in_story(found).way:
            told = gettext("The filter goes along to that page.")
            st.page_link(page, label=way, icon=":material/arrow_forward:", help=told)
