"""A filter in words, for people who hold the file but not the page."""

from __future__ import annotations

import datetime as dt

from geodata.drawing.story_document import country_name
from geodata.drawing.style import CONFIDENCE, KIND_LABELS
from geodata.exports.characters import storable
from geodata.filters import Filters
from geodata.languages import gettext, noop
from geodata.languages.formats import number
from geodata.partial_dates import date_words
from geodata.precision import GLYPH_LIMIT_KM
from geodata.story import Story

_NO_FILTER = noop("none: every row")
_NO_DAY = noop("no as-of day: everything in this version of the tables")


def filter_words(story: Story, filters: Filters) -> str:
    """Say what was asked for, the as-of day aside: see :func:`as_of_words`.

    "none: every row" when nothing was.
    """
    names = story.actors["short_name"]
    parts = [
        _days(filters),
        _listed(gettext("actors: {names}"), [names[actor] for actor in filters.actors]),
        _listed(gettext("countries: {names}"), [country_name(iso) for iso in filters.countries]),
        _listed(gettext("kinds of event: {names}"), [gettext(KIND_LABELS.get(kind, kind)) for kind in filters.kinds]),
        _listed(gettext("confidence: {names}"), [_sure(level) for level in filters.confidences]),
        gettext("text “{text}”").format(text=storable(filters.text)) if filters.text else "",
        _exact() if filters.exact else "",
    ]
    return gettext("; ").join(part for part in parts if part) or gettext(_NO_FILTER)


def as_of_words(filters: Filters) -> str:
    """Say by which day a row had to be public."""
    if filters.known_on is None:
        return gettext(_NO_DAY)
    return gettext("{day}: only what was public by then").format(day=_day(filters.known_on))


def short_words(words: str) -> str:
    """Return the words of :func:`filter_words` or :func:`as_of_words` without the beginning that names a lack.

    For a line that says already what it tells of: "every row" for "none: every row".
    """
    if words == gettext(_NO_FILTER):
        return gettext("every row")
    return gettext("everything in this version of the tables") if words == gettext(_NO_DAY) else words


def _days(filters: Filters) -> str:
    first, last = filters.date_from, filters.date_to
    if first and last:
        return gettext("days from {first} to {last}").format(first=_day(first), last=_day(last))
    if first:
        return gettext("days from {day} on").format(day=_day(first))
    return gettext("days up to {day}").format(day=_day(last)) if last else ""


def _sure(level: str) -> str:
    label = str(CONFIDENCE[level]["label"])
    return gettext(label)


def _exact() -> str:
    words = gettext("only what is known to the day and to a place within {limit} km")
    return words.format(limit=number(GLYPH_LIMIT_KM))


def _day(day: dt.date) -> str:
    return date_words(day.isoformat())


def _listed(words: str, names: list[str]) -> str:
    return words.format(names=", ".join(names)) if names else ""
