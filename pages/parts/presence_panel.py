"""Beside the presence map: what is claimed of strengths, and every row as a table."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import streamlit as st

from geodata.drawing.figure_chart import chart_words, figure_chart
from geodata.drawing.story_document import country_name
from geodata.drawing.style import CONFIDENCE, NATURES, SIDES
from geodata.origins import origin_counts
from geodata.partial_dates import period_words
from geodata.presence import strengths, undated
from geodata.public_sources import with_public_sources
from geodata.story import Story
from pages.parts import address
from pages.parts.row_table import row_table


def presence_panel(story: Story, mask: pd.Series, day: dt.date | None) -> None:
    """Draw the panel for the rows of the mask."""
    total = len(story.presence)
    line = f"**{int(mask.sum())} of {total} reports of presence shown**"
    if day is not None:
        line += (
            f" for {day.day} {day:%B %Y}. Reports without a start date are left out; one without an end date "
            "counts on, which proves nothing about that day."
        )
    elif undated(story, mask):
        count = undated(story, mask)
        line += f"; {count} {'carries' if count == 1 else 'carry'} no start date"
    st.markdown(line)
    table = strengths(story, mask)
    if len(table):
        st.markdown("##### Strength, as claimed")
        st.caption(
            "Each mark is one speaker’s figure for one time and place. They differ in what they count and are never "
            "added up."
        )
        limit = float(table[["low", "high"]].max().max()) * 1.3
        for iso, rows in table.groupby("country", sort=False):
            lines = _lines(rows)
            st.markdown(f"**{country_name(str(iso))}**")
            st.vega_lite_chart(
                figure_chart(lines, limit),
                key=f"strength-{iso}",
                alt=chart_words(f"Claimed strength, {country_name(str(iso))}", lines),
            )
    _rows(story, mask)


def _lines(rows: pd.DataFrame) -> pd.DataFrame:
    when = [
        period_words(a, b).removesuffix(", no end reported")
        for a, b in zip(rows["from_date"], rows["to_date"], strict=True)
    ]
    scope = ["" if s == "whole country" else f" ({s})" for s in rows["scope"]]
    return pd.DataFrame(
        {
            "label": [f"{w}{s}: {_brief(c)}" for w, s, c in zip(when, scope, rows["claimant"], strict=True)],
            "low": rows["low"],
            "high": rows["high"],
            "party": False,
            "colour": SIDES["russia"].colour,
            "hint": rows["force"],
        }
    )


def _brief(claimant: str) -> str:
    return claimant if len(claimant) <= 44 else claimant[:43] + "…"


def _rows(story: Story, mask: pd.Series) -> None:
    rows = with_public_sources(story, story.presence[mask], address.filters())
    if rows.empty:
        st.markdown("*Nothing is reported that passes the filter.*")
        return
    st.markdown("##### Every report shown")
    frame = pd.DataFrame(
        {
            "country": rows["country"].map(country_name),
            "place": rows["place_id"].map(story.places["name"]),
            "force": rows["force"],
            "role": rows["role"],
            "what": rows["nature"].map(lambda nature: NATURES[nature]["label"]),
            "when": [period_words(a, b) for a, b in zip(rows["from_date"], rows["to_date"], strict=True)],
            "independent sources": origin_counts(story, rows["source_ids"]).map(
                lambda n: "1, single" if n == 1 else str(n)
            ),
            "confidence": rows["confidence"].map(lambda c: f"{CONFIDENCE[c]['mark']} {CONFIDENCE[c]['label']}"),
        }
    )
    row_table(frame, "presence-table", "Reports of Russian presence")
