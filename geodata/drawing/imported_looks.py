"""How imported events look: the colour and shape of an actor of the registry, the same as everywhere."""

from __future__ import annotations

from weakref import WeakKeyDictionary

import numpy as np

from geodata.drawing.style import NO_SIDE
from geodata.imported.event_set import EventSet
from geodata.languages import gettext, noop, speaking
from geodata.reading.story import Story

Look = dict[str, str]

#: Of an event none of whose actors is in the registry.
UNMAPPED: Look = {"shape": "circle", "colour": NO_SIDE, "label": noop("not in the registry")}

#: A look is one byte in the columns. Should there ever be more actors than that, the rarest share the look before last.
_MOST = 256
_RARER: Look = {"shape": "circle", "colour": NO_SIDE, "label": noop("other actors of the registry")}

#: By language. Held weakly: events are gone when their session lets go of them.
_made: WeakKeyDictionary[EventSet, dict[str, tuple[Story, list[Look], np.ndarray]]] = WeakKeyDictionary()


def looks_of(events: EventSet, story: Story) -> tuple[list[Look], np.ndarray]:
    """Return the looks of a set and the number (uint8) of each row's: that of its first actor in the registry.

    The most frequent look comes first; :data:`UNMAPPED` is always the last. Labels are in the language of the story.
    """
    by_language = _made.setdefault(events, {})
    made = by_language.get(story.language)
    if made is None or made[0] is not story:
        with speaking(story.language):
            made = by_language[story.language] = (story, *_looks(events, story))
    return made[1], made[2]


def _looks(events: EventSet, story: Story) -> tuple[list[Look], np.ndarray]:
    groups = events.actor_groups
    known = frozenset(story.actors.index)
    firsts = [next((actor for actor in ids if actor in known), "") for ids in groups.values]
    rows: dict[str, int] = {}
    for actor, count in zip(firsts, groups.counts.tolist(), strict=True):
        rows[actor] = rows.get(actor, 0) + count
    named = sorted(rows.keys() - {""}, key=lambda actor: (-rows[actor], actor))
    looks = [_look(story, actor) for actor in named[: _MOST - 2]]
    number = dict.fromkeys(named, len(looks)) | {actor: at for at, actor in enumerate(named[: len(looks)])}
    if len(named) > len(looks):
        looks.append(_in_words(_RARER))
    looks.append(_in_words(UNMAPPED))
    of_group = np.array([*(number.get(actor, len(looks) - 1) for actor in firsts), len(looks) - 1], dtype=np.uint8)
    return looks, of_group[groups.codes]


def looks_in_use(events: EventSet, story: Story, mask: np.ndarray) -> list[Look]:
    """Return the looks of the rows that pass and have a place, for the legend: most frequent first, unmapped last."""
    looks, numbers = looks_of(events, story)
    counts = np.bincount(numbers[mask & events.has_place], minlength=len(looks))
    order = [*np.argsort(-counts[:-1], kind="stable").tolist(), len(looks) - 1]
    return [looks[number] for number in order if counts[number]]


def _in_words(look: Look) -> Look:
    label = look["label"]
    return {**look, "label": gettext(label)}


def _look(story: Story, actor: str) -> Look:
    row = story.actors.loc[actor]
    return {"shape": str(row["shape"]), "colour": str(row["colour"]), "label": str(row["short_name"])}
