"""The route: the legs in order, how sure each is, their lengths and the speed that the dates imply."""

from __future__ import annotations

import streamlit as st

from geodata.knowing.route import VARIANTS, legs_shown, waypoints_shown
from geodata.languages import gettext
from geodata.views.registry import page_map
from geodata.views.route import VARIANT
from pages.viewing import address
from pages.viewing.heading import page_heading
from pages.viewing.own_choice import own_choice
from pages.viewing.reading import story
from pages.widgets.counts import counts_line
from pages.widgets.event_card import chosen_card
from pages.widgets.imported_table import imported_table
from pages.widgets.leg_table import leg_table
from pages.widgets.map_frame import map_frame
from pages.widgets.waypoint_table import waypoint_table

found, wanted = story(), address.filters()

page_heading()
top = st.container()
left, right = st.columns([2.15, 1], gap="medium")
side = right.container(key="side-panel")
with side:
    told = gettext("Draws the route from every source, or only what the base document bears out.")
    variant = own_choice(VARIANT, gettext("What is drawn"), VARIANTS, told)
with left:
    map_frame(page_map(address.page(), found, wanted, variant=variant))  # before what can wait
with top:
    counts_line(found, wanted)
with side:
    if not chosen_card(found):
        leg_table(found, legs_shown(found, variant, wanted))
waypoint_table(found, waypoints_shown(found, variant, wanted))
imported_table(found, wanted)
