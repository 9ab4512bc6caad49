"""How many imported events begin on each day, or in each month, for the timeline."""

from __future__ import annotations

from typing import Any

import numpy as np

from geodata.imported.event_set import NO_FIRST_DAY, EventSet

#: With more different days than this, months are counted: the columns could not be told apart.
MOST_DAYS = 1500


def day_counts(events: EventSet, mask: np.ndarray) -> dict[str, Any]:
    """Count the rows that pass by their first day.

    Returns ``unit`` ("day" or "month"), ``start`` (ISO days in order, of a month its first), ``count`` (a number for
    each), ``undated``, and ``whole``: first and last year in which a row of the whole set begins, as four digits, or
    None. Counts and ``undated`` sum to the rows that pass.
    """
    dated = events.first_days != NO_FIRST_DAY
    days = events.first_days[mask & dated].astype("datetime64[D]")
    starts, counts = _counted(days)
    unit = "day"
    if len(starts) > MOST_DAYS:
        unit = "month"
        starts, counts = _counted(days.astype("datetime64[M]"))
    return {
        "unit": unit,
        "start": starts.astype("datetime64[D]").astype(str).tolist(),
        "count": counts.tolist(),
        "undated": int(np.count_nonzero(mask & ~dated)),
        "whole": _years(events.first_days[dated]),
    }


def _counted(moments: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The different moments in order, and how often each occurs; without a sort, as the span is bounded."""
    if not len(moments):
        return moments, np.zeros(0, dtype=np.int64)
    first = moments.min()
    counts = np.bincount((moments - first).astype(np.int64))
    found = np.flatnonzero(counts)
    return first + found, counts[found]


def _years(days: np.ndarray) -> list[str] | None:
    if not len(days):
        return None
    bounds = np.array([days.min(), days.max()]).astype("datetime64[D]")
    return [f"{year:04d}" for year in (bounds.astype("datetime64[Y]").astype(np.int64) + 1970).tolist()]
