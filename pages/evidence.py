"""Evidence: every claim, every source and every fact of the base document, as tables."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geodata.filters import claims_mask, events_mask
from geodata.partial_dates import date_words
from geodata.tolls import range_words
from pages.parts import address
from pages.parts.counts import counts_line
from pages.parts.data import story
from pages.parts.event_card import chosen_card
from pages.parts.event_table import event_table
from pages.parts.row_table import opening_table
from pages.parts.source_table import fact_table, source_table

found, wanted = story(), address.filters()
mask = claims_mask(found, wanted)

st.title("Evidence")
counts_line(found, wanted)
chosen_card(found)
claims, events, sources, facts = st.tabs(["Claims", "Events", "Sources", "Base document"])
with claims:
    rows = found.claims[mask]
    st.markdown(f"**{len(rows)} of {len(found.claims)} claims shown.** A claim is shown with the event it speaks of. Choose a row to open that event.")
    frame = pd.DataFrame(
        {
            "claimant": rows["claimant"],
            "claim": rows["claim"],
            "figure": [range_words(low, high) if u else "" for low, high, u in zip(rows["quantity_min"], rows["quantity_max"], rows["unit"], strict=True)],
            "of what": rows["unit"],
            "claimed": [date_words(day) if day else "" for day in rows["date_claimed"]],
            "about": rows["event_id"].map(found.events["title"]),
            "sources": [", ".join(found.sources.at[s, "publisher"] for s in ids) for ids in rows["source_ids"]],
            "note": rows["notes"],
        }
    )
    opening_table(frame, rows["event_id"], "claims-table", "Claims")
with events:
    event_table(found, events_mask(found, wanted))
with sources:
    source_table(found)
with facts:
    fact_table(found)
