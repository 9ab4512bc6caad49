"""One thing that is wrong in a table, said so that a person can mend it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LONGEST_VALUE_SHOWN = 80


@dataclass(frozen=True, order=True)
class Fault:
    """What is wrong in one cell, row or table.

    `table` is the table's name without `.csv`. `row` is the row's id, or "line 7" where it has none, or ""
    when the whole table is meant. `column` and `value` are "" when no single cell is meant. `reason` is one
    sentence: what is wrong and what to do.
    """

    table: str
    row: str
    column: str
    value: str
    reason: str

    def __str__(self) -> str:
        """One line: "events, row E9, column place_id, value 'P_X': reason"."""
        where = [self.table]
        if self.row:
            where.append(f"row {_on_one_line(self.row)}")
        if self.column:
            where.append(f"column {_on_one_line(self.column)}")
        if self.value or (self.row and self.column):
            where.append(f"value {_shortened(self.value)!r}")
        return f"{', '.join(where)}: {self.reason}"


class BrokenTablesError(ValueError):
    """The tables cannot be used. `faults` lists all that is wrong; the message has one line for each."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        self.faults: tuple[Fault, ...] = tuple(faults)
        noun = "fault" if len(self.faults) == 1 else "faults"
        lines = "\n".join(str(fault) for fault in self.faults)
        super().__init__(f"the tables have {len(self.faults)} {noun}:\n{lines}")


def _on_one_line(text: str) -> str:
    """A name as it stands, or quoted and escaped when it holds something that would not print on one line."""
    text = _shortened(text)
    return text if text.isprintable() else repr(text)


def _shortened(text: str) -> str:
    return text if len(text) <= LONGEST_VALUE_SHOWN else f"{text[: LONGEST_VALUE_SHOWN - 3]}..."
