"""What the legend says: an entry for each kind of thing that is on the map now, and no other."""

from __future__ import annotations

from typing import Any

import pandas as pd

from geodata.drawing.story_document import SUBJECT_COUNTRIES
from geodata.drawing.style import AMBUSH, CANDIDATES, INK, LEG_KINDS, NATURES, PHASES, SIDES
from geodata.precision import is_drawn_as_point
from geodata.route import Leg
from geodata.story import Story

Entry = dict[str, Any]


def event_entries(story: Story, shown: pd.DataFrame, compact: bool = False) -> list[Entry]:
    """Entries for event marks: the ring, one colour for each side that takes part, and vague places."""
    at_points = shown[shown["place_id"].map(lambda place: _is_point(story, place)).astype(bool)]
    sides: dict[str, None] = {}
    for ids in at_points["actor_ids"]:
        sides.update({story.actors.at[actor, "side"]: None for actor in ids})
    entries = [
        {"symbol": {"type": "ring", "colours": [side.colour], "text": ""}, "label": side.label, "half": True}
        for key, side in SIDES.items()
        if key in sides
    ]
    if at_points["place_id"].duplicated().any() and not compact:
        entries.append(
            {
                "symbol": {"type": "ring", "colours": ["#9aa0a6"], "text": "5"},
                "label": "number of events there",
            }
        )
    if any(_is_vague(story, place) for place in shown["place_id"]):
        entries.append(_area_entry())
    return entries


def presence_entries(story: Story, shown: pd.DataFrame, compact: bool = False) -> list[Entry]:
    """Entries for the shading of countries and for the sites of the forces shown.

    A compact legend names the two forces with most sites and puts the others into one entry.
    """
    entries: list[Entry] = []
    if shown["country"].isin(SUBJECT_COUNTRIES).any():
        entries.append(
            {
                "symbol": {"type": "shade", "colour": SIDES["russia"].colour},
                "label": "Russian forces reported in the country",
            }
        )
    at_sites = shown[~shown["nature"].str.startswith("country")]
    at_sites = at_sites[at_sites["place_id"].map(lambda place: _is_point(story, place)).astype(bool)]
    forces = list(at_sites["force_ids"].explode().value_counts().index)
    named = forces[:2] if compact and len(forces) > 3 else forces
    for actor_id in named:
        actor = story.actors.loc[actor_id]
        symbol = {"type": "glyph", "shape": actor["shape"], "colour": actor["colour"], "size": 18}
        entries.append({"symbol": symbol, "label": actor["short_name"], "half": True})
    if named != forces:
        symbol = {
            "type": "glyph",
            "shape": story.actors.at[forces[len(named)], "shape"],
            "colour": SIDES["russia"].colour,
            "size": 18,
        }
        entries.append({"symbol": symbol, "label": "other forces", "half": True})
    if _any_hollow(at_sites):
        symbol = {
            "type": "glyph",
            "shape": "triangle",
            "colour": SIDES["russia"].colour,
            "hollow": True,
            "size": 18,
        }
        entries.append({"symbol": symbol, "label": "no base shown", "half": True})
    return entries


def _any_hollow(at_sites: pd.DataFrame) -> bool:
    """Whether a glyph is hollow: a force with activity and no station at its place."""
    marks = at_sites.assign(solid=at_sites["nature"].map(lambda nature: NATURES[nature]["mark"] == "solid")).explode(
        "force_ids"
    )
    return len(marks) > 0 and not marks.groupby(["place_id", "force_ids"])["solid"].any().all()


def route_entries(shown: list[Leg], waypoints: bool = False) -> list[Entry]:
    """Entries for the legs shown: the phase by colour, how sure by dash."""
    entries: list[Entry] = []
    for key, phase in PHASES.items():
        if any(leg.phase == key for leg in shown):
            line = {"type": "line", "colour": phase.colour, "width": phase.width, "dash": phase.dash}
            entries.append({"symbol": line, "label": phase.label, "half": key != "intended"})
    for key, kind in LEG_KINDS.items():
        if any(leg.kind == key and leg.phase != "intended" for leg in shown):
            line = {
                "type": "line",
                "colour": "#4a4f57",
                "width": kind.width,
                "dash": kind.dash,
                "round": key == "claimed",
            }
            entries.append({"symbol": line, "label": kind.label, "half": key != "claimed"})
    if waypoints:
        entries.append({"symbol": {"type": "radius", "colour": INK}, "label": "how well the place is known"})
    return entries


def route_entry() -> list[Entry]:
    """One entry for the route where it is too small for its kinds to be told apart."""
    return [
        {
            "symbol": {"type": "line", "colour": PHASES["advance"].colour, "width": 3, "dash": "6 4"},
            "label": "the column’s route",
        }
    ]


def candidate_entries() -> list[Entry]:
    """Entries for the candidate positions of the ambush valley."""
    return [
        {
            "symbol": {"type": "glyph", "shape": look["shape"], "colour": AMBUSH, "hollow": True, "size": 18},
            "label": look["label"],
        }
        for look in CANDIDATES.values()
    ]


def step_entries(story: Story, shown: pd.DataFrame) -> list[Entry]:
    """Entries for numbered steps, and for those whose place is only an area."""
    shown = shown[shown["place_id"] != ""]
    if shown.empty:
        return []
    entries: list[Entry] = [{"symbol": {"type": "chip", "text": "3"}, "label": "steps, as listed"}]
    if any(_is_vague(story, place) for place in shown["place_id"]):
        entries.append(_area_entry())
    return entries


def _area_entry() -> Entry:
    return {"symbol": {"type": "area", "colour": AMBUSH}, "label": "somewhere in this area"}


def _is_point(story: Story, place_id: str) -> bool:
    if not place_id:
        return False
    place = story.places.loc[place_id]
    return place.geometry is not None and is_drawn_as_point(place["precision"], place["radius_km"])


def _is_vague(story: Story, place_id: str) -> bool:
    if not place_id:
        return False
    place = story.places.loc[place_id]
    return place["precision"] != "country" and not is_drawn_as_point(place["precision"], place["radius_km"])
