"""What every hand-out says of itself: what was asked, as known when, made when, from which data, under what terms."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

from geodata.asking.filters import Filters
from geodata.imported.shown import ShownEvents, held_back
from geodata.knowing.vague_dates import (
    apart_words,
    events_apart,
    reports_apart,
    reports_without_start,
    without_start_words,
)
from geodata.languages import ENGLISH, gettext, ngettext, noop, speaking
from geodata.languages.formats import number
from geodata.reading.coverage import beyond_words, coverage
from geodata.reading.data_version import data_version
from geodata.reading.story import Story
from geodata.selecting.characters import storable
from geodata.selecting.filter_words import as_of_words, filter_words
from geodata.story_folder import TABLES

__all__ = ["LICENCE", "Colophon", "colophon", "data_version", "imported_words"]

# Words to be looked up in a language where they are used: gettext(LICENCE).
LICENCE = noop(
    "Creative Commons Attribution 4.0 International (CC BY 4.0), https://creativecommons.org/licenses/by/4.0/"
)
CLAIMS = noop("A number is what its claimant says, not a fact; rival numbers overlap and are never added or averaged.")
BORDERS = noop("Borders and names imply no opinion on the status of any territory.")
PLACES = noop(
    "A place is known only to within its radius. Up to 25 km it is given as a point, above that as an area; what is "
    "known only to the country, or to no place at all, has no position."
)

#: The parts by the name they have in a file, which is the same in every language; :meth:`Colophon.labelled` says it.
_PARTS = (
    noop("title"),
    noop("filters"),
    noop("as_of"),
    noop("coverage"),
    noop("address"),
    noop("made_at"),
    noop("data_version"),
    noop("citation"),
    noop("licence"),
    noop("credits"),
    noop("note_on_claims"),
    noop("note_on_borders"),
    noop("note_on_places"),
    noop("imported_events"),
)
#: Parts that are left out where there is nothing to say.
_AT_WILL = ("credits", "imported_events")


@dataclass(frozen=True)
class Colophon:
    """What a hand-out carries, each part one line of text, in the language that is spoken where it is made.

    ``made_at`` is a moment in UTC; ``data_version`` the first 12 hexadecimal digits of the SHA-256 over all table
    files; ``covers`` the first sentence of ``coverage``, for narrow lines; ``address`` the query that shows the same
    rows on a page, in the same language.
    """

    title: str
    filters: str
    as_of: str
    coverage: str
    address: str
    made_at: dt.datetime
    data_version: str
    citation: str
    credits: str = ""
    licence: str = field(default_factory=lambda: gettext(LICENCE))
    claims: str = field(default_factory=lambda: gettext(CLAIMS))
    borders: str = field(default_factory=lambda: gettext(BORDERS))
    places: str = field(default_factory=lambda: gettext(PLACES))
    covers: str = ""
    imported: str = ""

    @property
    def made(self) -> str:
        """The moment as ISO 8601 to the second, as in 2001-11-23T17:30:00Z."""
        return f"{self.made_at:%Y-%m-%dT%H:%M:%SZ}"

    def parts(self) -> dict[str, str]:
        """Return every part by the name it has in a file."""
        texts = (
            self.title,
            self.filters,
            self.as_of,
            self.coverage,
            self.address,
            self.made,
            self.data_version,
            self.citation,
            self.licence,
            self.credits,
            self.claims,
            self.borders,
            self.places,
            self.imported,
        )
        return {name: text for name, text in zip(_PARTS, texts, strict=True) if text or name not in _AT_WILL}

    def labelled(self) -> dict[str, str]:
        """Return every part by its name in the language that is spoken, for people."""
        return {gettext(name): text for name, text in self.parts().items()}


def colophon(
    story: Story,
    filters: Filters,
    made_at: dt.datetime,
    folder: Path = TABLES,
    chosen: str | None = None,
    imported: ShownEvents | None = None,
) -> Colophon:
    """Make the colophon of a view, in the language of the story.

    ``chosen`` is the id of the row whose card is open, if one is; it becomes part of the address. ``folder`` holds
    the tables that the story was loaded from. ``imported`` are a viewer's own events beside the story. Raises
    ValueError when ``made_at`` has no time zone, OSError when a table cannot be read.
    """
    if made_at.tzinfo is None:
        raise ValueError("made_at has no time zone; give a moment with one, for example datetime.now(UTC)")
    moment = made_at.astimezone(dt.UTC)
    version = story.version or data_version(folder)
    citation = noop("{title}. Data version {version}, {day}. CC BY 4.0. With the sources named in each row.")
    with speaking(story.language):
        title = story.manifest.sentence("full_title")
        return Colophon(
            title=title,
            filters=filter_words(story, filters),
            as_of=as_of_words(filters),
            coverage=coverage_words(story, filters),
            covers=coverage(story).words(),
            address=_address(story, filters, chosen),
            made_at=moment,
            data_version=version,
            credits=story.manifest.sentence("credits"),
            citation=gettext(citation).format(title=title, version=version, day=f"{moment:%Y-%m-%d}"),
            imported=imported_words(imported) if imported is not None else "",
        )


def coverage_words(story: Story, filters: Filters) -> str:
    """Say what the account covers, and what of the days asked for it does not."""
    vague = apart_words({**events_apart(story, filters), **reports_apart(story, filters)})
    apart = " ".join(filter(None, (vague, without_start_words(reports_without_start(story, filters)))))
    left_out = gettext("{words} Left out here.").format(words=apart) if apart else ""
    beyond = beyond_words(story, filters.date_from, filters.date_to)
    return " ".join(part for part in (coverage(story).words(), beyond, left_out) if part)


def _address(story: Story, filters: Filters, chosen: str | None) -> str:
    params = filters.to_params()
    if chosen:
        params["event"] = [chosen]
    if story.language != ENGLISH:
        params["lang"] = [story.language]
    return f"?{urlencode(params, doseq=True, errors='replace')}" if params else "/"


def imported_words(shown: ShownEvents) -> str:
    """Say of a viewer's own events how many there are, from where, under which licence, and whether they are in."""
    events, count = shown.events, shown.counts.shown
    if not count:
        return ""
    values = {"n": number(count), "name": storable(events.name), "dataset": events.dataset}
    if why := held_back(events):
        return _left_out_words(count, events.shared).format(**values, why=why)
    sentence = _brought_words(count, events.shared).format(**values, licence=events.licence)
    note = gettext("A point may stand for a district, a region or a country: see place_precision.")
    return f"{sentence} {note}"


def _left_out_words(count: int, shared: bool) -> str:
    if shared:
        return ngettext(
            "{n} event of the database “{name}” ({dataset}) stood beside these rows and is left out: {why}.",
            "{n} events of the database “{name}” ({dataset}) stood beside these rows and are left out: {why}.",
            count,
        )
    return ngettext(
        "{n} event of the file “{name}” ({dataset}) stood beside these rows and is left out: {why}.",
        "{n} events of the file “{name}” ({dataset}) stood beside these rows and are left out: {why}.",
        count,
    )


def _brought_words(count: int, shared: bool) -> str:
    if shared:
        return ngettext(
            "{n} event of the database “{name}” ({dataset}), of an operator and not of this project; "
            "licence: {licence}.",
            "{n} events of the database “{name}” ({dataset}), of an operator and not of this project; "
            "licence: {licence}.",
            count,
        )
    return ngettext(
        "{n} event of the file “{name}” ({dataset}), brought by a viewer and not of this project; licence: {licence}.",
        "{n} events of the file “{name}” ({dataset}), brought by a viewer and not of this project; licence: {licence}.",
        count,
    )
