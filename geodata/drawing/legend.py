"""What the legend says: an entry for each kind of thing that is on the map now, and no other."""

from __future__ import annotations

from typing import Any

import pandas as pd

from geodata.drawing.style import AMBUSH, CANDIDATES, INK, LEG_KINDS, NATURES, PHASES, SIDES
from geodata.precision import is_drawn_as_point
from geodata.route import Leg
from geodata.story import Story

Entry = dict[str, Any]


def event_entries(story: Story, shown: pd.DataFrame) -> list[Entry]:
    """Entries for event marks: the ring, one colour for each side that takes part, and vague places."""
    if shown.empty:
        return []
    sides: dict[str, None] = {}
    for ids in shown["actor_ids"]:
        sides.update({story.actors.at[actor, "side"]: None for actor in ids})
    placed = shown[shown["place_id"] != ""]
    entries = [
        {"symbol": {"type": "ring", "colours": [side.colour], "text": ""}, "label": side.label, "half": True}
        for key, side in SIDES.items()
        if key in sides
    ]
    if placed["place_id"].duplicated().any():
        entries.append({"symbol": {"type": "ring", "colours": ["#9aa0a6"], "text": "5"}, "label": "several events at one place"})
    if any(_is_vague(story, place) for place in placed["place_id"]):
        entries.append(_area_entry())
    return entries


def presence_entries(story: Story, shown: pd.DataFrame, shade: bool, sites: bool) -> list[Entry]:
    """Entries for the shading of countries and for the sites of the forces shown."""
    entries: list[Entry] = []
    if shade and len(shown):
        entries.append({"symbol": {"type": "shade", "colour": SIDES["russia"].colour}, "label": "Russian forces reported in the country"})
    if not sites:
        return entries
    at_sites = shown[~shown["nature"].str.startswith("country")]
    at_sites = at_sites[at_sites["place_id"].map(lambda place: not _is_vague(story, place))]
    forces = dict.fromkeys(ids[0] for ids in at_sites["force_ids"])
    for actor_id in forces:
        actor = story.actors.loc[actor_id]
        symbol = {"type": "glyph", "shape": actor["shape"], "colour": actor["colour"], "size": 18}
        entries.append({"symbol": symbol, "label": actor["short_name"], "half": True})
    if (at_sites["nature"].map(lambda nature: NATURES[nature]["mark"]) == "hollow").any():
        symbol = {"type": "glyph", "shape": "triangle", "colour": SIDES["russia"].colour, "hollow": True, "size": 18}
        entries.append({"symbol": symbol, "label": "hollow: activity, no base shown"})
    return entries


def route_entries(shown: list[Leg], waypoints: bool = False) -> list[Entry]:
    """Entries for the legs shown: the phase by colour, how sure by dash."""
    entries: list[Entry] = []
    for key, phase in PHASES.items():
        if any(leg.phase == key for leg in shown):
            line = {"type": "line", "colour": phase.colour, "width": phase.width, "dash": phase.dash}
            entries.append({"symbol": line, "label": phase.label, "half": key != "intended"})
    for key, kind in LEG_KINDS.items():
        if any(leg.kind == key and leg.phase != "intended" for leg in shown):
            line = {"type": "line", "colour": "#4a4f57", "width": kind.width, "dash": kind.dash, "round": key == "claimed"}
            entries.append({"symbol": line, "label": kind.label})
    if waypoints:
        entries.append({"symbol": {"type": "radius", "colour": INK}, "label": "how well the place is known"})
    return entries


def candidate_entries() -> list[Entry]:
    """Entries for the candidate positions of the ambush valley."""
    return [
        {"symbol": {"type": "glyph", "shape": look["shape"], "colour": AMBUSH, "hollow": True, "size": 18}, "label": look["label"]}
        for look in CANDIDATES.values()
    ]


def step_entry() -> Entry:
    """The entry for numbered steps."""
    return {"symbol": {"type": "ring", "colours": ["#9aa0a6"], "text": "3"}, "label": "steps of the days, as listed"}


def _area_entry() -> Entry:
    return {"symbol": {"type": "area", "colour": AMBUSH}, "label": "somewhere in this area"}


def _is_vague(story: Story, place_id: str) -> bool:
    if not place_id:
        return False
    place = story.places.loc[place_id]
    return place["precision"] != "country" and not is_drawn_as_point(place["precision"], place["radius_km"])
