"""A table as it stands in a file: text in cells, before anything is made of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from geodata.asking.search import fold
from geodata.importers.faults import ImportFault
from geodata.importers.limits import MAX_COLUMNS, MAX_NAME
from geodata.importers.report import Report
from geodata.languages import noop

#: Given the columns of a file (plain names), the ones that are to be read.
Chooser = Callable[[Sequence[str]], Sequence[str]]


@dataclass
class RawTable:
    """Cells as text: one Series for each column that was asked for, under its plain name.

    A Series is of dtype str, or categorical where many cells are alike.

    ``given`` maps the plain name of a column to the one in the file, ``row_numbers`` a position to the number of the
    row in the file. ``lost`` rows were read but could not be told apart into cells; they are in the report.
    ``points`` holds the coordinates (degrees, WGS 84) of a file whose places are geometries, NaN where there is none;
    it is None for a table of text. ``converted`` says that they were given in another projection.
    """

    given: dict[str, str]
    cells: dict[str, pd.Series]
    row_numbers: np.ndarray
    report: Report
    lost: int = 0
    points: tuple[np.ndarray, np.ndarray] | None = None
    converted: bool = False
    _stripped: dict[str, pd.Series] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        """Rows of data, without the lost ones."""
        return len(self.row_numbers)

    def text(self, name: str) -> pd.Series:
        """The cells of a column, without spaces around them; blank throughout when the file has no such column."""
        if name not in self.cells:
            return pd.Series("", index=range(len(self)), dtype="str")
        if name not in self._stripped:
            self._stripped[name] = _stripped(self.cells[name])
        return self._stripped[name]

    def prose(self, name: str) -> pd.Series:
        """The cells of a column of free text, just as they stand in the file; blank when there is no such column."""
        return self.cells[name] if name in self.cells else self.text(name)

    def named(self, name: str) -> str:
        """The name of a column as the file gives it."""
        return self.given.get(name, name)


def _stripped(cells: pd.Series) -> pd.Series:
    if not isinstance(cells.dtype, pd.CategoricalDtype):
        return cells.str.strip()
    given = cells.cat.categories
    stripped = given.str.strip()
    return cells if (stripped == given).all() else cells.astype("str").str.strip()


def plain_names(header: Sequence[str]) -> list[str]:
    """Names of columns without case, accents and marks, so that "Event Date" and "EVENT_DATE" are one.

    >>> plain_names(["Event Date", "EVENT_DATE", "Où ?"])
    ['event_date', 'event_date', 'ou']
    """
    return [fold(name).replace(" ", "_") for name in header]


def check_header(header: Sequence[str], name: str) -> None:
    """Raise ImportFault when there are too many columns, or when one has too long a name."""
    if len(header) > MAX_COLUMNS:
        words = noop("{name} has {number} columns, more than {most} (limit MAX_COLUMNS); keep those needed.")
        raise ImportFault(words, name=name, number=len(header), most=MAX_COLUMNS)
    longest = max(map(len, header), default=0)
    if longest > MAX_NAME:
        raise ImportFault(
            noop(
                "{name} has a column whose name has {number} characters, more than {most} (limit MAX_NAME); "
                "give it a short one."
            ),
            name=name,
            number=longest,
            most=MAX_NAME,
        )


def first_positions(names: Sequence[str]) -> dict[str, int]:
    """Where each name stands first; blank names are left out."""
    positions: dict[str, int] = {}
    for position, name in enumerate(names):
        if name:
            positions.setdefault(name, position)
    return positions


def codes_of(text: pd.Series) -> tuple[np.ndarray, list[str]]:
    """Number the different texts of a column, so that each is looked at once: (number of each row, texts)."""
    if isinstance(text.dtype, pd.CategoricalDtype):
        return text.cat.codes.to_numpy(dtype=np.int64), [str(unique) for unique in text.cat.categories]
    codes, uniques = pd.factorize(text)
    return codes, [str(unique) for unique in uniques.to_numpy(dtype=object)]
