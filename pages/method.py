"""Method: what is shown and what is not, how precision and confidence work, licences, corrections."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from pages.parts import address
from pages.parts.corrections_list import corrections_list
from pages.parts.counts import counts_line
from pages.parts.data import story

st.title("Method")
counts_line(story(), address.filters())
with st.container(key="method"):
    st.markdown((Path(__file__).parent / "parts" / "method.md").read_text("utf-8"))
    corrections_list(story())
