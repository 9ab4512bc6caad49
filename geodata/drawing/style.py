"""The one style table: how an actor, a side, a line, a radius or a confidence looks, wherever it is drawn.

Screen map, timeline, tables, print map and slides all read it. Side colours are Okabe and Ito's palette
("Color Universal Design", 2008), chosen so that readers with any common colour vision can tell them apart;
shapes carry the same distinction a second time. An actor's own colour and shape stand in ``actors.csv``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from math import isnan, sqrt
from typing import Any

from geodata.languages import gettext, language, noop, speaking
from geodata.reading import codes
from geodata.reading.precision import is_drawn_as_point
from geodata.reading.story import Story

INK = "#1f2328"
MUTED = "#5b6068"
PAPER = "#fbfaf7"
HALO = "#ffffff"
FIGHTING = "#b3261e"


@dataclass(frozen=True)
class SideLook:
    """A family of actors that share a colour; its label is in the language that is spoken."""

    label: str
    colour: str
    shape: str


@dataclass(frozen=True)
class Line:
    """A line: stroke width in pixels, dash pattern as SVG writes it, and the words of the legend."""

    label: str
    dash: str
    width: float
    colour: str = INK


@dataclass(frozen=True)
class CandidateLook:
    """A candidate position: its ring's dash and width, and what tells it apart besides. Its label is in the language
    that is spoken.

    ``letter`` is set on the rim of the ring, in the direction ``bearing`` (degrees) or as near to it as there is room;
    ``shape`` is drawn at the ring's centre.
    """

    label: str
    dash: str
    width: float
    letter: str = ""
    bearing: int = 0
    shape: str = ""


#: The looks of sides, by their slot in ``story.toml``: the first is that of slot 1.
SIDE_LOOKS = (
    ("#0072B2", "square"),
    ("#D55E00", "diamond"),
    ("#009E73", "triangle"),
    ("#CC79A7", "pentagon"),
    ("#E69F00", "hexagon"),
    ("#56B4E9", "triangle-down"),
    ("#6B6B6B", "cross"),
    ("#1A1A1A", "circle"),
    ("#6B6B6B", "star"),
    ("#6B6B6B", "plus"),
)

#: The colour of what belongs to no side.
NO_SIDE = "#6B6B6B"

#: How sure a leg of the route is. Solid, dashed, dotted: the same three on every map.
LEG_KINDS = {
    "documented": Line(noop("documented"), "", 4.0),
    "inferred": Line(noop("inferred"), "10 7", 3.5),
    "claimed": Line(noop("claimed by one source"), "1 7", 4.0),
}

#: Where a leg leads. The colour says the phase, the dash says how sure.
PHASES = {
    "advance": Line(noop("advance"), "", 4.0, "#0b5c8c"),
    "retreat": Line(noop("retreat"), "", 4.0, "#b3261e"),
    "intended": Line(noop("intended, not shown to have happened"), "2 6", 3.0, "#6b6b6b"),
}

#: How a confidence looks on map, timeline and table: outline dash and fill opacity.
CONFIDENCE = {
    "well-attested": {"label": codes.CONFIDENCES["well-attested"], "mark": "●", "dash": "", "fill": 0.95},
    "single-source": {"label": codes.CONFIDENCES["single-source"], "mark": "◐", "dash": "", "fill": 0.45},
    "contested": {"label": codes.CONFIDENCES["contested"], "mark": "○", "dash": "3 2", "fill": 0.08},
}

#: What a presence row shows. ``solid`` is a place where men were stationed; ``hollow`` is activity only.
_NATURE_MARKS = {
    "country-level": "shade",
    "country-total": "shade",
    "base": "solid",
    "garrison": "solid",
    "operation": "hollow",
    "economic": "hollow",
    "incident": "hollow",
}
NATURES = {nature: {"label": codes.NATURES[nature], "mark": mark} for nature, mark in _NATURE_MARKS.items()}

#: The rings of candidate positions, in their order in ``story.toml``: dash and width.
CANDIDATE_RINGS = (("6 5", 2.0), ("9 4 2 4", 1.8), ("1 5", 1.2))
#: What tells them apart besides: a letter on the rim, or, of a place that is drawn as a point, a shape at its centre.
CANDIDATE_LETTERS, CANDIDATE_SHAPES = "ABC", ("triangle", "square", "diamond")

#: An imported event as a dot: its radius in pixels is base + root * sqrt(deaths), so that the area follows the deaths.
EVENT_DOT = {"least": 3.0, "base": 2.0, "root": 1.1, "most": 22.0}

#: Imported events as hexagons where more than ``above`` lie in the view, or more than ``few`` of them in heaps: on
#: average more than ``crowd`` to a hexagon. ``width``: pixels from flat side to flat side; ``steps``: fill and number
#: from few events to many. One hue without a side's meaning; each number stands out by 5:1 or more.
HEXAGON: dict[str, Any] = {
    "width": 36,
    "above": 2000,
    "few": 300,
    "crowd": 6,
    "steps": [
        {"fill": "#f6f3ec", "text": INK},
        {"fill": "#dedcd7", "text": INK},
        {"fill": "#bfbfbe", "text": INK},
        {"fill": "#9b9ea2", "text": INK},
        {"fill": "#5d646d", "text": HALO},
        {"fill": "#2b3138", "text": HALO},
    ],
}

#: Outlines of the shapes as SVG paths in a box of 20 by 20.
SHAPES = {
    "circle": "M10 2.5a7.5 7.5 0 1 0 0 15a7.5 7.5 0 1 0 0-15z",
    "square": "M3.5 3.5h13v13h-13z",
    "diamond": "M10 1.2L18.8 10L10 18.8L1.2 10z",
    "triangle": "M10 2L18.5 17H1.5z",
    "triangle-down": "M10 18L1.5 3H18.5z",
    "pentagon": "M10 1.5L18.6 7.8L15.3 17.8H4.7L1.4 7.8z",
    "hexagon": "M5.5 2.2h9L19 10l-4.5 7.8h-9L1 10z",
    "star": "M10 1l2.6 6 6.4.6-4.9 4.2 1.5 6.3L10 14.8 4.4 18.1l1.5-6.3L1 7.6 7.4 7z",
    "cross": "M7 2h6v5h5v6h-5v5H7v-5H2V7h5z",
    "plus": "M8 2h4v6h6v4h-6v6H8v-6H2V8h6z",
}


def dot_radius(deaths: float) -> float:
    """Return the radius in pixels of an imported event's dot; NaN deaths, which are not given, make the least one.

    >>> dot_radius(0), dot_radius(100), dot_radius(1e6)
    (3.0, 13.0, 22.0)
    """
    if isnan(deaths):
        return EVENT_DOT["least"]
    return min(EVENT_DOT["most"], max(EVENT_DOT["least"], EVENT_DOT["base"] + EVENT_DOT["root"] * sqrt(deaths)))


def glyph_svg(shape: str, colour: str) -> str:
    """Draw a shape as an SVG file, for texts and tables on pages."""
    box = 'xmlns="http://www.w3.org/2000/svg" width="15" height="15" viewBox="0 0 20 20"'
    return f'<svg {box}><path d="{SHAPES[shape]}" fill="{colour}"/></svg>'


def side_looks(story: Story) -> Mapping[str, SideLook]:
    """Return the look of every side of a story, in the order of legends."""
    return _side_looks(story, language())


@lru_cache(maxsize=16)
def _side_looks(story: Story, spoken: str) -> Mapping[str, SideLook]:
    terms = story.manifest.sides
    with speaking(spoken):
        return {code: SideLook(term.words(), *SIDE_LOOKS[term.slot - 1]) for code, term in terms.items()}


def presence_colour(story: Story) -> str:
    """Return the colour of the side whose presence a story tells of."""
    return next(
        (side_looks(story)[code].colour for code, term in story.manifest.sides.items() if term.reported), NO_SIDE
    )


def candidate_looks(story: Story) -> Mapping[str, CandidateLook]:
    """Return the look of every candidate position of the fighting, by the id of its place.

    Only a place known to within :data:`geodata.reading.precision.GLYPH_LIMIT_KM` has a shape; the others have a letter.
    """
    return _candidate_looks(story, language())


@lru_cache(maxsize=16)
def _candidate_looks(story: Story, spoken: str) -> Mapping[str, CandidateLook]:
    letters, shapes = iter(CANDIDATE_LETTERS), iter(CANDIDATE_SHAPES)
    looks = {}
    for (place_id, term), (dash, width) in zip(story.manifest.candidates.items(), CANDIDATE_RINGS, strict=False):
        place = story.places.loc[place_id]
        with speaking(spoken):
            label = term.words()
        if place.geometry is not None and is_drawn_as_point(place["precision"], place["radius_km"]):
            looks[place_id] = CandidateLook(label, dash, width, shape=next(shapes))
        else:
            looks[place_id] = CandidateLook(label, dash, width, letter=next(letters), bearing=term.bearing)
    return looks


def style_document(story: Story) -> dict[str, Any]:
    """Return the style table as plain data, as the browser and the print map read it."""
    actors = story.actors
    return {
        "ink": INK,
        "muted": MUTED,
        "paper": PAPER,
        "halo": HALO,
        "fighting": FIGHTING,
        "presenceColour": presence_colour(story),
        "sides": {key: asdict(side) for key, side in side_looks(story).items()},
        "legKinds": _spoken({key: asdict(line) for key, line in LEG_KINDS.items()}),
        "phases": _spoken({key: asdict(line) for key, line in PHASES.items()}),
        "confidence": _spoken(CONFIDENCE),
        "shapes": SHAPES,
        "eventDot": EVENT_DOT,
        "hexagon": HEXAGON,
        "natures": _spoken(NATURES),
        "candidates": {place_id: asdict(look) for place_id, look in candidate_looks(story).items()},
        "actors": {
            row.Index: {
                "name": row.name,
                "short": row.short_name,
                "side": row.side,
                "colour": row.colour,
                "shape": row.shape,
            }
            for row in actors.rename_axis("id").itertuples()
        },
    }


def _spoken(looks: Mapping[str, Mapping[str, Any]]) -> dict[str, dict[str, Any]]:
    """Return looks with their labels in the language that is spoken."""
    labels = {key: str(look["label"]) for key, look in looks.items()}
    return {key: {**look, "label": gettext(labels[key])} for key, look in looks.items()}
