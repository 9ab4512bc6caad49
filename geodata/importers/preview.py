"""A look at a file before it is read: its layers, and the columns a person can choose from."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from geodata.importers import acled, ucdp
from geodata.importers.archive import Archive
from geodata.importers.faults import ImportFault
from geodata.importers.file_kind import kind_of
from geodata.importers.geojson import geojson_columns
from geodata.importers.layouts import whole_names
from geodata.importers.options import ImportOptions
from geodata.importers.plain import recognised
from geodata.importers.raw_table import first_positions, plain_names
from geodata.importers.report import Report
from geodata.importers.signatures import check_geopackage
from geodata.importers.source import Source, unwritable
from geodata.importers.spatial import geopackage_columns, shapefile_columns
from geodata.importers.text_head import encoding_of, read_head, without_wide
from geodata.languages import noop


@dataclass(frozen=True)
class Preview:
    """What a file offers. ``kind`` is text, json, gpkg or shapefile, or zip while a file in it is still to be chosen.

    ``layers``: names to choose one from as ``ImportOptions.layer``, empty when there is no choice. ``columns``: names
    as the file gives them, each usable in ``ImportOptions.mapping``; empty until a layer is chosen. ``recognised``:
    field of ``plain.FIELDS`` -> columns that are taken for it when nothing is chosen. ``known``: whether the columns
    are those of UCDP GED or ACLED, which are read as such whatever is chosen.
    """

    kind: str
    layers: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    recognised: Mapping[str, tuple[str, ...]] | None = None
    known: bool = False


def preview(source: bytes | Path, name: str, layer: str = "") -> Preview:
    """Look at a file; ``layer`` is the one chosen, if any. Raises ImportFault when it cannot be read."""
    try:
        return _look(Source(source, name), layer)
    except MemoryError as error:
        words = noop("{name} needs more memory than there is; cut it into several files.")
        raise ImportFault(words, name=name) from error
    except RecursionError as error:
        words = noop("{name} is nested too deeply to be a table of events; check what it is.")
        raise ImportFault(words, name=name) from error
    except OSError as error:
        raise unwritable(name, error) from error


def _look(source: Source, layer: str) -> Preview:
    kind = kind_of(source, Report())
    if kind == "text":
        return _with_columns("text", _header(source))
    data = source.whole()
    if kind == "json":
        return _with_columns("json", geojson_columns(data, source.name))
    return _geopackage(data, source.name, layer) if kind == "gpkg" else _zip(data, source.name, layer)


def _header(source: Source) -> list[str]:
    source = without_wide(source, Report())
    head = read_head(source)
    return (head if head.clean else read_head(source, encoding_of(source, Report()))).header


def _geopackage(data: bytes, name: str, layer: str) -> Preview:
    check_geopackage(data, name)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "layer.gpkg"
        path.write_bytes(data)
        layers, columns = geopackage_columns(path, layer, name)
    chosen = layer in layers or len(layers) == 1
    return _with_columns("gpkg", columns, layers) if chosen else Preview("gpkg", tuple(layers))


def _zip(data: bytes, name: str, layer: str) -> Preview:
    options = ImportOptions(layer=layer)
    archive = Archive(data, name, options)
    stems = sorted(archive.shapefiles())
    layers = stems or sorted(archive.tables())
    chosen = layers[0] if len(layers) == 1 else layer
    if chosen not in layers:
        return Preview("zip", tuple(layers))
    if stems:
        with TemporaryDirectory() as folder:
            path = archive.unpack_shapefile(chosen, Path(folder))
            return _with_columns("shapefile", shapefile_columns(path, name), layers)
    inner = Source(*archive.only_file())
    if kind_of(inner, Report()) == "zip":
        words = noop("{name} is a zip file in a zip file; unpack it once and import what is in it.")
        raise ImportFault(words, name=name)
    found = _look(inner, "")
    return Preview(found.kind, tuple(layers) if len(layers) > 1 else (), found.columns, found.recognised, found.known)


def _with_columns(kind: str, header: Sequence[str], layers: Sequence[str] = ()) -> Preview:
    plain = whole_names(header) if kind in ("gpkg", "shapefile") else plain_names(header)
    given = {}
    for name, position in first_positions(plain).items():
        label = header[position].strip()
        given[name] = label if plain_names([label]) == [name] else name  # a name that was cut is shown whole
    found = {field: tuple(given[name] for name in names) for field, names in recognised(given).items()}
    known = ucdp.is_ucdp(list(given)) or acled.is_acled(list(given))
    return Preview(kind, tuple(layers) if len(layers) > 1 else (), tuple(given.values()), found, known)
