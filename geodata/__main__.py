"""The command line: `python -m geodata COMMAND`."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path

from geodata.check import read_and_check
from geodata.descriptor import TABLES


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0 when all is well, 1 when it found faults. A wrong call exits with 2."""
    if isinstance(sys.stdout, TextIOWrapper):
        # a console that lacks a letter shows its number instead of stopping the report
        sys.stdout.reconfigure(errors="backslashreplace")
    parser = argparse.ArgumentParser(
        prog="python -m geodata", description="Work with the tables of the story."
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_check(commands)
    chosen = parser.parse_args(arguments)
    exit_code: int = chosen.run(chosen)
    return exit_code


def _add_check(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    text = "Check every table and every reference; print one line for each fault."
    command = commands.add_parser("check", help=text, description=text)
    command.add_argument(
        "folder",
        nargs="?",
        type=Path,
        default=TABLES,
        metavar="FOLDER",
        help="folder with the tables (default: the tables of this project)",
    )
    command.set_defaults(run=_check)


def _check(chosen: argparse.Namespace) -> int:
    tables, faults = read_and_check(chosen.folder)
    for fault in faults:
        print(fault)
    if faults:
        return 1
    counts = ", ".join(f"{name} {len(table.rows)}" for name, table in tables.items())
    total = sum(len(table.rows) for table in tables.values())
    print(f"{len(tables)} tables, {total} rows, no faults: {counts}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
