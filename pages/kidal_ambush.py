"""Kidal ambush: the area with its candidate positions, the days as numbered steps, the rival tolls."""

from __future__ import annotations

import streamlit as st

from geodata.days import steps_of
from geodata.drawing.legend import candidate_entries, route_entries, step_entries
from geodata.drawing.mask import encode_mask
from geodata.drawing.story_map import THE_DAYS
from geodata.filters import events_mask
from geodata.route import legs_shown
from pages.parts import address
from pages.parts.counts import counts_line
from pages.parts.data import story
from pages.parts.event_card import chosen_card
from pages.parts.frames import VALLEY
from pages.parts.map_frame import map_frame
from pages.parts.steps import step_list
from pages.parts.toll_panel import toll_panel

found, wanted = story(), address.filters()
events = events_mask(found, wanted)
steps = steps_of(found, events)
on_map = events & events.index.isin(list(steps))
legs = [leg for leg in legs_shown(found, "enriched", wanted) if leg.phase != "intended"]

st.title("The ambush, 22 to 30 July 2024")
counts_line(found, wanted)
left, right = st.columns([2.15, 1], gap="medium")
with left:
    map_frame(
        VALLEY,
        events=encode_mask(on_map),
        presence="",
        steps=steps,
        candidates="P_AMBUSH" in set(found.events.loc[on_map, "place_id"]),
        rings=["P_TINZ"],
        legs=[leg.id for leg in legs],
        legend=[
            *(candidate_entries() if "P_AMBUSH" in set(found.events.loc[on_map, "place_id"]) else []),
            *route_entries(legs),
            *step_entries(found, found.events[on_map]),
        ],
        corner="bottomright",
        play=THE_DAYS,
    )
with right, st.container(key="side-panel"):
    chosen_card(found)
    days, tolls = st.tabs(["The days", "Rival tolls"])
    with days:
        step_list(found, steps)
    with tolls:
        toll_panel(found, wanted, ("wagner-killed", "soldiers-killed"))
