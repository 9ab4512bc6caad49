"""Events that were read with another registry of actors than that of the story."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd

from geodata.imported.event_set import EventSet
from geodata.importers.actors import tuple_array
from geodata.reading.story import Story


def with_known_actors(events: EventSet, story: Story) -> EventSet:
    """Return events without ids of actors that the story does not know; their names as given stay."""
    known = frozenset(story.actors.index)
    if known.issuperset(events.actors) and known.issuperset(filter(None, events.actor_names["actor_id"])):
        return events
    groups = events.actor_groups
    fitting = tuple_array([tuple(actor for actor in ids if actor in known) for ids in groups.values])
    ids = fitting[groups.codes] if len(groups.codes) else events.events["actor_ids"].to_numpy()
    names = events.actor_names
    return replace(
        events,
        events=events.events.assign(actor_ids=pd.Series(ids, index=events.events.index, dtype=object)),
        actor_names=names.assign(actor_id=names["actor_id"].where(names["actor_id"].isin(known), "")),
    )
