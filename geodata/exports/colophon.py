"""What every hand-out says of itself: what was asked, as known when, made when, from which data, under what terms."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from geodata.data_version import data_version
from geodata.descriptor import TABLES
from geodata.exports.characters import storable
from geodata.exports.filter_words import as_of_words, filter_words
from geodata.filters import Filters
from geodata.imported.shown import ShownEvents, held_back
from geodata.story import Story

__all__ = ["CREDITS", "LICENCE", "TITLE", "Colophon", "colophon", "data_version", "imported_words"]

TITLE = "Kidal, July 2024: a small conflict map"
LICENCE = "Creative Commons Attribution 4.0 International (CC BY 4.0), https://creativecommons.org/licenses/by/4.0/"
CREDITS = (
    "Two coded events of July 2024: UCDP GED 25.1 (Sundberg and Melander 2013; Davies et al. 2025), CC BY 4.0. "
    "Places from GeoNames: CC BY 4.0."
)
CLAIMS = "A number is what its claimant says, not a fact; rival numbers overlap and are never added or averaged."
BORDERS = "Borders and names imply no opinion on the status of any territory."
PLACES = (
    "A place is known only to within its radius. Up to 25 km it is given as a point, above that as an area; what is "
    "known only to the country, or to no place at all, has no position."
)


@dataclass(frozen=True)
class Colophon:
    """What a hand-out carries, each part one line of text.

    ``made_at`` is a moment in UTC; ``data_version`` the first 12 hexadecimal digits of the SHA-256 over all table
    files; ``address`` the query that shows the same rows on a page.
    """

    title: str
    filters: str
    as_of: str
    address: str
    made_at: dt.datetime
    data_version: str
    citation: str
    licence: str = LICENCE
    credits: str = CREDITS
    claims: str = CLAIMS
    borders: str = BORDERS
    places: str = PLACES
    imported: str = ""

    @property
    def made(self) -> str:
        """The moment as ISO 8601 to the second, as in 2024-11-23T17:30:00Z."""
        return f"{self.made_at:%Y-%m-%dT%H:%M:%SZ}"

    def parts(self) -> dict[str, str]:
        """Return every part by the name it has in a file."""
        return {
            "title": self.title,
            "filters": self.filters,
            "as_of": self.as_of,
            "address": self.address,
            "made_at": self.made,
            "data_version": self.data_version,
            "citation": self.citation,
            "licence": self.licence,
            "credits": self.credits,
            "note_on_claims": self.claims,
            "note_on_borders": self.borders,
            "note_on_places": self.places,
            **({"imported_events": self.imported} if self.imported else {}),
        }


def colophon(
    story: Story,
    filters: Filters,
    made_at: dt.datetime,
    folder: Path = TABLES,
    chosen: str | None = None,
    imported: ShownEvents | None = None,
) -> Colophon:
    """Make the colophon of a view.

    ``chosen`` is the id of the row whose card is open, if one is; it becomes part of the address. ``folder`` holds
    the tables that the story was loaded from. ``imported`` are a viewer's own events beside the story. Raises
    ValueError when ``made_at`` has no time zone, OSError when a table cannot be read.
    """
    if made_at.tzinfo is None:
        raise ValueError("made_at has no time zone; give a moment with one, for example datetime.now(UTC)")
    moment = made_at.astimezone(dt.UTC)
    version = story.version or data_version(folder)
    params = filters.to_params() | ({"event": [chosen]} if chosen else {})
    return Colophon(
        title=TITLE,
        filters=filter_words(story, filters),
        as_of=as_of_words(filters),
        address=f"?{urlencode(params, doseq=True, errors='replace')}" if params else "/",
        made_at=moment,
        data_version=version,
        citation=f"{TITLE}. Data version {version}, {moment:%Y-%m-%d}. CC BY 4.0. With the sources named in each row.",
        imported=imported_words(imported) if imported is not None else "",
    )


def imported_words(shown: ShownEvents) -> str:
    """Say of a viewer's own events how many there are, from where, under which licence, and whether they are in."""
    events, count = shown.events, shown.counts.shown
    if not count:
        return ""
    kind = "database" if events.shared else "file"
    what = f"{count:,} {'event' if count == 1 else 'events'} of the {kind} “{storable(events.name)}” ({events.dataset})"
    if why := held_back(events):
        return f"{what} stood beside these rows and {'is' if count == 1 else 'are'} left out: {why}."
    whose = "of an operator" if events.shared else "brought by a viewer"
    return (
        f"{what}, {whose} and not of this project; licence: {events.licence}. A point may stand for a "
        "district, a region or a country: see place_precision."
    )
