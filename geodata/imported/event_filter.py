"""The one filter on imported events, with the same meaning as :mod:`geodata.asking.filters` has for the story's own.

Where an imported row lacks what a part of the filter asks of, it is hidden: it carries no rating of confidence, and the
file does not say on which day it became public.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection
from functools import lru_cache

import numpy as np

from geodata.asking.filters import Counts, Filters
from geodata.asking.search import SHORTEST_RUN, fold, has_run, spellings
from geodata.imported.event_set import EventSet, Groups
from geodata.imported.whose import YOURS, Whose
from geodata.languages import gettext
from geodata.reading.story import Story
from geodata.reading.terms import Hint
from geodata.reading.translation import english_names

_EPOCH = dt.date(1970, 1, 1)


def imported_mask(events: EventSet, story: Story, filters: Filters) -> np.ndarray:
    """Say for each row, in the order of the set, whether it passes.

    A text is found when each of its words begins a word of the row, or when it stands there as one run, spaces aside;
    searched are title, place, actors as given, registry names of mapped actors, country, kind, source, notes and id.
    Where the text uses one spelling of a place of the story, the others are found as well.
    """
    if hidden_by_nature(filters):
        return np.zeros(len(events.events), dtype=bool)
    mask, rows = np.ones(len(events.events), dtype=bool), SetRows(events, story)
    for row, value in filters.asked():
        if row.imported is not None and mask.any():
            mask &= row.imported(rows, value)
    return mask


class SetRows:
    """What a row of the table may ask of a set; see :class:`geodata.asking.dialects.SetRows`."""

    def __init__(self, events: EventSet, story: Story) -> None:
        self.events, self._story = events, story

    def day(self, day: dt.date) -> int:
        """The day as the set counts days."""
        return (day - _EPOCH).days

    def have(self, groups: Groups, values: Collection[str]) -> np.ndarray:
        """Whether the value by which rows are grouped is one of some values."""
        return groups.rows_where([value in values for value in groups.values])

    def share(self, groups: Groups, values: Collection[str]) -> np.ndarray:
        """Whether the tuple by which rows are grouped holds one of some values."""
        chosen = frozenset(values)
        return groups.rows_where([not chosen.isdisjoint(ids) for ids in groups.values])

    def say(self, text: str) -> np.ndarray:
        """Whether the text is found, in any spelling of a place."""
        return _text_mask(self.events, self._story, text)


def imported_counts(events: EventSet, mask: np.ndarray) -> Counts:
    """Count the rows that pass, and those among them that have no place."""
    shown = int(np.count_nonzero(mask))
    return Counts(shown, len(mask), shown - int(np.count_nonzero(mask & events.has_place)))


def hidden_by_nature(filters: Filters, whose: Whose = YOURS) -> str:
    """Say why every imported row is hidden, a sentence for each part that hides them; "" when it is not so."""
    lacking = {row.name: row for row, _ in filters.asked() if row.imported is None}
    if lacking.keys() == {"confidence", "asof"}:  # the two that are often asked for together have one sentence
        return gettext(whose.hidden_by_both)
    return " ".join(gettext(row.hidden(whose)) for row in lacking.values() if row.hidden is not None)


def other_spelling(events: EventSet, story: Story, filters: Filters) -> tuple[str, str] | None:
    """Where a file calls an actor that is asked for by another name, say so, and what to search instead.

    Of which actor and layout that is known, the hints of the story say. None when no such actor is asked for, or when
    the file does have it.
    """
    found = (_other_name(events, actor, hint, filters) for actor, hint in story.manifest.hints.items())
    return next(filter(None, found), None)


def _other_name(events: EventSet, actor: str, hint: Hint, filters: Filters) -> tuple[str, str] | None:
    words = fold(filters.text).split()
    by_text = [word for word in words if hint.word and word.startswith(hint.word)]
    if events.layout != hint.layout or not (by_text or actor in filters.actors) or actor in events.actors:
        return None
    mentioned = bool(hint.word) and events.words.rows_with(hint.word).any()
    if by_text and mentioned:
        return None
    other = hint.plain if mentioned and hint.written not in set(events.actor_names["name"]) else hint.written
    rest = " ".join(word for word in filters.text.split() if not any(part in by_text for part in fold(word).split()))
    return hint.words().format(written=hint.written), f"{other} {rest}".strip()


def _text_mask(events: EventSet, story: Story, text: str) -> np.ndarray:
    words = fold(text).split()
    search = _Search(events, story)
    mask = np.ones(len(events.events), dtype=bool)
    for part, others in place_parts(tuple(words), story):
        found = np.logical_and.reduce([search.word(word) for word in part])
        mask &= found | search.names(others) if others else found
    run = "".join(words)
    if len(run) >= SHORTEST_RUN and not mask.all():
        mask |= search.run(run)
    return mask


class _Search:
    """Looks for words in the rows of a set and in the registry names of their actors."""

    def __init__(self, events: EventSet, story: Story) -> None:
        self.events, self.registry = events, registry_names(story)

    def word(self, word: str) -> np.ndarray:
        """Whether a word of the row begins so."""
        return self.events.words.rows_with(word) | self._by_actor(lambda names: f" {word}" in names)

    def run(self, *runs: str) -> np.ndarray:
        """Whether the row has one of some runs of letters, spaces aside, from the beginning of a word."""
        in_names = self._by_actor(lambda names: any(has_run(names, run) for run in runs))
        return self.events.words.rows_with_run(*runs) | in_names

    def names(self, names: list[str]) -> np.ndarray:
        """Whether the row uses one of some names: as a run, or a short one by its words."""
        found = self.run(*(run for run in (name.replace(" ", "") for name in names) if len(run) >= SHORTEST_RUN))
        for name in names:
            if len(name.replace(" ", "")) < SHORTEST_RUN:
                found = found | np.logical_and.reduce([self.word(word) for word in name.split()])
        return found

    def _by_actor(self, matches: Callable[[str], bool]) -> np.ndarray | np.bool_:
        found = {actor for actor in self.events.actors if matches(self.registry.get(actor, ""))}
        if not found:
            return np.False_
        groups = self.events.actor_groups
        return groups.rows_where([not found.isdisjoint(ids) for ids in groups.values])


def place_parts(words: tuple[str, ...], story: Story) -> list[tuple[tuple[str, ...], list[str]]]:
    """Cut a text where it uses a spelling of a place: the words of each part, and the place's other names.

    Spaces do not count in a spelling: "el alamein" uses "Elalamein". Of two spellings the longer one is taken.
    """
    families = _families(story)
    parts = []
    first = 0
    while first < len(words):
        for last in range(len(words), first, -1):
            names = families.get("".join(words[first:last]))
            if names or last == first + 1:
                parts.append((words[first:last], sorted(names or ())))
                first = last
                break
    return parts


@lru_cache(maxsize=8)
def _families(story: Story) -> dict[str, set[str]]:
    """Each spelling of a place without spaces -> all folded names of the places that are spelt so."""
    families: dict[str, set[str]] = {}
    for family in spellings(story):
        for name in family:
            families.setdefault(name.replace(" ", ""), set()).update(family)
    return families


@lru_cache(maxsize=8)
def registry_names(story: Story) -> dict[str, str]:
    """Id of each actor -> a space and all its names, folded: those of the story's language, and the English ones."""
    english = english_names(story, "actors")
    return {
        str(row.id): " " + fold(" ".join([row.name, row.short_name, *row.aliases, *english[row.id]]))
        for row in story.actors.rename_axis("id").reset_index().itertuples()
    }
