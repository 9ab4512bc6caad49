"""Which rows play a part of their own in a story, and which values are examples: lists of names in ``story.toml``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from geodata.reading.table_text import TableText

#: Each part by section and key of the file: the field of the manifest that holds it, and where its names must stand.
PARTS = {
    ("route", "actors"): ("column_actors", ("actors", "id")),
    ("claims", "key"): ("key_claims", ("claims", "id")),
    ("events", "fighting"): ("fighting", ("events", "id")),
    ("places", "fighting"): ("fighting_places", ("places", "id")),
    ("places", "ringed"): ("ringed_places", ("places", "id")),
    ("presence", "countries"): ("subject_countries", ("places", "country")),
    ("maps", "countries"): ("countries_of_maps", ("places", "country")),
    ("tolls", "fighting"): ("tolls_of_fighting", ("claims", "outcome")),
    ("tolls", "evidence"): ("tolls_of_evidence", ("claims", "outcome")),
}

#: The section of values that a description shows for parameters of an address; where those of the ids must stand.
EXAMPLES = "examples"
_EXAMPLES_OF = {
    "actor": ("actors", "id"),
    "country": ("places", "country"),
    "kind": ("events", "kind"),
    "event": ("events", "id"),
}

#: Section, key, value and what is wrong with it.
Wrong = tuple[str, str, str, str]


def read_parts(found: Mapping[str, Any]) -> dict[str, tuple[str, ...]]:
    """Return the names of each part, by its field, from a file that :func:`part_faults` finds no fault in."""
    return {name: tuple(found.get(section, {}).get(key, ())) for (section, key), (name, _) in PARTS.items()}


def part_faults(found: Mapping[str, Any], tables: Mapping[str, TableText]) -> Iterator[Wrong]:
    """Yield every fault in the lists of names."""
    for (section, key), (_, (table, column)) in PARTS.items():
        names = found.get(section, {}).get(key, []) if isinstance(found.get(section, {}), dict) else []
        if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
            yield section, key, str(names), "this has to be a list of texts; correct it"
            continue
        known_names = {row.cells[column] for row in tables[table].rows}
        for name in names:
            if name not in known_names:
                yield section, key, name, f"no row of {table} has this {column}; correct it or add the row"
        if len(set(names)) < len(names):
            yield section, key, ";".join(names), "a name stands here twice; keep one"


def example_faults(found: Mapping[str, Any], tables: Mapping[str, TableText]) -> Iterator[Wrong]:
    """Yield every fault in the examples."""
    examples = found.get(EXAMPLES, {})
    if not isinstance(examples, dict):
        yield EXAMPLES, "", str(examples), "this has to be a section of examples; correct it"
        return
    for name, example in examples.items():
        if not isinstance(example, str):
            yield EXAMPLES, name, str(example), "an example has to be a text; correct it"
        elif name in _EXAMPLES_OF:
            table, column = _EXAMPLES_OF[name]
            if example not in {row.cells[column] for row in tables[table].rows}:
                yield EXAMPLES, name, example, f"no row of {table} has this {column}; correct it"
