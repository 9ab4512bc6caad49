"""What the browser needs to filter by itself: the columns of :mod:`geodata.asking.story_columns` as plain data.

It is part of the story document. ``browser/asking.js`` reads it.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

import numpy as np

from geodata.asking.story_columns import Column, StoryDays, filter_columns, left_to_python
from geodata.asking.story_rows import StoryRows
from geodata.asking.told_titles import plain_titles
from geodata.drawing.mask import encode_mask
from geodata.reading.story import Story

#: Stands for a day that never comes; an open day is null.
NEVER = 10**9

#: The tables in the order of whose rows the columns are.
TABLES = ("events", "presence", "route")

_EPOCH = dt.date(1970, 1, 1)


def filter_document(story: Story) -> dict[str, Any]:
    """Return columns by table and parameter, the days on which legs became public, and titles that were told later.

    ``python`` names by table the parameters that have none. ``titles`` holds by id the first day on which a row's title
    could be told and what stands in its place until then.
    """
    return {
        "columns": {
            table: {name: _column(column) for name, column in filter_columns(story, table).items()} for table in TABLES
        },
        "python": {table: left_to_python(table) for table in TABLES},
        "legs": {"ids": list(story.legs.index), "public": _column(_public_legs(story))},
        "titles": {row: [(day - _EPOCH).days, words] for row, (day, words) in plain_titles(story).items()},
    }


def _public_legs(story: Story) -> Column:
    return StoryDays(StoryRows(story, "legs")).becomes_public()


def _column(column: Column) -> dict[str, Any]:
    if column.values is not None:
        return {"any": {value: encode_mask(mask) for value, mask in column.values.items()}}
    if column.on is not None:
        return {"on": encode_mask(column.on)}
    days = {"days": _days(column.days), **({"sure": _days(column.sure)} if column.sure is not None else {})}
    return {**days, **({"onward": True} if column.onward else {})}


def _days(days: np.ndarray | None) -> list[int | None]:
    known = [] if days is None else days.tolist()
    return [None if np.isnan(day) else NEVER if np.isinf(day) else int(day) for day in known]
