"""Your data: bring a file of events, read the report on it, and lay its events under the story."""

from __future__ import annotations

import streamlit as st

from geodata.languages import gettext
from pages.bringing.import_panel import import_panel, laid_report
from pages.bringing.laid_panel import laid_panel
from pages.viewing import address
from pages.viewing.reading import story
from pages.widgets.counts import counts_line

found = story()

st.title(gettext("Your data"))
counts_line(found, address.filters())
left, right = st.columns([2.15, 1], gap="medium")
with left:
    import_panel(found)
    laid_report(found)
with right:
    laid_panel()
