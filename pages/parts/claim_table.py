"""Every claim shown, as a table whose rows open the event they speak of."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geodata.origins import origin_counts
from geodata.partial_dates import date_words
from geodata.public_sources import with_public_sources
from geodata.story import Story
from geodata.tolls import range_words
from pages.parts import address
from pages.parts.row_table import opening_table


def claim_table(story: Story, mask: pd.Series) -> None:
    """Draw the claims of the mask."""
    rows = with_public_sources(story, story.claims[mask], address.filters())
    st.markdown(
        f"**{len(rows)} of {len(story.claims)} claims shown.** A claim is shown with the event it speaks of. "
        "Choose a row to open that event."
    )
    frame = pd.DataFrame(
        {
            "claimant": rows["claimant"],
            "claim": rows["claim"],
            "figure": [
                range_words(low, high) if unit else ""
                for low, high, unit in zip(rows["quantity_min"], rows["quantity_max"], rows["unit"], strict=True)
            ],
            "of what": rows["unit"],
            "claimed": [date_words(day) if day else "" for day in rows["date_claimed"]],
            "about": rows["event_id"].map(story.events["title"]),
            "independent sources": origin_counts(story, rows["source_ids"]).map(
                lambda n: "1, single" if n == 1 else str(n)
            ),
            "rated": rows["credibility"],
            "carried by": [", ".join(story.sources.at[s, "publisher"] for s in ids) for ids in rows["source_ids"]],
            "note": rows["notes"],
        }
    )
    opening_table(frame, rows["event_id"], "claims-table", "Claims")
