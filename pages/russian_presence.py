"""Russian presence: countries, sites and forces, strength as claims, and who was where on a day."""

from __future__ import annotations

import streamlit as st

from geodata.drawing.legend import presence_entries
from geodata.drawing.mask import encode_mask
from geodata.filters import events_mask, presence_mask
from geodata.presence import on_day
from pages.parts import address
from pages.parts.counts import counts_line
from pages.parts.data import story
from pages.parts.day_cursor import day_cursor
from pages.parts.event_card import chosen_card
from pages.parts.frames import THEATRE
from pages.parts.map_frame import map_frame
from pages.parts.presence_panel import presence_panel

found, wanted = story(), address.filters()

st.title("Russian forces in Mali, Burkina Faso, Niger and the Central African Republic")
counts_line(found, wanted)
left, right = st.columns([2.15, 1], gap="medium")
with left:
    day = day_cursor()
    presence = presence_mask(found, wanted)
    if day is not None:
        presence &= on_day(found, day)
    map_frame(
        THEATRE,
        events=encode_mask(events_mask(found, wanted)),
        presence=encode_mask(presence),
        marks=False,
        sites=True,
        shade=True,
        legend=presence_entries(found, found.presence[presence]),
    )
with right, st.container(key="side-panel"):
    chosen_card(found)
    presence_panel(found, presence, day)
