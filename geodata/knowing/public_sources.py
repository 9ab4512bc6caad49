"""The sources of rows as of a day: whatever names or counts sources names and counts only those that were public."""

from __future__ import annotations

from functools import lru_cache

import geopandas as gpd
import pandas as pd

from geodata.asking.filters import Filters, sources_public
from geodata.asking.publication import all_of_them_public
from geodata.asking.told_titles import with_told_titles
from geodata.knowing.origins import GAZETTEER, origins
from geodata.languages import gettext
from geodata.languages.formats import day_words
from geodata.reading.story import Story, base_document


def with_public_sources(story: Story, rows: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """Return rows whose ``source_ids`` hold only sources that were public by the as-of day, if there is one.

    Words and hours of a row that draw on later sources too are left out, and the words say so; a title that rests on
    them gives way (:func:`geodata.asking.told_titles.with_told_titles`).
    """
    if filters.known_on is None or rows.empty:
        return rows
    rows = with_told_titles(story, _with_public_words(story, rows, filters), filters.known_on)
    published = sources_public(story, filters)
    cut = [tuple(source for source in ids if published[source]) for ids in rows["source_ids"]]
    return rows.assign(source_ids=pd.Series(cut, index=rows.index, dtype=object))


def all_public(story: Story, rows: pd.DataFrame, filters: Filters) -> pd.Series:
    """Say for each row whether every source of it was public by the as-of day; without a day, all were.

    The account's own words on a row draw on all its sources at once, so that they can be told only then. Rows are those
    of the story, whose ``source_ids`` nobody has cut yet.
    """
    return all_of_them_public(story, rows["source_ids"], filters.known_on)


def untold_words(filters: Filters) -> str:
    """Say in place of the account's own words on a row why they are left out as of a day."""
    assert filters.known_on is not None
    words = gettext(
        "What the account says of this also rests on sources of after {day}, or of no day, and is left out."
    )
    return words.format(day=day_words(filters.known_on))


#: Columns with words of the account's own, and those of the hour that a source gave.
_WORDS = ("summary", "notes", "what_is_known", "what_is_interpolation")
_HOURS = ("time_start", "time_end", "time_note")


def _with_public_words(story: Story, rows: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    told = all_public(story, rows, filters)
    kept = {name: rows[name].where(told | (rows[name] == ""), untold_words(filters)) for name in _WORDS if name in rows}
    return _with_hours(rows.assign(**kept), told)


def with_public_hours(story: Story, rows: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """Return rows whose hours stand only where all their sources were public by the as-of day, if there is one."""
    return _with_hours(rows, all_public(story, rows, filters))


def _with_hours(rows: pd.DataFrame, told: pd.Series) -> pd.DataFrame:
    return rows.assign(**{name: rows[name].where(told, "") for name in _HOURS if name in rows})


def with_place_sources(story: Story, places: gpd.GeoDataFrame, filters: Filters) -> gpd.GeoDataFrame:
    """Return places whose ``source_ids`` hold the sources that were public by the as-of day, and all gazetteers.

    A gazetteer has no day and needs none: it says where a place is and nothing of what happened there. A place whose
    own sources all came later carries those that were public of the rows that stand there.
    """
    if filters.known_on is None or places.empty:
        return places
    published = sources_public(story, filters)
    named = published | (story.sources["kind"] == GAZETTEER)
    own = (tuple(source for source in ids if named[source]) for ids in places["source_ids"])
    cut = [ids or _told_at(story, place, published) for place, ids in zip(places.index, own, strict=True)]
    return places.assign(source_ids=pd.Series(cut, index=places.index, dtype=object))


def _told_at(story: Story, place: str, published: pd.Series) -> tuple[str, ...]:
    """Sources that were public of the events and reports of presence at a place, each once."""
    lists = (table.loc[table["place_id"] == place, "source_ids"] for table in (story.events, story.presence))
    return tuple(dict.fromkeys(one for ids in lists for row in ids for one in row if published[one]))


def base_is_public(story: Story, filters: Filters) -> bool:
    """Whether the story has a base document and it was published by the as-of day."""
    base = base_document(story)
    return bool(base) and bool(sources_public(story, filters)[base])


def single_mark(story: Story, source_ids: tuple[str, ...]) -> str:
    """Return the mark and words for what rests on one independent source, however many carry it; "" for the rest."""
    return gettext("◐ single source") if len(origins(story, source_ids)) == 1 else ""


def relay_words(story: Story, source_ids: tuple[str, ...]) -> str:
    """Return the words for a row none of whose sources was opened itself, only told of by a relay; "" for the rest.

    They stand wherever the row does: on its card, on the timeline, in tables and in hand-outs.
    """
    return gettext("seen through a relay; page not opened") if is_relayed(story, source_ids) else ""


def titled(story: Story, title: str, source_ids: tuple[str, ...]) -> str:
    """Return a title that says where it stands alone, as on a bar of the timeline, that the row is known by relay."""
    return gettext("{title} (by relay)").format(title=title) if is_relayed(story, source_ids) else title


def is_relayed(story: Story, source_ids: tuple[str, ...]) -> bool:
    """Whether none of the sources of a row was opened itself: each is only told of by a relay."""
    return bool(source_ids) and source_ids == tuple(s for s in source_ids if s in _relays(story))


@lru_cache(maxsize=4)
def _relays(story: Story) -> frozenset[str]:
    return frozenset(story.sources.index[story.sources["seen"] == "relay"])
