"""`python -m geodata import`: a file in, a report and, if wanted, the accepted events out."""

from __future__ import annotations

import argparse
from pathlib import Path

import pandas as pd

from geodata.atomic import write_bytes
from geodata.importers.faults import ImportFault
from geodata.importers.options import ImportOptions
from geodata.importers.read import read_events
from geodata.importers.safe_csv import safe_csv

#: Columns whose cells are tuples, and so are joined by "; " in a file.
_LISTS = ("actors", "actor_kinds", "actor_ids")


def import_file(chosen: argparse.Namespace) -> tuple[str, bool]:
    """Read, write, and return the one-line summary and whether every row was accepted.

    Raises ImportFault when the file cannot be read or a result cannot be written.
    """
    result = read_events(chosen.file, options=options_of(chosen))
    _write(chosen.report, result.report)
    if chosen.out is not None:
        events = result.events.reset_index()
        for column in _LISTS:
            events[column] = ["; ".join(names) for names in events[column]]
        _write(chosen.out, events)
    held_back = "" if result.events["may_export"].all() else "; its licence keeps these rows out of exports"
    return f"{chosen.file}: {result.summary()}{held_back}", result.rejected == 0


def options_of(chosen: argparse.Namespace) -> ImportOptions:
    """Turn the options of a command that reads a file into those of an import. Raises ImportFault."""
    mapping: dict[str, str | tuple[str, ...]] = {}
    for pair in chosen.map:
        field, _, column = pair.partition("=")
        if not column:
            raise ImportFault(f"--map takes FIELD=COLUMN, not “{pair}”.")
        earlier = mapping.get(field)
        mapping[field] = column if earlier is None else (*([earlier] if isinstance(earlier, str) else earlier), column)
    return ImportOptions(
        mapping=mapping,
        day_order=chosen.day_order,
        dataset=chosen.dataset,
        licence=chosen.licence,
        layer=chosen.layer,
    )


def _write(path: Path, frame: pd.DataFrame) -> None:
    """Write a table whole or not at all."""
    try:
        write_bytes(path, safe_csv(frame))
    except OSError as error:
        why = error.strerror or str(error)
        raise ImportFault(
            f"{path} could not be written ({why}); name a file in a folder that exists and that you may write to."
        ) from error
