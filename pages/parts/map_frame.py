"""The map frame: the one place that calls ``st_folium``."""

from __future__ import annotations

import streamlit as st
from streamlit_folium import st_folium

from geodata.drawing.page_map import PageMap
from geodata.drawing.story_map import StateLayer, StoryMap, View
from pages.parts import address
from pages.parts.data import assets
from pages.parts.server import ASSETS_FROM_FRAME

#: Height before the page's style sheet fits the frame to the window, in pixels.
_HEIGHT = 560
_KEY = "map"


def map_frame(page: PageMap) -> None:
    """Draw the map of a page.

    A click on a mark chooses its row (:func:`pages.parts.address.chosen`) before the page runs again.
    """
    mount = address.opening_view()
    view = mount if mount.zoom is not None else View(mount.seq, bounds=page.home)
    with st.container(key="map-frame"):
        st_folium(
            StoryMap(assets(), ASSETS_FROM_FRAME),
            key=_KEY,
            height=_HEIGHT,
            width=None,
            returned_objects=[],
            feature_group_to_add=StateLayer(page.state(view, address.chosen())),
            on_change=_clicked,
        )


def _clicked() -> None:
    value = st.session_state.get(_KEY) or {}
    if isinstance(value.get("chosen"), str):
        address.choose(value["chosen"])
