"""Zip files: a zipped shapefile, or one other file in a zip, unpacked without trusting what the zip says of itself."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from pathlib import Path, PurePosixPath

from geodata.importers.faults import ImportChoice, ImportFault
from geodata.importers.limits import MAX_ENTRIES, MAX_UNZIPPED
from geodata.importers.options import ImportOptions
from geodata.importers.signatures import check_shapefile
from geodata.languages import gettext, noop
from geodata.languages.formats import listed

_PIECE = 1 << 20

#: Before each line of the list of files.
_ENTRY = b"PK\x01\x02"
_DATA = (".csv", ".tsv", ".txt", ".json", ".geojson", ".gpkg")
_PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
_NEEDED = (".shp", ".shx", ".dbf")


class Archive:
    """A zip file in memory. Raises ImportFault when it is broken, locked, too large, or names places outside itself."""

    def __init__(self, data: bytes, name: str, options: ImportOptions) -> None:
        self._name, self._options, self._unpacked = name, options, 0
        if data.count(_ENTRY) > MAX_ENTRIES:  # before the list is read, which would take much more room than the file
            raise ImportFault(
                noop("{name} holds more than {most} files (limit MAX_ENTRIES: {most}); bring one data set."),
                name=name,
                most=MAX_ENTRIES,
            )
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, OSError) as error:
            raise self._broken() from error
        if len(entries) > MAX_ENTRIES:
            raise ImportFault(
                noop("{name} holds {number} files (limit MAX_ENTRIES: {most}); bring one data set."),
                name=name,
                number=len(entries),
                most=MAX_ENTRIES,
            )
        for entry in entries:
            self._check(entry)
        if sum(entry.file_size for entry in entries) > MAX_UNZIPPED:
            raise self._too_large()
        self._entries = [entry for entry in entries if not _is_noise(entry)]

    def shapefiles(self) -> list[str]:
        """Names of all shapefiles without their ending."""
        return [entry.filename[:-4] for entry in self._entries if entry.filename.lower().endswith(".shp")]

    def tables(self) -> list[str]:
        """Names of all other files that may hold a table of events."""
        return [entry.filename for entry in self._entries if entry.filename.lower().endswith(_DATA)]

    def shapefile(self) -> str | None:
        """Name of the shapefile without its ending, None if there is none. Raises ImportChoice when there are more."""
        stems = self.shapefiles()
        wanted = [stem for stem in stems if self._options.layer in (stem, PurePosixPath(stem).name)]
        if len(stems) > 1 and len(wanted) != 1:
            raise ImportChoice(
                noop("{name} holds {number} shapefiles; choose one as the layer: {names}."),
                name=self._name,
                number=len(stems),
                names=", ".join(sorted(stems)[:20]),
            )
        return next(iter(wanted or stems), None)

    def unpack_shapefile(self, stem: str, folder: Path) -> Path:
        """Write the parts of a shapefile into a folder under names of our own. Return the path of the .shp file.

        Raises ImportFault when a part is missing, or is not what its ending says.
        """
        found = {}
        for entry in self._entries:
            ending = entry.filename[-4:].lower()
            if entry.filename[:-4] == stem and ending in _PARTS:
                found[ending] = entry
        missing = [ending for ending in _NEEDED if ending not in found]
        if missing:
            raise ImportFault(
                noop("The shapefile in {name} lacks its {endings} file; zip all its parts together."),
                name=self._name,
                endings=lambda: listed(missing),
            )
        parts = {ending: self._content(entry) for ending, entry in found.items()}
        check_shapefile(parts, self._name)
        for ending, content in parts.items():
            (folder / f"layer{ending}").write_bytes(content)
        return folder / "layer.shp"

    def only_file(self) -> tuple[bytes, str]:
        """Content and name of the one data file in the zip. Raises ImportChoice when there are more."""
        names = {entry.filename for entry in self._entries}
        if "[Content_Types].xml" in names and any(name.startswith("xl/") for name in names):
            words = noop("{name} is an Excel workbook; save it as CSV (UTF-8) and import that.")
            raise ImportFault(words, name=self._name)
        tables = self.tables()
        data = [entry for entry in self._entries if entry.filename in tables]
        chosen = [entry for entry in data if entry.filename == self._options.layer] or data
        if len(chosen) != 1:
            seen = ", ".join(sorted(names)[:10])
            fault = ImportChoice if data else ImportFault
            raise fault(
                noop("{name} should hold one shapefile or one table of events, and holds {seen}; zip just that one."),
                name=self._name,
                seen=lambda: seen or gettext("nothing"),
            )
        return self._content(chosen[0]), PurePosixPath(chosen[0].filename).name

    def _check(self, entry: zipfile.ZipInfo) -> None:
        name = entry.filename
        path = PurePosixPath(name.replace("\\", "/"))
        drive = len(name) > 1 and name[1] == ":"
        if path.is_absolute() or ".." in path.parts or drive or stat.S_ISLNK(entry.external_attr >> 16):
            words = noop("{name} names a place outside itself ({place}); do not trust this file.")
            raise ImportFault(words, name=self._name, place=repr(name[:80]))
        if entry.flag_bits & 1:
            words = noop("{name} is locked with a password; unpack it and zip it again without one.")
            raise ImportFault(words, name=self._name)

    def _content(self, entry: zipfile.ZipInfo) -> bytes:
        """Unpack one file, counting what really comes out."""
        pieces = []
        try:
            with self._zip.open(entry) as file:
                while piece := file.read(_PIECE):
                    self._unpacked += len(piece)
                    if self._unpacked > MAX_UNZIPPED:
                        raise self._too_large()
                    pieces.append(piece)
                    self._options.step(0.05, gettext("unpacking"))
        except ImportFault:
            raise
        except (
            zipfile.BadZipFile,
            zlib.error,
            NotImplementedError,
            RuntimeError,
            EOFError,
            ValueError,
            OSError,
        ) as error:
            raise self._broken() from error
        return b"".join(pieces)

    def _broken(self) -> ImportFault:
        return ImportFault(noop("{name} is a broken zip file; make or download it again."), name=self._name)

    def _too_large(self) -> ImportFault:
        return ImportFault(
            noop("{name} holds more than {most} bytes unpacked (limit MAX_UNZIPPED); cut it in several files."),
            name=self._name,
            most=MAX_UNZIPPED,
        )


def _is_noise(entry: zipfile.ZipInfo) -> bool:
    """Folders, and what file managers add by themselves."""
    path = PurePosixPath(entry.filename)
    return entry.is_dir() or path.name.startswith(".") or "__MACOSX" in path.parts
