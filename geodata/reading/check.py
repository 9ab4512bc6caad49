"""Everything that is wrong with the tables, found in one go.

`tables/datapackage.json` says what each table looks like; this module holds the tables to it, then to the
rules that a data package cannot express (`rules`). It reads the description itself instead of leaning on a
validator. The `frictionless` library, which the tests use to prove that description and tables keep the
published standard, takes "1_000", "NaN" and full-width digits for numbers, knows neither lists of references
nor partial dates, names a row only by its position, needs half a second to import and run where this needs a
hundredth, and would bring some twenty packages into the dashboard. JSON Schema knows no references between
files.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from geodata.reading.cells import what_is_wrong
from geodata.reading.descriptor import table_shapes
from geodata.reading.faults import Fault
from geodata.reading.manifest import read_manifest
from geodata.reading.rules import RULES
from geodata.reading.table_text import TableText, read_table_text
from geodata.story_folder import TABLES


def check_tables(folder: Path = TABLES) -> list[Fault]:
    """Every fault in the tables of a folder, by table, then by row; an empty list when all is well.

    Whatever the files hold, faults are returned and nothing is raised.
    """
    return read_and_check(folder)[1]


def read_and_check(folder: Path = TABLES) -> tuple[dict[str, TableText], list[Fault]]:
    """Read each table once, and return what was read, by name, together with every fault."""
    tables = {name: read_table_text(Path(folder), shape) for name, shape in table_shapes().items()}
    if not Path(folder).is_dir():
        reason = "this is not a folder; name the folder that holds the tables"
        return tables, [Fault("tables", "", "", str(folder), reason)]
    faults = [fault for table in tables.values() for fault in table.faults]
    faults.extend(fault for table in tables.values() for fault in _cell_faults(table))
    faults.extend(fault for rule in RULES for fault in rule(tables))
    return tables, [*_in_reading_order(faults, tables), *read_manifest(folder, tables)[1]]


def _cell_faults(table: TableText) -> Iterator[Fault]:
    for row in table.rows:
        for column in table.shape.columns.values():
            cell = row.cells[column.name]
            reason = what_is_wrong(cell, column)
            if reason:
                yield Fault(table.name, row.label, column.name, cell, reason)


def _in_reading_order(faults: list[Fault], tables: dict[str, TableText]) -> list[Fault]:
    """Faults by table, those of the file as a whole first, then by row, as they stand in the files."""
    rank = {name: place for place, name in enumerate(tables)}
    lines = {(name, row.label): row.line for name, table in tables.items() for row in table.rows}
    return sorted(faults, key=lambda fault: (rank[fault.table], lines.get((fault.table, fault.row), 0)))
