"""The one filter as SQL: the database says which rows pass, with the same meaning as ``geodata.imported.event_filter``.

Everything that a viewer asks for is bound as a parameter; nothing of it is ever written into a statement.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
from sqlalchemy import ColumnElement, Integer, LargeBinary, Select, Text, and_, cast, func, or_, select, true
from sqlalchemy.dialects.postgresql import ARRAY

from geodata.asking.filters import Filters
from geodata.asking.search import SHORTEST_RUN, fold, has_run
from geodata.database.connection import Database
from geodata.database.schema import EVENTS, VERSION
from geodata.imported.event_filter import hidden_by_nature, place_parts, registry_names
from geodata.imported.event_set import POINTS
from geodata.reading.precision import GLYPH_LIMIT_KM
from geodata.reading.story import Story

#: Milliseconds a filter may take; above that the dashboard filters in its own memory.
_PATIENCE = 3_000

_C = EVENTS.c


def database_mask(database: Database, version: str, rows: int, story: Story, filters: Filters) -> np.ndarray | None:
    """Say for each of so many rows whether it passes; None when the table holds another version by now.

    Raises DatabaseFault when the database is away or takes too long.
    """
    if hidden_by_nature(filters):
        return np.zeros(rows, dtype=bool)
    if filters.is_empty:
        return np.ones(rows, dtype=bool)
    with database.reading(_PATIENCE) as connection:
        found = connection.execute(_query(story, filters)).one()
    if found.version != version:
        return None
    mask = np.zeros(rows, dtype=bool)
    mask[np.frombuffer(found.passing or b"", dtype=">i4")] = True
    return mask


def _query(story: Story, filters: Filters) -> Select[tuple[str, bytes]]:
    """Version and numbers of the rows that pass: four bytes each, one after the other, which is quicker than rows."""
    packed = func.string_agg(func.int4send(cast(_C.row, Integer)), cast(b"", LargeBinary))
    passing = select(packed).where(condition(story, filters)).scalar_subquery()
    return select(VERSION.c.version, passing.label("passing"))


def condition(story: Story, filters: Filters) -> ColumnElement[bool]:
    """Return what a row has to fulfil. What has no meaning in SQL is not asked for: no stored row carries it."""
    rows = SqlRows(story)
    asked = [row.sql(rows, value) for row, value in filters.asked() if row.sql is not None]
    return and_(true(), *asked)


class SqlRows:
    """What a row of the table may ask of the database; see :class:`geodata.asking.dialects.SqlRows`."""

    columns = EVENTS.c

    def __init__(self, story: Story) -> None:
        self._story = story

    def share(self, actors: Sequence[str]) -> ColumnElement[bool]:
        """Whether one of the actors takes part."""
        return _takes_part(actors)

    def say(self, text: str) -> ColumnElement[bool]:
        """Whether the text is found, in any spelling of a place."""
        return _found(self._story, text)

    def at_point(self) -> ColumnElement[bool]:
        """Whether the place is drawn as a point."""
        near = or_(_C.radius_km.is_(None), _C.radius_km <= GLYPH_LIMIT_KM)
        return and_(_C.place_precision.in_(POINTS), near, _C.geom.is_not(None))


def _takes_part(actors: Sequence[str]) -> ColumnElement[bool]:
    return _C.actor_ids.overlap(cast(list(actors), ARRAY(Text)))


def _found(story: Story, text: str) -> ColumnElement[bool]:
    words = fold(text).split()
    parts: list[ColumnElement[bool]] = [true()]
    for part, others in dict(place_parts(tuple(words), story)).items():  # each part once, however often it is typed
        found = and_(*(_word(story, word) for word in part))
        parts.append(or_(found, *(_name(story, name) for name in others)))
    run = "".join(words)
    every = and_(*parts)
    return or_(every, _run(story, run)) if len(run) >= SHORTEST_RUN else every


def _word(story: Story, word: str) -> ColumnElement[bool]:
    """A word of the row begins so. A folded word has letters and digits only, none of them special to LIKE."""
    return or_(_C.folded.like(f"% {word}%"), *_by_actor(story, word, is_run=False))


def _run(story: Story, run: str) -> ColumnElement[bool]:
    """The letters stand in a row's text from the beginning of a word, with a space between any two or without."""
    found = and_(_C.letters.like(f"%{run}%"), _C.folded.regexp_match(" " + " ?".join(run)))
    return or_(found, *_by_actor(story, run, is_run=True))


def _name(story: Story, name: str) -> ColumnElement[bool]:
    run = name.replace(" ", "")
    return _run(story, run) if len(run) >= SHORTEST_RUN else and_(*(_word(story, word) for word in name.split()))


def _by_actor(story: Story, text: str, *, is_run: bool) -> list[ColumnElement[bool]]:
    actors = _actors_called(story, text, is_run)
    return [_takes_part(actors)] if actors else []


@lru_cache(maxsize=512)
def _actors_called(story: Story, text: str, is_run: bool) -> tuple[str, ...]:
    """Actors of the registry one of whose names has the run, or a word that begins so."""
    names = registry_names(story).items()
    return tuple(actor for actor, called in names if (has_run(called, text) if is_run else f" {text}" in called))
