"""Independent sources, counted by whose reporting they carry: an agency through three papers is one source."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

import pandas as pd

from geodata.languages import noop
from geodata.reading.story import Story

#: What the letters of the Admiralty scale say of a source, and the digits of a piece of information.
RELIABILITY = {
    "A": noop("completely reliable"),
    "B": noop("usually reliable"),
    "C": noop("fairly reliable"),
    "D": noop("not usually reliable"),
    "E": noop("unreliable"),
    "F": noop("reliability cannot be judged"),
}
CREDIBILITY = {
    "1": noop("confirmed by independent sources"),
    "2": noop("probably true"),
    "3": noop("possibly true"),
    "4": noop("doubtful"),
    "5": noop("improbable"),
    "6": noop("truth cannot be judged"),
}

#: Kinds of source that say where a place is and nothing about what happened there.
GAZETTEER = "gazetteer"


def origins(story: Story, source_ids: Iterable[str]) -> list[str]:
    """Return whose reporting the sources carry, each once, in order. Gazetteers are left out.

    Raises KeyError when the story has no such source.
    """
    by_source = _origin_by_source(story)
    return list(dict.fromkeys(origin for source in source_ids if (origin := by_source[source])))


@lru_cache(maxsize=4)
def _origin_by_source(story: Story) -> dict[str, str]:
    """The origin of each source; "" for a gazetteer."""
    told = story.sources["origin"].where(story.sources["kind"] != GAZETTEER, "")
    return dict(zip(story.sources.index, told, strict=True))


def origin_counts(story: Story, source_ids: pd.Series) -> pd.Series:
    """Count the independent sources of each row."""
    return source_ids.map(lambda ids: len(origins(story, ids))).astype(int)


_TEXTS = {
    "events": "title",
    "claims": "claim",
    "presence": "role",
    "route": "waypoint",
    "legs": "note",
    "places": "name",
    "actors": "name",
    "claim_links": "note",
    "questions": "question",
    "positions": "position",
}


@lru_cache(maxsize=4)
def resting_counts(story: Story) -> pd.Series:
    """Count the rows that rest on each source, by source id."""
    used = pd.concat([getattr(story, table)["source_ids"].explode() for table in _TEXTS])
    return used.value_counts().reindex(story.sources.index, fill_value=0)


def _rests_only(story: Story, ids: Iterable[str], source_id: str) -> bool:
    """Whether nothing but the origin of this source carries a row."""
    ids = list(ids)
    told = origins(story, ids) or list(dict.fromkeys(story.sources.loc[ids, "origin"]))
    return told == [story.sources.at[source_id, "origin"]]


def rows_resting_on(story: Story, source_id: str) -> pd.DataFrame:
    """Return every row that rests on a source.

    Columns: ``table``, ``row_id``, ``what``, and ``only``: whether the row rests on no other origin.
    """
    found = []
    for table, column in _TEXTS.items():
        frame = getattr(story, table)
        for row_id, row in frame[frame["source_ids"].map(lambda ids: source_id in ids)].iterrows():
            found.append((table, row_id, row[column], _rests_only(story, row["source_ids"], source_id)))
    return pd.DataFrame(found, columns=["table", "row_id", "what", "only"])
