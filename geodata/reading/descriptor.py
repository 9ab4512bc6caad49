"""What each table should look like, read from `tables/datapackage.json`: the one place that says so.

The file is a Frictionless tabular data package (version 1 of the specification). Two properties are our own:
`x-list-of` on a column whose cells are lists joined by ";" (the table or tables that the items name, or
"text"), and `x-partial-date` on a column of partial ISO dates.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from geodata.story_folder import TABLES as TABLES

LIST_SEPARATOR = ";"


@dataclass(frozen=True)
class Column:
    """One column: its type ("string", "number" or "integer") and what its cells may hold."""

    name: str
    type: str
    description: str
    required: bool
    enum: tuple[str, ...]
    pattern: str
    minimum: float | None
    maximum: float | None
    is_partial_date: bool
    is_list: bool
    refers_to: tuple[str, ...]  # tables whose ids the cell, or each item of a list, must name; empty: any text


@dataclass(frozen=True)
class TableShape:
    """One table: its name, the name of its file, and its columns by name in the order of the description."""

    name: str
    file_name: str
    columns: dict[str, Column]


@cache
def table_shapes() -> dict[str, TableShape]:
    """The shape of every table, by name, in the order of `datapackage.json`.

    Tables in another folder are held to this same description: a description that lies beside them is not
    read, so that a folder cannot excuse its own faults.
    """
    package = json.loads((TABLES / "datapackage.json").read_text(encoding="utf-8"))
    return {resource["name"]: _table_shape(resource) for resource in package["resources"]}


def list_items(cell: str) -> tuple[str, ...]:
    """The items of a list cell; an empty tuple for a blank cell."""
    return tuple(cell.split(LIST_SEPARATOR)) if cell else ()


def _table_shape(resource: dict[str, Any]) -> TableShape:
    schema = resource["schema"]
    references = {key["fields"]: (key["reference"]["resource"],) for key in schema.get("foreignKeys", [])}
    columns = [_column(field, references.get(field["name"], ())) for field in schema["fields"]]
    return TableShape(resource["name"], resource["path"], {column.name: column for column in columns})


def _column(field: dict[str, Any], foreign_key: tuple[str, ...]) -> Column:
    constraints = field.get("constraints", {})
    listed = field.get("x-list-of", ())
    tables = (listed,) if isinstance(listed, str) else tuple(listed)
    return Column(
        name=field["name"],
        type=field["type"],
        description=field["description"],
        required=constraints.get("required", False),
        enum=tuple(constraints.get("enum", ())),
        pattern=constraints.get("pattern", ""),
        minimum=constraints.get("minimum"),
        maximum=constraints.get("maximum"),
        is_partial_date=field.get("x-partial-date", False),
        is_list=bool(tables),
        refers_to=foreign_key if not tables else tuple(table for table in tables if table != "text"),
    )
