"""`python -m geodata export`: the filters of an address as options, and a file in one of the formats."""

from __future__ import annotations

import argparse
import datetime as dt

from geodata.asking.filter_parameters import read_filters
from geodata.asking.filters import Filters
from geodata.asking.table import PARAMETERS
from geodata.exports import FORMATS
from geodata.languages import LANGUAGES
from geodata.reading.faults import BrokenTablesError
from geodata.reading.story import Story, load_story
from geodata.reading.translation import in_language
from geodata.selecting.colophon import colophon
from geodata.selecting.selection import Selection, select

#: Options that are parameters of the address, under the same name.
OPTIONS = (*(row.name for row in PARAMETERS), "event")


class RefusedError(ValueError):
    """Nothing was written; the message is one sentence that says why (one line a fault when tables are broken)."""


def export(chosen: argparse.Namespace) -> str:
    """Write one file and return a line that says what is in it. Raises RefusedError when nothing was written."""
    if chosen.format not in FORMATS:
        raise RefusedError(f"There is no format “{chosen.format}”; use one of: {', '.join(FORMATS)}.")
    if chosen.lang not in LANGUAGES:
        raise RefusedError(f"There is no language “{chosen.lang}”; use one of: {', '.join(LANGUAGES)}.")
    try:
        story = in_language(load_story(chosen.tables), chosen.lang)
        filters, row = _wanted(chosen, story)
        selection = select(story, filters, chosen.variant, row)
    except BrokenTablesError as error:
        raise RefusedError("\n".join(str(fault) for fault in error.faults)) from error
    except ValueError as error:
        raise RefusedError(str(error)) from error
    _write(chosen, selection)
    parts = [
        selection.counts.words(),
        f"claims: {len(selection.claims)}",
        f"presence reports: {len(selection.presence)}",
        f"legs of the route: {len(selection.legs)}",
    ]
    return f"{chosen.out}: {'; '.join(parts)}"


def _wanted(chosen: argparse.Namespace, story: Story) -> tuple[Filters, str | None]:
    """Read the options as the address is read; where a page would show a notice and go on, this stops."""
    given = {name: getattr(chosen, name) for name in OPTIONS if getattr(chosen, name)}
    filters, notices = read_filters(given, story)
    row: str | None = given["event"][-1] if "event" in given else None
    if row is not None and not any(row in table.index for table in (story.events, story.presence, story.route)):
        notices.append(f"There is no event “{row[:40]}”, so that part of the address was ignored.")
    if notices:
        raise RefusedError(f"Nothing was written, for of these filters a page would say: {' '.join(notices)}")
    return filters, row


def _write(chosen: argparse.Namespace, selection: Selection) -> None:
    about = colophon(selection.story, selection.filters, dt.datetime.now(dt.UTC), chosen.tables, selection.chosen)
    try:
        FORMATS[chosen.format].write(selection, about, chosen.out)
    except OSError as error:
        why = error.strerror or str(error)
        what_to_do = "name a file in a folder that exists and that you may write to"
        raise RefusedError(f"{chosen.out} could not be written ({why}); {what_to_do}.") from error
