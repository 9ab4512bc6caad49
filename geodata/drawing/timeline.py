"""The timeline as data: which rows stand in which lane, over which days, in which colours.

``browser/timeline.js`` places the bars, because how many fit in a row depends on the width of the screen.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

import pandas as pd

from geodata.drawing.story_document import country_name
from geodata.drawing.style import SIDES
from geodata.filters import Filters, vocabulary
from geodata.partial_dates import date_words, period_words
from geodata.story import Story

LANES = {"country": "By country", "actor": "By actor"}

#: The period of the strip above the lanes, and the spans that a button brings up.
WHOLE = ("2018-01-01", "2024-12-31")
SPANS = (
    ("2018–2024", "2018-01-01", "2024-12-31"),
    ("Oct 2023 – Oct 2024", "2023-10-01", "2024-10-31"),
    ("July – Aug 2024", "2024-07-16", "2024-08-20"),
    ("25–27 July", "2024-07-24", "2024-07-29"),
)
OPENING = ("2024-06-15", "2024-08-31")

#: An actor has a lane of its own from this many rows on; the others share one.
_OWN_LANE = 4
_OTHERS = "others"
_NO_COUNTRY = "none"


def timeline_document(
    story: Story, events: pd.Series, presence: pd.Series, lanes: str, filters: Filters, chosen: str | None
) -> dict[str, Any]:
    """Return what the timeline shows: ``rows``, ``lanes``, spans, and a sentence for those who do not see it."""
    own = tuple(_actor_lanes(story, filters)) if lanes == "actor" else None
    on = {*events.index[events], *presence.index[presence]}
    rows = [row for row in _all_rows(story, own) if row["id"] in on]
    heads = _country_heads(story) if own is None else _heads(story, own)
    used = {lane for row in rows for lane in row["lanes"]}
    opening = OPENING
    if filters.date_from or filters.date_to:
        opening = (str(filters.date_from or WHOLE[0]), str(filters.date_to or WHOLE[1]))
    return {
        "rows": rows,
        "lanes": [{"id": lane, "label": label} for lane, label in heads.items() if lane in used],
        "spans": [{"label": label, "from": first, "to": last} for label, first, last in SPANS],
        "whole": WHOLE,
        "opening": opening,
        "chosen": chosen,
        "words": f"Timeline of {int(events.sum())} events and {int(presence.sum())} reports of presence. Arrow keys step from one to the next, Enter opens.",
    }


@lru_cache(maxsize=16)
def _all_rows(story: Story, own: tuple[str, ...] | None) -> list[dict[str, Any]]:
    """Every row that can stand on the timeline, made once: a filter only picks. ``own`` are the actors with a lane."""
    rows = [_event(story, row_id, row, own) for row_id, row in story.events.iterrows()]
    dated = story.presence[story.presence["start"].notna()]
    return rows + [_presence(story, row_id, row, own) for row_id, row in dated.iterrows()]


def _event(story: Story, row_id: str, row: pd.Series, own: tuple[str, ...] | None) -> dict[str, Any]:
    sides = list(dict.fromkeys(story.actors.at[actor, "side"] for actor in row["actor_ids"]))
    return {
        "id": row_id,
        "title": row["title"],
        "when": date_words(row["date_start"], row["date_end"], row["date_precision"]),
        "where": story.places.at[row["place_id"], "name"] if row["place_id"] else "no place given",
        "start": row["start"].date().isoformat(),
        "end": row["end"].date().isoformat(),
        "soft": row["date_precision"] != "day",
        "open": False,
        "thin": 0,
        "confidence": row["confidence"],
        "colours": [SIDES[side].colour for side in sides],
        "lanes": [row["country"] or _NO_COUNTRY] if own is None else _lanes_of(row["actor_ids"], own),
    }


def _presence(story: Story, row_id: str, row: pd.Series, own: tuple[str, ...] | None) -> dict[str, Any]:
    no_end = pd.isna(row["end"])
    return {
        "id": row_id,
        "title": f"{row['force']}, {story.places.at[row['place_id'], 'name']}: {row['role']}",
        "when": period_words(row["from_date"], row["to_date"]),
        "where": story.places.at[row["place_id"], "name"],
        "start": row["start"].date().isoformat(),
        "end": WHOLE[1] if no_end else row["end"].date().isoformat(),
        "soft": len(row["from_date"]) < len("2024-07-27"),
        "open": bool(no_end),
        "thin": 1,
        "confidence": row["confidence"],
        "colours": [story.actors.at[row["force_ids"][0], "colour"]],
        "lanes": [row["country"]] if own is None else _lanes_of(row["force_ids"], own),
    }


def _lanes_of(actor_ids: tuple[str, ...], own: tuple[str, ...]) -> list[str]:
    lanes = [actor for actor in actor_ids if actor in own]
    return lanes or [_OTHERS]


def _actor_lanes(story: Story, filters: Filters) -> list[str]:
    if filters.actors:
        return list(filters.actors)
    rows = pd.concat([story.events["actor_ids"].explode(), story.presence["force_ids"].explode()]).value_counts()
    return [actor for actor in vocabulary(story)["actor"] if rows[actor] >= _OWN_LANE]


def _heads(story: Story, own: tuple[str, ...]) -> Mapping[str, str]:
    return {actor: story.actors.at[actor, "short_name"] for actor in own} | {_OTHERS: "Other actors"}


def _country_heads(story: Story) -> Mapping[str, str]:
    short = {"CAF": "Central African R."}
    return {iso: short.get(iso, country_name(iso)) for iso in vocabulary(story)["country"]} | {_NO_COUNTRY: "No place given"}
