"""The events shown, as a table."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geodata.drawing.story_document import country_name
from geodata.drawing.style import CONFIDENCE, KIND_LABELS
from geodata.origins import origin_counts
from geodata.partial_dates import date_words
from geodata.public_sources import with_public_sources
from geodata.story import Story
from pages.parts import address
from pages.parts.row_table import row_table


def event_table(story: Story, mask: pd.Series) -> None:
    """Draw the table of the events of the mask, in order of time."""
    rows = story.events[mask].sort_values(["start", "end"], kind="stable")
    rows = with_public_sources(story, rows, address.filters())
    if rows.empty:
        return
    st.markdown("##### Events shown, as a table")
    names = story.actors["short_name"]
    frame = pd.DataFrame(
        {
            "when": [date_words(r.date_start, r.date_end, r.date_precision) for r in rows.itertuples()],
            "event": rows["title"],
            "where": rows["place_id"].map(story.places["name"]).fillna("no place given"),
            "country": rows["country"].map(country_name),
            "kind": rows["kind"].map(KIND_LABELS),
            "who": rows["actor_ids"].map(lambda ids: ", ".join(names[actor] for actor in ids)),
            "confidence": rows["confidence"].map(lambda c: f"{CONFIDENCE[c]['mark']} {CONFIDENCE[c]['label']}"),
            "independent sources": origin_counts(story, rows["source_ids"]).map(
                lambda n: "1, single" if n == 1 else str(n)
            ),
        }
    )
    row_table(frame, "events-table", "Events shown")
