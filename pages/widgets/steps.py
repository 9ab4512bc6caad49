"""The days as a list of numbered steps that open their card."""

from __future__ import annotations

import streamlit as st

from geodata.asking.told_titles import event_titles
from geodata.drawing.style import CONFIDENCE
from geodata.languages import gettext
from geodata.reading.partial_dates import date_words
from geodata.reading.story import Story
from pages.viewing import address
from pages.viewing.text import plain


def step_list(story: Story, steps: dict[str, int]) -> None:
    """Draw one button a step, with its day."""
    if not steps:
        st.markdown(gettext("*The filter leaves out every step of these days.*"))
    with st.container(key="steps", gap=None):
        _buttons(story, steps)


def _buttons(story: Story, steps: dict[str, int]) -> None:
    titles = event_titles(story, address.filters().known_on)
    for event_id, number in steps.items():
        row = story.events.loc[event_id]
        when = story.manifest.days.without_year(date_words(row["date_start"], row["date_end"], row["date_precision"]))
        mark = CONFIDENCE[row["confidence"]]["mark"]
        st.button(
            f"**{number}** · :gray[{plain(when)}]  {plain(titles[event_id])} {mark}",
            key=f"step.{event_id}",
            type="secondary" if address.chosen() == event_id else "tertiary",
            on_click=address.choose,
            args=(event_id,),
            help=gettext("Shows the card of this event and marks its place on the map."),
        )
