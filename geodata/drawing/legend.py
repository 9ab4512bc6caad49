"""What the legend says: an entry for each kind of thing that is on the map now, and no other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from itertools import chain
from typing import Any

import pandas as pd

from geodata.drawing.style import (
    FIGHTING,
    HEXAGON,
    INK,
    LEG_KINDS,
    MUTED,
    NATURES,
    PHASES,
    CandidateLook,
    candidate_looks,
    presence_colour,
    side_looks,
)
from geodata.knowing.route import Leg
from geodata.languages import gettext, ngettext
from geodata.languages.formats import number
from geodata.reading.precision import is_drawn_as_point
from geodata.reading.story import Story
from geodata.reading.terms import said

Entry = dict[str, Any]

#: How much of its colour what is pale keeps on white paper, about the opacity of ``.cm-soft`` (``browser/map.css``).
_PALE = 0.4

#: How many looks of imported events a legend names one by one.
MOST_LOOKS = 5


def event_entries(story: Story, shown: pd.DataFrame, compact: bool = False) -> list[Entry]:
    """Entries for event marks: the ring, one colour for each side that takes part, and vague places."""
    at_points = shown[shown["place_id"].map(lambda place: _is_point(story, place)).astype(bool)]
    sides: dict[str, None] = {}
    for ids in at_points["actor_ids"]:
        sides.update({story.actors.at[actor, "side"]: None for actor in ids})
    entries = [
        {"symbol": {"type": "ring", "colours": [side.colour], "text": ""}, "label": side.label, "half": True}
        for key, side in side_looks(story).items()
        if key in sides
    ]
    if at_points["place_id"].duplicated().any() and not compact:
        entries.append(
            {
                "symbol": {"type": "ring", "colours": ["#9aa0a6"], "text": "5"},
                "label": gettext("number of events there"),
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
    if shown["country"].isin(story.manifest.subject_countries).any():
        entries.append(
            {
                "symbol": {"type": "shade", "colour": presence_colour(story)},
                "label": _reported(story),
            }
        )
    at_sites = shown[_is_site(story).loc[shown.index]]
    forces = [force for force, _ in Counter(chain.from_iterable(at_sites["force_ids"])).most_common()]
    named = forces[:2] if compact and len(forces) > 3 else forces
    for actor_id in named:
        actor = story.actors.loc[actor_id]
        symbol = {"type": "glyph", "shape": actor["shape"], "colour": actor["colour"], "size": 18}
        entries.append({"symbol": symbol, "label": actor["short_name"], "half": True})
    if named != forces:
        symbol = {
            "type": "glyph",
            "shape": story.actors.at[forces[len(named)], "shape"],
            "colour": presence_colour(story),
            "size": 18,
        }
        entries.append({"symbol": symbol, "label": gettext("other forces"), "half": True})
    if _any_hollow(at_sites):
        symbol = {
            "type": "glyph",
            "shape": "triangle",
            "colour": presence_colour(story),
            "hollow": True,
            "size": 18,
        }
        entries.append({"symbol": symbol, "label": gettext("no base shown"), "half": True})
    return entries


def _reported(story: Story) -> str:
    """The words for a country in which the side was reported whose presence the story tells of."""
    return next(
        (said(side.reported) for side in story.manifest.sides.values() if side.reported),
        gettext("reported in the country"),
    )


def pale_entries(story: Story, soft: Collection[str]) -> list[Entry]:
    """One entry for what is drawn pale, when anything is."""
    if not soft:
        return []
    symbol = {"type": "glyph", "shape": "triangle", "colour": _pale(presence_colour(story)), "size": 18}
    return [{"symbol": symbol, "label": gettext("pale: not known for these days")}]


def _pale(colour: str) -> str:
    """A colour such as ``#d55e00`` as it looks pale on white paper."""
    parts = (255 - _PALE * (255 - int(colour[at : at + 2], 16)) for at in (1, 3, 5))
    return "#" + "".join(f"{round(part):02x}" for part in parts)


def _any_hollow(at_sites: pd.DataFrame) -> bool:
    """Whether a glyph is hollow: a force with activity and no station at its place."""
    active, stationed = set(), set()
    for place, forces, nature in zip(at_sites["place_id"], at_sites["force_ids"], at_sites["nature"], strict=True):
        marks = {(place, force) for force in forces}
        active |= marks
        stationed |= marks if NATURES[nature]["mark"] == "solid" else set()
    return active != stationed


