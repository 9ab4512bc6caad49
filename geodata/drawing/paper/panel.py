"""Drawing in units: glyphs, rings, lines and text on a part of a printed sheet, as the browser draws them.

A panel's coordinates are units (1/96 inch on a sheet 297 mm long, see :mod:`geodata.drawing.paper.face`), from its
upper left corner to the right and down, like pixels on a screen.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Literal

import numpy as np
from fontTools.pens.recordingPen import RecordingPen
from fontTools.svgLib.path import parse_path
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.patheffects import Stroke

from geodata.drawing.paper.face import LINE_HEIGHT, Face, properties, shown_text
from geodata.drawing.style import CONFIDENCE, HALO, INK, SHAPES

MM_PER_UNIT = 25.4 / 96.0
POINTS_PER_UNIT = 0.75
#: What the identifier of an artist begins with when it is only the halo of a text that follows.
HALO_ID = "halo-only"
#: What the identifier of a text with a halo begins with; the halo's width in points follows.
HALOED_ID = "haloed-"
#: The marks of confidence.
MARKS = tuple(str(look["mark"]) for look in CONFIDENCE.values())
#: Fill of the corners around what is chosen, as in ``browser/map.css``.
_CHOSEN = "#ffd400"
Point = tuple[float, float]


@dataclass(frozen=True)
class Panel:
    """A part of the sheet: its axes, its size in units, and how many times larger than usual a unit is drawn."""

    axes: Axes
    width: float
    height: float
    scale: float

    def points(self, units: float) -> float:
        """Return a length in points, as matplotlib wants line widths and text sizes."""
        return units * POINTS_PER_UNIT * self.scale

    def dashes(self, pattern: str, width: float) -> Any:
        """Return an SVG dash pattern, in units, as matplotlib's line style for a line ``width`` units wide."""
        if not pattern:
            return "solid"
        # matplotlib multiplies a pattern by the line's width
        return (0, tuple(float(part) / width for part in pattern.split()))

    def line(
        self, points: list[Point], colour: str, width: float, dash: str = "", *, gid: str = "", **look: Any
    ) -> None:
        """Draw a line through points. ``look`` may hold alpha, zorder and round (round ends)."""
        cap: Literal["round", "butt"] = "round" if look.pop("round", False) else "butt"
        xs, ys = zip(*points, strict=True)
        line = Line2D(
            xs,
            ys,
            color=colour,
            linewidth=self.points(width),
            linestyle=self.dashes(dash, width),
            dash_capstyle=cap,
            solid_capstyle=cap,
            solid_joinstyle="round",
            **look,
        )
        line.set_gid(gid or None)
        self.axes.add_artist(line)  # the panel's limits stand: add_line would work out what they ought to be

    def shape(
        self, path: Path, fill: str, stroke: str, width: float, dash: str = "", *, gid: str = "", **look: Any
    ) -> None:
        """Draw a closed path; "none" leaves fill or stroke out. ``look`` may hold alpha and zorder."""
        patch = PathPatch(
            path,
            facecolor=fill,
            edgecolor=stroke,
            linewidth=self.points(width),
            linestyle=self.dashes(dash, width),
            joinstyle="round",
            **look,
        )
        patch.set_gid(gid or None)
        self.axes.add_artist(patch)

    def polygon(self, points: list[Point], fill: str, stroke: str, width: float, dash: str = "", **look: Any) -> None:
        """Draw a ring of points; the last is joined to the first."""
        self.shape(Path([*points, points[0]], closed=True), fill, stroke, width, dash, **look)

    def corners(self, at: Point, width: float, height: float) -> None:
        """Put what is chosen between four corners, as ``browser/chosen.js`` does."""
        long = max(9.0, min(26.0, 0.28 * min(width, height)))
        for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
            left, top = at[0] + x * width / 2, at[1] + y * height / 2
            for colour, thick in ((HALO, 10.0), (INK, 7.0), (_CHOSEN, 3.0)):
                self.line([(left - x * long, top), (left, top), (left, top - y * long)], colour, thick, zorder=7.9)

    def glyph(
        self,
        shape: str,
        at: Point,
        size: float,
        colour: str,
        *,
        hollow: bool = False,
        dash: str = "",
        zorder: float = 8,
        gid: str = "",
        alpha: float | None = None,
    ) -> None:
        """Draw an actor's shape with a white halo. ``size`` is the box of 24 by 24 that the browser uses."""
        part = size / 24.0
        outline = outline_of(shape, at, part)
        self.shape(outline, "none", HALO, 5 * part, zorder=zorder, alpha=alpha)
        fill, stroke, width = (HALO, colour, 2.4) if hollow else (colour, HALO, 1.2)
        dashes = " ".join(f"{float(length) * part:g}" for length in dash.split())
        self.shape(outline, fill, stroke, width * part, dashes, zorder=zorder, gid=gid, alpha=alpha)

    def ring(self, colours: list[str], text: str, at: Point, size: float, *, zorder: float = 8, gid: str = "") -> None:
        """Draw a ring with one equal part for each side that takes part; inside, the number of events or a mark."""
        part = size / 25.0
        self.polygon(_arc(at, 12 * part, 0, 1), HALO, "#c9c4ba", 0.7, zorder=zorder, gid=gid)
        gap = 0.012 if len(colours) > 1 else 0.0
        for place, colour in enumerate(colours):
            arc = _arc(at, 8.4 * part, place / len(colours) + gap, (place + 1) / len(colours) - gap)
            self.line(arc, colour, 3.8 * part, zorder=zorder)
        if text in MARKS:
            self.mark(text, at, 3.1 * part, zorder)
        elif text:
            face = Face((6 if len(text) > 2 else 8 if len(text) > 1 else 9.5) * part, 700)
            self.text(text, at, face, align="center", middle=True, zorder=zorder)

    def mark(self, mark: str, at: Point, radius: float, zorder: float) -> None:
        """Draw a mark of confidence as a shape: a text face need not have full and half circles."""
        self.shape(Path.circle(at, radius), INK if mark == "●" else HALO, INK, radius * 0.36, zorder=zorder)
        if mark == "◐":
            self.polygon(_arc(at, radius, 0.5, 1.0), INK, "none", 0, zorder=zorder)

    def text(
        self,
        line: str,
        at: Point,
        face: Face,
        *,
        align: str = "left",
        middle: bool = False,
        colour: str = "",
        halo: float = 0.0,
        zorder: float = 12,
    ) -> None:
        """Write one line; ``at`` is the end of its baseline, or the middle of its capitals if ``middle``.

        A halo is an artist of its own: drawn as an effect it would turn the text into outlines in SVG and PDF.
        """
        x, y = at[0], at[1] + (0.33 * face.size if middle else 0.0)
        look: dict[str, Any] = {
            "fontproperties": properties(face, self.points(face.size)),
            "ha": align,
            "va": "baseline",
        }
        words = shown_text(face, line)
        if halo:
            effect = [Stroke(linewidth=self.points(2 * halo), foreground=HALO, alpha=0.85, joinstyle="round")]
            self.axes.text(x, y, words, color=HALO, path_effects=effect, zorder=zorder - 0.5, gid=HALO_ID, **look)
        self.axes.text(
            x,
            y,
            words,
            color=colour or face.colour,
            zorder=zorder,
            gid=f"{HALOED_ID}{self.points(2 * halo):.2f}" if halo else None,
            **look,
        )

    def block(self, lines: list[str], at: Point, face: Face, **look: Any) -> float:
        """Write lines below each other from the upper edge at ``at``; return the y below the last one."""
        y = at[1]
        for line in lines:
            self.text(line, (at[0], y + 0.93 * face.size), face, **look)
            y += LINE_HEIGHT * face.size
        return y


