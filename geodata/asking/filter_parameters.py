"""Filters read from address parameters: which values a parameter may take, and what is said of one that it may not.

The same parameters serve the pages, the exports and the HTTP interface (see .docs/addresses.md); they stand in
:mod:`geodata.asking.table`. A value that is unknown or broken is named in a notice and left out; it never empties or
breaks a view. :meth:`geodata.asking.filters.Filters.to_params` writes them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Any

import pandas as pd

from geodata.asking.filters import Filters
from geodata.asking.kinds import BOUND, KINDS
from geodata.asking.table import PARAMETERS
from geodata.languages import gettext, noop
from geodata.reading.story import Story


class _Offered:
    """What a story offers; see :class:`geodata.asking.dialects.Offered`."""

    def __init__(self, story: Story) -> None:
        self.story = story

    def most_frequent(self, *columns: tuple[str, str]) -> list[str]:
        """What stands in some columns, the most frequent first; a list in a cell counts for each of its items."""
        values = pd.concat([getattr(self.story, table)[column].explode() for table, column in columns]).dropna()
        return list(values[values != ""].value_counts().index)


@lru_cache(maxsize=8)
def vocabulary(story: Story) -> dict[str, list[str]]:
    """Return the values each list parameter may take, in the order in which a page offers them.

    Actors are those that take part in an event or are named as a force present, most frequent first.
    """
    offered = _Offered(story)
    return {row.name: row.choice.values(offered) for row in PARAMETERS if row.choice is not None}


def read_filters(
    params: Mapping[str, Sequence[str]], story: Story, also: Mapping[str, Sequence[str]] | None = None
) -> tuple[Filters, list[str]]:
    """Read filters from address parameters; return them with a notice for each value that was ignored.

    ``also`` holds values beside those of the story that a list parameter may take, as those of an imported file.
    """
    found, broken = _read(params, story, also or {})
    return found, [notice for _, notice in broken]


def read_strictly(params: Mapping[str, Sequence[str]], story: Story) -> Filters:
    """Read filters where no one would see a notice.

    Raises ValueError with one sentence on the first value for which :func:`read_filters` has a notice.
    """
    found, broken = _read(params, story, {})
    if broken:
        raise ValueError(broken[0][0])
    return found


def _read(
    params: Mapping[str, Sequence[str]], story: Story, also: Mapping[str, Sequence[str]]
) -> tuple[Filters, list[tuple[str, str]]]:
    """Read filters; return them with a pair for each broken value: what is wrong, and that with what a page does."""
    broken: list[tuple[str, str]] = []

    def fault(words: str, notice: str, /, **values: object) -> None:
        broken.append((gettext(words).format(**values), gettext(notice).format(**values)))

    known = {name: frozenset((*values, *also.get(name, ()))) for name, values in vocabulary(story).items()}
    found: dict[str, Any] = {}
    for kind in KINDS:
        rows = [row for row in PARAMETERS if row.kind is kind]
        for row in rows:
            found[row.name] = kind.read(row, params.get(row.name, ()), known.get(row.name, frozenset()), fault)
        if kind is BOUND:
            first, last = (row.name for row in rows)
            if found[first] and found[last] and found[first] > found[last]:
                fault(
                    noop("The address asks for days from {first} to {last}, which is backwards."),
                    noop("The address asks for days from {first} to {last}, which is backwards; both were ignored."),
                    first=found[first],
                    last=found[last],
                )
                found[first] = found[last] = None
    return Filters().asking(found), broken