def route_entries(shown: list[Leg], waypoints: bool = False) -> list[Entry]:
    """Entries for the legs shown: the phase by colour, how sure by dash."""
    entries: list[Entry] = []
    for key, phase in PHASES.items():
        if any(leg.phase == key for leg in shown):
            line = {"type": "line", "colour": phase.colour, "width": phase.width, "dash": phase.dash}
            entries.append({"symbol": line, "label": gettext(phase.label), "half": key != "intended"})
    for key, kind in LEG_KINDS.items():
        if any(leg.kind == key and leg.phase != "intended" for leg in shown):
            line = {
                "type": "line",
                "colour": "#4a4f57",
                "width": kind.width,
                "dash": kind.dash,
                "round": key == "claimed",
            }
            entries.append({"symbol": line, "label": gettext(kind.label), "half": key != "claimed"})
    if waypoints:
        entries.append({"symbol": {"type": "radius", "colour": INK}, "label": gettext("how well the place is known")})
    return entries


def route_entry() -> list[Entry]:
    """One entry for the route where it is too small for its kinds to be told apart."""
    return [
        {
            "symbol": {"type": "line", "colour": PHASES["advance"].colour, "width": 3, "dash": "6 4"},
            "label": gettext("the column’s route"),
        }
    ]


def candidate_entries(story: Story) -> list[Entry]:
    """Entries for the candidate positions of the fighting: a ring with its letter, or a shape."""
    return [{"symbol": _candidate_symbol(look), "label": look.label} for look in candidate_looks(story).values()]


def _candidate_symbol(look: CandidateLook) -> dict[str, Any]:
    if look.shape:
        return {"type": "glyph", "shape": look.shape, "colour": FIGHTING, "hollow": True, "size": 18}
    return {"type": "rim", "colour": FIGHTING, "dash": look.dash, "width": look.width, "text": look.letter}


def step_entries(story: Story, shown: pd.DataFrame) -> list[Entry]:
    """Entries for numbered steps, and for those whose place is only an area."""
    shown = shown[shown["place_id"] != ""]
    if shown.empty:
        return []
    entries: list[Entry] = [{"symbol": {"type": "chip", "text": "3"}, "label": gettext("steps, as listed")}]
    if any(_is_vague(story, place) for place in shown["place_id"]):
        entries.append(_area_entry())
    return entries


def imported_entries(looks: Sequence[Mapping[str, str]], vague: bool, hexagons: bool) -> list[Entry]:
    """Entries for imported events: the looks in use (``shape``, ``colour``, ``label``; most frequent first), and sizes.

    At most five looks are named, the rest is one entry. ``vague`` says whether a place is only roughly known,
    ``hexagons`` whether there may be so many events in a view that they are drawn as hexagons. No looks, no entries.
    """
    if not looks:
        return []
    named = [(look["shape"], look["colour"], look["label"]) for look in looks[:MOST_LOOKS]]
    if len(looks) > MOST_LOOKS:
        rest = len(looks) - MOST_LOOKS + 1
        others = ngettext("{n} others, see each event", "{n} others, see each event", rest)
        named[-1] = (*named[-1][:2], others.format(n=number(rest)))
    entries: list[Entry] = [
        {"symbol": {"type": "glyph", "shape": shape, "colour": colour, "size": 16}, "label": label, "half": True}
        for shape, colour, label in named
    ]
    entries.append({"symbol": {"type": "sizes", "colour": MUTED}, "label": gettext("size: deaths"), "half": True})
    if vague:
        symbol = {"type": "glyph", "shape": "circle", "colour": MUTED, "hollow": True, "size": 16}
        entries.append({"symbol": symbol, "label": gettext("place only roughly known")})
    if hexagons:
        symbol = {"type": "hexagon", "colour": HEXAGON["steps"][1]["fill"], "text": "25"}
        entries.append({"symbol": symbol, "label": gettext("hexagon: number of events")})
    return entries


def _area_entry() -> Entry:
    return {"symbol": {"type": "area", "colour": FIGHTING}, "label": gettext("somewhere in this area")}


@lru_cache(maxsize=4)
def _is_site(story: Story) -> pd.Series:
    """Whether a presence row has a glyph on the map: it speaks of a place that is known to a point."""
    at_point = story.presence["place_id"].map(lambda place: _is_point(story, place)).astype(bool)
    return at_point & ~story.presence["nature"].str.startswith("country")


@lru_cache(maxsize=1024)
def _is_point(story: Story, place_id: str) -> bool:
    if not place_id:
        return False
    place = story.places.loc[place_id]
    return place.geometry is not None and is_drawn_as_point(place["precision"], place["radius_km"])


@lru_cache(maxsize=1024)
def _is_vague(story: Story, place_id: str) -> bool:
    if not place_id:
        return False
    place = story.places.loc[place_id]
    return place["precision"] != "country" and not is_drawn_as_point(place["precision"], place["radius_km"])
