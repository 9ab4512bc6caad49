"""The waypoints of the route as a table whose rows open their card."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geodata.drawing.story_document import known_within
from geodata.knowing.public_sources import with_public_sources
from geodata.languages import gettext
from geodata.reading.partial_dates import date_words
from geodata.reading.story import Story
from pages.viewing import address
from pages.widgets.row_table import confidence_words, independent_words, row_table


def waypoint_table(story: Story, waypoints: list[str]) -> None:
    """Draw the waypoints shown, in the order of the route; nothing when there are none."""
    if not waypoints:
        return
    rows = with_public_sources(story, story.route.loc[waypoints], address.filters())
    frame = pd.DataFrame(
        {
            gettext("when"): [
                date_words(a, b) if a else "" for a, b in zip(rows["date_start"], rows["date_end"], strict=True)
            ],
            gettext("waypoint"): rows["waypoint"],
            gettext("how exact"): rows["place_id"].map(story.places["radius_km"]).map(known_within),
            gettext("what is known"): rows["what_is_known"],
            gettext("independent sources"): independent_words(story, rows["source_ids"]),
            gettext("confidence"): rows["confidence"].map(confidence_words),
        }
    )
    st.markdown("##### " + gettext("Waypoints shown, as a table"))
    row_table(frame, "waypoints-table", gettext("Waypoints shown"))
