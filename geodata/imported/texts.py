"""What hover, lists, tables and cards say of an imported event: the same words, in blocks for the browser."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from geodata.drawing.story_document import country_name
from geodata.imported.event_set import EventSet
from geodata.importers import acled, ucdp
from geodata.partial_dates import date_words, period_words
from geodata.precision import GLYPH_LIMIT_KM

TEXT_COLUMNS = ("id", "title", "kind", "when", "where", "who", "deaths", "notes", "source")

#: Rows of one block: what the browser fetches when a pointer first rests on one of them.
BLOCK = 256

#: Characters of a text in a block; a longer one ends in "…". The card has it whole.
LONGEST = 2000

_PLACE_WORDS = {
    "exact": "place given as exact",
    "near": f"within about {GLYPH_LIMIT_KM:g} km",
    "district": "known to the district",
    "region": "known to the region",
    "country": "known only to the country",
}

#: What a figure counts, and whose figure it is, in fewer words than the code books need.
_FIGURES = {ucdp.MEANING: ("killed", "UCDP best estimate"), acled.MEANING: ("killed", "as ACLED counts")}

#: How much of an ISO date a precision leaves: month, year.
_MONTH, _YEAR = len("2024-07"), len("2024")


def text_block(events: EventSet, block: int) -> bytes:
    """Return a block of the set as compact JSON: ``columns`` and ``rows``. Raises IndexError beyond the end."""
    if not 0 <= block < block_count(events):
        raise IndexError(f"There are {block_count(events)} blocks of texts, so none has the number {block}.")
    return _block(events, slice(block * BLOCK, (block + 1) * BLOCK))


def block_count(events: EventSet) -> int:
    """Return how many blocks there are."""
    return -(-len(events) // BLOCK)


def text_rows(events: EventSet, rows: slice | np.ndarray | Sequence[int]) -> list[dict[str, str]]:
    """Return the words of some rows, by position, under :data:`TEXT_COLUMNS`; long texts are whole."""
    part = events.events.iloc[rows]
    return [_words(row) for row in part.rename_axis("id").reset_index().to_dict("records")]


def _block(events: EventSet, rows: slice) -> bytes:
    words = [[_shortened(row[name]) for name in TEXT_COLUMNS] for row in text_rows(events, rows)]
    document = {"columns": TEXT_COLUMNS, "rows": words}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    return text.encode("utf-8", "replace")  # half a surrogate pair becomes a question mark


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"


def _words(row: dict[str, Any]) -> dict[str, str]:
    kind, place = str(row["kind"]), str(row["place_name"])
    return {
        "id": str(row["id"]),
        "title": row["title"] or ": ".join(part for part in (kind, place) if part) or str(row["id"]),
        "kind": kind,
        "when": when_words(row["date_start"], row["date_end"], row["date_precision"]),
        "where": where_words(place, row["country"], row["place_precision"], row["radius_km"], pd.notna(row["lat"])),
        "who": "; ".join(row["actors"]),
        "deaths": deaths_words(row["low"], row["best"], row["high"], row["fatalities_meaning"]),
        "notes": row["notes"],
        "source": row["source_text"],
    }


def when_words(start: pd.Timestamp, end: pd.Timestamp, precision: str) -> str:
    """Say when, no sharper than it is known; days that are a whole month or year are called so.

    >>> when_words(pd.Timestamp("2024-07-01"), pd.Timestamp("2024-07-31"), "month")
    'July 2024'
    >>> when_words(pd.Timestamp("2024-07-22"), pd.Timestamp("2024-07-28"), "week")
    '22-28 July 2024'
    """
    if pd.isna(start) or pd.isna(end):
        return period_words("" if pd.isna(start) else _day(start), "" if pd.isna(end) else _day(end))
    length = len(_day(start))
    if precision in ("month", "year") and start.day == 1 and end.is_month_end:
        length = _YEAR if precision == "year" and start.month == 1 and end.month == 12 else _MONTH
    return date_words(_day(start)[:length], _day(end)[:length])


def _day(day: pd.Timestamp) -> str:
    return str(day.date().isoformat())


def where_words(place: str, country: str, precision: str, radius_km: float, has_place: bool) -> str:
    """Say where, and how well the place is known.

    >>> where_words("Tinzaouaten", "MLI", "near", 25.0, True)
    'Tinzaouaten, Mali (within 25 km)'
    >>> where_words("", "", "unknown", float("nan"), False)
    'no place is given'
    """
    name = ", ".join(dict.fromkeys(part for part in (place, country and country_name(country)) if part))
    if not has_place:
        return f"{name} (no coordinates, so not on the map)" if name else "no place is given"
    known = _PLACE_WORDS.get(precision, "how exact is not known")
    if not pd.isna(radius_km):
        known = f"within {radius_km:g} km"
    return f"{name or 'a place without a name'} ({known})"


def deaths_words(low: float, best: float, high: float, meaning: str) -> str:
    """Give the figures as the file has them, with whose they are.

    >>> deaths_words(10.0, 12.0, 15.0, ucdp.MEANING)
    '12 killed (UCDP best estimate; 10 to 15)'
    >>> deaths_words(float("nan"), 4.0, float("nan"), "number as the file gives it in column dead")
    '4 (number as the file gives it in column dead)'
    """
    counted, whose = _FIGURES.get(meaning, ("", meaning))
    bounds = _bounds(low, high)
    if pd.isna(best):
        return f"{bounds} {counted}".strip() + f" ({whose}; no best figure given)" if bounds else "not given"
    notes = [whose, "" if low == best == high else bounds]
    about = "; ".join(note for note in notes if note)
    return f"{best:.0f} {counted}".strip() + (f" ({about})" if about else "")


def _bounds(low: float, high: float) -> str:
    if pd.isna(low):
        return "" if pd.isna(high) else f"at most {high:.0f}"
    if pd.isna(high):
        return f"at least {low:.0f}"
    return f"{low:.0f}" if low == high else f"{low:.0f} to {high:.0f}"
