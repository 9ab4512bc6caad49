"""Which rows a document for the browser holds, for a file that must not carry what its view leaves out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from geodata.drawing.mask import decode_mask, encode_mask
from geodata.reading.story import Story

#: A map state as :meth:`geodata.drawing.story_map.MapState.document` writes it.
State = dict[str, Any]


@dataclass(frozen=True)
class KeptRows:
    """The ids of the rows that go into a document, of each table, and of the actors that they name."""

    events: frozenset[str]
    presence: frozenset[str]
    waypoints: frozenset[str]
    legs: frozenset[str]
    places: frozenset[str]
    actors: frozenset[str]

    def trimmed(self, story: Story, state: State) -> State:
        """Return a map state whose masks stand for the kept rows alone, and that names no other.

        A chosen row that is not kept is not chosen.
        """
        chosen = state["selected"] in self.events | self.presence | self.waypoints
        masks = {
            "events": _trimmed(state["events"], story.events, self.events),
            "presence": _trimmed(state["presence"], story.presence, self.presence),
        }
        titles = {row: words for row, words in state["titles"].items() if row in self.events | self.presence}
        return {**state, **masks, "titles": titles, "selected": state["selected"] if chosen else None}


def kept_rows(story: Story, states: Iterable[State], more: Iterable[str] = ()) -> KeptRows:
    """Return the rows that some map state shows, and ``more`` rows by id, with the places and actors in them."""
    states, wanted = list(states), set(more)
    waypoints = {point for state in states for point in state["waypoints"]} | (wanted & {*story.route.index})
    events = _on(story.events, (state["events"] for state in states)) | (wanted & {*story.events.index})
    presence = _on(story.presence, (state["presence"] for state in states)) | (wanted & {*story.presence.index})
    rows = (story.events.loc[list(events)], story.presence.loc[list(presence)], story.route.loc[list(waypoints)])
    places = {place for frame in rows for place in frame["place_id"] if place}
    places |= {place for state in states for place in state["rings"]}
    places |= {place for state in states if state["candidates"] for place in story.manifest.candidates}
    actors = {*rows[0]["actor_ids"].explode().dropna(), *rows[1]["force_ids"].explode().dropna()}
    return KeptRows(
        events=frozenset(events),
        presence=frozenset(presence),
        waypoints=frozenset(waypoints),
        legs=frozenset(leg for state in states for leg in state["legs"]),
        places=frozenset(places & {*story.places.index}),
        actors=frozenset(actors),
    )


def _on(table: pd.DataFrame, masks: Iterable[str]) -> set[str]:
    """The rows that are on in one of the masks; an empty mask has none on."""
    return {str(row) for mask in masks if mask for row in table.index[decode_mask(mask, len(table))]}


def _trimmed(mask: str, table: pd.DataFrame, kept: frozenset[str]) -> str:
    if not mask:
        return mask
    on = pd.Series(decode_mask(mask, len(table)), index=table.index)
    return encode_mask(on[table.index.isin(list(kept))])
