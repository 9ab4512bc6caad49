"""Published rows change only with a line in `corrections.csv`: fingerprints tell when one did.

`fingerprints.csv` keeps, for every row, a digest of the cells that were last published, the day of that, and
how many lines of `corrections.csv` spoke of the row by then. A line speaks of a row when it names the row's
id or, for a change to all rows of a table such as a new column, the table. Each line lets one publication
pass. Blank cells are left out of a digest, so that a new column that is still blank changes nothing.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from geodata.reading.check import read_and_check
from geodata.reading.evidence_rules import LEDGERS
from geodata.reading.faults import Fault
from geodata.reading.table_text import TableText
from geodata.story_folder import TABLES

_SEPARATOR = "\x1f"  # the ASCII unit separator, which no cell holds
_REMOVED = "removed"
_HEADER = ("id", "table", "digest", "published", "corrections_used")
_HOW = "then run python -m geodata publish"


@dataclass(frozen=True)
class _State:
    """One row as it is now and as it was last published; `before` is blank when it never was."""

    row_id: str
    table: str
    now: str
    before: str
    published: str
    lines: tuple[str, ...]  # days of the corrections that speak of the row, oldest first
    used: int

    @property
    def is_new(self) -> bool:
        return not self.before

    @property
    def differs(self) -> bool:
        return self.now != self.before

    def may_change(self, day: date) -> bool:
        """Whether a line that no publication has used yet stands between the last publication and `day`."""
        return self.is_new or any(self.published <= line <= day.isoformat() for line in self.lines[self.used :])


def digest(cells: Mapping[str, str]) -> str:
    """First 12 hexadecimal digits of the SHA-256 of a row's columns and cells, in any order of columns."""
    filled = [part for name in sorted(cells) if cells[name] for part in (name, cells[name])]
    return sha256(_SEPARATOR.join(filled).encode("utf-8")).hexdigest()[:12]


def unpublished(tables: Mapping[str, TableText]) -> list[Fault]:
    """One fault for each row that differs from what was last published, or never was.

    `tables` are tables without other faults, as `check.read_and_check` returns them.
    """
    return [fault for state in _states(tables) for fault in _faults(state)]


def publish(folder: Path = TABLES, day: date | None = None) -> list[Fault]:
    """Write the fingerprints of all rows as they are now; `day` is today unless given.

    Nothing is written, and the reasons are returned, when the tables have faults or when a published row has
    changed or gone without a line of its own in `corrections.csv`, dated from its publication to `day`.
    """
    day = day or date.today()
    tables, faults = read_and_check(folder)
    if faults:
        return faults
    states = list(_states(tables))
    refused = [_refusal(state) for state in states if state.differs and not state.may_change(day)]
    if not refused:
        _write(folder / tables["fingerprints"].shape.file_name, states, day)
    return refused


def _states(tables: Mapping[str, TableText]) -> Iterator[_State]:
    """Every row that is there, in the order of the tables, then every row that was published and is gone."""
    lines = [(row.cells["row_id"], row.cells["date"]) for row in tables["corrections"].rows]
    published = {row.cells["id"]: row.cells for row in tables["fingerprints"].rows}
    now = {
        row.cells["id"]: (name, digest(row.cells))
        for name, table in tables.items()
        if name not in LEDGERS
        for row in table.rows
    }
    gone = {row_id: (cells["table"], _REMOVED) for row_id, cells in published.items() if row_id not in now}
    for row_id, (table, state) in {**now, **gone}.items():
        old = published.get(row_id, {})
        yield _State(
            row_id=row_id,
            table=table,
            now=state,
            before=old.get("digest", ""),
            published=old.get("published", ""),
            lines=tuple(day for named, day in lines if named in (row_id, table)),
            used=int(old.get("corrections_used", "0")),
        )


def _faults(state: _State) -> Iterator[Fault]:
    if len(state.lines) < state.used:
        reason = f"corrections.csv has lost a line on this row ({len(state.lines)} of {state.used}); put it back"
        yield Fault(state.table, state.row_id, "", "", reason)
    if state.is_new:
        yield Fault(state.table, state.row_id, "", "", "the row is not published; run python -m geodata publish")
    elif state.differs:
        yield _refusal(state)


def _refusal(state: _State) -> Fault:
    what = "gone" if state.now == _REMOVED else "other than published"
    reason = f"the row is {what} on {state.published}; add a line on it to corrections.csv, {_HOW}"
    return Fault(state.table, state.row_id, "", "", reason)


def _write(path: Path, states: list[_State], day: date) -> None:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(_HEADER)
    for state in states:
        published = day.isoformat() if state.differs else state.published
        # lines on a row that did not change are used up too, or they would let a later change pass
        writer.writerow([state.row_id, state.table, state.now, published, len(state.lines)])
    path.write_bytes(text.getvalue().encode("utf-8"))
