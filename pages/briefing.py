"""Briefing: the story in scenes, to present, to rearrange, to save, and to hand out."""

from __future__ import annotations

import streamlit as st

from geodata.languages import gettext
from pages.parts import address
from pages.parts.counts import counts_line
from pages.parts.data import story
from pages.parts.scene_editor import scene_editor, scene_files

found = story()

st.title(gettext("Briefing"))
counts_line(found, address.filters())
left, right = st.columns([2, 1], gap="medium")
with left:
    scene_editor(found)
with right:
    scene_files(found)
