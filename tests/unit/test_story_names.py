"""No program names this story: what the tables and ``story.toml`` call things stands in no Python, script or style.

Looked for are the ids of all rows, names of places, actors, sides and countries, the codes of the vocabularies, and the
years of the story. A newsroom that tells another story changes ``geodata/story`` and nothing else.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from geodata.story_folder import TABLES
from tests.real_story import REAL

TOP = Path(__file__).parents[2]
KINDS = {".py", ".js", ".css", ".html", ".svg"}

#: The scripts that cut a basemap know the earth: borders, rivers and what its makers call countries.
GEOGRAPHY = TOP / "geodata/basemap"

#: Shorter names than this are looked for only if they are ids or codes: an alias such as "CAR" is also a word.
SHORTEST = 5

#: What the machine itself speaks of, whatever story it tells: never looked for.
OF_THE_MACHINE = {
    "acled": "a format of files that viewers bring",
    "base document": "the report that a story began with, a kind of source",
    "base-document": "the variant of the route that it alone supports",
    "claim": "a row of the claims, and its text",
    "dataset": "what a row of a viewer's own file comes from",
    "fighting": "the part of a story's one fight (geodata/reading/parts.py)",
    "ucdp": "a format of files that viewers bring",
    "ucdp ged": "a format of files that viewers bring",
    "words": "texts in the language that is spoken",
}

#: Codes that are English words as well. They count only where they stand alone in quotes, as a code does.
ENGLISH = {
    "all",
    "analysis",
    "attack",
    "battle",
    "captives",
    "captured",
    "civilians",
    "contact",
    "death",
    "distance",
    "forces",
    "government",
    "independent",
    "media",
    "movement",
    "operation",
    "other",
    "others",
    "person",
    "population",
    "position",
    "regional",
    "retreat",
    "soldiers",
    "statement",
    "training",
    "unclear",
    "vehicles",
    "weather",
    "western",
}

_DATE = "one date of a numeric form, in a sentence that tells how such dates are read"
_PHASE = "the phase of a leg, which the machine gives a meaning to"

#: What is said nevertheless, by file, with the reason. A line that is no longer needed fails the test as well.
ALLOWED = {
    ("geodata/__main__.py", "2024"): _DATE,
    ("geodata/asking/search.py", "person"): "the kind of actor whose surname is searched, which the machine knows",
    ("geodata/drawing/assets.py", "media"): "a folder of Streamlit",
    ("geodata/drawing/browser/words.js", "other"): "the name of a plural form in CLDR",
    ("geodata/drawing/story_document.py", "forces"): "a key of the document for the browser",
    ("geodata/drawing/style.py", "operation"): "a nature of presence, which the machine gives a meaning to",
    ("geodata/drawing/style.py", "retreat"): _PHASE,
    ("geodata/exports/brief_parts.py", "position"): "a column of the positions",
    ("geodata/exports/kml.py", "2019"): "the year of the last release of a library",
    ("geodata/exports/kml.py", "2021"): "the year of the last release of a library",
    ("geodata/exports/kml.py", "retreat"): _PHASE,
    ("geodata/exports/sheet_evidence.py", "all"): "every claim, as a scope of the ledger",
    ("geodata/importers/acled.py", "armed group"): "a kind of actor in ACLED",
    ("geodata/importers/acled.py", "civilians"): "a code of ACLED",
    ("geodata/importers/acled.py", "other"): "a code of ACLED",
    ("geodata/importers/plain.py", "2024"): _DATE,
    ("geodata/knowing/origins.py", "position"): "a column of the positions",
    ("geodata/reading/codes.py", "operation"): "a nature of presence, which the machine gives a meaning to",
    ("geodata/reading/story.py", "base"): "a constant that is written like the id of a source: BASE_DOCUMENT",
    ("geodata/sandbox/gdal_drivers.py", "s57"): "a driver of GDAL, named as a source is",
    ("pages/bringing/column_chooser.py", "2024"): _DATE,
    ("pages/widgets/fact_list.py", "assessment"): "a kind of fact, which the machine gives a meaning to",
    ("pages/widgets/filter_bar.py", "all"): "English: nothing is chosen",
    ("pages/widgets/ledger_panel.py", "all"): "every claim, as a scope of the ledger",
    ("pages/widgets/source_table.py", "government"): "a kind of source, which the machine gives a meaning to",
}


#: What of the story still stands in code though no table names it, as of 28 November 2026, by file the words that say
#: it there. One that is gone has to leave this list; nothing may be added.
LEFT = {
    "geodata/drawing/browser/locator.js": ("west: -18, south: -2, east: 29, north: 31", "West and Central Africa"),
    "geodata/drawing/paper/furniture.py": ("((-2.0, -18.0), (31.0, 29.0))",),
    "geodata/drawing/story_map.py": ("location=(18.0, 4.0)",),
}


def _column(table: str, column: str) -> list[str]:
    with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return [row[column] for row in csv.DictReader(file)]


def _ids() -> Iterator[str]:
    for path in TABLES.glob("*.csv"):
        if path.stem != "fingerprints":  # it repeats those of the others
            yield from _column(path.stem, "id")


def _proper_names() -> Iterator[str]:
    manifest = REAL.manifest
    for table, columns in (("actors", ("name", "short_name", "aliases")), ("places", ("name", "alt_names"))):
        for column in columns:
            yield from (name.strip() for cell in _column(table, column) for name in cell.split(";"))
    for terms in (manifest.sides, manifest.countries):
        for term in terms.values():
            yield from term.texts.values()
    for country in manifest.countries.values():
        yield from (*country.also, *country.short.values())


def _codes() -> Iterator[str]:
    manifest = REAL.manifest
    yield from _column("actors", "kind")
    for terms in (manifest.sides, manifest.kinds, manifest.strands, manifest.outcomes, manifest.columns):
        yield from terms
    yield from manifest.countries


def _years() -> Iterator[str]:
    for table, column in (("events", "date_start"), ("presence", "from_date"), ("claims", "date_claimed")):
        yield from (date[:4] for date in _column(table, column) if date)


_TOKEN = re.compile(r"[^\W_]+")

Tokens = tuple[str, ...]


def tokens(text: str) -> Tokens:
    """The words and numbers of a text: a dash, a space and a line parts them alike."""
    return tuple(_TOKEN.findall(text))


@cache
def looked_for() -> dict[Tokens, str]:
    """What is looked for, folded, by what it is: an "id" is written just so, a "code" stands alone in quotes."""
    found = dict.fromkeys(_ids(), "id") | {name: "name" for name in _proper_names() if len(name) >= SHORTEST}
    found |= {code: "code" if code in ENGLISH else "name" for code in _codes()} | dict.fromkeys(_years(), "year")
    by_tokens = {tokens(name.casefold()): kind for name, kind in found.items() if name.casefold() not in OF_THE_MACHINE}
    return {name: kind for name, kind in by_tokens.items() if name}


@cache
def _exact() -> frozenset[Tokens]:
    return frozenset(map(tokens, _ids()))


def files() -> list[Path]:
    found = [TOP / "app.py", *(path for folder in ("geodata", "pages") for path in (TOP / folder).rglob("*"))]
    kept = [path for path in found if path.suffix in KINDS and TABLES.parent not in path.parents]
    return sorted(path for path in kept if GEOGRAPHY not in path.parents and "__pycache__" not in path.parts)


def said(text: str) -> Iterator[str]:
    """The names that a text says, as they are looked for."""
    names, hits = looked_for(), [*_TOKEN.finditer(text)]
    written = [hit[0] for hit in hits]
    folded, longest = [word.casefold() for word in written], max(map(len, names))
    for at, hit in enumerate(hits):
        for end in range(at + 1, min(at + longest, len(hits)) + 1):
            kind = names.get(tuple(folded[at:end]))
            around = text[hit.start() - 1 : hit.start()] + text[hits[end - 1].end() :][:1]
            if kind is None or (kind == "id" and tuple(written[at:end]) not in _exact()):
                continue
            if kind != "code" or around in ('""', "''"):
                yield " ".join(folded[at:end])


@pytest.mark.parametrize("path", files(), ids=lambda path: path.relative_to(TOP).as_posix())
def test_a_file_names_nothing_of_the_story(path: Path) -> None:
    name = path.relative_to(TOP).as_posix()
    found = {*said(path.read_text("utf-8"))}
    allowed = {word for file, word in ALLOWED if file == name}
    assert found == allowed


def test_what_is_allowed_stands_in_files_that_there_are() -> None:
    assert {file for file, _ in ALLOWED} <= {path.relative_to(TOP).as_posix() for path in files()}
    assert all(ALLOWED.values())


def test_what_is_left_still_stands_there() -> None:
    said_still = {name: (TOP / name).read_text("utf-8") for name in LEFT}
    assert {name: words for name, words in LEFT.items() if any(one not in said_still[name] for one in words)} == {}
    assert sum(map(len, LEFT.values())) <= 4


def test_names_are_found_where_they_stand() -> None:
    assert len(files()) > 300
    assert {*OF_THE_MACHINE} <= {name.casefold() for names in (_ids(), _proper_names(), _codes()) for name in names}
    text = 'NAME = "kidal_2024"  # Wagner, E34 and e35, "ambush" and "coup", no retreat; Tin-\nZaouatine'
    assert {*said(text)} == {"kidal", "2024", "wagner", "e34", "ambush", "coup", "tin zaouatine"}
