"""What of the tables plays which part in the story, read from ``story.toml`` beside them.

The tables say what happened; which rows open the story, whose column the route is, what its pages and the codes of the
tables are called, is a choice of those who tell it. The machine names no row, no code and no day itself: a part that
the file does not name is played by none, and what it does not call by a name has a usual one.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from geodata.reading import days, file_names
from geodata.reading.days import Days, day_faults, read_days
from geodata.reading.faults import Fault
from geodata.reading.file_names import FileNames, file_name_faults, read_file_names
from geodata.reading.parts import EXAMPLES, PARTS, example_faults, part_faults, read_parts
from geodata.reading.sentences import sentence
from geodata.reading.table_text import TableText
from geodata.reading.terms import Candidate, Country, Hint, Kind, Outcome, Page, Side, Span, Term
from geodata.reading.vocabularies import VOCABULARIES, read_vocabularies, term_faults

#: The file's name, and what faults in it are filed under.
FILE, TABLE = "story.toml", "story"

#: Sections with keys of their own.
_SETTINGS = {days.SECTION: day_faults, file_names.SECTION: file_name_faults}


@dataclass(frozen=True)
class Manifest:
    """The rows with a part of their own, as ids, and the vocabularies; all in the order in which the file has them.

    ``column_actors`` made up the column whose route is drawn; ``key_claims`` open the story; ``fighting`` are the
    events that a claim about the story's one fight may be filed under; ``fighting_places`` are where it was, other
    candidate positions of which a near map shows; ``ringed_places`` have their radius drawn on the map of the fight.

    ``subject_countries`` are codes of the countries whose foreign presence is the story's subject, shaded on the map;
    ``countries_of_maps`` of those that every map names besides. ``tolls_of_fighting`` and ``tolls_of_evidence`` are the
    outcomes whose rival figures stand beside the map of the fight and beside the ledger.

    What the codes of the tables are called stands by code: ``sides`` of actors, ``kinds`` of events and the ``strands``
    that they form, ``outcomes`` of claims and the ``columns`` of the ledger, ``countries``, and, by id of a place,
    ``candidates`` for where the fight was. ``notes`` are what the ledger says below claims of an actor, by its id, and
    ``hints`` what is said when an actor is asked for whom a viewer's own file calls otherwise. ``pages`` are what the
    story says of pages, by the name of their kind, ``spans`` buttons of the timeline, and ``sentences`` what it says
    in place of usual ones (:mod:`geodata.reading.sentences`).

    ``days`` are those with a part of their own, ``files`` what hand-outs are called; ``examples`` are texts that a
    description of addresses shows as the value of a parameter, by its name.
    """

    column_actors: tuple[str, ...] = ()
    key_claims: tuple[str, ...] = ()
    fighting: tuple[str, ...] = ()
    fighting_places: tuple[str, ...] = ()
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
    hints: Mapping[str, Hint] = field(default_factory=dict)
    pages: Mapping[str, Page] = field(default_factory=dict)
    spans: Mapping[str, Span] = field(default_factory=dict)
    sentences: Mapping[str, Term] = field(default_factory=dict)
    days: Days = field(default_factory=Days)
    files: FileNames = field(default_factory=FileNames)
    examples: Mapping[str, str] = field(default_factory=dict)

    @property
    def named_countries(self) -> tuple[str, ...]:
        """Codes of the countries whose name no map leaves out."""
        return tuple(dict.fromkeys((*self.subject_countries, *self.countries_of_maps)))

    def sentence(self, name: str) -> str:
        """Return one of :data:`geodata.reading.sentences.SENTENCES` as this story has it, in the language spoken."""
        return sentence(self.sentences, name)


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
    given: dict[str, Any] = read_parts(found) | read_vocabularies(found, tables)
    given |= {"days": read_days(found), "files": read_file_names(found), "examples": found.get(EXAMPLES, {})}
    return Manifest(**given), []


def _faults(found: Mapping[str, Any], tables: Mapping[str, TableText]) -> Iterator[Fault]:
    yield from term_faults(TABLE, found, tables)
    for wrong in (*example_faults(found, tables), *_unknown(found), *part_faults(found, tables)):
        yield Fault(TABLE, *wrong)
    for section, faults_of in _SETTINGS.items():
        yield from (Fault(TABLE, section, *wrong) for wrong in faults_of(found))


def _unknown(found: Mapping[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    """Sections and keys that there are not."""
    whole = (*VOCABULARIES, *_SETTINGS, EXAMPLES)
    for section, keys in found.items():
        for key in () if section in whole else keys if isinstance(keys, dict) else ("",):
            if (section, key) not in PARTS:
                known = ", ".join([*(".".join(part) for part in PARTS), *whole])
                yield section, key, "", f"{FILE} has no such part; use one of: {known}"
