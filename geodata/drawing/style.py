"""The one style table: how an actor, a side, a line, a radius or a confidence looks, wherever it is drawn.

Screen map, timeline, tables, print map and slides all read it. Side colours are Okabe and Ito's palette
("Color Universal Design", 2008), chosen so that readers with any common colour vision can tell them apart;
shapes carry the same distinction a second time. An actor's own colour and shape stand in ``actors.csv``.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

from geodata.story import Story

INK = "#1f2328"
MUTED = "#5b6068"
PAPER = "#fbfaf7"
HALO = "#ffffff"
AMBUSH = "#b3261e"


@dataclass(frozen=True)
class Side:
    """A family of actors that share a colour."""

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


SIDES = {
    "mali": Side("Malian state", "#0072B2", "square"),
    "russia": Side("Russian forces", "#D55E00", "diamond"),
    "separatist": Side("Separatists", "#009E73", "triangle"),
    "islamist": Side("Armed Islamists", "#CC79A7", "pentagon"),
    "ukraine": Side("Ukraine", "#E69F00", "hexagon"),
    "western": Side("Western states, UN", "#56B4E9", "triangle-down"),
    "regional": Side("Other states", "#6B6B6B", "cross"),
    "independent": Side("Independent observers", "#1A1A1A", "circle"),
    "population": Side("Population", "#6B6B6B", "star"),
    "unclear": Side("Unclear", "#6B6B6B", "plus"),
}

#: How sure a leg of the route is. Solid, dashed, dotted: the same three on every map.
LEG_KINDS = {
    "documented": Line("documented at both ends", "", 4.0),
    "inferred": Line("inferred", "10 7", 3.5),
    "claimed": Line("claimed by one source", "1 7", 4.0),
}

#: Where a leg leads. The colour says the phase, the dash says how sure.
PHASES = {
    "advance": Line("advance", "", 4.0, "#0b5c8c"),
    "retreat": Line("retreat", "", 4.0, "#b3261e"),
    "intended": Line("intended, not shown to have happened", "2 6", 3.0, "#6b6b6b"),
}

#: How a confidence looks on map, timeline and table: outline dash and fill opacity.
CONFIDENCE = {
    "well-attested": {"label": "well attested", "mark": "●", "dash": "", "fill": 0.95},
    "single-source": {"label": "single source", "mark": "◐", "dash": "", "fill": 0.45},
    "contested": {"label": "contested", "mark": "○", "dash": "3 2", "fill": 0.08},
}

#: What a presence row shows. ``solid`` is a place where men were stationed; ``hollow`` is activity only.
NATURES = {
    "country-level": {"label": "reported in the country", "mark": "shade"},
    "country-total": {"label": "figure for the country", "mark": "shade"},
    "base": {"label": "base or camp", "mark": "solid"},
    "garrison": {"label": "garrison or guard", "mark": "solid"},
    "operation": {"label": "operation or patrol, no base shown", "mark": "hollow"},
    "economic": {"label": "mine or permit", "mark": "hollow"},
    "incident": {"label": "incident, no base shown", "mark": "hollow"},
}

#: The three candidate positions of the ambush valley, with the symbol each keeps everywhere.
CANDIDATES = {
    "P_AMBUSH": {"shape": "diamond", "label": "as coded by UCDP (±30 km)"},
    "P_INTAGHAGHITE": {"shape": "square", "label": "Intaghaghite, named by pro-rebel sites (±50 km)"},
    "P_WIKI_BATTLE": {"shape": "triangle", "label": "English Wikipedia’s point, no source seen (±15 km)"},
}

#: The same shapes as characters, for tables and texts.
SHAPE_MARKS = {
    "circle": "●",
    "square": "■",
    "diamond": "◆",
    "triangle": "▲",
    "triangle-down": "▼",
    "pentagon": "⬟",
    "hexagon": "⬢",
    "star": "★",
    "cross": "✚",
    "plus": "+",
}

#: The name each side's colour has in a Streamlit text; ``.streamlit/config.toml`` gives the names these colours.
TEXT_COLOURS = {
    "mali": "blue",
    "russia": "orange",
    "separatist": "green",
    "islamist": "violet",
    "ukraine": "yellow",
    "western": "blue",
    "regional": "gray",
    "independent": "gray",
    "population": "gray",
    "unclear": "gray",
}

KIND_LABELS = {
    "ambush": "Ambush",
    "airstrike": "Air strike",
    "attack": "Attack",
    "battle": "Battle",
    "claim": "Claim of responsibility",
    "commemoration": "Commemoration",
    "contact": "Contact",
    "coup": "Coup",
    "death": "Death",
    "deployment": "Deployment",
    "diplomacy": "Diplomacy",
    "investigation": "Investigation",
    "movement": "Movement",
    "mutiny": "Mutiny",
    "operation": "Operation",
    "propaganda": "Propaganda",
    "retreat": "Retreat",
    "statement": "Statement",
    "training": "Training",
    "weather": "Weather",
    "withdrawal": "Withdrawal",
}

COUNTRY_LABELS = {
    "MLI": "Mali",
    "CAF": "Central African Republic",
    "BFA": "Burkina Faso",
    "NER": "Niger",
    "DZA": "Algeria",
    "LBY": "Libya",
    "UKR": "Ukraine",
    "RUS": "Russia",
    "SEN": "Senegal",
}


def style_document(story: Story) -> dict[str, Any]:
    """Return the style table as plain data, as the browser and the print map read it."""
    actors = story.actors
    return {
        "ink": INK,
        "muted": MUTED,
        "paper": PAPER,
        "halo": HALO,
        "ambush": AMBUSH,
        "sides": {key: asdict(side) for key, side in SIDES.items()},
        "legKinds": {key: asdict(line) for key, line in LEG_KINDS.items()},
        "phases": {key: asdict(line) for key, line in PHASES.items()},
        "confidence": CONFIDENCE,
        "natures": NATURES,
        "candidates": CANDIDATES,
        "actors": {
            row.Index: {"name": row.name, "short": row.short_name, "side": row.side, "colour": row.colour, "shape": row.shape}
            for row in actors.rename_axis("id").itertuples()
        },
    }
