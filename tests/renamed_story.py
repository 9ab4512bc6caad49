"""The real story under other names: a copy of its tables, another for every id, side, outcome, kind, country and page.

Renamed are the id of every row, the kinds of events and of actors, the sides, the outcomes and the codes of countries,
one to one, wherever a table names them: references, lists, addresses of scenes, corrections, words in notes. New names
sort as the old ones do, so that a list in the order of its names keeps its order. The file that says which rows have a
part of their own names the new ones; its words are other words, and so are the names of its files. What the machine
itself gives a meaning to (confidence, precision, nature of a presence, kind and phase of a leg, kind of a source)
stays.

A table says no word of what its vocabularies mean; the description beside it lists which values there are, so the copy
of that is renamed too. A name in a text that is written for people only, such as a title, stays.
"""

from __future__ import annotations

import csv
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode

import geopandas as gpd

from geodata.drawing.paper import base as print_base
from geodata.reading import descriptor
from geodata.reading.corrections import digest
from geodata.reading.descriptor import Column, TableShape, list_items, table_shapes
from geodata.reading.evidence_rules import LEDGERS
from geodata.reading.manifest import FILE as MANIFEST
from geodata.reading.story import Story, load_story
from geodata.reading.table_text import read_table_text
from geodata.story_folder import TABLES

#: Vocabularies that belong to the story, by name: the columns that hold one of its words.
VOCABULARIES = {
    "side": (("actors", "side"),),
    "outcome": (("claims", "outcome"),),
    "kind": (("events", "kind"),),
    "actor kind": (("actors", "kind"),),
    "country": (("events", "country"), ("places", "country"), ("presence", "country")),
    "page": (("scenes", "page"),),
}

#: What stands before the words of the story in the copy.
OTHER = "Other "

#: How the new ids of a table look: a form that its pattern allows, and the number of the first.
_FORMS = {
    "actors": ("actor-{:03}", 1),
    "events": ("E{}", 501),
    "claims": ("K{}", 5001),
    "places": ("P_N{:03}", 1),
    "presence": ("R{}", 501),
    "sources": ("Z{}", 501),
    "base_document_facts": ("F{}", 501),
    "claim_links": ("L{}", 501),
    "questions": ("Q{}", 51),
    "positions": ("H{}", 501),
    "scenes": ("SC{}", 51),
    "corrections": ("C{}", 501),
}
#: The same for tables whose ids say the variant by their second letter.
_BY_VARIANT = {"route": "R{}{}", "legs": "L{}{}"}
_WORDS = {"side": "side-{:02}", "outcome": "outcome-{:02}", "kind": "kind-{:02}", "actor kind": "sort-{:02}"}
_WORDS["page"] = "page_{:02}"

#: An id in the middle of a sentence, as notes have them.
_IN_TEXT = re.compile(r"\b(?:[A-Z]{1,2}\d{2,}|P_[A-Z0-9_]+|BASE)\b")


@dataclass(frozen=True)
class Names:
    """New names by old ones: ``ids`` of all rows together, ``words`` of each of :data:`VOCABULARIES`."""

    ids: Mapping[str, str]
    words: Mapping[str, Mapping[str, str]]

    def all_old(self) -> set[str]:
        """Every name that the copy no longer has."""
        return {*self.ids, *(word for words in self.words.values() for word in words)}


@cache
def names() -> Names:
    """Return the new names of everything that the real tables hold."""
    ids: dict[str, str] = {}
    for table, shape in table_shapes().items():
        if table != "fingerprints":
            ids |= _new_ids(table, sorted({row.cells["id"] for row in read_table_text(TABLES, shape).rows}))
    words = {}
    for name, columns in VOCABULARIES.items():
        table, column = columns[0]
        old = sorted(table_shapes()[table].columns[column].enum)
        # codes that ISO 3166-1 keeps free for whoever needs one, so that no list of real countries knows them
        new = [f"X{chr(65 + place)}X" if name == "country" else _WORDS[name].format(place) for place in range(len(old))]
        words[name] = dict(zip(old, new, strict=True))
    return Names(ids, words)


def _new_ids(table: str, old: list[str]) -> dict[str, str]:
    if table in _FORMS:
        form, first = _FORMS[table]
        return {row_id: form.format(first + place) for place, row_id in enumerate(old)}
    form = _BY_VARIANT[table]
    return {row_id: form.format(row_id[1], 41 + place) for place, row_id in enumerate(old)}


def write_renamed(folder: Path) -> Names:
    """Write the tables under their new names, with their description, into an empty folder; return the names."""
    found = names()
    (folder / "datapackage.json").write_text(json.dumps(_description(found)), encoding="utf-8")
    parts = tomllib.loads((TABLES / MANIFEST).read_text(encoding="utf-8"))
    (folder / MANIFEST).write_text(_as_toml(_renamed_parts(parts, found)), encoding="utf-8")
    digests: dict[str, str] = {}
    for table, shape in table_shapes().items():
        rows = [_renamed(shape, row.cells, found) for row in read_table_text(TABLES, shape).rows]
        if table not in LEDGERS:
            digests |= {row["id"]: digest(row) for row in rows}
        if table == "fingerprints":
            rows = [{**row, "digest": digests.get(row["id"], row["digest"])} for row in rows]
        with (folder / shape.file_name).open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, list(shape.columns), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return found


