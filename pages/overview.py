"""Overview: the whole theatre, a few figures, and the ways on."""

from __future__ import annotations

import streamlit as st

from geodata.asking.filters import events_mask, presence_mask
from geodata.drawing.page_map import with_apart
from geodata.languages import gettext
from geodata.views.registry import page_map
from pages.viewing import address
from pages.viewing.heading import page_heading
from pages.viewing.reading import story
from pages.viewing.ways import ways_on
from pages.widgets.counts import counts_line
from pages.widgets.event_card import chosen_card
from pages.widgets.event_table import event_table
from pages.widgets.figures import key_figures
from pages.widgets.imported_table import imported_table
from pages.widgets.map_frame import map_frame
from pages.widgets.presence_table import presence_table

found, wanted = story(), address.filters()

page_heading()
top = st.container()
left, right = st.columns([2.15, 1], gap="medium")
with left:
    shown = page_map(address.page(), found, wanted)
    map_frame(with_apart(shown, found, wanted))  # first: it is what a viewer waits for
with top:
    counts_line(found, wanted)
with right, st.container(key="side-panel"):
    if not chosen_card(found):
        key_figures(found, wanted)
        ways_on()
event_table(found, events_mask(found, wanted))
presence_table(found, presence_mask(found, wanted), gettext("Reports of presence shown, as a table"))
imported_table(found, wanted)
