"""Who was reported where: presence on a day, and claimed strengths by year."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import pandas as pd

from geodata.languages import gettext, speaking
from geodata.story import Story


def on_day(story: Story, day: dt.date) -> pd.Series:
    """Say for each presence row whether it is reported on a day.

    A row without an end counts from its start on: no end was reported, which does not prove that the men were
    still there. A row without a start cannot be placed in time and does not count.
    """
    presence, moment = story.presence, pd.Timestamp(day)
    return (presence["start"] <= moment) & (presence["end"].isna() | (presence["end"] >= moment))


def undated(story: Story, mask: pd.Series) -> int:
    """Count the rows of a mask that no source dates, so that a page can say that a day leaves them out."""
    return int((mask & story.presence["start"].isna()).sum())


def strengths(story: Story, mask: pd.Series) -> pd.DataFrame:
    """Return the claimed numbers of men, one row a claim, by country and time.

    Columns: ``country``, ``force``, ``scope`` ("whole country" or the place's name), ``low``, ``high`` (men;
    NaN where open), ``start``, ``end``, ``from_date``, ``to_date``, ``claimant``, ``source_ids``. Index: row id.
    """
    rows = _all_strengths(story)
    return rows[mask.reindex(rows.index)]


@lru_cache(maxsize=4)
def _all_strengths(story: Story) -> pd.DataFrame:
    rows = story.presence[story.presence["strength_min"].notna() | story.presence["strength_max"].notna()]
    names = rows["place_id"].map(story.places["name"])
    whole = rows["nature"].str.startswith("country")
    with speaking(story.language):  # what is kept with a story is in its language
        everywhere = gettext("whole country")
    table = pd.DataFrame(
        {
            "country": rows["country"],
            "force": rows["force"],
            "scope": names.where(~whole, everywhere),
            "low": rows["strength_min"],
            "high": rows["strength_max"],
            "start": rows["start"],
            "end": rows["end"],
            "from_date": rows["from_date"],
            "to_date": rows["to_date"],
            "claimant": rows["strength_claimant"],
            "source_ids": rows["source_ids"],
        }
    )
    return table.sort_values(["country", "start"], kind="stable")
