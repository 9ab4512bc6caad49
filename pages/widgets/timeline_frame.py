"""The timeline component: the one place that mounts ``browser/timeline.js``."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import streamlit as st

from geodata.drawing.linked_scripts import BROWSER, module_script
from geodata.drawing.looks import LIGHT
from geodata.languages import language
from geodata.languages.catalogue import browser_words
from geodata.languages.formats import locale_tag
from pages.viewing import address
from pages.viewing.look import look

_KEY = "timeline"
_timeline = st.components.v2.component(
    "story_timeline",
    html='<div id="timeline-root"></div>',
    css=(BROWSER / "timeline.css").read_text("utf-8"),
    js=module_script("timeline_component"),
)


def timeline_frame(document: dict[str, Any]) -> None:
    """Draw a timeline document (:func:`geodata.drawing.timeline.timeline_document`); a click chooses its row."""

    def clicked() -> None:
        chosen = st.session_state[_KEY].chosen
        if isinstance(chosen, str):
            address.choose(chosen)

    def dragged() -> None:
        span = st.session_state[_KEY].span
        if not isinstance(span, str) or span.count("/") != 2:
            return
        first, last, change = span.split("/")
        days = [dt.date.fromisoformat(day) for day in (first, last)]
        address.ask(replace(address.filters(), date_from=days[0], date_to=days[1]), int(change))

    words = {"tag": locale_tag(), "words": browser_words(language(), "timeline")}
    data = {**document, **_look(), "language": words}
    _timeline(key=_KEY, data=data, on_chosen_change=clicked, on_span_change=dragged)


def _look() -> dict[str, Any]:
    """What the script has to know of the look; the rest it has from the style sheet."""
    wanted = look()
    return {} if wanted == LIGHT else {"look": {"type": wanted.type, "instead": dict(wanted.instead)}}
