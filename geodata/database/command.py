"""`python -m geodata store`: the events of a file into a database."""

from __future__ import annotations

import argparse
import os

from geodata.database.faults import DatabaseFault
from geodata.imported.event_order import by_country_and_day
from geodata.importers.command import options_of
from geodata.importers.faults import ImportFault
from geodata.importers.read import read_events

#: Where the address stands when the command does not name one: other users of a machine see what a command is given.
VARIABLE = "GEODATA_EVENTS_URL"


def store_file(chosen: argparse.Namespace) -> tuple[str, bool]:
    """Read a file, store its accepted events, and return the one-line summary and whether every row was accepted.

    Raises ImportFault when the file cannot be read, DatabaseFault when the events cannot be stored.
    """
    address = chosen.url or os.environ.get(VARIABLE, "")
    if not address:
        raise DatabaseFault(f"Name the database: --url postgresql://user@host/name, or {VARIABLE} in the environment.")
    from geodata.database.connection import Database
    from geodata.database.storing import store

    database = Database(address)
    result = read_events(chosen.file, options=options_of(chosen))
    if not result.accepted:
        raise ImportFault(f"{chosen.file}: {result.summary()}. Nothing was stored, and what was there before stays.")
    stored = store(database, by_country_and_day(result), chosen.file.name)
    held_back = "" if result.events["may_export"].all() else "; its licence keeps these rows out of exports"
    changed = f"; {stored.cells_changed} cells held a NUL, in place of which U+FFFD is stored"
    summary = f"{chosen.file}: {result.summary()}{held_back}{changed if stored.cells_changed else ''}"
    return f"{summary}; stored as version {stored.version}", result.rejected == 0
