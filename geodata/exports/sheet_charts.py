"""The charts of a printed page: one line a claim, as :mod:`geodata.drawing.figure_chart` draws them on a screen."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import pandas as pd

from geodata.drawing.style import presence_colour, side_looks
from geodata.importers.country_names import country_name
from geodata.knowing.ledger import said_dimmed
from geodata.knowing.public_sources import single_mark, with_public_sources
from geodata.knowing.rivals import dimmed_summary, strengths_in_view
from geodata.knowing.tolls import PARTS, short_range, toll_rows
from geodata.languages import gettext
from geodata.reading.partial_dates import date_words, period_words
from geodata.reading.terms import called
from geodata.selecting.selection import Selection

#: How much longer the axis is than the largest figure, so that there is room for its number.
_ROOM = 1.05


def tolls(selection: Selection, claims: pd.Index, outcomes: Sequence[str]) -> dict[str, Any]:
    """Rival tolls of claims in view, a group for each outcome, all on one scale; {} when no claim has a figure."""
    story = selection.story
    mask = story.claims.index.to_series().isin(claims)
    groups, looks = [], side_looks(story)
    for outcome in outcomes:
        rows = with_public_sources(story, toll_rows(story, outcome, mask), selection.filters)
        rows = rows[rows["low"].notna() | rows["high"].notna()]
        marks = [" ◐" if single_mark(story, ids) else "" for ids in rows["source_ids"]]
        days = [f", {date_words(day)}" if day else "" for day in rows["date_claimed"]]
        dims = [bool(why) for why in selection.rivals.loc[rows.index, "dimmed"]]
        labels = [a + b + c for a, b, c in zip(rows["claimant"], days, marks, strict=True)]
        labels = [said_dimmed(label) if dim else label for label, dim in zip(labels, dims, strict=True)]
        colours = [looks[side].colour for side in rows["side"]]
        groups.append(_group(called(story.manifest.outcomes, outcome), labels, rows, colours, list(rows["part"]), dims))
    note = gettext(
        "◆ a party to the fight   ■ close to a party   ● somebody else   → at least, ← at most   ◐ single source. "
        "Rival figures overlap; they are never added up."
    )
    rivals = selection.rivals.loc[selection.rivals.index.isin(claims)]
    note = f"{note} {dimmed_summary(rivals['dimmed'])}".strip()
    named = [source for ids in rivals["source_ids"] for source in ids]
    return _chart(gettext("Rival tolls"), note, groups, named)


def strengths(selection: Selection, day: dt.date | None) -> dict[str, Any]:
    """Strengths as claimed, a group for each country; {} when nobody claims one. Rivals stand beside one in view.

    ``day`` is the day that the presence is shown for.
    """
    table = with_public_sources(
        selection.story, strengths_in_view(selection.story, selection.filters, day), selection.filters
    )
    groups = []
    for iso, rows in table.groupby("country", sort=False):
        labels = [
            gettext("{when}: {claimant}").format(when=f"{period_words(a, b)} ({scope})", claimant=who)
            for a, b, scope, who in zip(
                rows["from_date"], rows["to_date"], rows["scope"], rows["claimant"], strict=True
            )
        ]
        dims = [bool(why) for why in rows["dimmed"]]
        labels = [said_dimmed(label) if dim else label for label, dim in zip(labels, dims, strict=True)]
        colours = [presence_colour(selection.story)] * len(rows)
        groups.append(
            _group(country_name(selection.story, str(iso)), labels, rows, colours, ["none"] * len(rows), dims)
        )
    note = gettext(
        "Each mark is one speaker’s figure for one time and place. They differ in what they count and are never added "
        "up."
    )
    note = f"{note} {dimmed_summary(table['dimmed'])}".strip()
    named = [source for ids in table["source_ids"] for source in ids]
    return _chart(gettext("Strength, as claimed"), note, groups, named)


def _group(
    title: str,
    labels: Sequence[str],
    rows: pd.DataFrame,
    colours: Sequence[str],
    parts: Sequence[str],
    dims: Sequence[bool],
) -> dict[str, Any]:
    lines = [
        {
            "label": label,
            "low": None if pd.isna(low) else float(low),
            "high": None if pd.isna(high) else float(high),
            "figure": short_range(low, high),
            "colour": colour,
            "mark": PARTS[part][1],
            "dimmed": dim,
        }
        for label, low, high, colour, part, dim in zip(
            labels, rows["low"], rows["high"], colours, parts, dims, strict=True
        )
    ]
    return {"title": title, "lines": lines}


def _chart(title: str, note: str, groups: list[dict[str, Any]], sources: list[str]) -> dict[str, Any]:
    groups = [group for group in groups if group["lines"]]
    ends = [
        end for group in groups for line in group["lines"] for end in (line["low"], line["high"]) if end is not None
    ]
    if not ends:
        return {}
    limit = max(ends) * _ROOM
    return {
        "kind": "chart",
        "title": title,
        "note": note,
        "limit": limit,
        "groups": groups,
        "sources": sorted(set(sources)),
    }
