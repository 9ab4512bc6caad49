"""Briefing: the story in scenes, to present, to rearrange, to save, and to hand out."""

from __future__ import annotations

import streamlit as st

from geodata.asking.filters import Counts
from geodata.languages import gettext
from geodata.telling.scenes import scenes_told
from pages.handing.own_scenes import own_scenes
from pages.handing.scene_editor import scene_editor, scene_files
from pages.viewing import address
from pages.viewing.reading import story
from pages.widgets.counts import counts_line

found = story()

st.title(gettext("Briefing"))
scenes = own_scenes(found)
counts_line(
    found,
    address.filters(),
    lambda asked: Counts(len(scenes_told(found, scenes, asked).scenes), len(scenes), 0, "scenes"),
)
left, right = st.columns([2, 1], gap="medium")
with left:
    scene_editor(found)
with right:
    scene_files(found)
