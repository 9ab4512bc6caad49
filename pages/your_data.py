"""Your data: bring a file of events, read the report on it, and lay its events under the story."""

from __future__ import annotations

import streamlit as st

from geodata.languages import gettext
from pages.parts import address
from pages.parts.counts import counts_line
from pages.parts.data import story
from pages.parts.import_panel import import_panel, laid_report
from pages.parts.laid_panel import laid_panel

found = story()

st.title(gettext("Your data"))
counts_line(found, address.filters())
left, right = st.columns([2.15, 1], gap="medium")
with left:
    import_panel(found)
    laid_report(found)
with right:
    laid_panel()
