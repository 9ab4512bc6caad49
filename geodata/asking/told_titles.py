"""The titles of rows as of a day: one that rests on a source of later gives way to what the row is, and where."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import pandas as pd

from geodata.asking.publication import all_of_them_public, all_public_days, first_public_days, public_by
from geodata.languages import gettext, speaking
from geodata.reading.codes import NATURES
from geodata.reading.story import Story
from geodata.reading.terms import called


def with_told_titles(story: Story, rows: pd.DataFrame, known_on: dt.date | None) -> pd.DataFrame:
    """Return events and reports of presence with the titles and roles that could be told as of a day, if there is one.

    A title is told when all its ``title_sources`` were public, a role when all its ``role_sources`` were; one that
    names none was carried by the first of the row's sources. In place of others stand the kind of the event and its
    place, or the nature of the report, in the language of the story; a report then has no strength either. Rows of
    other tables pass as they are.
    """
    if known_on is None:
        return rows
    with speaking(story.language):
        for column, resting, plain in (("title", "title_sources", _event), ("role", "role_sources", _report)):
            if resting in rows:
                told = all_of_them_public(story, rows[resting], known_on)
                words = rows[column].copy()
                words[~told] = [plain(story, row) for _, row in rows[~told].iterrows()]
                rows = _without_strength(rows.assign(**{column: words}), ~told)
    return rows


def _without_strength(rows: pd.DataFrame, untold: pd.Series) -> pd.DataFrame:
    """Of reports whose role could not be told, neither could the strength, nor who claims it."""
    if "strength_claimant" not in rows:
        return rows
    figures = {name: rows[name].mask(untold) for name in ("strength_min", "strength_max")}
    return rows.assign(**figures, strength_claimant=rows["strength_claimant"].mask(untold, ""))


def event_titles(story: Story, known_on: dt.date | None) -> pd.Series:
    """Return the title of every event, by id, as it could be told as of a day; shared, so copy before changing it."""
    return story.events["title"] if known_on is None else _event_titles(story, known_on)


def instead_of_titles(story: Story, known_on: dt.date | None) -> dict[str, str]:
    """Return by id what stands in place of the title of each row that was public as of a day, and its title not.

    The title of a report of presence is its force and its role.
    """
    return {} if known_on is None else dict(_instead(story, known_on))


def report_title(force: str, role: str) -> str:
    """Return the title of a report of presence."""
    return gettext("{force}: {role}").format(force=force, role=role)


@lru_cache(maxsize=16)
def _event_titles(story: Story, known_on: dt.date) -> pd.Series:
    return with_told_titles(story, story.events, known_on)["title"]


@lru_cache(maxsize=16)
def _instead(story: Story, known_on: dt.date) -> dict[str, str]:
    found = dict[str, str]()
    for table, column in ((story.events, "title"), (story.presence, "role")):
        rows = table[public_by(story, table, known_on)]
        told = with_told_titles(story, rows, known_on)
        found |= {str(row_id): row[column] for row_id, row in told[told[column] != rows[column]].iterrows()}
    with speaking(story.language):
        roles = {row: words for row, words in found.items() if row in story.presence.index}
        return found | {row: report_title(story.presence.at[row, "force"], words) for row, words in roles.items()}


def _event(story: Story, row: pd.Series) -> str:
    kind = called(story.manifest.kinds, row["kind"])
    if not row["place_id"]:
        return kind
    place = str(story.places.at[row["place_id"], "name"]).partition(" (")[0]
    if kind.casefold() in place.casefold():  # no "Raid, Raid valley"
        return place
    return gettext("{kind}, {place}").format(kind=kind, place=place)


def _report(story: Story, row: pd.Series) -> str:
    words = NATURES[row["nature"]]
    return gettext(words)


def plain_titles(story: Story) -> dict[str, tuple[dt.date, str]]:
    """Return by id the first day on which the title or role of a row could be told, and what stands in its place until
    then; without the rows whose title could be told as soon as they were public.
    """
    found = dict[str, tuple[dt.date, str]]()
    for table, resting in ((story.events, "title_sources"), (story.presence, "role_sources")):
        told = all_public_days(story, table[resting])
        rows = table[told > first_public_days(story, table)]
        words = _plain(story, rows)
        found |= {str(row_id): (told[row_id].date(), words[str(row_id)]) for row_id in rows.index}
    return found


def _plain(story: Story, rows: pd.DataFrame) -> dict[str, str]:
    told = with_told_titles(story, rows, dt.date.min)
    if "title" in rows:
        return {str(row_id): title for row_id, title in told["title"].items()}
    with speaking(story.language):
        return {str(row.Index): report_title(row.force, row.role) for row in told.itertuples()}
