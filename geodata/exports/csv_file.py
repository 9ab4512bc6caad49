"""The rows as CSV, for spreadsheets and for pandas.

A comment line at the head of a table would break most readers, so the usual hand-out is a zip: one CSV file a table and
a README.txt with licence, citation and filters. Where one bare table is asked for (a path that ends in ``.csv``), the
events alone are written and the same words stand in columns at the right end, ``about_licence`` and so on, in
every row.

Files are UTF-8 with a byte order mark, without which spreadsheets misread accents, and have the line ends and quotes
of RFC 4180. A text that begins with a character after which a spreadsheet expects a formula gets an apostrophe in
front; numbers are left alone. In no other format is a text changed so.
"""

from __future__ import annotations

import csv
import io
import textwrap
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pandas as pd

from geodata.atomic import write_bytes
from geodata.exports.language import in_story_language
from geodata.exports.layers import IMPORTED, cell_text, layers, records, tables
from geodata.languages import gettext, noop
from geodata.selecting.colophon import Colophon
from geodata.selecting.selection import Selection

#: = + - @ tab and line ends begin a formula or hide one (OWASP, "CSV Injection"); so do the full-width forms of the
#: first four where a spreadsheet runs in an East Asian language.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

_WIDTH = 100

_FILES = {
    "events": noop("what happened, as reported"),
    "claims": noop("who says what about an event; event_id names it"),
    "presence": noop("who was reported where"),
    "route_legs": noop("legs of the column's route, as in the variant named in them"),
    "route_waypoints": noop("the waypoints between which the legs run"),
    "places": noop("places named in the rows"),
    "sources": noop("sources named in the rows"),
    IMPORTED: noop("events that a viewer brought; not of this project"),
}
_HOW_TO_READ = noop(
    "UTF-8, comma, header row. Items of a list are joined by ';'. Dates are partial ISO dates; start and end are "
    "the first and last day they allow. lat and lon are degrees on WGS 84 and mark the centre of a circle of "
    "place_radius_km kilometres (radius_km in places.csv) in which the place lies. A text that began with a "
    "character which makes a spreadsheet compute (= + - @ tab, line end) has an apostrophe in front. relay is "
    "yes where no source of a row was opened itself and each is only told of by a relay. dimmed says of a claim why "
    "the filters do not match it: it stands there because it rivals one that they match, and is no part of what was "
    "asked for. A character that some format cannot hold, such as NUL, is replaced by U+FFFD."
)


def write_csv(selection: Selection, colophon: Colophon, path: Path) -> None:
    """Write the zip of all tables, or the bare table of events when the path ends in ``.csv``.

    Raises OSError when the path cannot be written.
    """
    bare = path.suffix.lower() == ".csv"
    write_bytes(path, events_csv(selection, colophon) if bare else csv_bytes(selection, colophon))


@in_story_language
def csv_bytes(selection: Selection, colophon: Colophon) -> bytes:
    """Return a zip with one CSV file a table and README.txt. The same rows and moment give the same bytes."""
    frames = {**layers(selection), **tables(selection)}
    names = [name for name in _FILES if name in frames]
    files = {f"{name}.csv": _table(frames[name]) for name in names}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {"README.txt": _readme(selection, colophon, names), **files}.items():
            entry = zipfile.ZipInfo(name, colophon.made_at.timetuple()[:6])
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16  # or an unpacked file has no permissions at all
            archive.writestr(entry, content)
    return buffer.getvalue()


@in_story_language
def events_csv(selection: Selection, colophon: Colophon) -> bytes:
    """Return the events as one CSV file with the colophon in every row."""
    about = {f"about_{name}": text for name, text in colophon.parts().items()}
    return _table(layers(selection)["events"], about)


@in_story_language
def claims_csv(selection: Selection, colophon: Colophon) -> bytes:
    """Return the claims as one CSV file with the colophon in every row."""
    about = {f"about_{name}": text for name, text in colophon.parts().items()}
    return _table(tables(selection)["claims"], about)


def safe_cell(value: Any) -> str:
    """Return a plain value as the text of a cell that no spreadsheet takes for a formula.

    >>> safe_cell("=1+1"), safe_cell(-2.5), safe_cell("-2.5"), safe_cell("a=b")
    ("'=1+1", '-2.5', "'-2.5", 'a=b')
    """
    text = cell_text(value)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) and not isinstance(value, int | float) else text


def _table(frame: pd.DataFrame, about: dict[str, str] | None = None) -> bytes:
    about = about or {}
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow([*(name for name in frame.columns if name != "geometry"), *about])
    for record in records(frame):
        writer.writerow([safe_cell(value) for value in (*record.values(), *about.values())])
    return buffer.getvalue().encode("utf-8-sig")


def _readme(selection: Selection, colophon: Colophon, names: Iterable[str]) -> bytes:
    """Plain text with Windows line ends, which every editor shows."""
    lines = [colophon.title, "", selection.counts.words(), ""]
    entry = gettext("{name}: {words}")
    for name, text in list(colophon.labelled().items())[1:]:  # the title stands above them
        words = entry.format(name=name.replace("_", " "), words=text)
        lines += textwrap.wrap(words, _WIDTH, subsequent_indent="  ")
    files = (entry.format(name=f"{name}.csv", words=gettext(_FILES[name])) for name in names)
    lines += ["", gettext("Files"), *(f"  {line}" for line in files), ""]
    lines += textwrap.wrap(gettext(_HOW_TO_READ), _WIDTH)
    return "\r\n".join([*lines, ""]).encode("utf-8-sig")
