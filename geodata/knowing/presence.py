"""Who was reported where: presence on a day, and claimed strengths by year."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import pandas as pd

from geodata.languages import gettext, speaking
from geodata.reading.coverage import coverage
from geodata.reading.partial_dates import date_words, parse_partial_date, period_words
from geodata.reading.story import Story


def on_day(story: Story, day: dt.date) -> pd.Series:
    """Say for each presence row whether it is reported on a day.

    A row without an end counts from its start on: no end was reported, which does not prove that the men were
    still there. A row without a start cannot be placed in time and does not count.
    """
    presence, moment = story.presence, pd.Timestamp(day)
    return (presence["start"] <= moment) & (presence["end"].isna() | (presence["end"] >= moment))


def last_reported(story: Story, known_on: dt.date | None = None) -> pd.DataFrame:
    """Say of each row without an end until when it was reported: a frame with ``day`` and the date in ``words``.

    The day is the last that the newest dated source of the row allows, of those public by the as-of day; the words are
    as exact as that source is dated. A row whose sources carry no date stands or falls with its own start; one without
    a start is left out. Never later than the last review of the tables.
    """
    return _last_reported(story, known_on)


@lru_cache(maxsize=16)
def _last_reported(story: Story, known_on: dt.date | None) -> pd.DataFrame:
    published, latest = story.sources["published"], known_on or dt.date.max
    latest = min(latest, coverage(story).reviewed)
    found = {}
    for row_id, row in story.presence[story.presence["end"].isna() & story.presence["start"].notna()].iterrows():
        dates = [date for source in row["source_ids"] if (date := published[source])]
        days = [(parse_partial_date(date).last_day, date) for date in (*dates, row["from_date"])]
        begun = parse_partial_date(row["from_date"]).first_day
        found[row_id] = max(
            ((day, date) for day, date in days if begun <= day <= latest), default=(begun, row["from_date"])
        )
    with speaking(story.language):  # what is kept with a story is in its language
        words = [gettext("last reported: {date}").format(date=date_words(date)) for _, date in found.values()]
    days_of = pd.to_datetime(pd.Series([day for day, _ in found.values()], index=list(found), dtype=object))
    return pd.DataFrame({"day": days_of.astype("datetime64[us]"), "words": words}, index=list(found))


def faded_on(story: Story, day: dt.date, known_on: dt.date | None = None) -> dict[str, str]:
    """Return the rows without an end that were last reported before a day, by id, with the words that say when."""
    reported = last_reported(story, known_on)
    return dict(reported["words"][reported["day"] < pd.Timestamp(day)])


def report_periods(story: Story, known_on: dt.date | None = None) -> pd.Series:
    """Return for each row its dates in words; one without an end says until when it was reported, by the as-of day.

    For whatever lists reports, so that nobody takes "no end reported" for a presence known today.
    """
    reported = last_reported(story, known_on)["words"]
    dates = zip(story.presence["from_date"], story.presence["to_date"], strict=True)
    said = pd.Series([period_words(start, end) for start, end in dates], index=story.presence.index, dtype=object)
    said[reported.index] = [
        gettext("; ").join((period, words)) for period, words in zip(said[reported.index], reported, strict=True)
    ]
    return said


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
