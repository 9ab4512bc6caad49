"""The episode: the area with its candidate positions, the days as numbered steps, the rival tolls."""

from __future__ import annotations

import streamlit as st

from geodata.asking.filters import events_mask
from geodata.knowing.rivals import rivals_mask
from geodata.languages import gettext
from geodata.views.days import steps_of
from geodata.views.registry import page_map
from pages.viewing import address
from pages.viewing.heading import page_heading
from pages.viewing.reading import story
from pages.widgets.counts import counts_line
from pages.widgets.event_card import chosen_card
from pages.widgets.event_table import event_table
from pages.widgets.imported_table import imported_table
from pages.widgets.map_frame import map_frame
from pages.widgets.steps import step_list
from pages.widgets.toll_panel import toll_panel

found, wanted = story(), address.filters()
events = events_mask(found, wanted)
steps = steps_of(found, events)

page_heading()
top = st.container()
left, right = st.columns([2.15, 1], gap="medium")
with left:
    map_frame(page_map(address.page(), found, wanted))  # first: it is what a viewer waits for
with top:
    counts_line(found, wanted)
with right, st.container(key="side-panel"):
    chosen_card(found)
    days, tolls = st.tabs([gettext("The days"), gettext("Rival tolls")])
    with days:
        step_list(found, steps)
    with tolls:
        about = rivals_mask(found, wanted) & found.claims["event_id"].isin(found.manifest.fighting)
        toll_panel(found, about, found.manifest.tolls_of_fighting)
event_table(found, events & events.index.isin(list(steps)))
imported_table(found, wanted)
