"""Convoy route: the legs in order, how sure each is, their lengths and the speed that the dates imply."""

from __future__ import annotations

import streamlit as st

from geodata.drawing.legend import route_entries
from geodata.drawing.mask import encode_mask
from geodata.drawing.story_map import THE_DAYS
from geodata.filters import events_mask
from geodata.route import VARIANTS, legs_shown, waypoints_shown
from geodata.story import COLUMN_ACTORS
from pages.parts import address
from pages.parts.counts import counts_line
from pages.parts.data import story
from pages.parts.event_card import chosen_card
from pages.parts.frames import KIDAL
from pages.parts.leg_table import leg_table
from pages.parts.map_frame import map_frame
from pages.parts.own_choice import own_choice

found, wanted = story(), address.filters()

st.title("The column’s route, 19 to 27 July 2024")
counts_line(found, wanted)
left, right = st.columns([2.15, 1], gap="medium")
with right, st.container(key="side-panel"):
    variant = own_choice("variant", "What is drawn", VARIANTS, "enriched")
    legs = legs_shown(found, variant, wanted)
    waypoints = waypoints_shown(found, variant, wanted)
    if not chosen_card(found):
        leg_table(found, legs)
with left:
    events = events_mask(found, wanted) & found.events["actor_ids"].map(set(COLUMN_ACTORS).intersection).astype(bool)
    map_frame(
        KIDAL,
        events=encode_mask(events),
        presence="",
        marks=False,
        legs=[leg.id for leg in legs],
        waypoints=waypoints,
        rings=sorted({found.route.at[point, "place_id"] for point in waypoints}),
        lengths=True,
        dates=True,
        legend=route_entries(legs, waypoints=bool(waypoints)),
        corner="bottomright",
        play=THE_DAYS,
    )
