"""The rival tolls: one chart for each outcome, and the words that keep them apart."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geodata.drawing.toll_chart import chart_words, toll_chart
from geodata.filters import Filters, claims_mask
from geodata.story import Story
from geodata.tolls import OUTCOMES, toll_rows
from pages.parts.text import plain


def toll_panel(story: Story, filters: Filters, outcomes: tuple[str, ...]) -> None:
    """Draw the charts of these outcomes, all on one scale, from the claims that pass the filter."""
    mask = claims_mask(story, filters)
    tables = {outcome: toll_rows(story, outcome, mask) for outcome in outcomes}
    figures = pd.concat([table[["low", "high"]].stack() for table in tables.values()])
    if figures.empty:
        st.markdown("*The filter leaves out every figure that stands here.*")
        return
    limit = float(figures.max()) * 1.12
    st.caption("◆ a party to the fight   ● an independent count   → at least, ← at most. Rival figures overlap; they are never added up.")
    for outcome, rows in tables.items():
        counted = rows[rows["low"].notna() | rows["high"].notna()]
        if counted.empty:
            continue
        st.markdown(f"**{OUTCOMES[outcome]}**")
        st.altair_chart(toll_chart(counted, limit), key=f"toll-{outcome}", alt=chart_words(OUTCOMES[outcome], counted))
        for row in rows[rows["low"].isna() & rows["high"].isna()].itertuples():
            st.caption(f"{plain(row.claimant)}: {plain(row.claim)}")
