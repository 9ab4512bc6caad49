"""The titles of rows as of a day: one that rests on a source of later gives way to what the row is, and where."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import pandas as pd

from geodata.coverage import coverage
from geodata.drawing.style import KIND_LABELS, NATURES
from geodata.filters import Filters, public_by, sources_public
from geodata.languages import gettext, speaking
from geodata.story import Story


def with_told_titles(story: Story, rows: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """Return events and reports of presence with the titles and roles that could be told as of a day, if there is one.

    A title is told when all its ``title_sources`` were public, a role when all its ``role_sources`` were; one that
    names none was carried by the first of the row's sources. In place of others stand the kind of the event and its
    place, or the nature of the report, in the language of the story. Rows of other tables pass as they are.
    """
    if filters.known_on is None:
        return rows
    with speaking(story.language):
        for column, resting, plain in (("title", "title_sources", _event), ("role", "role_sources", _report)):
            if resting in rows:
                told = all_of_them_public(story, rows[resting], filters)
                words = rows[column].copy()
                words[~told] = [plain(story, row) for _, row in rows[~told].iterrows()]
                rows = rows.assign(**{column: words})
    return rows


def all_of_them_public(story: Story, lists: pd.Series, filters: Filters) -> pd.Series:
    """Say for each list of source ids whether all of them were public by the as-of day; without a day, all were.

    On the day of the last review all had been read, also those that bear no day.
    """
    if filters.known_on is None or filters.known_on >= coverage(story).reviewed:
        return pd.Series(True, index=lists.index)
    published = sources_public(story, filters)
    return pd.Series([all(published[source] for source in ids) for ids in lists], index=lists.index, dtype=bool)


def event_titles(story: Story, filters: Filters) -> pd.Series:
    """Return the title of every event, by id, as it could be told as of a day; shared, so copy before changing it."""
    return story.events["title"] if filters.known_on is None else _event_titles(story, filters.known_on)


def instead_of_titles(story: Story, filters: Filters) -> dict[str, str]:
    """Return by id what stands in place of the title of each row that was public as of a day, and its title not.

    The title of a report of presence is its force and its role.
    """
    return {} if filters.known_on is None else dict(_instead(story, filters.known_on))


def report_title(force: str, role: str) -> str:
    """Return the title of a report of presence."""
    return gettext("{force}: {role}").format(force=force, role=role)


@lru_cache(maxsize=16)
def _event_titles(story: Story, known_on: dt.date) -> pd.Series:
    return with_told_titles(story, story.events, Filters(known_on=known_on))["title"]


@lru_cache(maxsize=16)
def _instead(story: Story, known_on: dt.date) -> dict[str, str]:
    day, found = Filters(known_on=known_on), dict[str, str]()
    for table, column in ((story.events, "title"), (story.presence, "role")):
        rows = table[public_by(story, table, day)]
        told = with_told_titles(story, rows, day)
        found |= {str(row_id): row[column] for row_id, row in told[told[column] != rows[column]].iterrows()}
    with speaking(story.language):
        roles = {row: words for row, words in found.items() if row in story.presence.index}
        return found | {row: report_title(story.presence.at[row, "force"], words) for row, words in roles.items()}


def _event(story: Story, row: pd.Series) -> str:
    kind = gettext(KIND_LABELS.get(row["kind"], row["kind"]))
    if not row["place_id"]:
        return kind
    place = str(story.places.at[row["place_id"], "name"]).partition(" (")[0]
    if kind.casefold() in place.casefold():  # no "Ambush, Ambush valley"
        return place
    return gettext("{kind}, {place}").format(kind=kind, place=place)


def _report(story: Story, row: pd.Series) -> str:
    return gettext(str(NATURES[row["nature"]]["label"]))
