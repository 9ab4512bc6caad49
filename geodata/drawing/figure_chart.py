"""Rival figures as a chart: one line a claim, ranges as bars, open ends as arrows. Never a total, never a trend.

Used for tolls (one line a claimant) and for claimed strengths (one line a claimant and time).
"""

from __future__ import annotations

from textwrap import wrap
from typing import Any

import pandas as pd

from geodata.drawing.looks import LIGHT, Look
from geodata.knowing.tolls import PARTS, range_words, short_range
from geodata.languages import ENGLISH, gettext, language
from geodata.languages.formats import number

#: Height of one claim's line and its words, in pixels.
_ROW = 37
#: Height of the axis below the lines.
_AXIS = 36
#: Words are cut at this many pixels: Vega would else shrink the axis to make room for them.
_WORDS = 262
#: Words of more letters than this, or than the second number where type is larger, go on two lines, which need height.
_LETTERS, _FEWER, _LINE = 44, 32, 16


def figure_chart(rows: pd.DataFrame, limit: float, look: Look = LIGHT) -> dict[str, Any]:
    """Draw figures as a Vega-Lite specification. ``rows`` has ``label`` (unique words above the line), ``low`` and
    ``high`` (NaN where open), ``colour``, ``part`` (a key of :data:`geodata.knowing.tolls.PARTS`) and ``hint``; at
    least one end of each is known. ``dimmed``, where there is such a column, says of a line that it steps back:
    hollow marks and muted words (whose label has to say so in words too).

    ``limit`` is the right end of the axis: two charts with the same limit can be read against each other. The
    specification is written as plain data because building it with Altair costs a hundred times more (0.3 s).
    """
    data = _lines(rows, limit)
    data["colour"] = [
        look.muted if dim else look.colour(usual) for usual, dim in zip(data["colour"], data["dimmed"], strict=True)
    ]
    data["inside"] = [look.paper if dim else colour for colour, dim in zip(data["colour"], data["dimmed"], strict=True)]
    data["line"] = range(len(data))
    letters = _FEWER if look.type > 1 else _LETTERS
    row, broken = _ROW, bool((data["label"].str.len() > letters).any())
    if broken:
        row += _LINE
        data[["above", "words_shown"]] = [_two_lines(label, letters) for label in data["label"]]
    return {
        "data": {"values": data.to_dict("records")},
        "height": round((row * len(data) + _AXIS) * look.type),
        # one name says the whole chart (chart_words): that of each part would be read out besides
        "config": {"view": {"strokeWidth": 0}, "mark": {"aria": False}},
        "encoding": {
            "y": {
                "field": "label",
                "type": "nominal",
                # by a number: a list of labels would become part of an expression, which no text of the tables may
                "sort": {"field": "line", "op": "min"},
                "title": None,
                "axis": None,
            },
            "tooltip": [
                {"field": "label", "title": gettext("claim")},
                {"field": "words", "title": gettext("figure")},
                {"field": "hint", "title": gettext("in words")},
            ],
        },
        "layer": _layers(limit, look, broken),
    }


def _two_lines(label: str, letters: int) -> tuple[str, str]:
    first, *rest = wrap(label, letters)
    return (first, " ".join(rest)) if rest else ("", first)


def _layers(limit: float, look: Look, broken: bool) -> list[dict[str, Any]]:
    """The line of a claim, its two ends, the words above it, on two lines where they are broken, and the number."""
    down = 7 * look.type
    axis = {
        "tickCount": 5,
        "gridColor": look.grid,
        "labelColor": look.muted,
        "labelFontSize": 12 * look.type,
        "domain": False,
        "ticks": False,
        "aria": False,  # or it describes itself, in English; the chart has its words beside it
        **_axis_numbers(),
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
    inside = {"field": "inside", "type": "nominal", "scale": None, "legend": None}
    ink = {"condition": {"test": "datum.dimmed", "value": look.muted}, "value": look.ink}
    said = {"x": {"value": 0}, "color": ink}
    above = {**said, "text": {"field": "above"}}
    low = {"field": "low_mark", "type": "nominal", "scale": None, "legend": None}
    high = {"field": "high_mark", "type": "nominal", "scale": None, "legend": None}
    # an edge in ink, for two of the sides' colours stand out from paper by less than 3:1
    point = {"type": "point", "filled": True, "opacity": 1, "yOffset": down, "stroke": look.muted, "strokeWidth": 1}
    words = {
        "type": "text",
        "align": "left",
        "baseline": "bottom",
        "fontSize": 13 * look.type,
        "color": look.ink,
        "limit": _WORDS,
    }
    figure = {
        "type": "text",
        "align": "left",
        "baseline": "middle",
        "dx": 9,
        "yOffset": down,
        "fontSize": 13 * look.type,
        "fontWeight": 700,
        "color": look.ink,
    }
    return [
        {
            "mark": {"type": "rule", "strokeWidth": 3 * look.line, "yOffset": down},
            "encoding": {"x": x, "x2": {"field": "to"}, "color": colour},
        },
        {"mark": {**point, "size": 90}, "encoding": {"x": x, "color": inside, "shape": low}},
        {
            "transform": [{"filter": "datum.high_mark != ''"}],
            "mark": {**point, "size": 75},
            "encoding": {"x": x_to, "color": inside, "shape": high},
        },
        {"mark": words, "encoding": {**said, "text": {"field": "words_shown" if broken else "label"}}},
        *([{"mark": {**words, "dy": -_LINE * look.type}, "encoding": above}] if broken else []),
        {"mark": figure, "encoding": {"x": x_to, "text": {"field": "short"}, "color": ink}},
    ]


def chart_words(heading: str, rows: pd.DataFrame) -> str:
    """Say in words what a chart shows, for readers who do not see it."""
    each = gettext("{claimant}: {figure}")
    figures = gettext("; ").join(
        each.format(claimant=row.label, figure=range_words(row.low, row.high)) for row in rows.itertuples()
    )
    return gettext("{heading}. {figures}. The figures are rival claims and are not added up.").format(
        heading=heading, figures=figures
    )


def _axis_numbers() -> dict[str, str]:
    """Vega writes the numbers of an axis as in English: part their thousands as the language does."""
    if language() == ENGLISH:
        return {}
    return {"labelExpr": f"replace(datum.label, /,/g, '{number(1000)[1:-3]}')"}


def _lines(rows: pd.DataFrame, limit: float) -> pd.DataFrame:
    """One drawn line a claim. An open end runs a little way on and ends in an arrow."""
    reach = limit * 0.06
    low, high = rows["low"], rows["high"]
    usual = [PARTS[part][1] for part in rows["part"]]
    return pd.DataFrame(
        {
            "label": rows["label"],
            "hint": rows["hint"],
            "dimmed": rows.get("dimmed", False),
            "colour": rows["colour"],
            "from": low.fillna((high - reach).clip(lower=0)),
            "to": high.fillna(low + reach),
            "low_mark": ["triangle-left" if pd.isna(lo) else mark for mark, lo in zip(usual, low, strict=True)],
            "high_mark": [_high_mark(mark, lo, hi) for mark, lo, hi in zip(usual, low, high, strict=True)],
            "short": [short_range(lo, hi) for lo, hi in zip(low, high, strict=True)],
            "words": [range_words(lo, hi) for lo, hi in zip(low, high, strict=True)],
        }
    ).reset_index(drop=True)


def _high_mark(usual: str, low: float, high: float) -> str:
    if pd.isna(high):
        return "triangle-right"
    return "" if low == high else usual
