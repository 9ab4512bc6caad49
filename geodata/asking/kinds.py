"""The kinds of parameters: how a value is read from an address, and how it is written there."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

from geodata.asking.parameter import Fault, Kind, Parameter
from geodata.languages import noop
from geodata.languages.formats import number

#: The longest free text that is searched for; a longer one is cut and the viewer is told.
MAX_TEXT = 200

#: ``date.fromisoformat`` would also read 20010727 and 2001-W30.
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _read_choice(row: Parameter, values: Sequence[str], known: frozenset[str], fault: Fault) -> tuple[str, ...]:
    wanted = dict.fromkeys(values)
    if row.choice is not None:
        for value in wanted:
            if value not in known:
                fault(*row.choice.unknown, value=_shorten(value))
    return tuple(value for value in wanted if value in known)


def _read_day(row: Parameter, values: Sequence[str], known: frozenset[str], fault: Fault) -> dt.date | None:
    value = " ".join(values[-1:]).strip()
    if not value:
        return None
    try:
        if not _DAY.fullmatch(value):
            raise ValueError(value)
        return dt.date.fromisoformat(value)
    except ValueError:
        fault(
            noop("“{value}” is not a day in the form YYYY-MM-DD."),
            noop("“{value}” is not a day in the form YYYY-MM-DD, so “{name}” was ignored."),
            value=_shorten(value),
            name=row.name,
        )
        return None


def _read_text(row: Parameter, values: Sequence[str], known: frozenset[str], fault: Fault) -> str:
    text = " ".join(values[-1:]).strip()
    if len(text) <= MAX_TEXT:
        return text
    fault(
        noop("The search text was longer than {limit} characters."),
        noop("The search text was longer than {limit} characters and was cut there."),
        limit=number(MAX_TEXT),
    )
    return text[:MAX_TEXT].rstrip()


def _read_flag(row: Parameter, values: Sequence[str], known: frozenset[str], fault: Fault) -> bool:
    value = " ".join(values[-1:])
    if value not in ("", "1"):
        fault(
            noop("“{name}” can only be 1, not “{value}”."),
            noop("“{name}” can only be 1, not “{value}”, so it was ignored."),
            name=row.name,
            value=_shorten(value),
        )
    return value == "1"


def _write_day(day: dt.date | None) -> list[str]:
    return [day.isoformat()] if day else []


def _shorten(value: str) -> str:
    return value if len(value) <= 40 else value[:39] + "…"


_DAY_SCHEMA = {"anyOf": [{"type": "string", "format": "date"}, {"const": ""}]}

#: Several values of a list.
CHOICE = Kind("choice", (), _read_choice, list, {"type": "string"}, "ID", "may be given several times", repeats=True)
#: The first or the last day of a span: two that stand in this order in the table.
BOUND = Kind("bound", None, _read_day, _write_day, _DAY_SCHEMA, "YYYY-MM-DD", "")
#: Free text.
TEXT = Kind(
    "text", "", _read_text, lambda text: [text] if text else [], {"type": "string", "maxLength": MAX_TEXT}, "TEXT"
)
#: On or off.
FLAG = Kind("flag", False, _read_flag, lambda on: ["1"] if on else [], {"enum": ["", "1"]}, "1")
#: One day.
DAY = Kind("day", None, _read_day, _write_day, _DAY_SCHEMA, "YYYY-MM-DD", "")

#: In the order in which an address is read and faults are told.
KINDS = (CHOICE, BOUND, TEXT, FLAG, DAY)
