"""GeoPackage and shapefile, read through GDAL after a look at what they are."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from urllib.parse import quote

import numpy as np
import pandas as pd
import pyogrio
import shapely

from geodata.importers.faults import ImportChoice, ImportFault
from geodata.importers.layouts import whole_names
from geodata.importers.limits import MAX_COLUMNS, MAX_ROWS
from geodata.importers.options import ImportOptions
from geodata.importers.projection import to_degrees
from geodata.importers.raw_table import Chooser, RawTable, check_header, first_positions
from geodata.importers.report import Report
from geodata.languages import gettext, noop

#: Steps of SQLite's machine after which a look into a GeoPackage is given up: some seconds.
_MOST_STEPS = 2_000
_STEP = 100_000
_REMEDY_POINT = noop("give the row a point, or no geometry when the place is not known")


def read_geopackage(path: Path, name: str, choose: Chooser, options: ImportOptions, report: Report) -> RawTable:
    """Read the layer of a GeoPackage. Rows are numbered from 1. Raises ImportFault when it cannot be read."""
    layer = _only_layer(layers_of(path, name), name, options)
    return read_layer(path, layer, name, choose, options, report)


def read_layer(
    path: Path, layer: str | None, name: str, choose: Chooser, options: ImportOptions, report: Report
) -> RawTable:
    """Read one layer with GDAL; ``layer`` None is the only one."""
    options.step(0.1, gettext("opening the file"))
    try:
        features = pyogrio.read_info(path, layer=layer, force_feature_count=True)["features"]
        if features > MAX_ROWS:
            words = noop("{name} has more than {most} rows (limit MAX_ROWS); cut it into several files.")
            raise ImportFault(words, name=name, most=MAX_ROWS)
        meta, _, geometry, columns = pyogrio.raw.read(path, layer=layer, datetime_as_string=True)
    except ImportFault:
        raise
    except Exception as error:  # whatever GDAL and its drivers raise on a broken file
        raise _unreadable(name) from error
    options.step(0.4, gettext("reading places"))
    rows = len(columns[0]) if len(columns) else len(geometry if geometry is not None else ())
    report.row_numbers = np.arange(1, rows + 1, dtype=np.int64)
    x, y = _points(geometry, rows, report)
    converted = False
    if meta["crs"]:
        x, y, converted = to_degrees(report, meta["crs"], x, y, name)
    elif np.isfinite(x).any():
        reason = noop("the file does not state its coordinate system; WGS 84 was assumed")
        report.file("geometry", "", reason, noop("add the .prj file, or save the file in WGS 84 (EPSG:4326)"))
    header = [str(field) for field in meta["fields"]]
    check_header(header, name)
    positions = first_positions(whole_names(header, options))
    given = {plain: header[position] for plain, position in positions.items()}
    cells = {plain: _texts(columns[positions[plain]]) for plain in choose(list(positions))}
    points = (y, x) if geometry is not None else None
    return RawTable(given, cells, report.row_numbers, report, 0, points, converted)


def layers_of(path: Path, name: str) -> list[str]:
    """Layers of a GeoPackage that are true tables, for a view may be made never to end.

    Raises ImportFault when it cannot be read.
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
            query = (
                "SELECT c.table_name FROM gpkg_contents c JOIN sqlite_master m ON lower(m.name) = lower(c.table_name) "
                "WHERE c.data_type IN ('features', 'attributes') AND m.type = 'table' "
                "AND m.sql NOT LIKE 'CREATE VIRTUAL%'"
            )
            return [str(row[0]) for row in connection.execute(query).fetchmany(MAX_COLUMNS)]
        finally:
            connection.close()
    except (sqlite3.Error, UnicodeError) as error:
        words = noop("{name} is an SQLite database but not a GeoPackage that can be read; save it again as GeoPackage.")
        raise ImportFault(words, name=name) from error


def columns_of(path: Path, layer: str | None, name: str) -> list[str]:
    """Names of the columns of one layer, without reading its rows; ``layer`` None is the only one.

    Raises ImportFault when it cannot be read.
    """
    try:
        found = [str(field) for field in pyogrio.read_info(path, layer=layer)["fields"]]
    except Exception as error:  # whatever GDAL and its drivers raise on a broken file
        raise _unreadable(name) from error
    check_header(found, name)
    return found


def _unreadable(name: str) -> ImportFault:
    return ImportFault(
        noop("{name} cannot be read as what it is; check that it is whole, or save it again."), name=name
    )


def _only_layer(layers: list[str], name: str, options: ImportOptions) -> str:
    wanted = [layer for layer in layers if layer == options.layer] if options.layer else layers
    if len(wanted) == 1:
        return wanted[0]
    if not layers:
        words = noop("{name} is a GeoPackage without a layer of rows; save the layer of events into it.")
        raise ImportFault(words, name=name)
    names = ", ".join(sorted(layers)[:20])
    raise ImportChoice(noop("{name} has several layers; choose one of: {names}."), name=name, names=names)


def _points(geometry: Sequence[bytes | None] | None, rows: int, report: Report) -> tuple[np.ndarray, np.ndarray]:
    """Two arrays, x and y of each row, NaN without a single point."""
    nothing = np.full(rows, np.nan)
    if geometry is None:
        return nothing, nothing.copy()
    wkb = np.asarray(geometry, dtype=object)
    shapes = shapely.from_wkb(wkb, on_invalid="ignore")
    given = np.array([part is not None for part in wkb], dtype=bool)
    broken = given & shapely.is_missing(shapes)
    report.cells(broken, "geometry", None, "rejected", noop("the geometry is broken"), _REMEDY_POINT)
    single = (shapely.get_type_id(shapes) == 4) & (shapely.get_num_geometries(shapes) == 1)
    shapes = np.where(single, shapely.get_geometry(shapes, 0), shapes)
    empty = shapely.is_empty(shapes)
    other = given & ~broken & ~empty & (shapely.get_type_id(shapes) != 0)
    kinds = [shape.geom_type for shape in shapes[other]]
    reason = noop("not a single point; the row is kept without a place")
    report.cells(other, "geometry", kinds, "flagged", reason, _REMEDY_POINT)
    point = shapely.get_type_id(shapes) == 0
    x, y = (np.where(point, axis(shapes), np.nan) for axis in (shapely.get_x, shapely.get_y))
    infinite = point & ~empty & ~(np.isfinite(x) & np.isfinite(y))
    reason = noop("these are not coordinates of a point")
    report.cells(infinite, "geometry", None, "rejected", reason, _REMEDY_POINT)
    return np.where(infinite, np.nan, x), np.where(infinite, np.nan, y)


def _texts(values: np.ndarray) -> pd.Series:
    """Cells as text: whole numbers without a point, nothing for what is missing."""
    column = pd.Series(values)
    if column.dtype.kind == "f":
        texts = [
            "" if np.isnan(value) else str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
            for value in column.tolist()
        ]
    else:
        texts = ["" if value is None or value is pd.NaT or value != value else str(value) for value in column.tolist()]
    return pd.Series(texts, dtype="str")
