"""Dates that are known to the day, the month or the year, and the words for them.

A partial ISO date is `YYYY`, `YYYY-MM` or `YYYY-MM-DD` (ISO 8601 calls the first two "reduced precision"). It
stands for a span of days: `2001-07` is every day from 1 to 31 July 2001. Nothing here makes a date sharper
than it is written.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import Literal, NamedTuple

from geodata.languages import gettext, noop
from geodata.languages.formats import day_words, joined_up, month_day, month_words

Precision = Literal["day", "month", "year"]

_FORM = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")

#: Two dates by how exact they are: which words join them depends on that in other languages than English.
_FROM_TO = {
    ("day", "day"): noop("{start_day} to {end_day}"),
    ("day", "month"): noop("{start_day} to {end_month}"),
    ("day", "year"): noop("{start_day} to {end_year}"),
    ("month", "day"): noop("{start_month} to {end_day}"),
    ("month", "month"): noop("{start_month} to {end_month}"),
    ("month", "year"): noop("{start_month} to {end_year}"),
    ("year", "day"): noop("{start_year} to {end_day}"),
    ("year", "month"): noop("{start_year} to {end_month}"),
}
_OPEN_END = {
    "day": noop("from {start_day}, no end reported"),
    "month": noop("from {start_month}, no end reported"),
    "year": noop("from {start_year}, no end reported"),
}
_OPEN_START = {
    "day": noop("until {end_day}, start not known"),
    "month": noop("until {end_month}, start not known"),
    "year": noop("until {end_year}, start not known"),
}


class PartialDate(NamedTuple):
    """The first and last day that a partial date allows, and the precision with which it is written."""

    first_day: date
    last_day: date
    precision: Precision


def parse_partial_date(text: str) -> PartialDate:
    """Read a partial ISO date.

    >>> parse_partial_date("2001-07")
    PartialDate(first_day=datetime.date(2001, 7, 1), last_day=datetime.date(2001, 7, 31), precision='month')
    >>> parse_partial_date("2001").last_day
    datetime.date(2001, 12, 31)

    Raises ValueError with a sentence for a person when the text is anything else or names a day that does not
    exist.
    """
    match = _FORM.fullmatch(text)
    if match is None:
        raise ValueError("this is not a date; write YYYY, YYYY-MM or YYYY-MM-DD")
    year, month, day = (int(part) if part else None for part in match.groups())
    try:
        if year is None or month is None:
            whole_year = date(int(match[1]), 1, 1)
            return PartialDate(whole_year, whole_year.replace(month=12, day=31), "year")
        if day is None:
            first = date(year, month, 1)
            return PartialDate(first, first.replace(day=monthrange(year, month)[1]), "month")
        only = date(year, month, day)
    except ValueError:
        raise ValueError("there is no such day in the calendar; correct the year, month or day") from None
    return PartialDate(only, only, "day")


def first_and_last_day(start: str, end: str) -> tuple[date | None, date | None]:
    """First day of `start` and last day of `end`, both partial dates; None where one is blank.

    >>> first_and_last_day("1998-12", "1999-02")
    (datetime.date(1998, 12, 1), datetime.date(1999, 2, 28))

    Raises ValueError as `parse_partial_date` does.
    """
    first = parse_partial_date(start).first_day if start else None
    last = parse_partial_date(end).last_day if end else None
    return first, last


def date_words(start: str, end: str = "", precision: str = "") -> str:
    """A date or a span of dates in words, as exact as it is written and no more.

    `start` and `end` are partial ISO dates; a blank end means that the start says all that is known.
    `precision` is the column `date_precision`: "season" marks a span that is only approximate, "latest"
    a day that is only the latest possible one; any other value changes nothing, for the form of a date already
    tells its precision.

    >>> date_words("2001-07-27")
    '27 July 2001'
    >>> date_words("2001-07", "2001-07", "month")
    'July 2001'
    >>> date_words("2001", "", "year")
    '2001'
    >>> date_words("2001-07-26", "2001-07-27", "day")
    '26-27 July 2001'
    >>> date_words("2001-06-30", "2001-07-02", "day")
    '30 June to 2 July 2001'
    >>> date_words("1998-12", "1999-02", "month")
    'December 1998 to February 1999'
    >>> date_words("2000-11", "2001-02", "season")
    'about November 2000 to February 2001'
    >>> date_words("2001-11-02", "2001-11-02", "latest")
    'by 2 November 2001'
    >>> date_words("1996", "1997", "year")
    '1996-1997'
    >>> date_words("")
    'date not known'

    Raises ValueError as `parse_partial_date` does, and when there is an end without a start.
    """
    if not start:
        if end:
            raise ValueError("there is an end date without a start date; use period_words for open periods")
        return gettext("date not known")
    words = _words(start) if end in ("", start) else _span_words(start, end)
    around = {"season": gettext("about {dates}"), "latest": gettext("by {dates}")}
    return around.get(precision, "{dates}").format(dates=words)


def period_words(start: str, end: str) -> str:
    """Words for a period whose blank start or end means "not known", as in the table of presence.

    >>> period_words("1995-01", "2000-07")
    'January 1995 to July 2000'
    >>> period_words("2000-11-14", "")
    'from 14 November 2000, no end reported'
    >>> period_words("", "1997")
    'until 1997, start not known'
    >>> period_words("", "")
    'dates not known'

    Raises ValueError as `parse_partial_date` does.
    """
    if start and end:
        return date_words(start, end)
    if start:
        precision = parse_partial_date(start).precision
        return _set_in(_OPEN_END[precision], **{f"start_{precision}": _words(start)})
    if end:
        precision = parse_partial_date(end).precision
        return _set_in(_OPEN_START[precision], **{f"end_{precision}": _words(end)})
    return gettext("dates not known")


def _words(text: str) -> str:
    first_day, _, precision = parse_partial_date(text)
    if precision == "year":
        return f"{first_day.year:04d}"
    return month_words(first_day) if precision == "month" else day_words(first_day)


def _span_words(start: str, end: str) -> str:
    """Two different dates; what they share (month, year) is said once, if both are equally exact."""
    first, last = parse_partial_date(start), parse_partial_date(end)
    if first.precision == last.precision == "year":
        return f"{_words(start)}-{_words(end)}"
    beginning = _words(start)
    if first.precision == last.precision and first.first_day.year == last.first_day.year:
        if first.precision == "day" and first.first_day.month == last.first_day.month:
            return f"{month_day(first.first_day.day)}-{_words(end)}"
        beginning = beginning.rsplit(" ", maxsplit=1)[0]
    dates = {f"start_{first.precision}": beginning, f"end_{last.precision}": _words(end)}
    return _set_in(_FROM_TO[first.precision, last.precision], **dates)


def _set_in(words: str, **dates: str) -> str:
    return joined_up(gettext(words).format(**dates))