def panel(figure: Figure, left: float, top: float, width: float, height: float, scale: float) -> Panel:
    """Open a panel on a figure. All lengths are units of the sheet, ``left`` and ``top`` from its upper left corner."""
    sheet_width, sheet_height = (inches * 96.0 / scale for inches in figure.get_size_inches())
    box = (left / sheet_width, 1 - (top + height) / sheet_height, width / sheet_width, height / sheet_height)
    axes = figure.add_axes(box)
    axes.set_xlim(0, width)
    axes.set_ylim(height, 0)
    axes.axis("off")
    return Panel(axes, width, height, scale)


@lru_cache(maxsize=32)
def _outline(shape: str) -> Path:
    """The shape of the style table as a path in its box of 20 by 20."""
    pen = RecordingPen()
    text = re.sub(r"([a-zA-Z])", r" \1 ", SHAPES[shape])
    parse_path(text, pen)
    vertices: list[Point] = []
    codes: list[int] = []
    kinds = {"moveTo": int(Path.MOVETO), "lineTo": int(Path.LINETO), "curveTo": int(Path.CURVE4)}
    for command, points in pen.value:
        if command in ("closePath", "endPath"):
            vertices.append(vertices[-1])
            codes.append(int(Path.CLOSEPOLY))
        else:
            vertices.extend(points)
            codes.extend([kinds[command]] * len(points))
    return Path(np.array(vertices, dtype=float), codes)


def outline_of(shape: str, at: Point, part: float) -> Path:
    """Return a shape of the style table around a point, ``part`` units for each of its own."""
    outline = _outline(shape)
    return Path((np.asarray(outline.vertices) - 10.0) * part + np.array(at), outline.codes)


def _arc(at: Point, radius: float, start: float, end: float) -> list[Point]:
    """Part of a circle, clockwise from the top; ``start`` and ``end`` in turns."""
    angles = np.linspace(start, end, max(8, int(64 * (end - start)) + 1)) * 2 * np.pi - np.pi / 2
    return [(at[0] + radius * math.cos(angle), at[1] + radius * math.sin(angle)) for angle in angles]
