"""A filter in words, for people who hold the file but not the page."""

from __future__ import annotations

import datetime as dt

from geodata.drawing.story_document import country_name
from geodata.drawing.style import CONFIDENCE, KIND_LABELS
from geodata.exports.characters import storable
from geodata.filters import Filters
from geodata.partial_dates import date_words
from geodata.precision import GLYPH_LIMIT_KM
from geodata.story import Story


def filter_words(story: Story, filters: Filters) -> str:
    """Say what was asked for, the as-of day aside: see :func:`as_of_words`.

    "none: every row" when nothing was.
    """
    names = story.actors["short_name"]
    parts = [
        _days(filters),
        _listed("actors", [names[actor] for actor in filters.actors]),
        _listed("countries", [country_name(iso) for iso in filters.countries]),
        _listed("kinds of event", [KIND_LABELS.get(kind, kind) for kind in filters.kinds]),
        _listed("confidence", [str(CONFIDENCE[level]["label"]) for level in filters.confidences]),
        f"text “{storable(filters.text)}”" if filters.text else "",
        f"only what is known to the day and to a place within {GLYPH_LIMIT_KM:g} km" if filters.exact else "",
    ]
    return "; ".join(part for part in parts if part) or "none: every row"


def as_of_words(filters: Filters) -> str:
    """Say by which day a row had to be public."""
    if filters.known_on is None:
        return "no as-of day: everything in this version of the tables"
    return f"{_day(filters.known_on)}: only what was public by then"


def _days(filters: Filters) -> str:
    first, last = filters.date_from, filters.date_to
    if first and last:
        return f"days from {_day(first)} to {_day(last)}"
    if first:
        return f"days from {_day(first)} on"
    return f"days up to {_day(last)}" if last else ""


def _day(day: dt.date) -> str:
    return date_words(day.isoformat())


def _listed(word: str, names: list[str]) -> str:
    return f"{word}: {', '.join(names)}" if names else ""
