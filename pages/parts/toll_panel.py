"""The rival tolls: one chart for each outcome, and the words that keep them apart."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geodata.drawing.figure_chart import chart_words, figure_chart
from geodata.drawing.style import SIDES
from geodata.filters import Filters, claims_mask
from geodata.partial_dates import date_words
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
    limit = float(figures.max()) * 1.3
    st.caption("◆ a party to the fight   ● an independent count   → at least, ← at most. Rival figures overlap; they are never added up.")
    for outcome, rows in tables.items():
        counted = rows[rows["low"].notna() | rows["high"].notna()]
        if counted.empty:
            continue
        st.markdown(f"**{OUTCOMES[outcome]}**")
        lines = _lines(counted)
        st.vega_lite_chart(figure_chart(lines, limit), key=f"toll-{outcome}", alt=chart_words(OUTCOMES[outcome], lines))
        for row in rows[rows["low"].isna() & rows["high"].isna()].itertuples():
            st.caption(f"{plain(row.claimant)}: {plain(row.claim)}")


def _lines(rows: pd.DataFrame) -> pd.DataFrame:
    days = [date_words(day).replace(" 2024", "") if day else "" for day in rows["date_claimed"]]
    return pd.DataFrame(
        {
            "label": [f"{claimant}, {day}" if day else claimant for claimant, day in zip(rows["claimant"], days, strict=True)],
            "low": rows["low"],
            "high": rows["high"],
            "party": rows["party"],
            "colour": rows["side"].map(lambda side: SIDES[side].colour),
            "hint": rows["claim"],
        }
    )
