"""The table of what ``scale.py`` found: medians, and in brackets how this dashboard stands to each plain way."""

from __future__ import annotations

import statistics
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from tests.benchmarks.visit import Costs

#: Number of rows -> name of the way -> what was found; None when the way was not run.
Found = Mapping[int, Mapping[str, Costs | None]]

NOT_RUN = "not run"
#: Of a size at which no plain way is run at all.
ALONE = "–"
NOTE = (
    "Medians; in brackets this dashboard : the plain way. Of frames more is better, of all else less. "
    "Not run: it would take minutes."
)


@dataclass(frozen=True)
class Line:
    """A line of the table: a field of ``Costs``, its words, and how its number is written."""

    field: str
    words: str
    unit: str
    scale: float = 1.0

    def written(self, value: float) -> str:
        """Write a number with its unit, with three digits that count at most."""
        return f"{three_digits(value * self.scale)} {self.unit}"


LINES = (
    Line("first_draw_ms", "first draw", "s", 1e-3),
    Line("change_ms", "filter change to new marks", "s", 1e-3),
    Line("change_to_all_ms", "the same, to all rows", "s", 1e-3),
    Line("change_bytes", "sent for a change", "kB", 1e-3),
    Line("change_to_all_bytes", "the same, to all rows", "kB", 1e-3),
    Line("pan_frames_per_second", "frames a second while panning", "/s"),
    Line("server_megabytes", "memory of the server", "MB"),
    Line("page_megabytes", "memory of the page", "MB"),
)


def three_digits(value: float) -> str:
    """Write a number with three digits that count at most.

    >>> [three_digits(n) for n in (0.1234, 12.34, 12345, 0)]
    ['0.123', '12.3', '12,345', '0']
    """
    places = 0 if value == 0 else max(0, 2 - len(str(int(value))) + (value >= 1))
    return f"{value:,.{places if value >= 1 else 3 * (value > 0)}f}"


def ratio(ours: float, plain: float) -> str:
    """Write how ours stands to the plain way as "1 : 120"; "" when nothing can be said.

    >>> ratio(0.15, 18.0), ratio(60, 15), ratio(60, 0.17)
    ('1 : 120', '1 : 0.25', '1 : 0.0028')
    """
    if not ours or not plain:
        return ""
    part = plain / ours
    return f"1 : {part:.0f}" if part >= 10 else f"1 : {part:.2g}"


def medians(costs: Costs) -> dict[str, float]:
    """The median of each cost that was measured."""
    return {name: statistics.median(values) for name, values in asdict(costs).items() if values}


def cells(found: Found) -> list[list[str]]:
    """Return the table: a head, then one row for each size and cost."""
    names = list(next(iter(found.values())))
    table = [["events", "", *names]]
    for rows, ways in found.items():
        known = {name: medians(costs) if costs else None for name, costs in ways.items()}
        alone = sum(costs is not None for costs in ways.values()) == 1
        for line in LINES:
            table.append([f"{rows:,}", line.words, *(_cell(line, known, name, names[0], alone) for name in names)])
    return [row for row in table if any(cell not in (NOT_RUN, ALONE, "") for cell in row[2:])]


def _cell(line: Line, known: Mapping[str, dict[str, float] | None], name: str, ours: str, alone: bool) -> str:
    value, base = known[name], known[ours]
    if value is None:
        return ALONE if alone else NOT_RUN
    if line.field not in value:
        return ""
    words = line.written(value[line.field])
    if name == ours or base is None or line.field not in base:
        return words
    return f"{words} ({ratio(base[line.field], value[line.field])})"


def as_text(found: Found) -> str:
    """The table in columns, for a terminal."""
    table = cells(found)
    widths = [max(len(row[column]) for row in table) + 2 for column in range(len(table[0]))]
    return "\n".join(
        "".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in table
    )


def as_markdown(found: Found) -> str:
    """The table as Markdown; a size is named once."""
    head, *rows = cells(found)
    lines = [head, ["--:", "---", *["--:"] * (len(head) - 2)]]
    for before, row in zip([head, *rows], rows, strict=False):
        lines.append(["" if row[0] == before[0] else row[0], *row[1:]])
    return "\n".join((*(f"| {' | '.join(line)} |" for line in lines), "", NOTE))


def as_document(found: Found) -> dict[str, object]:
    """Every single number, the medians and the ratios (plain way by this dashboard), ready for JSON."""
    return {str(rows): {name: _numbers(costs, ways) for name, costs in ways.items()} for rows, ways in found.items()}


def _numbers(costs: Costs | None, ways: Mapping[str, Costs | None]) -> object:
    if costs is None:
        return NOT_RUN
    first = next(iter(ways.values()))
    ours, theirs = medians(first) if first else {}, medians(costs)
    ratios = {name: theirs[name] / ours[name] for name in theirs if ours.get(name)}
    return {"medians": theirs, "ratios": ratios, "all": asdict(costs)}
