"""Hand-outs: what is on the screen as files that stand alone, each with its licence, citation and filters.

A format is one line in :data:`FORMATS`; the command line and the pages read nothing else. The code of a format is
imported when it is first used, so that a page which offers slides does not load the library that makes them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from geodata.languages import gettext, noop

if TYPE_CHECKING:
    from geodata.selecting.colophon import Colophon
    from geodata.selecting.selection import Selection

    Writer = Callable[[Selection, Colophon, Path], None]


@dataclass(frozen=True)
class Format:
    """One kind of hand-out: its name, the ending of its file, the media type, and "module:function" that writes it.

    ``good_for`` says what for, in one line; the pages then offer it among what to take away. Without it the command
    line alone does.

    The function takes (selection, colophon, path), writes the whole file or nothing, and raises OSError when the
    path cannot be written.
    """

    name: str
    ending: str
    media_type: str
    writer: str
    good_for: str = ""

    @property
    def words(self) -> str:
        """The name in the language that is spoken, for a button."""
        return gettext(self.name)

    def write(self, selection: Selection, colophon: Colophon, path: Path) -> None:
        """Write the file. Raises OSError when it cannot be written; an older file of that name then stays."""
        module, function = self.writer.split(":")
        writer: Writer = getattr(import_module(module), function)
        writer(selection, colophon, path)

    def content(self, selection: Selection, colophon: Colophon) -> bytes:
        """Return the very bytes that :meth:`write` writes, for a download."""
        with TemporaryDirectory() as folder:
            path = Path(folder) / f"export{self.ending}"
            self.write(selection, colophon, path)
            return path.read_bytes()


#: Name on the command line: the format. To add one, add a line.
FORMATS = {
    "html": Format(
        noop("One web page (HTML)"),
        ".html",
        "text/html",
        "geodata.exports.web_page:write_html",
        noop("One file with map, timeline, cards, claims and sources that opens without a network"),
    ),
    "png": Format(
        noop("Map to print (PNG)"),
        ".png",
        "image/png",
        "geodata.exports.picture:write_png",
        noop("A sheet of A4 at 300 dots an inch, with title, legend, scale and credits"),
    ),
    "svg": Format(
        noop("Map to print (SVG)"),
        ".svg",
        "image/svg+xml",
        "geodata.exports.picture:write_svg",
        noop("The same sheet as lines and text, for an editor"),
    ),
    "pdf": Format(noop("Printed brief (PDF, A4)"), ".pdf", "application/pdf", "geodata.exports.brief:write_brief"),
    "pdf-letter": Format(
        noop("Printed brief (PDF, Letter)"), ".pdf", "application/pdf", "geodata.exports.brief:write_brief_letter"
    ),
    "pptx": Format(
        noop("Slides (PowerPoint)"),
        ".pptx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "geodata.exports.slides:write_pptx",
    ),
    "csv": Format(
        noop("Spreadsheet tables (CSV)"),
        ".zip",
        "application/zip",
        "geodata.exports.csv_file:write_csv",
        noop("A zip with one table for each kind of row, for a spreadsheet"),
    ),
    "geojson": Format(
        "GeoJSON",
        ".geojson",
        "application/geo+json",
        "geodata.exports.geojson:write_geojson",
        noop("One file, for web maps and scripts"),
    ),
    "kml": Format(
        "KML", ".kml", "application/vnd.google-earth.kml+xml", "geodata.exports.kml:write_kml", noop("For Google Earth")
    ),
    "gpkg": Format(
        "GeoPackage",
        ".gpkg",
        "application/geopackage+sqlite3",
        "geodata.exports.geopackage:write_gpkg",
        noop("Layers and tables in one file, for QGIS"),
    ),
}
