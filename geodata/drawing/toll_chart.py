"""Rival figures as a chart: one line per claimant, ranges as bars, open ends as arrows. Never a total."""

from __future__ import annotations

import altair as alt
import pandas as pd

from geodata.drawing.style import INK, MUTED, SIDES
from geodata.partial_dates import date_words
from geodata.tolls import range_words

#: Height of one claimant's line, in pixels.
_ROW = 30


def toll_chart(rows: pd.DataFrame, limit: float) -> alt.LayerChart:
    """Draw the rows of :func:`geodata.tolls.toll_rows`. ``limit`` is the right end of the axis, in people.

    Two charts with the same limit can be read against each other.
    """
    data = _chart_rows(rows, limit)
    order = list(data["claimant"])
    y = alt.Y("claimant:N", sort=order, title=None, axis=alt.Axis(labelLimit=170, ticks=False, domain=False, labelColor=INK, labelFontSize=13))
    x = alt.X("from:Q", title=None, scale=alt.Scale(domain=[0, limit], nice=False), axis=alt.Axis(tickCount=5, gridColor="#e6e1d6", labelColor=MUTED))
    colour = alt.Color("colour:N", scale=None)
    tooltip = [alt.Tooltip("claimant:N"), alt.Tooltip("words:N", title="figure"), alt.Tooltip("when:N", title="claimed"), alt.Tooltip("claim:N")]
    base = alt.Chart(data).encode(y=y, color=colour, tooltip=tooltip)
    span = base.transform_filter("datum.from != datum.to").mark_rule(strokeWidth=3).encode(x=x, x2="to:Q")
    shape = alt.Shape("shape:N", scale=None)
    ends = base.mark_point(size=95, filled=True, opacity=1).encode(x=x, shape=shape)
    ends_high = base.transform_filter("datum.high_shape != ''").mark_point(size=80, filled=True, opacity=1)
    ends_high = ends_high.encode(x="to:Q", shape=alt.Shape("high_shape:N", scale=None))
    text = base.mark_text(align="center", dy=-11, fontSize=12, fontWeight=600).encode(x="middle:Q", text="label:N")
    return alt.layer(span, ends, ends_high, text).properties(height=_ROW * len(data) + 10).configure_view(strokeWidth=0)


def chart_words(heading: str, rows: pd.DataFrame) -> str:
    """Say in words what the chart shows, for readers who do not see it."""
    figures = "; ".join(f"{row.claimant}: {range_words(row.low, row.high)}" for row in rows.itertuples())
    return f"{heading}. {figures}. The figures are rival claims and are not added up."


def _chart_rows(rows: pd.DataFrame, limit: float) -> pd.DataFrame:
    """One drawn line per claim. An open end runs a little way on and ends in an arrow."""
    reach = limit * 0.07
    low, high = rows["low"], rows["high"]
    start = low.fillna(high - reach).fillna(0.0)
    end = high.fillna(low + reach).fillna(0.0)
    data = pd.DataFrame(
        {
            "claimant": rows["claimant"],
            "claim": rows["claim"],
            "from": start,
            "to": end,
            "middle": (start + end) / 2,
            "colour": rows["side"].map(lambda side: SIDES[side].colour),
            "shape": [_mark(party) if pd.notna(value) else "triangle-left" for party, value in zip(rows["party"], low, strict=True)],
            "high_shape": [_high_mark(party, lo, hi) for party, lo, hi in zip(rows["party"], low, high, strict=True)],
            "label": [_label(lo, hi) for lo, hi in zip(low, high, strict=True)],
            "words": [range_words(lo, hi) for lo, hi in zip(low, high, strict=True)],
            "when": [date_words(day) for day in rows["date_claimed"]],
        }
    )
    return data[rows["low"].notna() | rows["high"].notna()].reset_index(drop=True)


def _mark(party: bool) -> str:
    return "diamond" if party else "circle"


def _high_mark(party: bool, low: float, high: float) -> str:
    if pd.isna(high):
        return "triangle-right"
    return "" if low == high else _mark(party)


def _label(low: float, high: float) -> str:
    if pd.isna(high):
        return f"≥ {low:,.0f}"
    if pd.isna(low):
        return f"≤ {high:,.0f}"
    return f"{low:,.0f}" if low == high else f"{low:,.0f}–{high:,.0f}"
