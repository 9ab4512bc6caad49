"""The reader of GeoPackages and shapefiles that runs in the confined process. It knows GDAL and numpy, nothing else."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Generator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import numpy as np
import pyogrio

from geodata.sandbox.faults import UnreadableError
from geodata.sandbox.wire import Part, Question

#: What GDAL and PROJ look up while they read: names of coordinate systems, tables of numbers.
TABLES = (Path(pyogrio.__file__).parent / "gdal_data", Path(pyogrio.__file__).parent / "proj_data")

#: Steps of SQLite's machine after which a look into a GeoPackage is given up: about a second.
_MOST_STEPS = 400
_STEP = 100_000
_MOST_LAYERS = 1_000

#: Cells that are held at one time; of a long table only some columns are read in one pass.
_MOST_CELLS = 10_000_000

#: The spatial index of a GeoPackage is a virtual table, and the only one that it has.
_SPATIAL_INDEX = re.compile(r"\bUSING\s+[\"'\[`]?rtree\b", re.IGNORECASE)


def read(folder: Path, asked: dict[str, Any]) -> Generator[Part, Any, None]:
    """Read one layer of ``asked["file"]`` by ``asked["driver"]``.

    Asks "layers" (list of names, or [None] when there is but one), to be answered with the place of one in the list;
    asks "head" (``crs``, ``fields``, ``features``), to be answered with the places of the fields wanted; then hands
    over "geometry", well-known binary or None a row, and the texts of each field under its name. A layer without places
    has a "geometry" of JSON null. Raises UnreadableError.
    """
    path, driver = folder / asked["file"], asked["driver"]
    layers: list[str] | list[None] = true_tables(path) if driver == "GPKG" else [None]
    layer = layers[(yield Question("layers", layers))]
    options = {"IMMUTABLE": "YES"} if driver == "GPKG" else {}
    info = pyogrio.read_info(path, layer=layer, force_feature_count=True, **options)
    if info["driver"] != driver:
        raise UnreadableError(f"GDAL took it for {info['driver']}")
    fields = [str(field) for field in info["fields"]]
    places = yield Question("head", {"crs": info["crs"], "fields": fields, "features": int(info["features"])})
    wanted = [fields[place] for place in places]
    size = max(1, _MOST_CELLS // max(1, int(info["features"])))
    for start in range(0, max(1, len(wanted)), size):
        first = start == 0
        group = {"columns": wanted[start : start + size], "read_geometry": first, "datetime_as_string": True}
        meta, _, geometry, columns = pyogrio.raw.read(path, layer=layer, **group, **options)
        if first:
            yield Part("geometry", geometry, "json" if geometry is None else "bytes")
        for field in meta["fields"]:
            yield Part(str(field), texts(columns.pop(0)), "texts")


def true_tables(path: Path) -> list[str]:
    """Layers of a GeoPackage that are true tables: a view may be made never to end, and to hold anything.

    Raises UnreadableError when it is no GeoPackage, or when reading it would run something that it brings along.
    """
    steps = 0

    def too_long() -> bool:
        nonlocal steps
        steps += 1
        return steps > _MOST_STEPS

    try:
        connection = sqlite3.connect(f"file:{quote(str(path))}?mode=ro&immutable=1", uri=True)
        try:
            connection.set_progress_handler(too_long, _STEP)
            connection.execute("PRAGMA trusted_schema = OFF")
            _refuse_what_runs(connection)
            query = (
                "SELECT c.table_name FROM gpkg_contents c JOIN sqlite_master m ON lower(m.name) = lower(c.table_name) "
                "WHERE c.data_type IN ('features', 'attributes') AND m.type = 'table' "
                "AND m.sql NOT LIKE 'CREATE VIRTUAL%'"
            )
            return [str(row[0]) for row in connection.execute(query).fetchmany(_MOST_LAYERS)]
        finally:
            connection.close()
    except (sqlite3.Error, UnicodeError) as error:
        raise UnreadableError("not a GeoPackage") from error


def _refuse_what_runs(connection: sqlite3.Connection) -> None:
    """Raise UnreadableError when a table of the standard is a view, a table is virtual, or a column is computed."""
    for kind, name, sql in connection.execute("SELECT type, name, sql FROM sqlite_master"):
        text = str(sql or "")
        if kind == "view" and str(name).lower().startswith(("gpkg_", "rtree_")):
            raise UnreadableError("a view in place of a table of its own")
        virtual = text.lstrip().upper().startswith("CREATE VIRTUAL")
        if kind == "table" and virtual and not _SPATIAL_INDEX.search(text):
            raise UnreadableError("a virtual table")
        if kind == "table" and not virtual and _is_computed(connection, str(name)):
            raise UnreadableError("a computed column")


def _is_computed(connection: sqlite3.Connection, table: str) -> bool:
    columns = connection.execute("SELECT count(*) FROM pragma_table_xinfo(?) WHERE hidden IN (2, 3)", (table,))
    return bool(columns.fetchone()[0])


def texts(values: np.ndarray) -> list[str]:
    """Cells as text: whole numbers without a point, nothing for what is missing."""
    if values.dtype.kind == "f":
        return [
            "" if np.isnan(value) else str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
            for value in values.tolist()
        ]
    if values.dtype.kind == "M":
        return ["" if np.isnat(value) else str(value).replace("T", " ") for value in values]
    return ["" if value is None or value != value else str(value) for value in values.tolist()]
