"""A claimed number is written as its claimant left it, and rivals stay apart."""

from __future__ import annotations

import pandas as pd
import pytest

from geodata.knowing.tolls import PARTS, counted, figure_words, range_words, short_range, toll_rows
from geodata.languages import speaking
from tests.real_story import REAL

NONE = float("nan")
EVERY_CLAIM = pd.Series(True, index=REAL.claims.index)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (50, 50, "50"),
        (20, 80, "20 to 80"),
        (46, NONE, "at least 46"),
        (NONE, 82, "up to 82"),
        (NONE, NONE, "no number"),
        (0, 0, "0"),
        (0, 5, "0 to 5"),
        (1000, 1500, "1,000 to 1,500"),
        (15.5, NONE, "at least 15.5"),
        (15.5, 15.5, "15.5"),
        (2.5, 3.5, "2.5 to 3.5"),
    ],
)
def test_a_range_in_words(low: float, high: float, words: str) -> None:
    assert range_words(low, high) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (50, 50, "50"),
        (20, 80, "20–80"),
        (46, NONE, "≥ 46"),
        (NONE, 82, "≤ 82"),
        (NONE, NONE, ""),
        (0, 0, "0"),
        (0, 5, "0–5"),
        (1000, 1500, "1,000–1,500"),
        (2600, NONE, "≥ 2,600"),
    ],
)
def test_a_range_as_short_as_a_chart_needs_it(low: float, high: float, words: str) -> None:
    assert short_range(low, high) == words


def test_the_short_form_says_what_the_words_say() -> None:
    """For every number of people in the tables, so that chart and table never differ."""
    of_people = REAL.claims[REAL.claims["outcome"].isin(counted(REAL))]
    pairs = [
        *zip(of_people["quantity_min"], of_people["quantity_max"], strict=True),
        *zip(REAL.presence["strength_min"], REAL.presence["strength_max"], strict=True),
    ]
    for low, high in pairs:
        words = range_words(low, high).replace("at least", "≥").replace("up to", "≤").replace(" to ", "–")
        assert short_range(low, high) == words.replace("no number", "")


def test_no_number_of_the_tables_is_rounded() -> None:
    for table, low, high in (
        (REAL.claims, "quantity_min", "quantity_max"),
        (REAL.presence, "strength_min", "strength_max"),
    ):
        for pair in zip(table[low], table[high], strict=True):
            words = range_words(*pair).replace(",", "")
            for number in pair:
                assert pd.isna(number) or f"{number:g}" in words


def test_every_rival_figure_has_its_row_and_its_claimant() -> None:
    for outcome in counted(REAL):
        rows = toll_rows(REAL, outcome, EVERY_CLAIM)
        assert set(rows.index) == set(REAL.claims.index[REAL.claims["outcome"] == outcome])
        assert (rows["claimant"] != "").all()
        assert rows["claimant"].equals(REAL.claims.loc[rows.index, "claimant"])
        assert rows["low"].equals(REAL.claims.loc[rows.index, "quantity_min"])
        assert rows["high"].equals(REAL.claims.loc[rows.index, "quantity_max"])


def test_parties_to_the_fight_come_first_then_those_close_to_one_and_then_by_date() -> None:
    rows = toll_rows(REAL, "wagner-killed", EVERY_CLAIM)
    assert list(rows["part"]) == sorted(rows["part"], key=list(PARTS).index)
    assert set(rows["part"]) == set(PARTS)
    for _, group in rows.groupby("part"):
        assert group["start"].dropna().is_monotonic_increasing


def test_only_forces_and_governments_of_the_sides_that_fought_are_parties() -> None:
    """Press, movements, channels and persons of such a side are close to a party; nobody else is either."""
    fought = REAL.actors["side"].isin(["mali", "russia", "separatist", "islamist"])
    fights = REAL.actors["kind"].isin(["government", "armed-forces", "armed-group", "private-military"])
    assert list(REAL.actors["part"] == "party") == list(fought & fights)
    assert list(REAL.actors["part"] == "close") == list(fought & ~fights)
    close = {"african-initiative", "vzglyad", "russian-military-bloggers", "tamazgha-apma", "csp-spokesman-ramadane"}
    assert set(REAL.actors.loc[list(close), "part"]) == {"close"}
    assert set(REAL.actors.loc[["malian-army", "wagner", "csp-dpa", "jnim"], "part"]) == {"party"}


def test_each_part_has_a_sign_and_a_shape_of_its_own() -> None:
    assert set(PARTS) == set(REAL.actors["part"])
    assert len({sign for sign, _ in PARTS.values()}) == len({shape for _, shape in PARTS.values()}) == len(PARTS)


def test_a_claim_that_is_filtered_out_has_no_row() -> None:
    none = pd.Series(False, index=REAL.claims.index)
    assert toll_rows(REAL, "wagner-killed", none).empty
    only = none.copy()
    only["K01"] = True
    assert list(toll_rows(REAL, REAL.claims.at["K01", "outcome"], only).index) == ["K01"]


@pytest.mark.parametrize(
    ("low", "high", "words", "short"),
    [
        (46, NONE, "au moins 46", "≥ 46"),
        (20, 80, "20 à 80", "20–80"),
        (NONE, 82, "jusqu’à 82", "≤ 82"),
        (1890, 1890, "1\u00a0890", "1\u00a0890"),
        (2.5, 2.5, "2,5", "2,5"),
        (NONE, NONE, "sans chiffre", ""),
    ],
)
def test_figures_in_french(low: float, high: float, words: str, short: str) -> None:
    with speaking("fr"):
        assert range_words(low, high) == words
        assert short_range(low, high) == short


def test_a_figure_stands_with_its_unit_and_a_claim_without_one_has_none() -> None:
    rows = REAL.claims
    assert figure_words(rows.loc["K03"]) == f"{rows.at['K03', 'quantity_min']:.0f} {rows.at['K03', 'unit']}"
    stands = rows.index[rows["quantity_min"].isna() & rows["quantity_max"].isna()]
    assert {figure_words(rows.loc[claim]) for claim in stands} == {""}
