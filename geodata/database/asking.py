"""The one filter as SQL: the database says which rows pass, with the same meaning as ``geodata.imported.event_filter``.

Everything that a viewer asks for is bound as a parameter; nothing of it is ever written into a statement.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np
from sqlalchemy import ColumnElement, Integer, LargeBinary, Select, Text, and_, cast, func, or_, select, true
from sqlalchemy.dialects.postgresql import ARRAY

from geodata.database.connection import Database
from geodata.database.schema import EVENTS, VERSION
from geodata.filters import Filters
from geodata.imported.event_filter import hidden_by_nature, place_parts, registry_names
from geodata.imported.event_set import POINTS
from geodata.precision import GLYPH_LIMIT_KM
from geodata.search import SHORTEST_RUN, fold, has_run
from geodata.story import Story

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
    """Return what a row has to fulfil. Confidence and as-of day are not asked for: no stored row carries them."""
    parts: list[ColumnElement[bool]] = [true()]
    if filters.date_from:
        parts.append(or_(_C.date_end.is_(None), _C.date_end >= filters.date_from))
    if filters.date_to:
        parts.append(or_(_C.date_start.is_(None), _C.date_start <= filters.date_to))
    if filters.countries:
        parts.append(_C.country.in_(filters.countries))
    if filters.kinds:
        parts.append(_C.kind.in_(filters.kinds))
    if filters.actors:
        parts.append(_takes_part(filters.actors))
    if filters.exact:
        near = or_(_C.radius_km.is_(None), _C.radius_km <= GLYPH_LIMIT_KM)
        parts += [_C.date_precision == "day", _C.place_precision.in_(POINTS), near, _C.geom.is_not(None)]
    if filters.text:
        parts.append(_found(story, filters.text))
    return and_(*parts)


def _takes_part(actors: tuple[str, ...]) -> ColumnElement[bool]:
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
