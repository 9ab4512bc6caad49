"""Whether one cell holds what its column may hold: type, vocabulary, form, range, calendar, list."""

from __future__ import annotations

import math
import re
from collections import Counter

from geodata.reading.descriptor import Column, list_items
from geodata.reading.partial_dates import PartialDate, parse_partial_date

_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?")
_INTEGER = re.compile(r"-?[0-9]+")


def number_in(cell: str) -> float | None:
    """The number in a cell; None when it holds no plain decimal number ("1e3", "1,5" and "NaN" are none)."""
    if not _NUMBER.fullmatch(cell):
        return None
    number = float(cell)
    return number if math.isfinite(number) else None


def date_in(cell: str) -> PartialDate | None:
    """The partial date in a cell; None when it is blank or no date."""
    try:
        return parse_partial_date(cell)
    except ValueError:
        return None


def what_is_wrong(cell: str, column: Column) -> str:
    """What is wrong with a cell and what to do, as one sentence; "" when nothing is.

    References to other tables are not looked at: see `rules`.
    """
    if not cell:
        return f"the cell is blank; it must hold: {column.description}" if column.required else ""
    if column.is_list:
        return _wrong_list(cell)
    if column.is_partial_date:
        return _wrong_date(cell, column)
    if column.type in ("number", "integer"):
        return _wrong_number(cell, column)
    if column.enum and cell not in column.enum:
        return f"this word is not in the column's vocabulary; write one of {', '.join(column.enum)}"
    if column.pattern and not re.fullmatch(column.pattern, cell):
        return f"this does not have the form the column needs; it must hold: {column.description}"
    return ""


def _wrong_list(cell: str) -> str:
    items = list_items(cell)
    if "" in items:
        return "an item of the list is blank; take out the ';' that is too many"
    if any(item != item.strip() for item in items):
        return "an item of the list begins or ends with a space; join items by ';' without spaces"
    repeated = [item for item, times in Counter(items).items() if times > 1]
    if repeated:
        return f"the list names {repeated[0]!r} more than once; keep one"
    return ""


def _wrong_date(cell: str, column: Column) -> str:
    try:
        written = parse_partial_date(cell)
    except ValueError as error:
        return str(error)
    if column.pattern and not re.fullmatch(column.pattern, cell):
        if 1900 <= written.first_day.year <= 2099:
            return f"this is not sharp enough for the column; it must hold: {column.description}"
        return "the year is outside 1900 to 2099; correct it"
    return ""


def _wrong_number(cell: str, column: Column) -> str:
    if column.type == "integer" and not _INTEGER.fullmatch(cell):
        return "this is not a whole number; write digits only"
    number = number_in(cell)
    if number is None:
        return "this is not a number; write digits, with a point before decimals, and nothing else"
    if column.minimum is not None and number < column.minimum:
        return f"the number is below {column.minimum:g}, the lowest the column allows; correct it"
    if column.maximum is not None and number > column.maximum:
        return f"the number is above {column.maximum:g}, the highest the column allows; correct it"
    return ""
