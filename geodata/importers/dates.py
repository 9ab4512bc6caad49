"""Dates as data sets write them, each different text looked at once."""

from __future__ import annotations

import datetime as dt
import re
from calendar import monthrange
from dataclasses import dataclass
from typing import Literal, NamedTuple

import numpy as np
import pandas as pd

from geodata.importers.limits import FIRST_YEAR, LAST_YEAR
from geodata.importers.raw_table import codes_of
from geodata.importers.report import Report
from geodata.importers.sentences import YEAR_OUTSIDE
from geodata.languages import noop

Order = Literal["", "dmy", "mdy"]

#: Why a date was not read: fault -> (reason, remedy).
FAULTS = {
    "blank": (noop("there is no date"), noop("write the date, or as much of it as is known")),
    "number": (
        noop("a bare number stands where a date belongs, perhaps an id"),
        noop("choose the column that holds dates"),
    ),
    "form": (noop("this cannot be read as a date"), noop("write it as YYYY-MM-DD")),
    "day": (noop("there is no such day in the calendar"), noop("correct the year, month or day")),
    "year": (YEAR_OUTSIDE.format(first=FIRST_YEAR, last=LAST_YEAR), noop("correct the year")),
    "order": (
        noop("day and month cannot be told apart"),
        noop("say which comes first, or write the date as YYYY-MM-DD"),
    ),
}

#: No date is longer.
_LONGEST = 60

_TIME = r"(?:[T ]+\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?\s*(?:Z|UTC|[+-]\d{2}(?::?\d{2})?)?)?"
_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})" + _TIME, re.ASCII)
_YEAR_LAST = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4})" + _TIME, re.ASCII)
_DAY_NAME = re.compile(r"(\d{1,2})[ -]?([A-Za-z]{3,9})\.?[ ,-]+(\d{4})" + _TIME, re.ASCII)
_NAME_DAY = re.compile(r"([A-Za-z]{3,9})\.? (\d{1,2}),? (\d{4})" + _TIME, re.ASCII)
_NAME_YEAR = re.compile(r"([A-Za-z]{3,9})\.? (\d{4})", re.ASCII)
_YEAR_MONTH = re.compile(r"(\d{4})-(\d{1,2})", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d*)?", re.ASCII)
_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip


class _Span(NamedTuple):
    first: dt.date
    last: dt.date
    precision: str


@dataclass(frozen=True)
class Dates:
    """For each row the first and last day (datetime64[D], NaT when unread), the precision, and a fault or ""."""

    first: np.ndarray
    last: np.ndarray
    precision: np.ndarray
    fault: np.ndarray

    def report(self, report: Report, column: str, text: pd.Series, *, blank_is_fine: bool = False) -> None:
        """Reject the rows whose date was not read."""
        for fault, (reason, remedy) in FAULTS.items():
            if fault != "blank" or not blank_is_fine:
                report.cells(self.fault == fault, column, text, "rejected", reason, remedy)


def read_dates(text: pd.Series, order: Order = "", *, partial: bool = True) -> Dates:
    """Read a column of dates.

    ``order`` is needed only for texts such as 03/04/2001. With ``partial``, "2001-07", "July 2001" and "2001" are a
    month and a year; without, they are faults.
    """
    codes, uniques = codes_of(text)
    spans = [_read(unique, order, partial) for unique in uniques] or ["blank"]
    read = [span if isinstance(span, _Span) else None for span in spans]
    first = np.array([span.first if span else None for span in read], dtype="datetime64[D]")
    last = np.array([span.last if span else None for span in read], dtype="datetime64[D]")
    precision = np.array([span.precision if span else "" for span in read], dtype=object)
    fault = np.array(["" if isinstance(span, _Span) else span for span in spans], dtype=object)
    return Dates(first[codes], last[codes], precision[codes], fault[codes])


def order_in(text: pd.Series) -> Order:
    """Whether a column puts the day or the month first, if one of its dates tells and none tells otherwise."""
    found: set[Order] = set()
    for unique in codes_of(text)[1]:
        match = _YEAR_LAST.fullmatch(unique)
        if match and int(match[1]) > 12 >= int(match[2]):
            found.add("dmy")
        if match and int(match[2]) > 12 >= int(match[1]):
            found.add("mdy")
    return found.pop() if len(found) == 1 else ""


def _read(text: str, order: Order, partial: bool) -> _Span | str:
    """A span of days, or the fault."""
    if not text:
        return "blank"
    if len(text) > _LONGEST:
        return "form"
    if match := _YEAR_FIRST.fullmatch(text):
        return _day(match[1], match[2], match[3])
    if match := _YEAR_LAST.fullmatch(text):
        return _year_last(match, order)
    if (match := _DAY_NAME.fullmatch(text)) and (month := _month(match[2])):
        return _day(match[3], month, match[1])
    if (match := _NAME_DAY.fullmatch(text)) and (month := _month(match[1])):
        return _day(match[3], month, match[2])
    if partial and (match := _YEAR_MONTH.fullmatch(text)):
        return _whole_month(match[1], int(match[2]))
    if partial and (match := _NAME_YEAR.fullmatch(text)) and (month := _month(match[1])):
        return _whole_month(match[2], month)
    if _NUMBER.fullmatch(text):
        return _bare_number(text, partial)
    return "form"


def _bare_number(text: str, partial: bool) -> _Span | str:
    if not partial or not re.fullmatch(r"[12]\d{3}", text, re.ASCII):
        return "number"
    year = int(text)
    return _Span(dt.date(year, 1, 1), dt.date(year, 12, 31), "year") if FIRST_YEAR <= year <= LAST_YEAR else "year"


def _year_last(match: re.Match[str], order: Order) -> _Span | str:
    first, second = int(match[1]), int(match[2])
    if not order and first != second:
        if first <= 12 and second <= 12:
            return "order"
        order = "mdy" if second > 12 >= first else "dmy"
    return _day(match[3], first, second) if order == "mdy" else _day(match[3], second, first)


def _day(year: str, month: str | int, day: str | int) -> _Span | str:
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return "year"
    try:
        only = dt.date(int(year), int(month), int(day))
    except ValueError:
        return "day"
    return _Span(only, only, "day")


def _whole_month(year: str, month: int) -> _Span | str:
    if not FIRST_YEAR <= int(year) <= LAST_YEAR:
        return "year"
    if not 1 <= month <= 12:
        return "day"
    days = monthrange(int(year), month)[1]
    return _Span(dt.date(int(year), month, 1), dt.date(int(year), month, days), "month")


def _month(name: str) -> int:
    """1 to 12, or 0 when no month is called so; three letters are enough, as is "Sept"."""
    for number, month in enumerate(_MONTHS, start=1):
        if name.lower() in (month, month[:3]) or (number == 9 and name.lower() == "sept"):
            return number
    return 0


def month_around(days: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """First and last day of the month in which each day lies."""
    months = days.astype("datetime64[M]")
    return months.astype("datetime64[D]"), (months + 1).astype("datetime64[D]") - np.timedelta64(1, "D")


def check_spans(report: Report, first: np.ndarray, last: np.ndarray, column: str, text: pd.Series) -> None:
    """Reject rows that end before they begin; ``column`` and ``text`` are those of the end."""
    reason = noop("the event ends before it begins")
    report.cells(last < first, column, text, "rejected", reason, noop("correct one of the two dates"))


def check_future(report: Report, first: np.ndarray, today: dt.date, column: str, text: pd.Series) -> None:
    """Flag rows that begin after today."""
    future = first > np.datetime64(today, "D")
    report.cells(future, column, text, "flagged", noop("the day lies in the future"), noop("check the date"))
