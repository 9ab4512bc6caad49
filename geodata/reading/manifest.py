"""What of the tables plays which part in the story, read from ``story.toml`` beside them.

The tables say what happened; which rows open the story, whose column the route is and what the codes of the tables
are called, is a choice of those who tell it. The machine names no row and no code itself: a part that the file does
not name is played by none.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geodata.reading.faults import Fault
from geodata.reading.table_text import TableText
from geodata.reading.terms import (
    VOCABULARIES,
    Candidate,
    Country,
    Kind,
    Outcome,
    Side,
    Term,
    read_vocabularies,
    term_faults,
)

#: The file's name, and what faults in it are filed under.
FILE, TABLE = "story.toml", "story"

#: Each part by section and key of the file: the field that holds it, and where its names must stand.
_PARTS = {
    ("route", "actors"): ("column_actors", ("actors", "id")),
    ("claims", "key"): ("key_claims", ("claims", "id")),
    ("events", "fighting"): ("fighting", ("events", "id")),
    ("places", "ambush"): ("ambush_places", ("places", "id")),
    ("places", "ringed"): ("ringed_places", ("places", "id")),
    ("presence", "countries"): ("subject_countries", ("places", "country")),
    ("maps", "countries"): ("countries_of_maps", ("places", "country")),
    ("tolls", "fighting"): ("tolls_of_fighting", ("claims", "outcome")),
    ("tolls", "evidence"): ("tolls_of_evidence", ("claims", "outcome")),
}


#: The section of values that a description shows for parameters of an address; where those of the ids must stand.
_EXAMPLES = "examples"
_EXAMPLES_OF = {
    "actor": ("actors", "id"),
    "country": ("places", "country"),
    "kind": ("events", "kind"),
    "event": ("events", "id"),
}


@dataclass(frozen=True)
class Manifest:
    """The rows with a part of their own, as ids, and the vocabularies; all in the order in which the file has them.

    ``column_actors`` made up the column whose route is drawn; ``key_claims`` open the story; ``fighting`` are the
    events that a claim about the story's one fight may be filed under; ``ambush_places`` are where it was, other
    candidate positions of which a near map shows; ``ringed_places`` have their radius drawn on the map of the fight.

    ``subject_countries`` are codes of the countries whose foreign presence is the story's subject, shaded on the map;
    ``countries_of_maps`` of those that every map names besides. ``tolls_of_fighting`` and ``tolls_of_evidence`` are the
    outcomes whose rival figures stand beside the map of the fight and beside the ledger.

    What the codes of the tables are called stands by code: ``sides`` of actors, ``kinds`` of events and the ``strands``
    that they form, ``outcomes`` of claims and the ``columns`` of the ledger, ``countries``, and, by id of a place,
    ``candidates`` for where the ambush was. ``notes`` are what the ledger says below claims of an actor, by its id;
    ``examples`` are texts that a description of addresses shows as the value
    of a parameter, by its name.
    """

    column_actors: tuple[str, ...] = ()
    key_claims: tuple[str, ...] = ()
    fighting: tuple[str, ...] = ()
    ambush_places: tuple[str, ...] = ()
    ringed_places: tuple[str, ...] = ()
    subject_countries: tuple[str, ...] = ()
    countries_of_maps: tuple[str, ...] = ()
    tolls_of_fighting: tuple[str, ...] = ()
    tolls_of_evidence: tuple[str, ...] = ()
    sides: Mapping[str, Side] = field(default_factory=dict)
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    strands: Mapping[str, Term] = field(default_factory=dict)
    outcomes: Mapping[str, Outcome] = field(default_factory=dict)
    columns: Mapping[str, Term] = field(default_factory=dict)
    countries: Mapping[str, Country] = field(default_factory=dict)
    candidates: Mapping[str, Candidate] = field(default_factory=dict)
    notes: Mapping[str, Term] = field(default_factory=dict)
    examples: Mapping[str, str] = field(default_factory=dict)

    @property
    def named_countries(self) -> tuple[str, ...]:
        """Codes of the countries whose name no map leaves out."""
        return tuple(dict.fromkeys((*self.subject_countries, *self.countries_of_maps)))


#: What a story has whose file names no row, or that has no such file.
NO_PARTS = Manifest()


def read_manifest(folder: Path, tables: Mapping[str, TableText]) -> tuple[Manifest, list[Fault]]:
    """Read the file of a folder, and return what it says with every fault. Without a file nothing has a part."""
    path = Path(folder) / FILE
    try:
        found = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    except (OSError, ValueError) as error:
        return Manifest(), [Fault(TABLE, "", "", "", f"{FILE} cannot be read as TOML ({error}); correct it")]
    faults = list(_faults(found, tables))
    if faults:
        return Manifest(), faults
    given: dict[str, Any] = {
        name: tuple(found.get(section, {}).get(key, ())) for (section, key), (name, _) in _PARTS.items()
    }
    return Manifest(**given | read_vocabularies(found, tables), examples=found.get(_EXAMPLES, {})), []


def _faults(found: Mapping[str, Any], tables: Mapping[str, TableText]) -> Iterator[Fault]:
    yield from term_faults(TABLE, found, tables)
    yield from _example_faults(found.get(_EXAMPLES, {}), tables)
    for section, keys in found.items():
        if section in VOCABULARIES or section == _EXAMPLES:
            continue
        for key in keys if isinstance(keys, dict) else ("",):
            if (section, key) not in _PARTS:
                known = ", ".join([*(".".join(part) for part in _PARTS), *VOCABULARIES, _EXAMPLES])
                yield Fault(TABLE, section, key, "", f"{FILE} has no such part; use one of: {known}")
    for (section, key), (_, (table, column)) in _PARTS.items():
        names = found.get(section, {}).get(key, []) if isinstance(found.get(section, {}), dict) else []
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            yield Fault(TABLE, section, key, str(names), "this has to be a list of texts; correct it")
            continue
        known_names = {row.cells[column] for row in tables[table].rows}
        for name in names:
            if name not in known_names:
                reason = f"no row of {table} has this {column}; correct it or add the row"
                yield Fault(TABLE, section, key, name, reason)
        if len(set(names)) < len(names):
            yield Fault(TABLE, section, key, ";".join(names), "a name stands here twice; keep one")


def _example_faults(examples: Any, tables: Mapping[str, TableText]) -> Iterator[Fault]:
    if not isinstance(examples, dict):
        yield Fault(TABLE, _EXAMPLES, "", str(examples), "this has to be a section of examples; correct it")
        return
    for name, example in examples.items():
        if not isinstance(example, str):
            yield Fault(TABLE, _EXAMPLES, name, str(example), "an example has to be a text; correct it")
        elif name in _EXAMPLES_OF:
            table, column = _EXAMPLES_OF[name]
            if example not in {row.cells[column] for row in tables[table].rows}:
                yield Fault(TABLE, _EXAMPLES, name, example, f"no row of {table} has this {column}; correct it")
