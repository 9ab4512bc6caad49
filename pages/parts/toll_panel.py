"""The rival tolls: one chart for each outcome, and the words that keep them apart."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geodata.drawing.figure_chart import chart_words, figure_chart
from geodata.drawing.style import SIDES
from geodata.partial_dates import date_words
from geodata.public_sources import single_mark, with_public_sources
from geodata.story import Story
from geodata.tolls import OUTCOMES, toll_rows
from pages.parts import address
from pages.parts.text import plain


def toll_panel(story: Story, mask: pd.Series, outcomes: tuple[str, ...]) -> None:
    """Draw the charts of these outcomes, all on one scale, from the claims of the mask."""
    tables = {outcome: toll_rows(story, outcome, mask) for outcome in outcomes}
    figures = pd.concat([table[["low", "high"]].stack() for table in tables.values()])
    if figures.empty:
        st.markdown("*No figure passes the filter.*")
        return
    limit = float(figures.max()) * 1.3
    st.caption(
        "◆ a party to the fight   ● somebody else   → at least, ← at most   ◐ single source. Rival figures overlap; "
        "they are never added up."
    )
    for outcome, rows in tables.items():
        counted = rows[rows["low"].notna() | rows["high"].notna()]
        if len(rows):
            st.markdown(f"**{OUTCOMES[outcome]}**")
        for party, words in (
            (True, "Parties to the fight"),
            (False, "Others, independent counts among them"),
        ):
            lines = _lines(story, counted[counted["party"] == party])
            if len(lines):
                st.caption(words)
                st.vega_lite_chart(
                    figure_chart(lines, limit),
                    key=f"toll-{outcome}-{party}",
                    alt=chart_words(f"{OUTCOMES[outcome]}, {words.lower()}", lines),
                )
        for row in rows.drop(counted.index).itertuples():
            st.caption(f"{plain(row.claimant)}: {plain(row.claim)}")


def _lines(story: Story, rows: pd.DataFrame) -> pd.DataFrame:
    cut = with_public_sources(story, rows, address.filters())
    marks = [" ◐" if single_mark(story, ids) else "" for ids in cut["source_ids"]]
    days = [date_words(day).replace(" 2024", "") if day else "" for day in rows["date_claimed"]]
    return pd.DataFrame(
        {
            "label": [
                f"{claimant}, {day}{mark}" if day else f"{claimant}{mark}"
                for claimant, day, mark in zip(rows["claimant"], days, marks, strict=True)
            ],
            "low": rows["low"],
            "high": rows["high"],
            "party": rows["party"],
            "colour": rows["side"].map(lambda side: SIDES[side].colour),
            "hint": rows["claim"],
        }
    )
