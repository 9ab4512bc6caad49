"""Overview: the theatre from Mali to the Central African Republic, a few figures, and the ways on."""

from __future__ import annotations

import streamlit as st

from geodata.drawing.legend import event_entries, presence_entries, route_entry
from geodata.drawing.mask import encode_mask
from geodata.filters import events_mask, presence_mask
from geodata.route import legs_shown
from pages.parts import address
from pages.parts.counts import counts_line
from pages.parts.data import story
from pages.parts.event_card import chosen_card
from pages.parts.figures import key_figures
from pages.parts.frames import THEATRE
from pages.parts.map_frame import map_frame
from pages.parts.ways import ways_on

found, wanted = story(), address.filters()
events, presence = events_mask(found, wanted), presence_mask(found, wanted)
legs = legs_shown(found, "enriched", wanted)

st.title("The Kidal ambush and the Russians in the Sahel")
counts_line(found, wanted)
left, right = st.columns([2.15, 1], gap="medium")
with left:
    map_frame(
        THEATRE,
        events=encode_mask(events),
        presence=encode_mask(presence),
        sites=True,
        shade=True,
        legs=[leg.id for leg in legs],
        legend=[
            *presence_entries(found, found.presence[presence], compact=True),
            *(route_entry() if legs else []),
            *event_entries(found, found.events[events], compact=True),
        ],
    )
with right, st.container(key="side-panel"):
    if not chosen_card(found):
        key_figures(found, events)
        ways_on()
