"""The filter as columns of codes, so that a browser can give the answer of :mod:`geodata.asking.filters` at once.

A column is made by asking the one meaning of its parameter, never by writing that meaning down a second time: for a
choice the rows that have each of its values, for a flag the rows that it leaves. Only days are taken as they are, one
a row, since asking for every day would take too long; a property test holds all of it to the masks.

``browser/asking.js`` reads the columns. What stands in none of them, as free text does, is left to Python.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from geodata.asking.filter_parameters import vocabulary
from geodata.asking.kinds import CHOICE, FLAG
from geodata.asking.parameter import Parameter
from geodata.asking.publication import first_public_days
from geodata.asking.story_rows import StoryRows
from geodata.asking.table import PARAMETERS
from geodata.reading.story import Story


@dataclass(frozen=True, eq=False)
class Column:
    """What one parameter asks of each row of a table; one of three.

    ``values`` says of each value of a choice which rows have it (bool a row), and a row passes by any of those that are
    chosen; ``on`` which rows a flag leaves. ``days`` (days since 1970-01-01, float, NaN where a row is open) are
    compared with the day that is asked for: a row passes up to its day, or, ``onward``, from it on. ``sure`` are the
    same for what surely passes, wherever within its dates a row lies; who passes ``days`` alone only may.
    """

    values: dict[str, np.ndarray] | None = None
    on: np.ndarray | None = None
    days: np.ndarray | None = None
    sure: np.ndarray | None = None
    onward: bool = False


class StoryDays:
    """The days of a table's rows, for the parameters that compare days."""

    def __init__(self, rows: StoryRows) -> None:
        self._rows = rows

    def ends(self) -> Column:
        """A row passes up to the day on which it ended; one whose end is not known passes always."""
        _, sure = self._rows.sure_days()
        return Column(days=_numbers(self._rows.frame["end"]), sure=_numbers(sure))

    def starts(self) -> Column:
        """A row passes from the day on which it began; one whose start is not known passes always."""
        sure, _ = self._rows.sure_days()
        return Column(days=_numbers(self._rows.frame["start"]), sure=_numbers(sure), onward=True)

    def becomes_public(self) -> Column:
        """A row passes from the first day on which it was public; infinite where nothing shows that it was."""
        days = _numbers(first_public_days(self._rows.story, self._rows.frame))
        return Column(days=np.where(np.isnan(days), np.inf, days), onward=True)


@lru_cache(maxsize=8)
def filter_columns(story: Story, table: str) -> dict[str, Column]:
    """Return the columns of a table of the story (``events``, ``presence`` or ``route``), by the name of their
    parameter; one that asks nothing of the table has none. They hold no words.
    """
    rows = StoryRows(story, table)
    made = {row.name: _column(row, rows) for row in PARAMETERS if table in row.cuts}
    return {name: column for name, column in made.items() if column is not None}


def left_to_python(table: str) -> list[str]:
    """Return the names of the parameters that cut a table and have no column of it."""
    return [row.name for row in PARAMETERS if table in row.cuts and not _has_column(row)]


def _has_column(row: Parameter) -> bool:
    return row.days is not None or row.kind in (CHOICE, FLAG)


def _column(row: Parameter, rows: StoryRows) -> Column | None:
    if row.days is not None:
        column: Column = row.days(StoryDays(rows))
        return column
    if row.kind is CHOICE:
        found = {value: row.story(rows, (value,)).to_numpy(bool) for value in vocabulary(rows.story)[row.name]}
        return Column(values={value: mask for value, mask in found.items() if mask.any()})
    return Column(on=row.story(rows, True).to_numpy(bool)) if row.kind is FLAG else None


def _numbers(days: pd.Series) -> np.ndarray:
    """Days since 1970-01-01; NaN for NaT."""
    found = days.to_numpy("datetime64[us]").astype("datetime64[D]")
    return np.where(np.isnat(found), np.nan, found.astype("int64"))
