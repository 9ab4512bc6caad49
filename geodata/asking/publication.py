"""What was public by a day: sources by their own date, rows by their sources and by the day that dates them."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import pandas as pd

from geodata.reading.coverage import coverage
from geodata.reading.partial_dates import first_and_last_day
from geodata.reading.story import Story

#: Answers that are kept; what is handed out is shared and must not be changed.
_KEPT = 256


def public_by(story: Story, frame: pd.DataFrame, day: dt.date) -> pd.Series:
    """Whether a row was public by a day: at least one of its sources was, and nothing dates it later.

    Its column ``known``, where it has one, is the first day on which it was public; blank, it never makes it so.
    """
    named = _ids_public(story, day)
    public = frame["source_ids"].map(lambda ids: not named.isdisjoint(ids)).astype(bool)
    return public & (frame["known"] <= pd.Timestamp(day)) if "known" in frame else public


@lru_cache(maxsize=_KEPT)
def sources_public(story: Story, day: dt.date | None) -> pd.Series:
    """Say for each source whether it was published by a day. An undated source cannot show that it was."""
    sources = story.sources
    if day is None:
        return pd.Series(True, index=sources.index)
    last_days = [first_and_last_day(published, published)[1] for published in sources["published"]]
    return pd.Series([last is not None and last <= day for last in last_days], index=sources.index)


def first_public_days(story: Story, frame: pd.DataFrame) -> pd.Series:
    """Return the first day on which each row was public, as :func:`public_by` tells it; NaT where nothing shows it."""
    days = _published_days(story)
    told = frame["source_ids"].map(lambda ids: min((days[i] for i in ids if i in days), default=pd.NaT))
    first = pd.Series(pd.to_datetime(told).astype("datetime64[us]"), index=frame.index)
    if "known" not in frame:
        return first
    return first.where(first >= frame["known"], frame["known"]).where(first.notna() & frame["known"].notna())


@lru_cache(maxsize=8)
def _published_days(story: Story) -> dict[str, pd.Timestamp]:
    """The last day on which each source can have been published, by id; an undated source has none."""
    found = {i: first_and_last_day(text, text)[1] for i, text in story.sources["published"].items()}
    return {str(i): pd.Timestamp(day) for i, day in found.items() if day is not None}


def all_of_them_public(story: Story, lists: pd.Series, known_on: dt.date | None) -> pd.Series:
    """Say for each list of source ids whether all of them were public by the as-of day; without a day, all were.

    On the day of the last review all had been read, also those that bear no day.
    """
    if known_on is None or known_on >= coverage(story).reviewed:
        return pd.Series(True, index=lists.index)
    named = _ids_public(story, known_on)
    return pd.Series([named.issuperset(ids) for ids in lists], index=lists.index, dtype=bool)


def all_public_days(story: Story, lists: pd.Series) -> pd.Series:
    """Return for each list of source ids the first day on which all were public (:func:`all_of_them_public`)."""
    days, reviewed = _published_days(story), pd.Timestamp(coverage(story).reviewed)
    told = [
        min(reviewed, max((days[i] for i in ids), default=pd.Timestamp(0))) if all(i in days for i in ids) else reviewed
        for ids in lists
    ]
    return pd.Series(told, index=lists.index, dtype="datetime64[us]")


@lru_cache(maxsize=_KEPT)
def _ids_public(story: Story, day: dt.date) -> frozenset[str]:
    published = sources_public(story, day)
    return frozenset(published.index[published])
