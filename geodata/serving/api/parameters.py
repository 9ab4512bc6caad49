"""What may stand in an address of the interface, and the one reader of it."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from geodata.asking.filter_parameters import read_strictly, vocabulary
from geodata.asking.filters import Filters
from geodata.asking.table import PARAMETERS
from geodata.drawing.looks import LOOKS
from geodata.drawing.story_map import MAX_ZOOM
from geodata.knowing.route import VARIANTS
from geodata.languages import ENGLISH, LANGUAGES
from geodata.reading.story import Story
from geodata.selecting.characters import storable

#: The most rows that one answer holds; further ones are at the address that ``Link: rel="next"`` names.
MAX_ROWS = 10_000

#: Nine digits: far beyond any table, and still a number that nothing chokes on.
_MAX_OFFSET = 999_999_999

#: The longest piece of an address that an answer repeats.
_ECHO = 40


@dataclass(frozen=True)
class Parameter:
    """One parameter: its name, what it does, its JSON schema, and whether it may repeat.

    ``example`` is a value for where the story has none of its own; see :func:`example_of`.

    ``listed`` means that its values are those of :func:`geodata.asking.filter_parameters.vocabulary` under the same
    name.
    """

    name: str
    words: str
    example: str
    schema: Mapping[str, Any]
    repeats: bool = False
    listed: bool = False


_TEXT = {"type": "string"}

FILTERS = tuple(
    Parameter(row.name, row.words, row.example, row.kind.schema, row.kind.repeats, listed=row.choice is not None)
    for row in PARAMETERS
)

_NO_EFFECT = "of the map in the page; of no effect here"
_POSITION = (
    Parameter("lat", _NO_EFFECT, "10.5", {"type": "number", "minimum": -85, "maximum": 85}),
    Parameter("lng", _NO_EFFECT, "20.5", {"type": "number", "minimum": -180, "maximum": 180}),
    Parameter("zoom", _NO_EFFECT, "9", {"type": "number", "minimum": 0, "maximum": MAX_ZOOM}),
)

#: They stand in the address of every page, so that a query can be copied from there. No row goes by them.
VIEW = (
    Parameter("event", "id of the chosen row, for the address in the answer; takes no row away", "", _TEXT),
    Parameter(
        "lang", "language of the texts in the answer; English unless it is given", "fr", {"enum": list(LANGUAGES)}
    ),
    Parameter("look", "of the page; of no effect here", "dark", {"enum": list(LOOKS)}),
    *_POSITION,
)

PAGING = (
    Parameter(
        "limit",
        f"the most rows in the answer; {MAX_ROWS} unless it is given",
        "100",
        {"type": "integer", "minimum": 1, "maximum": MAX_ROWS},
    ),
    Parameter("offset", "how many rows to pass over", "100", {"type": "integer", "minimum": 0, "maximum": _MAX_OFFSET}),
)

ROUTE = (Parameter("variant", "variant of the column's route", "enriched", {"enum": sorted(VARIANTS)}),)


def example_of(parameter: Parameter, story: Story) -> str:
    """Return a value that a parameter can take: the story's example, else one that does for any, else the first."""
    if example := story.manifest.examples.get(parameter.name) or parameter.example:
        return example
    values = vocabulary(story)[parameter.name] if parameter.listed else list(story.events.index)
    return str(values[0]) if values else ""


@dataclass(frozen=True)
class Asked:
    """What an address asks for, in one form whatever the order in which it was written."""

    filters: Filters
    chosen: str | None = None
    language: str = ENGLISH
    variant: str = "enriched"
    limit: int = MAX_ROWS
    offset: int = 0

    def query(self, offset: int | None = None) -> str:
        """Write it as the query of an address; ``offset`` in place of its own makes the address of another part."""
        params: dict[str, list[str]] = dict(self.filters.to_params())
        params["event"] = [self.chosen] if self.chosen else []
        params["lang"] = [self.language] if self.language != ENGLISH else []
        params["variant"] = [self.variant] if self.variant != "enriched" else []
        params["limit"] = [str(self.limit)] if self.limit != MAX_ROWS else []
        start = self.offset if offset is None else offset
        params["offset"] = [str(start)] if start else []
        return urlencode(params, doseq=True, errors="replace")


def read(params: Mapping[str, Sequence[str]], allowed: Iterable[Parameter], story: Story) -> Asked:
    """Read a query. Of a parameter that may not repeat the last value counts, as on the pages.

    Raises ValueError with one sentence on the first thing that is wrong.
    """
    refuse_unknown(params, allowed)
    filters = read_strictly(params, story)
    _check_view(params)
    _one_of(params, "look", list(LOOKS))
    return Asked(
        filters=filters,
        chosen=_row(params, story),
        language=_one_of(params, "lang", LANGUAGES) or ENGLISH,
        variant=_one_of(params, "variant", sorted(VARIANTS)) or "enriched",
        limit=_number(params, "limit", 1, MAX_ROWS, MAX_ROWS),
        offset=_number(params, "offset", 0, _MAX_OFFSET, 0),
    )


def refuse_unknown(params: Iterable[str], allowed: Iterable[Parameter]) -> None:
    """Raise ValueError with one sentence when there is a parameter that this address does not have."""
    names = [parameter.name for parameter in allowed]
    for name in params:
        if name not in names:
            use = f"use {', '.join(names)}" if names else "this address takes none"
            raise ValueError(f"There is no parameter “{echo(name)}” here; {use}.")


def echo(value: str) -> str:
    """Return a piece of an address, short and on one line, so that an answer can repeat it."""
    line = storable(" ".join(value.split()))
    return line if len(line) <= _ECHO else line[: _ECHO - 1] + "…"


def _last(params: Mapping[str, Sequence[str]], name: str) -> str | None:
    values = params.get(name)
    return values[-1] if values else None


def _row(params: Mapping[str, Sequence[str]], story: Story) -> str | None:
    wanted = _last(params, "event")
    if not wanted:
        return None
    if any(wanted in table.index for table in (story.events, story.presence, story.route)):
        return wanted
    raise ValueError(f"There is no event “{echo(wanted)}”.")


def _one_of(params: Mapping[str, Sequence[str]], name: str, options: Sequence[str]) -> str | None:
    wanted = _last(params, name)
    if wanted is not None and wanted not in options:
        raise ValueError(f"“{name}” can only be {' or '.join(options)}, not “{echo(wanted)}”.")
    return wanted


def _number(params: Mapping[str, Sequence[str]], name: str, least: int, most: int, usual: int) -> int:
    wanted = _last(params, name)
    if wanted is None:
        return usual
    number = int(wanted) if re.fullmatch("[0-9]{1,9}", wanted) else -1
    if not least <= number <= most:
        raise ValueError(f"“{name}” can only be a whole number from {least} to {most}, not “{echo(wanted)}”.")
    return number


def _check_view(params: Mapping[str, Sequence[str]]) -> None:
    """Refuse a map position that a page would not open at: all three are given and lie on the map, or none is."""
    given = {parameter.name: _last(params, parameter.name) for parameter in _POSITION}
    if not any(given.values()):
        return
    for parameter in _POSITION:
        wanted, least, most = given[parameter.name], parameter.schema["minimum"], parameter.schema["maximum"]
        if not wanted:
            raise ValueError(f"“lat”, “lng” and “zoom” go together, and “{parameter.name}” is missing.")
        try:
            number = float(wanted)
        except ValueError:
            number = math.nan
        if not least <= number <= most:
            raise ValueError(f"“{parameter.name}” can only be a number from {least} to {most}, not “{echo(wanted)}”.")
