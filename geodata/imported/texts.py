"""What hover, lists, tables and cards say of an imported event: the same words, in blocks for the browser.

They are in the language that is spoken; what the file says itself stays as it is.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import pandas as pd

from geodata.imported.data_words import kind_words
from geodata.imported.event_set import EventSet
from geodata.importers import acled, ucdp
from geodata.importers.country_names import world_country
from geodata.importers.sentences import said
from geodata.languages import gettext, language, ngettext, noop, pgettext
from geodata.languages.formats import number
from geodata.reading.partial_dates import date_words, period_words
from geodata.reading.precision import GLYPH_LIMIT_KM

TEXT_COLUMNS = ("id", "title", "kind", "when", "where", "who", "deaths", "notes", "source")

#: Rows of one block: what the browser fetches when a pointer first rests on one of them.
BLOCK = 256

#: Characters of a text in a block; a longer one ends in "…". The card has it whole.
LONGEST = 2000

_PLACE_WORDS = {
    "exact": noop("place given as exact"),
    "district": noop("known to the district"),
    "region": noop("known to the region"),
    "country": noop("known only to the country"),
}

#: Whose figure of people killed it is, in fewer words than the code books need.
_FIGURES = {ucdp.MEANING: noop("UCDP best estimate"), acled.MEANING: noop("as ACLED counts")}

#: How much of an ISO date a precision leaves: month, year.
_MONTH, _YEAR = len("2001-07"), len("2001")


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
    kind, place = kind_words(str(row["kind"])), str(row["place_name"])
    return {
        "id": str(row["id"]),
        "title": row["title"] or _title(kind, place) or str(row["id"]),
        "kind": kind,
        "when": when_words(row["date_start"], row["date_end"], row["date_precision"]),
        "where": where_words(place, row["country"], row["place_precision"], row["radius_km"], pd.notna(row["lat"])),
        "who": pgettext("between the items of a list", "; ").join(row["actors"]),
        "deaths": deaths_words(row["low"], row["best"], row["high"], row["fatalities_meaning"]),
        "notes": row["notes"],
        "source": row["source_text"],
    }


def _title(kind: str, place: str) -> str:
    return gettext("{what}: {where}").format(what=kind, where=place) if kind and place else kind or place


def when_words(start: pd.Timestamp, end: pd.Timestamp, precision: str) -> str:
    """Say when, no sharper than it is known; days that are a whole month or year are called so.

    >>> when_words(pd.Timestamp("2001-07-01"), pd.Timestamp("2001-07-31"), "month")
    'July 2001'
    >>> when_words(pd.Timestamp("2001-07-22"), pd.Timestamp("2001-07-28"), "week")
    '22-28 July 2001'
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

    >>> where_words("Kars", "TUR", "near", 25.0, True)
    'Kars, Türkiye (within 25 km)'
    >>> where_words("", "", "unknown", float("nan"), False)
    'no place is given'
    """
    name = ", ".join(dict.fromkeys(part for part in (place, country and world_country(country)) if part))
    if not has_place and not name:
        return gettext("no place is given")
    if not has_place:
        return gettext("{place} (no coordinates, so not on the map)").format(place=name)
    known = _radius_words(radius_km, language()) if not pd.isna(radius_km) else _precision_words(precision)
    name = name or gettext("a place without a name")
    return f"{name} ({known})"


def _precision_words(precision: str) -> str:
    if precision == "near":
        return gettext("within about {km} km").format(km=number(GLYPH_LIMIT_KM))
    return gettext(_PLACE_WORDS.get(precision, noop("how exact is not known")))


@lru_cache(maxsize=1024)
def _radius_words(radius_km: float, _language: str) -> str:
    """Many rows share a radius, and a number costs as much to write as the rest of a row."""
    return gettext("within {km} km").format(km=number(radius_km))


def deaths_words(low: float, best: float, high: float, meaning: str) -> str:
    """Give the figures as the file has them, with whose they are.

    >>> deaths_words(10.0, 12.0, 15.0, ucdp.MEANING)
    '12 killed (UCDP best estimate; 10 to 15)'
    >>> deaths_words(float("nan"), 4.0, float("nan"), "number as the file gives it in column dead")
    '4 (number as the file gives it in column dead)'
    """
    are_killed = meaning in _FIGURES
    whose, bounds = gettext(_FIGURES[meaning]) if are_killed else said(meaning), _bounds(low, high)
    if pd.isna(best):
        if not bounds:
            return gettext("not given")
        figure = gettext("{bounds} killed").format(bounds=bounds) if are_killed else bounds
        return gettext("{figure} ({whose}; no best figure given)").format(figure=figure, whose=whose)
    figure = ngettext("{n} killed", "{n} killed", int(best)).format(n=f"{best:.0f}") if are_killed else f"{best:.0f}"
    notes = [whose, "" if low == best == high else bounds]
    about = pgettext("between the items of a list", "; ").join(note for note in notes if note)
    return f"{figure} ({about})" if about else figure


def _bounds(low: float, high: float) -> str:
    if pd.isna(low):
        return "" if pd.isna(high) else gettext("at most {n}").format(n=f"{high:.0f}")
    if pd.isna(high):
        return gettext("at least {n}").format(n=f"{low:.0f}")
    return f"{low:.0f}" if low == high else gettext("{low} to {high}").format(low=f"{low:.0f}", high=f"{high:.0f}")
