"""The live filter above the lists: actors, days and the as-of day, which the map follows while they are touched.

The lists and fields of :mod:`pages.widgets.filter_bar` say the same and go on working where a browser runs no script.
Script, style and what the story has to show are files that a browser keeps; only what is asked for travels with a run.
"""

from __future__ import annotations

import json
from typing import Any

import streamlit as st

from geodata.asking.filter_parameters import read_filters
from geodata.asking.filters import events_mask, presence_mask
from geodata.asking.table import PARAMETERS
from geodata.reading.story import Story
from geodata.serving.files import ASSETS_FROM_PAGE
from pages.viewing import address
from pages.viewing.imported_rows import also_known
from pages.viewing.reading import assets

_KEY = "filter-strip"

_strip = st.components.v2.component(
    "filter_strip",
    html='<div id="strip-root" hidden></div>',
    js="export default (given) => import(new URL(given.data.script, document.baseURI)).then((on) => on.strip(given));",
)


def filter_strip(story: Story) -> None:
    """Draw the live filter for what is asked for now."""

    def asked() -> None:
        _take_over(story, st.session_state[_KEY].ask)

    now, files = address.filters(), assets()
    data = {
        **{part: ASSETS_FROM_PAGE + files.path_of(f"strip.{end}") for part, end in _FILES.items()},
        "asked": now.to_params(),
        "change": address.last_change(),
        "shown": [int(mask(story, now).sum()) for mask in (events_mask, presence_mask)],
    }
    _strip(key=_KEY, data=data, on_ask_change=asked)


#: What the browser calls each file, and how its name ends.
_FILES = {"script": "js", "style": "css", "told": "json"}


def _take_over(story: Story, text: Any) -> None:
    """Ask for what the browser shows already. What is no such text changes nothing."""
    try:
        told = json.loads(text)
        params = {row.name: [str(value) for value in told["asked"].get(row.name, ())] for row in PARAMETERS}
        change = int(told["change"])
    except (TypeError, ValueError, KeyError, AttributeError):
        return
    address.ask(read_filters(params, story, also_known())[0], change)
