"""The days that play a part of their own in a story, from the section ``[days]`` of ``story.toml``."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

#: The section of the file.
SECTION = "days"

#: First and last day.
DaySpan = tuple[dt.date, dt.date]

_SPANS, _YEAR = ("steps", "playback", "opening"), "year"


@dataclass(frozen=True)
class Days:
    """``steps`` are the days whose events are numbered one by one, on a page of their own; without them there is none.

    ``playback`` is what the near maps run through and ``opening`` what the timeline opens on; without them both take
    the whole story. ``offered`` is the day that the presence proposes when one day is asked for; the last one that the
    account covers without it. ``year`` is that of the story, which narrow places leave out.
    """

    steps: DaySpan | None = None
    playback: DaySpan | None = None
    opening: DaySpan | None = None
    offered: dt.date | None = None
    year: int | None = None

    def without_year(self, words: str) -> str:
        """Leave the year of the story out of the words for a date.

        >>> Days(year=2001).without_year("27 July 2001"), Days().without_year("27 July 2001")
        ('27 July', '27 July 2001')
        """
        return words if self.year is None else words.replace(f" {self.year}", "")


def read_days(found: Mapping[str, Any]) -> Days:
    """Return the days of a file that :func:`day_faults` finds no fault in."""
    lines = found.get(SECTION, {})
    spans: dict[str, Any] = {name: tuple(map(dt.date.fromisoformat, lines[name])) for name in _SPANS if name in lines}
    offered = dt.date.fromisoformat(lines["offered"]) if "offered" in lines else None
    return Days(**spans, offered=offered, year=lines.get(_YEAR))


def day_faults(found: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield key, value and reason for each fault of the section."""
    lines = found.get(SECTION, {})
    if not isinstance(lines, dict):
        yield "", str(lines), "this has to be a section of days; correct it"
        return
    for name, value in lines.items():
        if reason := _reason(name, value):
            yield name, str(value), reason


def _reason(name: str, value: Any) -> str:
    if name in _SPANS:
        fine = isinstance(value, list) and len(value) == 2 and all(map(is_day, value)) and value[0] <= value[1]
        return "" if fine else 'this has to be a first and a last day, as in ["2001-05-01", "2001-05-31"]; correct it'
    if name == "offered":
        return "" if is_day(value) else 'this has to be a day, as in "2001-05-01"; correct it'
    if name == _YEAR:
        return "" if type(value) is int and 1 <= value <= 9999 else "this has to be a year, as in 2001; correct it"
    return f"nothing of this name can be said here; use one of: {', '.join([*_SPANS, 'offered', _YEAR])}"


def is_day(value: Any) -> bool:
    """Whether a value is a text that names a day as ISO 8601 does, with dashes."""
    try:
        return isinstance(value, str) and dt.date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False
