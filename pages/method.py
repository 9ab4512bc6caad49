"""Method: what is shown and what is not, how precision and confidence work, licences, corrections."""

from __future__ import annotations

import streamlit as st

from geodata.knowing.method import method_text
from geodata.languages import gettext
from pages.viewing import address
from pages.viewing.reading import story
from pages.widgets.corrections_list import corrections_list
from pages.widgets.counts import counts_line

st.title(gettext("Method"))
counts_line(story(), address.filters())
with st.container(key="method"):
    st.markdown(method_text())
    corrections_list(story(), address.filters())
