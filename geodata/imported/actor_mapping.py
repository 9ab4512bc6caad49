"""Which actor of the registry a name in a file is taken for, as a table that can be kept and used again.

CSV in UTF-8 with the columns name and actor_id; a blank id says that the name is of nobody in the registry. A name that
a spreadsheet would take for a formula has an apostrophe in front, which is taken off again.
"""

from __future__ import annotations

import csv
import io

import pandas as pd

from geodata.importers.faults import ImportFault
from geodata.importers.safe_csv import FORMULA_STARTS
from geodata.languages import noop
from geodata.reading.story import Story

COLUMNS = ("name", "actor_id")

#: Bytes of a mapping, and characters of one of its cells.
MAX_BYTES = 10_000_000
MAX_CELL = 100_000

#: Characters of a cell that a message shows.
_SHOWN = 60


def mapping_csv(actor_names: pd.DataFrame) -> bytes:
    """Write the mapping in a frame with the columns name and actor_id, such as ``EventSet.actor_names``."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n", quoting=csv.QUOTE_ALL)  # or a lone carriage return stands bare
    writer.writerow(COLUMNS)
    for name, actor in zip(actor_names["name"], actor_names["actor_id"], strict=True):
        writer.writerow([_guarded(str(name)), actor])
    return stream.getvalue().encode("utf-8-sig", "replace")


def read_mapping(content: bytes, story: Story) -> dict[str, str]:
    """Read a mapping: name as given -> id of the registry, or "" for none.

    Further columns are passed over, and a semicolon may part the columns. Raises ImportFault, with a sentence for a
    person, when the table cannot be read, names an actor that is not in the registry, or maps one name to two actors.
    """
    rows = _rows(content)
    header = [cell.strip().lower() for cell in rows[0]] if rows else []
    if any(column not in header for column in COLUMNS):
        raise ImportFault(
            noop(
                "This is no mapping of actors: its first row must name the columns name and actor_id. "
                "Save the mapping first, change that file, and load it."
            )
        )
    at_name, at_actor = (header.index(column) for column in COLUMNS)
    mapping: dict[str, str] = {}
    for number, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        if len(row) <= max(at_name, at_actor):
            words = noop("Row {row} of the mapping has too few cells; write a name and the id of an actor.")
            raise ImportFault(words, row=number)
        name, actor = _bare(row[at_name]), row[at_actor].strip()
        _check(number, name, actor, mapping, story)
        mapping[name] = actor
    return mapping


def _check(number: int, name: str, actor: str, mapping: dict[str, str], story: Story) -> None:
    if not name:
        words = noop("Row {row} of the mapping has no name; write the name as the file of events gives it.")
        raise ImportFault(words, row=number)
    if actor and actor not in story.actors.index:
        raise ImportFault(
            noop(
                "Row {row} of the mapping: the registry has no actor “{actor}”; write the id of one that it has, or "
                "leave the cell blank."
            ),
            row=number,
            actor=actor[:_SHOWN],
        )
    if mapping.get(name, actor) != actor:
        words = noop("Row {row} of the mapping: “{name}” stands above already, as another actor; keep one of the rows.")
        raise ImportFault(words, row=number, name=name[:_SHOWN])


def _rows(content: bytes) -> list[list[str]]:
    if len(content) > MAX_BYTES:
        words = noop("The mapping has more than {most} bytes (limit MAX_BYTES); keep the names that are needed.")
        raise ImportFault(words, most=MAX_BYTES)
    try:
        text = content.decode("utf-8-sig")
        header = text.partition("\n")[0]
        separator = ";" if ";" in header and "," not in header else ","
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
    except UnicodeDecodeError as error:
        raise ImportFault(noop("The mapping is not in UTF-8; save it as CSV UTF-8 and load it again.")) from error
    except csv.Error as error:
        words = noop("The mapping cannot be read as CSV ({why}); save it as CSV and load it again.")
        raise ImportFault(words, why=str(error)) from error
    if any(len(cell) > MAX_CELL for row in rows for cell in row):  # a limit of csv's own is that of the whole process
        raise ImportFault(
            noop(
                "The mapping cannot be read as CSV (a cell has more than {most} characters, limit MAX_CELL); save it "
                "as CSV and load it again."
            ),
            most=MAX_CELL,
        )
    return rows


def _guarded(name: str) -> str:
    return f"'{name}" if name.lstrip("'").startswith(FORMULA_STARTS) else name


def _bare(cell: str) -> str:
    return cell[1:] if cell.startswith("'") and cell.lstrip("'").startswith(FORMULA_STARTS) else cell
