"""Rival figures for one outcome, side by side. Nothing here adds, averages or picks: each row is one claim."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from geodata.languages import gettext
from geodata.languages.formats import number
from geodata.reading.story import Story

#: How near a speaker stands to the fighting, by the actors' column ``part``, in the order in which pages show them:
#: the sign that words carry, and the shape of the mark in a chart.
PARTS = {"party": ("◆", "diamond"), "close": ("■", "square"), "none": ("●", "circle")}


def counted(story: Story) -> list[str]:
    """Return the outcomes that are counts of people, in the order in which pages show them."""
    return [code for code, outcome in story.manifest.outcomes.items() if outcome.people]


def toll_rows(story: Story, outcome: str, mask: pd.Series) -> pd.DataFrame:
    """Return the claims of one outcome that pass the mask: parties to the fight, those close to one, others; by date.

    Columns: ``claimant``, ``claim``, ``side``, ``part`` (a key of :data:`PARTS`), ``low`` and ``high`` (people; NaN
    where the claimant left that end open), ``start`` (first day the claim may date from), ``date_claimed``,
    ``event_id``, ``source_ids``. Index: claim id.
    """
    rows = _all_rows(story, outcome)
    return rows[mask.reindex(rows.index)]


@lru_cache(maxsize=64)
def _all_rows(story: Story, outcome: str) -> pd.DataFrame:
    claims = story.claims[story.claims["outcome"] == outcome]
    rows = pd.DataFrame(
        {
            "claimant": claims["claimant"],
            "claim": claims["claim"],
            "side": claims["claimant_id"].map(story.actors["side"]),
            "part": claims["claimant_id"].map(story.actors["part"]),
            "low": claims["quantity_min"],
            "high": claims["quantity_max"],
            "start": claims["start"],
            "date_claimed": claims["date_claimed"],
            "event_id": claims["event_id"],
            "source_ids": claims["source_ids"],
        }
    )
    rank = rows["part"].map(list(PARTS).index)
    return rows.assign(rank=rank).sort_values(["rank", "start"], kind="stable").drop(columns="rank")


def short_range(low: float, high: float) -> str:
    """Write a number or a range as short as a chart needs it; "" where there is no number.

    >>> short_range(46, float("nan")), short_range(20, 80), short_range(float("nan"), 82)
    ('≥ 46', '20–80', '≤ 82')
    """
    if pd.isna(low) and pd.isna(high):
        return ""
    if pd.isna(high):
        return f"≥ {number(low)}"
    if pd.isna(low):
        return f"≤ {number(high)}"
    return number(low) if low == high else f"{number(low)}–{number(high)}"


def range_words(low: float, high: float) -> str:
    """Write a number or a range the way its claimant left it: open ends stay open.

    >>> range_words(46, float("nan")), range_words(20, 80), range_words(float("nan"), 82)
    ('at least 46', '20 to 80', 'up to 82')
    """
    if pd.isna(low) and pd.isna(high):
        return gettext("no number")
    if pd.isna(high):
        return gettext("at least {number}").format(number=number(low))
    if pd.isna(low):
        return gettext("up to {number}").format(number=number(high))
    if low == high:
        return number(low)
    return gettext("{low} to {high}").format(low=number(low), high=number(high))


def figure_words(claim: pd.Series) -> str:
    """Write the figure of a claim with its unit; "" where the claim has no number."""
    low, high = claim["quantity_min"], claim["quantity_max"]
    return "" if pd.isna(low) and pd.isna(high) else f"{range_words(low, high)} {claim['unit']}"
