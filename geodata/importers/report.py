"""The report of an import: one line for each cell that is wrong or doubtful.

Its words are English; :func:`geodata.importers.sentences.report_in_words` says them in the viewer's language.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Literal

import numpy as np
import pandas as pd

from geodata.importers.faults import ImportFault
from geodata.importers.limits import MAX_REPORT, MAX_SHOWN
from geodata.importers.sentences import said
from geodata.languages import noop

Severity = Literal["rejected", "flagged"]

COLUMNS = ("row", "column", "value", "severity", "reason", "remedy")

_TOO_MANY = noop(
    "More than {most} cells are wrong or doubtful (limit MAX_REPORT), the last of them in column “{column}”: {reason}; "
    "check that the right columns are chosen, or cut the file into several."
)
_TOO_MANY_ROWS = noop(
    "More than {most} cells are wrong or doubtful (limit MAX_REPORT), the last of them in whole rows: {reason}; "
    "check that the right columns are chosen, or cut the file into several."
)


@dataclass
class Report:
    """Collects lines while a table is read. Raises ImportFault when there are too many of them.

    Rows are given as positions in the table (0 is the first row of data); the finished frame has the number the row has
    in the file. A line without a row is about the whole file.
    """

    row_numbers: np.ndarray = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    _parts: list[pd.DataFrame] = field(default_factory=list)
    _rejected: list[np.ndarray] = field(default_factory=list)
    _lines: int = 0

    def cells(
        self,
        where: np.ndarray,
        column: str,
        values: pd.Series | Sequence[str] | None,
        severity: Severity,
        reason: str | Sequence[str],
        remedy: str,
    ) -> None:
        """Add one line for each True in ``where`` (a mask over all rows).

        ``values`` holds the text of the column for all rows (a Series) or for each True (a list); ``reason`` is one
        sentence for all, or one for each True.
        """
        positions = np.flatnonzero(where)
        if not len(positions):
            return
        self._count(len(positions), column, reason if isinstance(reason, str) else reason[0])
        texts = values.iloc[positions] if isinstance(values, pd.Series) else values
        shown = "" if texts is None else [printable(str(text)) for text in texts]
        words = reason if isinstance(reason, str) else list(reason)
        lines = {"row": self.row_numbers[positions], "column": column, "value": shown}
        self._parts.append(pd.DataFrame({**lines, "severity": severity, "reason": words, "remedy": remedy}))
        if severity == "rejected":
            self._rejected.append(positions)

    def rows(self, numbers: Sequence[int], column: str, values: Sequence[str], reason: str, remedy: str) -> None:
        """Add rows that are not in the table at all, and so rejected, under their numbers in the file."""
        if numbers:
            self._count(len(numbers), column, reason)
            lines = {"row": list(numbers), "column": column, "value": [printable(value) for value in values]}
            self._parts.append(pd.DataFrame({**lines, "severity": "rejected", "reason": reason, "remedy": remedy}))

    def file(self, column: str, value: str, reason: str, remedy: str) -> None:
        """Add a flagged line about the file as a whole."""
        cells = [pd.NA, column, printable(value), "flagged", reason, remedy]
        self._parts.append(pd.DataFrame([dict(zip(COLUMNS, cells, strict=True))]))

    def rejected(self) -> np.ndarray:
        """Mask over all rows of the table: those with at least one rejected cell."""
        mask = np.zeros(len(self.row_numbers), dtype=bool)
        for positions in self._rejected:
            mask[positions] = True
        return mask

    def _count(self, more: int, column: str, reason: str) -> None:
        self._lines += more
        if self._lines > MAX_REPORT:
            raise ImportFault(
                _TOO_MANY if column else _TOO_MANY_ROWS, most=MAX_REPORT, column=column, reason=partial(said, reason)
            )

    def frame(self) -> pd.DataFrame:
        """All lines: those on the whole file first, then by row."""
        if not self._parts:
            return pd.DataFrame({name: pd.Series(dtype="Int64" if name == "row" else "str") for name in COLUMNS})
        whole = pd.concat([part.astype({"row": "Int64"}) for part in self._parts], ignore_index=True)
        return whole.sort_values("row", kind="stable", na_position="first", ignore_index=True)


def findings(report: pd.DataFrame) -> pd.DataFrame:
    """Group the lines of a report by severity, column and reason: the most lines first, rejected before flagged.

    Columns: severity, column, reason, lines, first_row (Int64, missing where the whole file is meant), remedy.
    Reasons that differ only in their numbers are one; "…" then stands for the numbers.
    """
    general = report["reason"].str.replace(r"\d+", "…", regex=True)
    groups = report.assign(general=general).groupby(["severity", "column", "general"], sort=False, dropna=False)
    found = groups.agg(
        lines=("reason", "size"),
        first_row=("row", "min"),
        reason=("reason", "first"),
        reasons=("reason", "nunique"),
        remedy=("remedy", "first"),
    ).reset_index()
    found["reason"] = found["reason"].where(found["reasons"] == 1, found["general"])
    order = found.assign(flagged=found["severity"] != "rejected").sort_values(
        ["flagged", "lines"], ascending=[True, False], kind="stable"
    )
    return order[["severity", "column", "reason", "lines", "first_row", "remedy"]].reset_index(drop=True)


def printable(text: str) -> str:
    r"""A value as the report repeats it: shortened, and with what does not print written as an escape.

    >>> printable("a" + chr(0) + "b")
    'a\\x00b'
    """
    if len(text) > MAX_SHOWN:
        text = text[: MAX_SHOWN - 1] + "…"
    if text.isprintable():
        return text
    return "".join(letter if letter.isprintable() else repr(letter)[1:-1] for letter in text)