@contextmanager
def described_by(folder: Path) -> Iterator[None]:
    """Hold tables to the description in a folder; what reads tables holds them all to the one of the real story."""
    before = descriptor.TABLES
    descriptor.TABLES = folder
    table_shapes.cache_clear()
    try:
        yield
    finally:
        descriptor.TABLES = before
        table_shapes.cache_clear()


@contextmanager
def on_renamed_basemap() -> Iterator[None]:
    """Print maps on the basemap with other codes of countries; a story brings a basemap with its own."""
    real, codes = print_base.layer, names().words["country"]

    def renamed(name: str) -> gpd.GeoDataFrame:
        rows = real(name)
        return rows.assign(**{key: rows[key].replace(codes) for key in ("iso_a3", "country") if key in rows})

    print_base.layer = renamed  # type: ignore[assignment]
    try:
        yield
    finally:
        print_base.layer = real


def load_renamed(folder: Path) -> Story:
    """Load the tables that :func:`write_renamed` wrote into a folder."""
    with described_by(folder):
        return load_story(folder)


def _description(found: Names) -> dict[str, Any]:
    package: dict[str, Any] = json.loads((TABLES / "datapackage.json").read_text(encoding="utf-8"))
    fields = {
        (table["name"], field["name"]): field for table in package["resources"] for field in table["schema"]["fields"]
    }
    for name, columns in VOCABULARIES.items():
        for column in columns:
            limits = fields[column]["constraints"]
            limits["enum"] = [found.words[name][word] for word in limits["enum"]]
    return package


#: Sections of the file whose lines are codes of one of :data:`VOCABULARIES`.
_SECTIONS = {"sides": "side", "kinds": "kind", "outcomes": "outcome", "countries": "country"}


def _renamed_parts(parts: Mapping[str, Any], found: Names) -> dict[str, Any]:
    """The parts that rows, countries and outcomes play, the vocabularies and the examples, under their new names."""
    new = {**found.ids, **found.words["country"], **found.words["outcome"], **found.words["kind"]}
    of_section = {section: found.words[name] for section, name in _SECTIONS.items()} | {
        "candidates": found.ids,
        "notes": found.ids,
        "hints": found.ids,
    }
    parts = {
        **parts,
        "pages": _renamed_pages(parts["pages"], found),
        "files": {key: f"other-{key}" for key in parts["files"]},
        **{
            section: {name: _other_words(line) for name, line in parts[section].items()}
            for section in ("sentences", "spans")
        },
    }
    return {
        section: {of_section.get(section, {}).get(key, key): _renamed_names(value, new) for key, value in keys.items()}
        for section, keys in parts.items()
    }


def _renamed_pages(pages: Mapping[str, Any], found: Names) -> dict[str, Any]:
    """Each page at another address and under other words; one that says no address is at the name of its kind."""
    return {
        name: {**_other_words(line), "path": found.words["page"][line.get("path", name)]}
        for name, line in pages.items()
    }


def _other_words(line: Mapping[str, Any]) -> dict[str, Any]:
    """The words of each language with others before them."""
    return {
        key: _other_words(value) if isinstance(value, dict) else f"{OTHER}{value}" if len(key) == 2 else value
        for key, value in line.items()
    }


def _renamed_names(value: Any, new: Mapping[str, str]) -> Any:
    if isinstance(value, list):
        return [new.get(name, name) for name in value]
    return new.get(value, value) if isinstance(value, str) else value


def _as_toml(parts: Mapping[str, Mapping[str, Any]]) -> str:
    lines = []
    for section, keys in parts.items():
        lines += [f"[{section}]", *(f"{key} = {_toml_value(value)}" for key, value in keys.items())]
    return "\n".join(lines) + "\n"


def _toml_value(value: Any) -> str:
    """A text, a number, a switch or a list of texts is written as in JSON; a table of them on one line."""
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{key} = {_toml_value(item)}" for key, item in value.items()) + " }"
    return json.dumps(value)


def _renamed(shape: TableShape, cells: Mapping[str, str], found: Names) -> dict[str, str]:
    return {name: _cell(shape.name, shape.columns[name], cell, found) for name, cell in cells.items()}


def _cell(table: str, column: Column, cell: str, found: Names) -> str:
    for name, columns in VOCABULARIES.items():
        if (table, column.name) in columns:
            return found.words[name].get(cell, cell)
    if (table, column.name) == ("scenes", "query"):
        return _query(cell, found)
    if column.refers_to or column.name in ("id", "row_id"):
        return ";".join(found.ids.get(item, item) for item in list_items(cell))
    return _IN_TEXT.sub(lambda hit: found.ids.get(hit[0], hit[0]), cell)


def _query(text: str, found: Names) -> str:
    """The address of a scene, its values renamed."""
    known = {"actor": found.ids, "event": found.ids, "country": found.words["country"], "kind": found.words["kind"]}
    pairs = [(name, known.get(name, {}).get(value, value)) for name, value in parse_qsl(text, keep_blank_values=True)]
    return urlencode(pairs)
