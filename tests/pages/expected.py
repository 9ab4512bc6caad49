"""What a page should say, worked out from the rows of ``events.csv`` without the project's own filter."""

from __future__ import annotations

import calendar

Row = dict[str, str]

ALL = 78


def first_day(date: str) -> str:
    """The first day a partial ISO date allows, as an ISO day, which sorts as text."""
    return f"{date}-01-01"[:10] if len(date) == 4 else f"{date}-01"[:10]


def last_day(date: str) -> str:
    """The last day a partial ISO date allows."""
    if len(date) == 10:
        return date
    year, month = int(date[:4]), int(date[5:7] or 12)
    return f"{year}-{month:02}-{calendar.monthrange(year, month)[1]:02}"


def touches(row: Row, first: str, last: str) -> bool:
    """Whether an event surely happened on one of the days from ``first`` to ``last``, wherever in its dates it lies."""
    start, end = row["date_start"], row["date_end"] or row["date_start"]
    return last_day(start) <= last and first_day(end) >= first


def names(row: Row, *actors: str) -> bool:
    """Whether one of the actors takes part in an event."""
    return not set(actors).isdisjoint(row["actor_ids"].split(";"))


def line(rows: list[Row]) -> str:
    """The count line of a page that shows these rows."""
    placeless = sum(not row["place_id"] for row in rows)
    words = f"{len(rows)} of {ALL} events shown"
    return words + (f"; {placeless} {'has' if placeless == 1 else 'have'} no place" if placeless else "")
