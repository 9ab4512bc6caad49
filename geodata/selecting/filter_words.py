"""A filter in words, for people who hold the file but not the page."""

from __future__ import annotations

import datetime as dt

from geodata.asking.filters import PARTS, Filters, of_part
from geodata.importers.country_names import country_name
from geodata.languages import gettext, noop
from geodata.languages.formats import number
from geodata.reading.codes import CONFIDENCES
from geodata.reading.partial_dates import date_words
from geodata.reading.precision import GLYPH_LIMIT_KM
from geodata.reading.story import Story
from geodata.reading.terms import called
from geodata.selecting.characters import storable

_NO_FILTER = noop("none: every row")
_NO_DAY = noop("no as-of day: everything in this version of the tables")


class Say:
    """Words for the values of filters; see :class:`geodata.asking.dialects.Say`."""

    def __init__(self, story: Story) -> None:
        self._story = story

    def actor(self, actor_id: str) -> str:
        """The short name of an actor."""
        return str(self._story.actors.at[actor_id, "short_name"])

    def country(self, iso: str) -> str:
        """The name of a country by its ISO 3166-1 alpha-3 code."""
        return country_name(self._story, iso)

    def kind(self, kind: str) -> str:
        """The name of a kind of event."""
        return called(self._story.manifest.kinds, kind)

    def confidence(self, level: str) -> str:
        """The words for a degree of confidence."""
        return gettext(CONFIDENCES[level])

    def day(self, day: dt.date) -> str:
        """A day."""
        return date_words(day.isoformat())

    def point_km(self) -> str:
        """Within how many kilometres a place is known that is drawn as a point."""
        return number(GLYPH_LIMIT_KM)


def filter_words(story: Story, filters: Filters) -> str:
    """Say what was asked for, the as-of day aside: see :func:`as_of_words`.

    "none: every row" when nothing was.
    """
    say, parts = Say(story), []
    for name in PARTS:
        rows = of_part(name)
        values = [filters.value(row) for row in rows]
        if (says := rows[0].part.says) is not None and any(values):
            parts.append(storable(says(say, *values)))
    return gettext("; ").join(parts) or gettext(_NO_FILTER)


def as_of_words(filters: Filters) -> str:
    """Say by which day a row had to be public."""
    if filters.known_on is None:
        return gettext(_NO_DAY)
    return gettext("{day}: only what was public by then").format(day=date_words(filters.known_on.isoformat()))


def short_words(words: str) -> str:
    """Return the words of :func:`filter_words` or :func:`as_of_words` without the beginning that names a lack.

    For a line that says already what it tells of: "every row" for "none: every row".
    """
    if words == gettext(_NO_FILTER):
        return gettext("every row")
    return gettext("everything in this version of the tables") if words == gettext(_NO_DAY) else words
