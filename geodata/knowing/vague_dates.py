"""Rows whose vague date only may lie in the days asked for: counted apart, drawn pale, in no figure."""

from __future__ import annotations

from geodata.asking.filters import Filters, events_that_may_lie, presence_that_may_lie
from geodata.languages import gettext, ngettext
from geodata.languages.formats import number
from geodata.reading.partial_dates import date_words, period_words
from geodata.reading.story import Story

#: Up to so many different dates are named.
_NAMED = 3


def events_apart(story: Story, filters: Filters) -> dict[str, str]:
    """Return the events that may lie in the days asked for, by id, each with its date in words."""
    rows = story.events[events_that_may_lie(story, filters)]
    return {str(row.Index): date_words(row.date_start, row.date_end, row.date_precision) for row in rows.itertuples()}


def reports_apart(story: Story, filters: Filters) -> dict[str, str]:
    """Return the reports of presence that may lie in the days asked for, by id, each with its dates in words.

    Those without a start are told by :func:`reports_without_start`: to nothing are they dated.
    """
    rows = story.presence[presence_that_may_lie(story, filters) & story.presence["start"].notna()]
    return {str(row.Index): period_words(row.from_date, row.to_date) for row in rows.itertuples()}


def reports_without_start(story: Story, filters: Filters) -> dict[str, str]:
    """Return the reports without a start that may lie in the days asked for, by id, each with its dates in words."""
    rows = story.presence[presence_that_may_lie(story, filters) & story.presence["start"].isna()]
    return {str(row.Index): period_words(row.from_date, row.to_date) for row in rows.itertuples()}


def without_start_words(rows: dict[str, str]) -> str:
    """Say how many reports without a start may lie in the days asked for; "" when there is none."""
    if not rows:
        return ""
    return ngettext(
        "{n} more may lie in these days: its start is not known.",
        "{n} more may lie in these days: their start is not known.",
        len(rows),
    ).format(n=number(len(rows)))


def apart_words(rows: dict[str, str]) -> str:
    """Say how many rows only may lie in the days asked for, and to what they are dated; "" when there is none."""
    if not rows:
        return ""
    named = list(dict.fromkeys(rows.values()))
    dates = gettext("; ").join(named) if len(named) <= _NAMED else gettext("a month or a year")
    return ngettext(
        "{n} more may lie in these days: it is dated only to {dates}.",
        "{n} more may lie in these days: they are dated only to {dates}.",
        len(rows),
    ).format(n=number(len(rows)), dates=dates)


def pale_words(rows: dict[str, str]) -> dict[str, str]:
    """Return for each row what a mark on a map says of it."""
    words = gettext("may lie in these days; dated only to {date}")
    return {row: words.format(date=date) for row, date in rows.items()}


def pale_without_start(rows: dict[str, str]) -> dict[str, str]:
    """The same for reports without a start."""
    return dict.fromkeys(rows, gettext("may lie in these days; its start is not known"))
