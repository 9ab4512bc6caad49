"""The presence: countries, sites and forces, strength as claims, and who was where on a day."""

from __future__ import annotations

import streamlit as st

from geodata.drawing.page_map import presence_on, with_apart
from geodata.views.registry import page_map
from pages.viewing import address
from pages.viewing.heading import page_heading
from pages.viewing.reading import story
from pages.widgets.counts import counts_line
from pages.widgets.day_cursor import day_cursor
from pages.widgets.event_card import chosen_card
from pages.widgets.imported_table import imported_table
from pages.widgets.map_frame import map_frame
from pages.widgets.presence_panel import presence_panel

found, wanted = story(), address.filters()

page_heading()
top = st.container()
left, right = st.columns([2.15, 1], gap="medium")
with left:
    day = day_cursor(found)
    shown = page_map(address.page(), found, wanted, day=day)
    map_frame(shown if day else with_apart(shown, found, wanted))  # before what can wait
with top:
    counts_line(found, wanted)
with right, st.container(key="side-panel"):
    chosen_card(found)
    presence_panel(found, presence_on(found, wanted, day), day, shown.layers["soft"])
imported_table(found, wanted)
