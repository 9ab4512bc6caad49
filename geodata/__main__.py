"""The command line: `python -m geodata COMMAND`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from datetime import date
from io import TextIOWrapper
from pathlib import Path
from typing import Any

from geodata.asking.kinds import BOUND, CHOICE, DAY, FLAG, TEXT
from geodata.asking.table import PARAMETERS
from geodata.reading.check import read_and_check
from geodata.reading.corrections import publish, unpublished
from geodata.story_folder import TABLES

#: The order in which the filters are listed among the options.
_OPTIONS = (BOUND, DAY, CHOICE, TEXT, FLAG)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 when all is well, 1 when it found faults. A wrong call exits with 2."""
    if isinstance(sys.stdout, TextIOWrapper):
        # a console that lacks a letter shows its number instead of stopping the report
        sys.stdout.reconfigure(errors="backslashreplace")
    parser = argparse.ArgumentParser(prog="python -m geodata", description="Work with the tables of the story.")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_check(commands)
    _add_publish(commands)
    _add_export(commands)
    _add_import(commands)
    _add_store(commands)
    _add_new_story(commands)
    _add_basemap(commands)
    chosen = parser.parse_args(arguments)
    exit_code: int = chosen.run(chosen)
    return exit_code


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    text = (
        "Check every table and every reference, then whether a published row has changed; "
        "print one line for each fault."
    )
    command = commands.add_parser("check", help=text, description=text)
    _add_folder(command)
    command.set_defaults(run=_check)


