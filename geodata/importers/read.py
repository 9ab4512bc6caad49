"""From a file to events and a report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from geodata.importers.archive import Archive
from geodata.importers.faults import ImportFault
from geodata.importers.file_kind import kind_of
from geodata.importers.geojson import read_geojson
from geodata.importers.layouts import Layout, recognise
from geodata.importers.model import finish
from geodata.importers.options import ImportOptions
from geodata.importers.raw_table import RawTable
from geodata.importers.report import Report
from geodata.importers.result import ImportResult
from geodata.importers.signatures import check_geopackage
from geodata.importers.source import Source, unwritable
from geodata.importers.spatial import read_geopackage, read_shapefile
from geodata.importers.text_rows import read_text
from geodata.languages import gettext, noop


def read_events(source: bytes | Path | str, name: str = "", options: ImportOptions | None = None) -> ImportResult:
    """Read events out of a file, or out of the bytes of one; what it is, is found out from what is in it.

    ``name`` is what messages call the file. Raises ImportFault, with one sentence for a person, when the whole file
    cannot be read, and ImportCancelled when ``options.cancelled`` says so; nothing else is raised whatever the bytes
    are.
    """
    options = options or ImportOptions()
    content = source if isinstance(source, bytes) else Path(source)
    name = name or ("the file" if isinstance(content, bytes) else content.name)
    try:
        return _Import(name, options).read(Source(content, name))
    except MemoryError as error:
        words = noop("{name} needs more memory than there is; cut it into several files.")
        raise ImportFault(words, name=name) from error
    except RecursionError as error:
        words = noop("{name} is nested too deeply to be a table of events; check what it is.")
        raise ImportFault(words, name=name) from error
    except OSError as error:  # of the temporary folder: the file itself has messages of its own
        raise unwritable(name, error) from error


class _Import:
    """One import: the readers ask it which columns to read, and it remembers the layout."""

    def __init__(self, name: str, options: ImportOptions) -> None:
        self.name, self.options, self.report = name, options, Report()
        self.layout: Layout | None = None
        self.with_points = False

    def read(self, source: Source) -> ImportResult:
        self.options.step(0.0, gettext("opening the file"))
        table = self._table(source)
        if self.layout is None:
            raise ImportFault(noop("{name} holds no table; check what it is."), name=self.name)
        if not len(table) + table.lost:
            reason = noop("there is not one row of events in the file")
            self.report.file("", "", reason, noop("check that it is whole"))
        draft = self.layout.draft(table, self.options)
        return finish(draft, table, self.layout.words, self.options)

    def _table(self, source: Source, *, zipped: bool = False) -> RawTable:
        kind = kind_of(source, self.report)
        name = source.name
        if kind == "text":
            return read_text(source, self._choose, self.options, self.report)
        data = source.whole()
        self.with_points = kind != "zip"
        if kind == "json":
            return read_geojson(data, name, self._choose, self.options, self.report)
        if kind == "gpkg":
            check_geopackage(data, name)
            with TemporaryDirectory() as folder:
                path = Path(folder) / "layer.gpkg"
                path.write_bytes(data)
                return read_geopackage(path, name, self._choose, self.options, self.report)
        if zipped:
            words = noop("{name} is a zip file in a zip file; unpack it once and import what is in it.")
            raise ImportFault(words, name=self.name)
        return self._unzipped(data)

    def _unzipped(self, data: bytes) -> RawTable:
        archive = Archive(data, self.name, self.options)
        stem = archive.shapefile()
        if stem is None:
            content, name = archive.only_file()
            return self._table(Source(content, name), zipped=True)
        self.with_points = True
        with TemporaryDirectory() as folder:
            path = archive.unpack_shapefile(stem, Path(folder))
            return read_shapefile(path, self.name, self._choose, self.options, self.report)

    def _choose(self, names: Sequence[str]) -> Sequence[str]:
        self.layout = recognise(names, self.options, self.name, with_points=self.with_points)
        return self.layout.columns
