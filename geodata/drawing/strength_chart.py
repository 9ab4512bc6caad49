"""Claimed numbers of men over time, one mark a claim, a panel a country. Never a total, never a trend line."""

from __future__ import annotations

import altair as alt
import pandas as pd

from geodata.drawing.story_document import country_name
from geodata.drawing.style import INK, MUTED, SIDES
from geodata.partial_dates import period_words
from geodata.tolls import range_words


def strength_chart(table: pd.DataFrame) -> alt.FacetChart:
    """Draw the rows of :func:`geodata.presence.strengths`: time across, men upwards, on one scale."""
    data = _rows(table)
    base = alt.Chart(data).encode(
        x=alt.X("start:T", title=None, axis=alt.Axis(format="%Y", tickCount="year", labelColor=MUTED, grid=False)),
        tooltip=["words:N", "claimant:N", "force:N", "scope:N", "when:N"],
        color=alt.value(SIDES["russia"].colour),
    )
    y = alt.Y("from:Q", title="men", axis=alt.Axis(tickCount=4, gridColor="#e6e1d6", labelColor=MUTED, titleColor=MUTED))
    span = base.mark_rule(strokeWidth=3).encode(y=y, y2="to:Q")
    mark = base.mark_point(filled=True, size=70, opacity=0.9).encode(y=y, shape=alt.Shape("shape:N", scale=None))
    high = base.transform_filter("datum.high_shape != ''").mark_point(filled=True, size=60).encode(y="to:Q", shape=alt.Shape("high_shape:N", scale=None))
    panel = alt.layer(span, mark, high).properties(height=74, width="container")
    names = [country_name(iso) for iso in dict.fromkeys(table["country"])]
    charts = [
        panel.transform_filter(alt.datum.country == name).properties(title=alt.TitleParams(name, anchor="start", color=INK, fontSize=13))
        for name in names
    ]
    return alt.vconcat(*charts, spacing=6).resolve_scale(x="shared", y="shared").configure_view(strokeWidth=0)


def strength_words(table: pd.DataFrame) -> str:
    """Say in words what the chart shows."""
    figures = "; ".join(
        f"{country_name(row.country)}, {period_words(row.from_date, row.to_date)}: {range_words(row.low, row.high)} according to {row.claimant}"
        for row in table.itertuples()
    )
    return f"Claimed strengths of Russian forces. {figures}."


def _rows(table: pd.DataFrame) -> pd.DataFrame:
    reach = 220.0
    low, high = table["low"], table["high"]
    return pd.DataFrame(
        {
            "country": table["country"].map(country_name),
            "force": table["force"],
            "scope": table["scope"],
            "claimant": table["claimant"],
            "start": table["start"],
            "from": low.fillna((high - reach).clip(lower=0)),
            "to": high.fillna(low + reach),
            "shape": ["triangle-down" if pd.isna(value) else "circle" for value in low],
            "high_shape": ["triangle-up" if pd.isna(hi) else "" if lo == hi else "circle" for lo, hi in zip(low, high, strict=True)],
            "words": [range_words(lo, hi) + " men" for lo, hi in zip(low, high, strict=True)],
            "when": [period_words(a, b) for a, b in zip(table["from_date"], table["to_date"], strict=True)],
        }
    )
