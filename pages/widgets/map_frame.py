"""The map frame: the one place that calls ``st_folium``."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import streamlit as st
from streamlit_folium import st_folium

from geodata.drawing.page_map import PageMap
from geodata.drawing.story_map import Bounds, StateLayer, StoryMap
from geodata.languages import language
from geodata.serving.files import ASSETS_FROM_FRAME
from geodata.views.live import live_document
from pages.door.first_map import map_first
from pages.handing.own_scenes import add_view
from pages.viewing import address
from pages.viewing.hints import hints
from pages.viewing.imported_rows import imported_layer
from pages.viewing.reading import assets, story
from pages.viewing.viewer import LOOK

#: Height before the page's style sheet fits the frame to the window, in pixels.
_HEIGHT = 560


def map_frame(page: PageMap) -> None:
    """Draw the map of a page.

    A click on a mark chooses its row (:func:`pages.viewing.address.chosen`) before the page runs again; the button that
    keeps the view adds a scene to the viewer's set.
    """
    mount = address.opening_view()
    view = mount if mount.zoom is not None else replace(mount, bounds=page.home)
    imported, entries = imported_layer(story(), address.filters(), address.chosen())
    live = live_document(address.page(), page, story(), address.filters(), address.own_values(), address.last_change())
    state = page.state(view, address.chosen(), imported, entries, live)
    with st.container(key="map-frame"), map_first() as told:
        st.html('<span class="map-wide"></span>' if page.is_wide else '<span class="map-close"></span>')
        st_folium(
            StoryMap(assets(), ASSETS_FROM_FRAME),
            key=_key(),
            height=_HEIGHT,
            width=None,
            returned_objects=[],
            feature_group_to_add=StateLayer(replace(state, look=LOOK.now(), told=told)),
            on_change=_clicked,
        )
    hints()


def _key() -> str:
    """A map in another language is another map: its scripts are told their words once, when it is made."""
    return f"map.{language()}"


def _clicked() -> None:
    value = st.session_state.get(_key()) or {}
    if isinstance(value.get("chosen"), str):
        address.choose(value["chosen"])
    if "frame" in value:
        add_view(story(), _bounds(value["frame"]))


def _bounds(frame: Any) -> Bounds | None:
    """The frame that the browser sends: south, west, north, east in degrees, or None."""
    if not isinstance(frame, list) or len(frame) != 4 or not all(isinstance(edge, int | float) for edge in frame):
        return None
    south, west, north, east = (round(float(edge), 5) for edge in frame)
    sound = -85 <= south < north <= 85 and -180 <= west < east <= 180
    return ((south, west), (north, east)) if sound else None
