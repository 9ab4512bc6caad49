"""How everything is coloured and sized on a desk, on a bad projector and in a dark room; part of the style table.

A look never changes what a colour stands for: Okabe and Ito's colours of the sides are the same in every look. What
is written or drawn in ink has a counterpart, and so have the darkest of the other colours (:meth:`Look.colour`).
Text stands out from what lies under it by at least 4.5:1 (WCAG 2.2, 1.4.3), lines and marks by 3:1 (1.4.11).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any


@dataclass(frozen=True)
class Look:
    """One look. Colours are ``#rrggbb``; ``line`` and ``type`` are factors of widths and of sizes of type.

    ``panel`` and ``inset`` lie on ``paper`` and carry text as well; ``halo`` lies between a mark or a word and the map.
    ``country``, ``region``, ``physical`` and ``water`` are names on the map, ``border`` to ``lake`` its lines and
    areas, ``relief`` is the CSS filter that lies on the relief; ``sea`` lies under it. ``outline`` surrounds marks.
    ``focus`` is the width in pixels of the ring around what has the focus. ``hexagon`` are fill and number from few
    events to many; empty for those of the style table. ``instead`` are counterparts of colours.
    """

    ink: str = "#1f2328"
    muted: str = "#5b6068"
    paper: str = "#fdfcf9"
    panel: str = "#f3f0e9"
    inset: str = "#ffffff"
    halo: str = "#ffffff"
    edge: str = "#d9d3c7"
    grid: str = "#e9e4d9"
    accent: str = "#0b5c8c"
    on_accent: str = "#ffffff"
    country: str = "#575047"
    region: str = "#61594f"
    physical: str = "#645843"
    water: str = "#2f617c"
    border: str = "#6f675c"
    inner: str = "#8d8577"
    coast: str = "#8b9aa3"
    river: str = "#7fa3b8"
    lake: str = "#c3d5dd"
    sea: str = "#ccd8df"
    relief: str = "none"
    outline: str = "#4a4f57"
    dark: bool = False
    line: float = 1.0
    type: float = 1.0
    focus: int = 3
    hexagon: tuple[tuple[str, str], ...] = ()
    instead: Mapping[str, str] = field(default_factory=dict)

    def colour(self, usual: str) -> str:
        """Return what a colour of the style table becomes in this look.

        >>> LOOKS["dark"].colour("#1A1A1A"), LOOKS["dark"].colour("#D55E00")
        ('#f4f2ec', '#D55E00')
        """
        return self.instead.get(usual.lower(), usual)

    def document(self) -> dict[str, Any]:
        """Return the look as plain data, as the browser reads it."""
        return asdict(self)

    def properties(self) -> str:
        """Return colours and factors as custom properties of CSS (``--cm-ink``), as ``browser/look.js`` sets them."""
        plain = {name: value for name, value in self.document().items() if isinstance(value, str | int | float)}
        return "".join(f"--cm-{name.replace('_', '-')}:{value};" for name, value in plain.items())


LIGHT = Look()

#: Near-black on white, larger type, thicker lines, no pale greys.
CONTRAST = replace(
    LIGHT,
    ink="#000000",
    muted="#262626",
    paper="#ffffff",
    panel="#f2f2f2",
    edge="#4d4d4d",
    grid="#bdbdbd",
    accent="#003e6b",
    country="#262626",
    region="#333333",
    physical="#33291a",
    water="#0b3f5c",
    border="#3d3830",
    inner="#6b6459",
    coast="#4a5a64",
    river="#3f718c",
    lake="#d4e4ec",
    sea="#e3edf2",
    relief="saturate(0.6) opacity(0.45)",
    outline="#000000",
    line=1.6,
    type=1.35,
    instead={
        "#1f2328": "#000000",
        "#1a1a1a": "#000000",
        "#5b6068": "#262626",
        "#4a4f57": "#262626",
        "#9aa0a6": "#4d4d4d",
        "#6b6b6b": "#4d4d4d",
        "#b3261e": "#9a0f0a",
        "#0b5c8c": "#003e6b",
    },
)

#: Light on near-black, for a dark room. What is ink elsewhere is light here, black of a side among it.
DARK = replace(
    LIGHT,
    ink="#ece9e2",
    muted="#b4b8be",
    paper="#14171a",
    panel="#1e2226",
    inset="#262b30",
    halo="#0d0f11",
    edge="#454b52",
    grid="#31363c",
    accent="#79c0ee",
    on_accent="#0d0f11",
    country="#d6d0c6",
    region="#c2bbb0",
    physical="#cbbfa8",
    water="#9fc9e0",
    border="#a39a8c",
    inner="#7d766b",
    coast="#5f717c",
    river="#4a7188",
    lake="#1d2d37",
    sea="#121a20",
    relief="brightness(0.3) saturate(0.9)",
    outline="none",
    dark=True,
    hexagon=(
        ("#2b3138", "#ffffff"),
        ("#434a52", "#ffffff"),
        ("#5d646d", "#ffffff"),
        ("#9b9ea2", "#14171a"),
        ("#c4c4c2", "#14171a"),
        ("#f6f3ec", "#14171a"),
    ),
    instead={
        "#1f2328": "#ece9e2",
        "#1a1a1a": "#f4f2ec",
        "#5b6068": "#b4b8be",
        "#4a4f57": "#c5c9cf",
        "#6b6b6b": "#a3a3a3",
        "#b3261e": "#ff8d82",
        "#0b5c8c": "#79c0ee",
        "#dedcd7": "#434a52",
        "#e9e4d9": "#31363c",
        "#ffffff": "#0d0f11",
    },
)

#: The looks by the name that an address has for them; the first is the usual one.
LOOKS = {"light": LIGHT, "contrast": CONTRAST, "dark": DARK}


def looks_script() -> bytes:
    """Return the table of looks as the script that comes before ``browser/look.js``."""
    table = json.dumps({name: look.document() for name, look in LOOKS.items()}, separators=(",", ":"))
    return f"(window.ConflictMap = window.ConflictMap || {{}}).looks = {table};".encode()
