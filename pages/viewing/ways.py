"""Ways from the overview into the other pages."""

from __future__ import annotations

import streamlit as st

from geodata.languages import gettext
from geodata.views.registry import kind_of


def ways_on() -> None:
    """Draw a link to each page that there is and that has words for it. The filters go along by themselves."""
    st.markdown("##### " + gettext("Go on to"))
    for path, page in st.session_state["shell.pages"].items():
        if way := kind_of(path).way:
            told = gettext("The filter goes along to that page.")
            st.page_link(page, label=gettext(way), icon=":material/arrow_forward:", help=told)
