"""The vocabularies of ``story.toml``, read and checked: which sections there are and what a line of each may hold.

Each vocabulary is a section of the file and each code a line in it::

    [kinds]
    raid = { strand = "war", en = "Raid", fr = "Incursion" }

Keys of two or three letters are languages. The order of the lines is that of legends, columns and pages. Without its
section a vocabulary holds the codes that the tables use, each called by itself.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

from geodata.languages import ENGLISH, noop
from geodata.reading.days import is_day
from geodata.reading.descriptor import table_shapes
from geodata.reading.faults import Fault
from geodata.reading.frame import read_frame
from geodata.reading.sentences import SENTENCES, brace_fault
from geodata.reading.table_text import TableText
from geodata.reading.terms import Candidate, Country, Hint, Kind, Outcome, Page, Side, Span, Term, Words

#: How many sides have a look that no reader confuses with another's, and how many candidate positions.
SIDE_LOOKS, CANDIDATE_LOOKS = 10, 3

#: The kinds of page that a story can call by names of its own (:mod:`geodata.views.registry`).
PAGES = ("overview", "episode", "route", "presence", "timeline", "briefing", "evidence", "your_data", "method")

_LANGUAGE = re.compile("[a-z]{2,3}")
_PATH = re.compile("[a-z][a-z0-9_]*")
_EVENTS = noop("Events")


@dataclass(frozen=True)
class Vocabulary:
    """One section: what a line holds, which columns hold its codes, which ids its codes are, what its traits name.

    ``is_open`` means that a code without a line has a name all the same. ``known`` are the codes that there can be,
    where the machine knows them; ``checks`` say by trait what is wrong with its text, "" if nothing is.
    """

    term: type[Term]
    used_in: tuple[tuple[str, str], ...] = ()
    ids_of: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    is_open: bool = False
    known: Collection[str] = ()
    checks: Mapping[str, Callable[[str], str]] = field(default_factory=dict)


def _path_reason(text: str) -> str:
    return "" if _PATH.fullmatch(text) else "an address has small letters, digits and _ only; correct it"


def _frame_reason(text: str) -> str:
    try:
        read_frame(text)
    except ValueError:
        return 'this has to be south, west, north and east in degrees, as in "-1.0 20.0 4.5 31.0"; correct it'
    return ""


def _day_reason(text: str) -> str:
    return "" if is_day(text) else 'this has to be a day, as in "2001-05-01"; correct it'


VOCABULARIES = {
    "sides": Vocabulary(Side, (("actors", "side"),)),
    "kinds": Vocabulary(Kind, (("events", "kind"),), names={"strand": "strands"}),
    "strands": Vocabulary(Term),
    "outcomes": Vocabulary(Outcome, (("claims", "outcome"),), names={"column": "columns"}),
    "columns": Vocabulary(Term),
    "countries": Vocabulary(
        Country, (("events", "country"), ("places", "country"), ("presence", "country")), is_open=True
    ),
    "candidates": Vocabulary(Candidate, ids_of="places"),
    "notes": Vocabulary(Term, ids_of="actors"),
    "hints": Vocabulary(Hint, ids_of="actors"),
    "pages": Vocabulary(Page, known=PAGES, checks={"path": _path_reason, "frame": _frame_reason}),
    "spans": Vocabulary(Span, checks={"first": _day_reason, "last": _day_reason}),
    "sentences": Vocabulary(Term, known=SENTENCES),
}


def untranslated(vocabularies: Iterable[Mapping[str, Term]], code: str) -> list[str]:
    """Return the English words of terms that have none in a language."""
    terms = [term for terms in vocabularies for term in terms.values()]
    return [texts[ENGLISH] for term in terms for texts in _every_text(term) if not texts.get(code)]


def _every_text(term: Term) -> list[Words]:
    own = [getattr(term, name) for name in _traits(type(term))]
    return [term.texts, *(texts for texts in own if isinstance(texts, Mapping) and texts)]


def read_vocabularies(found: Mapping[str, Any], tables: Mapping[str, TableText]) -> dict[str, dict[str, Any]]:
    """Return the terms of each vocabulary, by code, from a file that :func:`term_faults` finds no fault in."""
    made: dict[str, dict[str, Any]] = {}
    for section, vocabulary in VOCABULARIES.items():
        given = found.get(section) or {code: {ENGLISH: code} for code in _needed(vocabulary, tables)}
        made[section] = {code: _term(vocabulary.term, line) for code, line in given.items()}
    _fill_in(made)
    return made


def _needed(vocabulary: Vocabulary, tables: Mapping[str, TableText]) -> list[str]:
    """The codes that need a term, in order: those that the tables use. What none of them may hold is told elsewhere."""
    codes: dict[str, None] = {}
    if vocabulary.is_open:
        return []
    for table, column in vocabulary.used_in:
        allowed = table_shapes()[table].columns[column].enum
        found = [row.cells[column] for row in tables[table].rows]
        codes |= {code: None for code in found if code in allowed or (code and not allowed)}
    return list(codes)


def _term(made: type[Term], line: Mapping[str, Any]) -> Term:
    traits: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in line.items()}
    own = {name: traits.pop(name) for name in _traits(made) if name in traits}
    return made(texts=traits, **own)


def _traits(made: type[Term]) -> list[str]:
    return [one.name for one in fields(made) if one.name != "texts"]


def _fill_in(made: dict[str, dict[str, Any]]) -> None:
    """Give what a line leaves out: a side the look of its place, a kind the one strand, an outcome its own column."""
    for place, (code, side) in enumerate(made["sides"].items()):
        made["sides"][code] = replace(side, slot=side.slot or place % SIDE_LOOKS + 1)
    for code, kind in made["kinds"].items():
        made["kinds"][code] = replace(kind, strand=kind.strand or "events")
    if any(kind.strand == "events" for kind in made["kinds"].values()):
        made["strands"].setdefault("events", Term({ENGLISH: _EVENTS}))
    for code, outcome in made["outcomes"].items():
        made["outcomes"][code] = replace(outcome, column=outcome.column or code)
        made["columns"].setdefault(outcome.column or code, Term(outcome.texts))


def term_faults(table: str, found: Mapping[str, Any], tables: Mapping[str, TableText]) -> Iterator[Fault]:
    """Yield every fault in the vocabularies of a file, filed under ``table``."""
    for section, vocabulary in VOCABULARIES.items():
        lines = found.get(section)
        if lines is None:
            continue
        if not isinstance(lines, dict):
            yield Fault(table, section, "", "", f"[{section}] has to be a section of lines; correct it")
            continue
        reasons = [*_line_reasons(vocabulary, lines, found), *_whole_reasons(vocabulary, lines, tables)]
        yield from (Fault(table, section, code, value, reason) for code, value, reason in reasons)


#: Code, value and what is wrong with it.
_Reason = tuple[str, str, str]


def _line_reasons(vocabulary: Vocabulary, lines: Mapping[str, Any], found: Mapping[str, Any]) -> Iterator[_Reason]:
    for code, line in lines.items():
        if not isinstance(line, dict):
            yield code, str(line), 'a code needs its words, as in { en = "Raid" }; correct it'
            continue
        if not line.get(ENGLISH):
            yield code, "", 'this has no words in English; add them, as en = "..."'
        for name, value in line.items():
            if reason := _trait_reason(vocabulary, name, value, found):
                yield code, f"{name} = {value}", reason


def _trait_reason(vocabulary: Vocabulary, name: str, value: Any, found: Mapping[str, Any]) -> str:
    traits = {one.name: one for one in fields(vocabulary.term) if one.name != "texts"}
    if name not in traits:
        if not _LANGUAGE.fullmatch(name):
            known = ", ".join([*traits, "the code of a language"])
            return f"nothing of this name can be said here; use one of: {known}"
        return "" if isinstance(value, str) else "words have to be a text; correct it"
    default = traits[name].default
    if default is not None and isinstance(default, (bool, int, str)):
        if type(value) is not type(default):
            return f"this has to be {_SHAPES[type(default)]}; correct it"
        if reason := vocabulary.checks[name](str(value)) if name in vocabulary.checks else "":
            return reason
        section = vocabulary.names.get(name)
        if section and value not in _lines(found, section):
            return f"[{section}] has no such line; add it or correct this"
        return ""
    if isinstance(default, tuple):
        fine = isinstance(value, list) and all(isinstance(item, str) for item in value)
        return "" if fine else "this has to be a list of texts; correct it"
    fine = (
        isinstance(value, dict) and bool(value.get(ENGLISH)) and all(isinstance(text, str) for text in value.values())
    )
    return "" if fine else 'this has to be words by language, as in { en = "..." }; correct it'


def _lines(found: Mapping[str, Any], section: str) -> Mapping[str, Any]:
    lines = found.get(section)
    return lines if isinstance(lines, dict) else {}


_SHAPES = {bool: "true or false", int: "a whole number", str: "a text"}


def _whole_reasons(
    vocabulary: Vocabulary, lines: Mapping[str, Any], tables: Mapping[str, TableText]
) -> Iterator[_Reason]:
    """What is wrong between the lines of a section, and between them and the tables."""
    for code in _needed(vocabulary, tables):
        if code not in lines:
            yield code, "", "the tables use this code and it has no line here; add it"
    if vocabulary.ids_of:
        ids = {row.cells["id"] for row in tables[vocabulary.ids_of].rows}
        yield from (
            (code, "", f"no row of {vocabulary.ids_of} has this id; correct it") for code in lines if code not in ids
        )
    for name in vocabulary.names:
        yield from _without(name, lines)
    if vocabulary.known:
        yield from _unknown(vocabulary.known, lines)
    if vocabulary.known is SENTENCES:
        yield from _braces(lines)
    else:
        yield from _twins(lines)
    yield from _looks(vocabulary.term, lines)
    yield from _order(vocabulary.term, lines)


def _without(name: str, lines: Mapping[str, Any]) -> Iterator[_Reason]:
    """Where some lines name a strand or a column, all have to."""
    told = [code for code, line in lines.items() if isinstance(line, dict) and name in line]
    if told:
        yield from (
            (code, "", f"this has no {name}, as others here have; add it") for code in lines if code not in told
        )


def _twins(lines: Mapping[str, Any]) -> Iterator[_Reason]:
    first: dict[str, str] = {}
    for code, line in lines.items():
        words = line.get(ENGLISH) if isinstance(line, dict) else None
        if isinstance(words, str) and words and first.setdefault(words, code) != code:
            yield code, words, f"{first[words]} is called so too, and nobody could tell them apart; rename one"


def _looks(made: type[Term], lines: Mapping[str, Any]) -> Iterator[_Reason]:
    """Each side and each candidate position needs a look of its own."""
    most = {Side: SIDE_LOOKS, Candidate: CANDIDATE_LOOKS}.get(made, len(lines))
    yield from ((code, "", f"there are looks for {most} of these; leave some out") for code in list(lines)[most:])
    taken: dict[int, str] = {}
    for place, (code, line) in enumerate(lines.items() if made is Side else (), start=1):
        slot = line.get("slot", place) if isinstance(line, dict) else place
        if not isinstance(slot, int) or not 1 <= slot <= SIDE_LOOKS:
            yield code, str(slot), f"a slot is a number from 1 to {SIDE_LOOKS}; correct it"
        elif taken.setdefault(slot, code) != code:
            yield code, str(slot), f"{taken[slot]} has this slot already; choose another"


def _unknown(known: Collection[str], lines: Mapping[str, Any]) -> Iterator[_Reason]:
    yield from (
        (code, "", f"there is none of this name; use one of: {', '.join(known)}") for code in lines.keys() - known
    )


def _braces(lines: Mapping[str, Any]) -> Iterator[_Reason]:
    """Values that a sentence is not given."""
    for code, line in lines.items():
        for text in line.values() if isinstance(line, dict) and code in SENTENCES else ():
            if reason := brace_fault(SENTENCES[code], text) if isinstance(text, str) else "":
                yield code, text, reason


def _order(made: type[Term], lines: Mapping[str, Any]) -> Iterator[_Reason]:
    """Spans run forward, and no two pages have one address."""
    whole = {code: line for code, line in lines.items() if isinstance(line, dict)}
    if made is Span:
        backward = [code for code, line in whole.items() if not str(line.get("first", "")) < str(line.get("last", ""))]
        yield from (
            (code, "", "a span needs its first and its last day, in this order; correct it") for code in backward
        )
    if made is Page:
        paths = {code: whole.get(code, {}).get("path", code) for code in PAGES}
        taken = [code for code in whole if list(paths.values()).count(paths.get(code)) > 1]
        yield from ((code, str(paths[code]), "another page has this address; choose another") for code in taken)
