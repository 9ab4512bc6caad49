"""One parameter of the filter: one row of :data:`geodata.asking.table.PARAMETERS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from geodata.asking.dialects import Mask, Offered, Say, SetRows, SqlRows, StoryDays, StoryRows

#: The tables of the story with rows of their own place and time.
TABLES = ("events", "presence", "route")


class Fault(Protocol):
    """Takes down what is wrong with a value: alone, and with what a page does about it, both to be looked up."""

    def __call__(self, fault: str, notice: str, /, **values: object) -> None:
        """``values`` stand in the braces of both sentences."""


@dataclass(frozen=True, eq=False)
class Kind:
    """What values are like. ``read`` takes texts of an address and never fails: it says what it leaves out.

    ``known`` are the values of a choice. ``empty`` is the value that asks for nothing, ``write`` the way back into
    an address, ``schema`` the JSON schema of one text, ``metavar`` and ``option`` what the command line calls it
    and says of it; None for the words of the row itself.
    """

    name: str
    empty: Any
    read: Callable[[Parameter, Sequence[str], frozenset[str], Fault], Any]
    write: Callable[[Any], list[str]]
    schema: Mapping[str, Any]
    metavar: str
    option: str | None = None
    repeats: bool = False


@dataclass(frozen=True, eq=False)
class Part:
    """What is said of one parameter, or of two that belong together, as a first day and a last one.

    ``label`` is what a page calls it. ``says`` puts the values of its parameters into words; without it something
    else says them. ``dims_claim`` and ``dims_report`` say why it dims a rival claim or a rival strength: "" where it
    does not. All are to be looked up in the language that is spoken.
    """

    name: str
    label: str
    says: Callable[..., str] | None = None
    dims_claim: str = ""
    dims_report: str = ""


@dataclass(frozen=True, eq=False)
class Choice:
    """The values of a list: those of the story, those of a set of imported events, and what one is called.

    ``unknown`` is what is said of a ``{value}`` that is none of them: alone, and with what a page does about it.
    ``is_open`` says that a viewer's own events may have values that the story does not have.
    """

    values: Callable[[Offered], list[str]]
    named: Callable[[Say, str], str]
    unknown: tuple[str, str]
    imported: Callable[[Any], list[str]] | None = None
    is_open: bool = False


@dataclass(frozen=True, eq=False, kw_only=True)
class Parameter:
    """One row of the table.

    ``name`` is what the address, the HTTP interface and the command line call it. ``words`` describe it to programs
    and ``option`` to the command line, if that says more; ``label``, ``help`` and ``placeholder`` stand at its widget,
    in place of ``help`` the ``sentence`` of the story, where one is named (:mod:`geodata.reading.sentences`).
    ``example`` is for where ``story.toml`` gives none; a choice without one is shown with its first value.

    Its meaning stands here three times: for the tables of the story (``story``), for imported events in memory
    (``imported``) and for those in a database (``sql``). Each takes the rows and a value that asks for something, and
    returns a mask. ``imported`` and ``sql`` are None where no imported row carries what it asks of: all are hidden
    then, and ``hidden`` says why, given a :class:`geodata.imported.whose.Whose`. ``surely`` is for what rows only may
    fulfil, as those with a vague date: who passes ``story`` and not ``surely`` is counted apart. ``days`` are those
    that a parameter of a day compares with, for the browser, which answers at once where it can
    (:mod:`geodata.asking.story_columns`); of a choice or a flag it asks ``story`` itself.

    ``cuts`` are the tables whose rows it asks something of. A claim goes with the event that it speaks of; ``claims``
    says whether it has to pass by itself as well, or whether that is enough.

    ``field`` names the field of :class:`geodata.asking.filters.Filters` that holds it, for code that asks for this
    value by name; one without is held there under its own name, and needs nothing but its row.
    """

    name: str
    kind: Kind
    words: str
    label: str
    help: str
    part: Part
    story: Callable[[StoryRows, Any], Mask]
    imported: Callable[[SetRows, Any], Mask] | None
    sql: Callable[[SqlRows, Any], Mask] | None
    surely: Callable[[StoryRows, Any], Mask] | None = None
    days: Callable[[StoryDays], Any] | None = None
    hidden: Callable[[Any], str] | None = None
    cuts: Sequence[str] = TABLES
    claims: Literal["go with their event", "too", "or"] = "go with their event"
    field: str = ""
    example: str = ""
    option: str = ""
    placeholder: str = ""
    sentence: str = ""
    choice: Choice | None = None
