"""Rival figures as a chart: one line a claim, ranges as bars, open ends as arrows. Never a total, never a trend.

Used for tolls (one line a claimant) and for claimed strengths (one line a claimant and time).
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from geodata.drawing.style import INK, MUTED
from geodata.tolls import range_words, short_range

#: Height of one claim's line and its words, in pixels.
_ROW = 37
#: Height of the axis below the lines.
_AXIS = 36
#: Words are cut at this many pixels: Vega would else shrink the axis to make room for them.
_WORDS = 262


def figure_chart(rows: pd.DataFrame, limit: float) -> dict[str, Any]:
    """Draw figures as a Vega-Lite specification. ``rows`` has ``label`` (unique words above the line), ``low`` and
    ``high`` (NaN where open), ``colour``, ``party`` (whether a party to the fight speaks) and ``hint``; at least
    one end of each is known.

    ``limit`` is the right end of the axis: two charts with the same limit can be read against each other. The
    specification is written as plain data because building it with Altair costs a hundred times more (0.3 s).
    """
    data = _lines(rows, limit)
    return {
        "data": {"values": data.to_dict("records")},
        "height": _ROW * len(data) + _AXIS,
        "config": {"view": {"strokeWidth": 0}},
        "encoding": {
            "y": {
                "field": "label",
                "type": "nominal",
                "sort": list(data["label"]),
                "title": None,
                "axis": None,
            },
            "tooltip": [
                {"field": "label", "title": "claim"},
                {"field": "words", "title": "figure"},
                {"field": "hint", "title": "in words"},
            ],
        },
        "layer": _layers(limit),
    }


def _layers(limit: float) -> list[dict[str, Any]]:
    """The line of a claim, its two ends, the words above it and the number behind it."""
    axis = {
        "tickCount": 5,
        "gridColor": "#e9e4d9",
        "labelColor": MUTED,
        "labelFontSize": 12,
        "domain": False,
        "ticks": False,
    }
    x = {
        "field": "from",
        "type": "quantitative",
        "title": None,
        "scale": {"domain": [0, limit], "nice": False},
        "axis": axis,
    }
    x_to = {"field": "to", "type": "quantitative"}
    colour = {"field": "colour", "type": "nominal", "scale": None, "legend": None}
    low = {"field": "low_mark", "type": "nominal", "scale": None, "legend": None}
    high = {"field": "high_mark", "type": "nominal", "scale": None, "legend": None}
    point = {"type": "point", "filled": True, "opacity": 1, "yOffset": 7}
    words = {
        "type": "text",
        "align": "left",
        "baseline": "bottom",
        "fontSize": 13,
        "color": INK,
        "limit": _WORDS,
    }
    number = {
        "type": "text",
        "align": "left",
        "baseline": "middle",
        "dx": 9,
        "yOffset": 7,
        "fontSize": 13,
        "fontWeight": 700,
        "color": INK,
    }
    return [
        {
            "mark": {"type": "rule", "strokeWidth": 3, "yOffset": 7},
            "encoding": {"x": x, "x2": {"field": "to"}, "color": colour},
        },
        {"mark": {**point, "size": 90}, "encoding": {"x": x, "color": colour, "shape": low}},
        {
            "transform": [{"filter": "datum.high_mark != ''"}],
            "mark": {**point, "size": 75},
            "encoding": {"x": x_to, "color": colour, "shape": high},
        },
        {"mark": words, "encoding": {"x": {"value": 0}, "text": {"field": "label"}}},
        {"mark": number, "encoding": {"x": x_to, "text": {"field": "short"}}},
    ]


def chart_words(heading: str, rows: pd.DataFrame) -> str:
    """Say in words what a chart shows, for readers who do not see it."""
    figures = "; ".join(f"{row.label}: {range_words(row.low, row.high)}" for row in rows.itertuples())
    return f"{heading}. {figures}. The figures are rival claims and are not added up."


def _lines(rows: pd.DataFrame, limit: float) -> pd.DataFrame:
    """One drawn line a claim. An open end runs a little way on and ends in an arrow."""
    reach = limit * 0.06
    low, high, party = rows["low"], rows["high"], rows["party"]
    return pd.DataFrame(
        {
            "label": rows["label"],
            "hint": rows["hint"],
            "colour": rows["colour"],
            "from": low.fillna((high - reach).clip(lower=0)),
            "to": high.fillna(low + reach),
            "low_mark": ["triangle-left" if pd.isna(lo) else _mark(p) for p, lo in zip(party, low, strict=True)],
            "high_mark": [_high_mark(p, lo, hi) for p, lo, hi in zip(party, low, high, strict=True)],
            "short": [short_range(lo, hi) for lo, hi in zip(low, high, strict=True)],
            "words": [range_words(lo, hi) for lo, hi in zip(low, high, strict=True)],
        }
    ).reset_index(drop=True)


def _mark(party: bool) -> str:
    return "diamond" if party else "circle"


def _high_mark(party: bool, low: float, high: float) -> str:
    if pd.isna(high):
        return "triangle-right"
    return "" if low == high else _mark(party)