def _add_publish(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    text = (
        "Write the fingerprint of every row; refuse when a published row has changed without a line in corrections.csv."
    )
    command = commands.add_parser("publish", help=text, description=text)
    _add_folder(command)
    command.add_argument(
        "--day",
        type=date.fromisoformat,
        default=None,
        metavar="YYYY-MM-DD",
        help="day of publication (default: today)",
    )
    command.set_defaults(run=_publish)


def _add_export(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    text = "Write the rows that pass the filters as one file, with licence, citation and filters inside."
    more = (
        "The options from --from to --event are the parameters of a page's address, with the same values. Those that "
        "take a list may be given several times. A value that a page would ignore stops the export."
    )
    command = commands.add_parser("export", help=text, description=f"{text} {more}", allow_abbrev=False)
    command.add_argument("--format", required=True, help="csv (a zip of tables), geojson, kml, gpkg, ...")
    command.add_argument("--out", required=True, type=Path, metavar="PATH", help="file to write; replaced if it exists")
    for row in sorted(PARAMETERS, key=lambda row: _OPTIONS.index(row.kind)):
        words = row.option or row.words if row.kind.option is None else row.kind.option
        alone: dict[str, Any] = {"nargs": "?", "const": "1"} if row.kind is FLAG else {}
        command.add_argument(f"--{row.name}", action="append", metavar=row.kind.metavar, help=words or None, **alone)
    command.add_argument("--event", action="append", metavar="ID", help="the row whose card is open; hides no other")
    command.add_argument("--variant", default="enriched", help="of the route: enriched or base-document-only")
    command.add_argument("--lang", default="en", metavar="CODE", help="language of the file's words: en, fr, ...")
    command.add_argument("--tables", type=Path, default=TABLES, metavar="FOLDER", help="folder with the tables")
    command.set_defaults(run=_export)


def _add_import(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    text = "Read a file of events; write a report on every cell at fault and, if wanted, the accepted events."
    more = "Exit code 0: every row was accepted; 1: rows were rejected, or the file could not be read."
    command = commands.add_parser("import", help=text, description=f"{text} {more}", allow_abbrev=False)
    command.add_argument("file", type=Path, metavar="FILE", help="CSV, GeoJSON, GeoPackage, or zip of one of them")
    command.add_argument("--report", type=Path, required=True, metavar="CSV", help="one line for each cell at fault")
    command.add_argument("--out", type=Path, metavar="CSV", help="accepted events, all of one model")
    _add_reading(command)
    command.set_defaults(run=_import)


def _add_store(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    text = (
        "Read a file of events and put those that are accepted into a PostGIS database, in the place of earlier ones."
    )
    more = "Exit code 0: every row was accepted; 1: rows were rejected, or nothing was stored."
    command = commands.add_parser("store", help=text, description=f"{text} {more}", allow_abbrev=False)
    command.add_argument("file", type=Path, metavar="FILE", help="CSV, GeoJSON, GeoPackage, or zip of one of them")
    url = "postgresql://user:password@host/name (default: GEODATA_EVENTS_URL in the environment)"
    command.add_argument("--url", default="", metavar="URL", help=url)
    _add_reading(command)
    command.set_defaults(run=_store)


def _add_new_story(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    text = "Write a small invented story into an empty folder, to be replaced with one's own."
    command = commands.add_parser("new-story", help=text, description=text)
    command.add_argument("folder", type=Path, metavar="DIR", help="a folder that is empty or not there yet")
    command.set_defaults(run=_new_story)


def _add_basemap(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    text = "Cut the basemap of a story out of files that are at hand; nothing is fetched."
    more = (
        "Without the options the files lie in basemap/sources of the story; what is not there is cut out of the "
        "basemap of this project, as far as that reaches."
    )
    command = commands.add_parser("basemap", help=text, description=f"{text} {more}", allow_abbrev=False)
    command.add_argument("folder", type=Path, metavar="DIR", help="the folder of the story")
    frame = (
        "degrees that the map is to hold, written as --frame=WEST,...; several make one (default: around all places)"
    )
    command.add_argument("--frame", action="append", default=[], metavar="WEST,SOUTH,EAST,NORTH", help=frame)
    command.add_argument("--land", type=Path, metavar="FILE", help="polygons with iso_a3 and name")
    command.add_argument("--water", type=Path, metavar="GEOJSON", help="lakes and rivers with kind and name")
    command.add_argument("--regions", type=Path, metavar="GEOJSON", help="lines between regions")
    command.add_argument("--labels", type=Path, metavar="CSV", help="names on the map, as in label_list.csv")
    command.set_defaults(run=_basemap)


def _add_reading(command: argparse.ArgumentParser) -> None:
    fields = "column of a plain table, as date=when or lat=north; may be given several times"
    command.add_argument("--map", action="append", default=[], metavar="FIELD=COLUMN", help=fields)
    command.add_argument("--day-order", choices=("dmy", "mdy"), default="", help="how to read 03/04/2024")
    command.add_argument("--dataset", default="", metavar="NAME", help="name of a plain table")
    command.add_argument("--licence", default="", metavar="TEXT", help="licence of a plain table")
    command.add_argument("--layer", default="", metavar="NAME", help="which layer of a file with several")


def _add_folder(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=TABLES,
        metavar="FOLDER",
        help="folder with the tables (default: the tables of this project)",
    )


def _check(chosen: argparse.Namespace) -> int:
    tables, faults = read_and_check(chosen.folder)
    faults = faults or unpublished(tables)  # what a row that is faulty by itself differs from tells nothing
    for fault in faults:
        print(fault)
    if faults:
        return 1
    counts = ", ".join(f"{name} {len(table.rows)}" for name, table in tables.items())
    total = sum(len(table.rows) for table in tables.values())
    print(f"{len(tables)} tables, {total} rows, no faults: {counts}")
    return 0


def _export(chosen: argparse.Namespace) -> int:
    from geodata.exports.command import RefusedError, export  # the other commands need no map libraries

    try:
        print(export(chosen))
    except RefusedError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _import(chosen: argparse.Namespace) -> int:
    from geodata.importers.command import import_file
    from geodata.importers.faults import ImportFault

    try:
        summary, clean = import_file(chosen)
    except ImportFault as error:
        print(error, file=sys.stderr)
        return 1
    print(summary)
    return 0 if clean else 1


def _store(chosen: argparse.Namespace) -> int:
    from geodata.database.command import store_file  # the other commands need no database
    from geodata.database.faults import DatabaseFault
    from geodata.importers.faults import ImportFault

    try:
        summary, clean = store_file(chosen)
    except (ImportFault, DatabaseFault) as error:
        print(getattr(error, "detail", error), file=sys.stderr)
        return 1
    print(summary)
    return 0 if clean else 1


def _new_story(chosen: argparse.Namespace) -> int:
    from geodata.new_story.command import new_story  # the other commands need no basemap

    return _said(new_story, chosen)


def _basemap(chosen: argparse.Namespace) -> int:
    from geodata.new_story.command import cut_basemap

    return _said(cut_basemap, chosen)


def _said(run: Callable[[argparse.Namespace], str], chosen: argparse.Namespace) -> int:
    """Print what a command says, or the one sentence in which it refuses."""
    try:
        print(run(chosen))
    except ValueError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _publish(chosen: argparse.Namespace) -> int:
    refused = publish(chosen.folder, chosen.day)
    for fault in refused:
        print(fault)
    if refused:
        return 1
    print("every row is published as it stands")
    return 0


if __name__ == "__main__":
    sys.exit(main())
