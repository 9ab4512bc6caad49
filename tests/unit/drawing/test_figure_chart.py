"""Rival figures as a chart: one line a claim, open ends as arrows, and nothing that adds figures up."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import altair as alt
import pandas as pd
import pytest

from geodata.drawing.figure_chart import chart_words, figure_chart
from geodata.drawing.looks import LOOKS
from geodata.knowing.presence import strengths
from geodata.knowing.tolls import counted, short_range, toll_rows
from geodata.languages import speaking
from tests.real_story import REAL

NONE = float("nan")
LIMIT = 100.0

#: Whatever would make one figure out of several, or a line through them.
COMBINES = {
    "aggregate",
    "joinaggregate",
    "bin",
    "timeUnit",
    "stack",
    "window",
    "impute",
    "regression",
    "loess",
    "density",
    "quantile",
    "errorband",
    "fold",
    "pivot",
}

ROWS = pd.DataFrame(
    [
        ("Rebels, 1 August", 84.0, 84.0, "#009E73", "party", "Eighty-four counted"),
        ("An analyst", 50.0, NONE, "#1A1A1A", "none", "At least fifty"),
        ("A former member", NONE, 82.0, "#D55E00", "close", "As many as eighty-two"),
        ("The press", 20.0, 80.0, "#1A1A1A", "none", "Twenty to eighty"),
        ("A witness", NONE, 3.0, "#6B6B6B", "none", "Three at most"),
    ],
    columns=["label", "low", "high", "colour", "part", "hint"],
    index=["K03", "K11", "K24", "K25", "K99"],
)


def spec_of(rows: pd.DataFrame, limit: float = LIMIT) -> dict[str, Any]:
    return figure_chart(rows, limit)


def lines_of(spec: dict[str, Any]) -> list[dict[str, Any]]:
    lines: list[dict[str, Any]] = spec["data"]["values"]
    return lines


def parts(value: Any) -> Iterator[tuple[str, Any]]:
    """Every key of a specification with its value, at any depth, the data aside."""
    if isinstance(value, dict):
        for key, inner in value.items():
            if key != "values":
                yield key, inner
                yield from parts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from parts(inner)


def real_rows(outcome: str) -> pd.DataFrame:
    rows = toll_rows(REAL, outcome, pd.Series(True, index=REAL.claims.index))
    rows = rows[rows["low"].notna() | rows["high"].notna()]
    return rows.assign(label=rows.index + " " + rows["claimant"], colour="#1A1A1A", hint=rows["claim"])


def strength_rows() -> pd.DataFrame:
    rows = strengths(REAL, pd.Series(True, index=REAL.presence.index))
    return rows.assign(label=rows.index + " " + rows["claimant"], colour="#D55E00", hint=rows["force"], part="none")


EVERY_REAL = {**{outcome: real_rows(outcome) for outcome in counted(REAL)}, "strengths": strength_rows()}


def test_one_line_a_claim_in_the_order_given() -> None:
    spec = spec_of(ROWS)
    assert [line["label"] for line in lines_of(spec)] == list(ROWS["label"])
    place = spec["encoding"]["y"]
    assert (place["field"], place["type"]) == ("label", "nominal")
    # Vega makes an expression of a list of labels, and reads no line separator in one
    assert place["sort"] == {"field": "line", "op": "min"}
    in_order = sorted(lines_of(spec), key=lambda line: line["line"])
    assert [line["label"] for line in in_order] == list(ROWS["label"])
    assert not any("y" in layer["encoding"] for layer in spec["layer"])  # so every layer keeps to that line


def test_the_order_is_that_of_the_rows_and_not_of_their_ids() -> None:
    assert [line["label"] for line in lines_of(spec_of(ROWS.iloc[::-1]))] == list(ROWS["label"])[::-1]


@pytest.mark.parametrize("rows", EVERY_REAL.values(), ids=EVERY_REAL.keys())
def test_every_real_figure_has_a_line_of_its_own(rows: pd.DataFrame) -> None:
    lines = lines_of(spec_of(rows, 3000.0))
    assert [line["label"] for line in lines] == list(rows["label"])
    assert [line["short"] for line in lines] == [
        short_range(low, high) for low, high in zip(rows["low"], rows["high"], strict=True)
    ]
    assert all(line["short"] for line in lines)


@pytest.mark.parametrize("rows", [ROWS, *EVERY_REAL.values()], ids=["made up", *EVERY_REAL])
def test_nothing_combines_figures(rows: pd.DataFrame) -> None:
    spec = spec_of(rows, 3000.0)
    assert COMBINES.isdisjoint(key for key, _ in parts(spec))
    assert {layer["mark"]["type"] for layer in spec["layer"]} == {"rule", "point", "text"}
    transforms = [step for key, steps in parts(spec) if key == "transform" for step in steps]
    assert all(set(step) == {"filter"} for step in transforms)
    text = json.dumps({key: value for key, value in spec.items() if key != "data"})
    assert not any(word in text for word in ("sum(", "mean(", "average", "median", "total"))


def test_every_layer_draws_the_same_claims_and_invents_none() -> None:
    spec = spec_of(ROWS)
    assert [key for key, _ in parts(spec) if key in ("data", "datasets")] == ["data"]
    assert len(lines_of(spec)) == len(ROWS)


def test_ends_of_a_line() -> None:
    exact, at_least, at_most, both, near_zero = lines_of(spec_of(ROWS))
    assert (exact["from"], exact["to"]) == (84, 84)
    assert (at_least["from"], at_least["to"]) == (50, 56)  # runs a little way on
    assert (at_most["from"], at_most["to"]) == (76, 82)
    assert (both["from"], both["to"]) == (20, 80)
    assert (near_zero["from"], near_zero["to"]) == (0, 3)  # there are no fewer than none


def test_open_ends_are_arrows_and_known_ends_are_not() -> None:
    exact, at_least, at_most, both, near_zero = lines_of(spec_of(ROWS))
    assert at_least["high_mark"] == "triangle-right"
    assert at_most["low_mark"] == near_zero["low_mark"] == "triangle-left"
    assert "triangle" not in exact["low_mark"] + exact["high_mark"]
    assert "triangle" not in both["low_mark"] + both["high_mark"]
    assert "triangle" not in at_least["low_mark"]
    assert "triangle" not in at_most["high_mark"]


def test_an_exact_figure_is_one_mark_and_a_range_two() -> None:
    exact, _, _, both, _ = lines_of(spec_of(ROWS))
    assert (exact["low_mark"], exact["high_mark"]) == ("diamond", "")
    assert (both["low_mark"], both["high_mark"]) == ("circle", "circle")


def test_marks_with_no_name_are_not_drawn() -> None:
    filtered = [layer for layer in spec_of(ROWS)["layer"] if "transform" in layer]
    (high,) = filtered
    assert high["transform"] == [{"filter": "datum.high_mark != ''"}]
    assert high["encoding"]["shape"]["field"] == "high_mark"


def test_who_fought_is_told_from_who_watched() -> None:
    exact, at_least, at_most, _, _ = lines_of(spec_of(ROWS))
    assert exact["low_mark"] == "diamond"
    assert at_most["high_mark"] == "square"  # close to a party
    assert at_least["low_mark"] == "circle"


def test_colours_and_marks_are_taken_as_they_are() -> None:
    spec = spec_of(ROWS)
    assert [line["colour"] for line in lines_of(spec)] == list(ROWS["colour"])
    for layer in spec["layer"]:
        for channel in ("color", "shape"):
            field = layer["encoding"].get(channel, {})
            if "condition" not in field and field:
                assert field["scale"] is None
                assert field["legend"] is None


def test_a_dimmed_line_is_hollow_and_its_words_are_muted_in_every_look() -> None:
    rows = ROWS.assign(dimmed=[True, False, False, False, False])
    for look in LOOKS.values():
        spec = figure_chart(rows, LIMIT, look)
        dimmed, other, *_ = lines_of(spec)
        assert (dimmed["dimmed"], dimmed["colour"], dimmed["inside"]) == (True, look.muted, look.paper)
        assert (other["dimmed"], other["inside"]) == (False, other["colour"])
        inks = [layer["encoding"]["color"] for layer in spec["layer"] if layer["mark"]["type"] == "text"]
        assert inks
        ink = {"condition": {"test": "datum.dimmed", "value": look.muted}, "value": look.ink}
        assert inks == [ink] * len(inks)


def test_the_axis_begins_at_nought_and_two_charts_can_share_it() -> None:
    for rows in (ROWS, ROWS.iloc[:1]):
        scales = [s for layer in spec_of(rows)["layer"] if (s := layer["encoding"]["x"].get("scale"))]
        assert scales
        assert all(scale == {"domain": [0, LIMIT], "nice": False} for scale in scales)


def test_every_figure_is_written_out() -> None:
    spec = spec_of(ROWS)
    assert [line["short"] for line in lines_of(spec)] == ["84", "≥ 50", "≤ 82", "20–80", "≤ 3"]
    words = ["84", "at least 50", "up to 82", "20 to 80", "up to 3"]
    assert [line["words"] for line in lines_of(spec)] == words
    assert [line["hint"] for line in lines_of(spec)] == list(ROWS["hint"])
    written = [layer["encoding"]["text"]["field"] for layer in spec["layer"] if "text" in layer["encoding"]]
    assert sorted(written) == ["label", "short"]


@pytest.mark.parametrize("rows", [ROWS, *EVERY_REAL.values()], ids=["made up", *EVERY_REAL])
def test_the_specification_is_one_that_vega_lite_understands(rows: pd.DataFrame) -> None:
    alt.LayerChart.from_dict(spec_of(rows, 3000.0), validate=True)


def test_the_specification_is_sound_json() -> None:
    json.dumps(spec_of(ROWS), allow_nan=False)
    json.dumps(spec_of(strength_rows(), 3000.0), allow_nan=False)


def test_more_claims_make_a_higher_chart() -> None:
    heights = [spec_of(ROWS.iloc[:count])["height"] for count in range(1, 6)]
    assert {after - before for before, after in pairwise(heights)} == {37}


def test_the_chart_in_words() -> None:
    words = chart_words("Wagner men killed", ROWS.iloc[:3])
    assert words == (
        "Wagner men killed. Rebels, 1 August: 84; An analyst: at least 50; A former member: up to 82. "
        "The figures are rival claims and are not added up."
    )


def test_a_chart_in_french() -> None:
    with speaking("fr"):
        spec, words = spec_of(ROWS.assign(low=ROWS["low"] * 100)), chart_words("Tués", ROWS)
    assert [tip["title"] for tip in spec["encoding"]["tooltip"]] == ["affirmation", "chiffre", "en toutes lettres"]
    assert lines_of(spec)[1]["words"] == "au moins 5\u00a0000"
    assert words == (
        "Tués. Rebels, 1 August\u00a0: 84\u00a0; An analyst\u00a0: au moins 50\u00a0; A former member\u00a0: jusqu’à 82"
        "\u00a0; The press\u00a0: 20 à 80\u00a0; A witness\u00a0: jusqu’à 3. Ces chiffres sont des affirmations "
        "concurrentes et ne s’additionnent pas."
    )
    axis = spec["layer"][0]["encoding"]["x"]["axis"]
    assert axis["labelExpr"] == "replace(datum.label, /,/g, '\u00a0')"
    assert "labelExpr" not in spec_of(ROWS)["layer"][0]["encoding"]["x"]["axis"]
    alt.Chart.from_dict(spec)
