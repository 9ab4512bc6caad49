"""What the codes of a story's tables are called, and what else is said of each: the terms of ``story.toml``.

A table says ``raid``; that this is a "Raid", an "Incursion" in French, and belongs to a strand of the timeline, is
told by those who tell the story. Each vocabulary is a section of the file and each code a line in it, read by
:mod:`geodata.reading.vocabularies`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from geodata.languages import ENGLISH, gettext, language

#: Words by code of language; English is always among them.
Words = Mapping[str, str]


@dataclass(frozen=True)
class Term:
    """What a code is called, by language."""

    texts: Words

    def words(self) -> str:
        """Return what it is called in the language that is spoken."""
        return said(self.texts)


@dataclass(frozen=True)
class Side(Term):
    """A family of actors. ``slot``: which look it has, counted from 1, usually its place in the order.

    ``reported`` are the words for a country in which the side was reported; the side that has them is the one whose
    presence the story tells of.
    """

    slot: int = 0
    reported: Words = field(default_factory=dict)


@dataclass(frozen=True)
class Kind(Term):
    """A kind of event, and the strand of the story that it belongs to."""

    strand: str = ""


@dataclass(frozen=True)
class Country(Term):
    """A country; ``short`` for narrow places, and ``also``: other names by which it is searched."""

    short: Words = field(default_factory=dict)
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Candidate(Term):
    """A candidate position of the fighting; ``bearing`` in degrees: where on its ring a letter has room."""

    bearing: int = 0


@dataclass(frozen=True)
class Outcome(Term):
    """What claims speak of: the ledger's column for it, and whether it is a count of people, shown as a toll."""

    column: str = ""
    people: bool = False


@dataclass(frozen=True)
class Page(Term):
    """A page, by the name of its kind: its title, and what else the story says of it; what it leaves out is usual.

    ``path`` is its address, ``heading`` stands above it, ``about`` tells a pointer that rests on its title what it
    shows, and ``way`` is what a link to it says. ``frame`` is where its map opens: south, west, north, east in degrees.
    """

    path: str = ""
    heading: Words = field(default_factory=dict)
    about: Words = field(default_factory=dict)
    way: Words = field(default_factory=dict)
    frame: str = ""


@dataclass(frozen=True)
class Span(Term):
    """A span of days that a button of the timeline brings up; ``first`` and ``last`` are days as ISO 8601."""

    first: str = ""
    last: str = ""


@dataclass(frozen=True)
class Hint(Term):
    """What to say when an actor is asked for whom files of a layout call otherwise.

    ``layout`` is the name of the layout, ``written`` how its files write the actor, ``word`` how words begin, folded,
    that ask for it, and ``plain`` what to search for where the files name it in their texts alone. In the words
    ``{written}`` stands for the name.
    """

    layout: str = ""
    written: str = ""
    word: str = ""
    plain: str = ""


def said(texts: Words) -> str:
    """Return words in the language that is spoken; where they lack it in English, or as the catalogue has them."""
    return texts.get(language()) or gettext(texts[ENGLISH])


def called(terms: Mapping[str, Term], code: str) -> str:
    """Return what a code is called in the language that is spoken; of one without a term, the code."""
    return terms[code].words() if code in terms else gettext(code)
