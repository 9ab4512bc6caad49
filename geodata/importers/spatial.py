"""GeoPackage and shapefile, read through GDAL in a process of their own: their rows as cells and places."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pandas as pd
import shapely

from geodata.importers.faults import ImportChoice, ImportFault
from geodata.importers.layouts import whole_names
from geodata.importers.limits import MAX_ROWS
from geodata.importers.map_file import Head, MapFile, opened
from geodata.importers.options import ImportOptions
from geodata.importers.projection import to_degrees
from geodata.importers.raw_table import Chooser, RawTable, check_header, first_positions
from geodata.importers.report import Report
from geodata.languages import gettext, noop

_REMEDY_POINT = noop("give the row a point, or no geometry when the place is not known")


def read_geopackage(path: Path, name: str, choose: Chooser, options: ImportOptions, report: Report) -> RawTable:
    """Read the layer of a GeoPackage. Rows are numbered from 1. Raises ImportFault when it cannot be read."""
    with opened(path, name, _step(options)) as file:
        layer = _only_layer(file.layers(), name, options)
        return _read_layer(file, layer, name, choose, options, report)


def read_shapefile(path: Path, name: str, choose: Chooser, options: ImportOptions, report: Report) -> RawTable:
    """Read a shapefile. Rows are numbered from 1. Raises ImportFault when it cannot be read."""
    with opened(path, name, _step(options)) as file:
        file.layers()
        return _read_layer(file, None, name, choose, options, report)


def geopackage_columns(path: Path, layer: str, name: str) -> tuple[list[str], list[str]]:
    """Layers of a GeoPackage, and the names of the columns of the one that is chosen, or is the only one.

    Rows are not read. No columns when several layers are left to choose from. Raises ImportFault when it cannot be
    read.
    """
    with opened(path, name) as file:
        layers = sorted(file.layers())
        chosen = layers[0] if len(layers) == 1 else layer
        return layers, _checked(file.head(chosen), name).fields if chosen in layers else []


def shapefile_columns(path: Path, name: str) -> list[str]:
    """Names of the columns of a shapefile, without reading its rows. Raises ImportFault when it cannot be read."""
    with opened(path, name) as file:
        file.layers()
        return _checked(file.head(None), name).fields


def _step(options: ImportOptions) -> Callable[[], None]:
    return lambda: options.step(0.1, gettext("reading the file"))


def _read_layer(
    file: MapFile, layer: str | None, name: str, choose: Chooser, options: ImportOptions, report: Report
) -> RawTable:
    head = _checked(file.head(layer), name)
    positions = first_positions(whole_names(head.fields, options))
    given = {plain: head.fields[position] for plain, position in positions.items()}
    wanted = {plain: given[plain] for plain in choose(list(positions))}
    rows = file.rows(list(dict.fromkeys(wanted.values())))
    options.step(0.4, gettext("reading places"))
    report.row_numbers = np.arange(1, rows.number + 1, dtype=np.int64)
    x, y = _points(rows.geometry, rows.number, report)
    converted = False
    if head.crs:
        x, y, converted = to_degrees(report, head.crs, x, y, name)
    elif np.isfinite(x).any():
        reason = noop("the file does not state its coordinate system; WGS 84 was assumed")
        report.file("geometry", "", reason, noop("add the .prj file, or save the file in WGS 84 (EPSG:4326)"))
    cells = {plain: pd.Series(rows.cells[field], dtype="str") for plain, field in wanted.items()}
    points = (y, x) if rows.geometry is not None else None
    return RawTable(given, cells, report.row_numbers, report, 0, points, converted)


def _checked(head: Head, name: str) -> Head:
    """Raise ImportFault when a layer has too many rows or columns."""
    if head.rows > MAX_ROWS:
        words = noop("{name} has more than {most} rows (limit MAX_ROWS); cut it into several files.")
        raise ImportFault(words, name=name, most=MAX_ROWS)
    check_header(head.fields, name)
    return head


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
