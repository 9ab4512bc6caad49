"""Labels of the printed map that never cover a mark or each other.

Greedy placement, most important first, by the rules of ``browser/labels.js``: each label tries its anchors, then
the same anchors farther away with a thin line back to its place, and is left out when none is free.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from geodata.drawing.paper.face import FACES, LINE_HEIGHT, text_width
from geodata.drawing.paper.panel import Panel, Point
from geodata.drawing.style import HALO

Box = tuple[float, float, float, float]

ANCHORS = ("right", "left", "bottom", "top", "bottom-right", "bottom-left", "top-right", "top-left")


@dataclass(frozen=True)
class Label:
    """Words at a point of the frame, in units. A lower ``rank`` is placed earlier.

    ``gap`` is the distance from the point to the words, ``rise`` the same above and below it. A label whose
    ``name`` is among the ``names`` of one placed before is left out: no place is named twice. ``elsewhere`` are other
    points that serve as well as the first, nearest first: a country may be named anywhere inside it. Neither words nor
    line enter ``shun``.
    """

    at: Point
    lines: tuple[str, ...]
    face: str
    rank: float
    gap: float = 0.0
    rise: float | None = None
    anchors: tuple[str, ...] = ANCHORS
    reach: tuple[float, ...] = ()
    colour: str = ""
    name: str = ""
    names: tuple[str, ...] = ()
    dot: bool = False
    elsewhere: tuple[Point, ...] = ()
    shun: BaseGeometry | None = None


@dataclass
class Taken:
    """The parts of the frame that are taken: boxes of left, top, width, height."""

    width: float
    height: float
    boxes: list[Box] = field(default_factory=list)
    marks: list[Box] = field(default_factory=list)
    _table: np.ndarray = field(default_factory=lambda: np.empty((0, 4)), repr=False)  # the boxes, for speed

    def add_mark(self, at: Point, width: float, height: float) -> None:
        """Take the box around a mark."""
        self.boxes.append(_around(at, width, height))
        self.marks.append(_around(at, width, height))

    def covers_mark(self, at: Point, width: float, height: float) -> bool:
        """Whether a mark of that size would lie on another or leave the frame."""
        x, y, w, h = box = _around(at, width, height)
        inside = x >= 0 and y >= 0 and x + w <= self.width and y + h <= self.height
        return not inside or any(_hits(box, other) for other in self.marks)

    def add_line(self, points: list[Point], half: float = 5.0) -> None:
        """Take a line as a chain of small boxes, so that no word lies on it."""
        for (ax, ay), (bx, by) in pairwise(points):
            parts = min(400, math.ceil(math.hypot(bx - ax, by - ay) / 9) or 1)
            for k in range(parts + 1):
                x, y = ax + (bx - ax) * k / parts, ay + (by - ay) * k / parts
                self.boxes.append((x - half, y - half, 2 * half, 2 * half))

    def crosses_mark(self, start: Point, end: Point) -> bool:
        """Whether a straight line between two points runs over a mark other than the one it starts at."""
        others = [box for box in self.marks if not _hits((*start, 0.1, 0.1), box)]
        parts = max(2, int(math.dist(start, end) / 5))
        steps = ((k / parts, 1 - k / parts) for k in range(parts + 1))
        points = [(start[0] * b + end[0] * a, start[1] * b + end[1] * a) for a, b in steps]
        return any(_hits((*point, 0.1, 0.1), box) for point in points for box in others)

    def is_free(self, box: Box) -> bool:
        """Whether a box lies inside the frame and on nothing that is taken."""
        x, y, w, h = box
        inside = x >= 3 and y >= 3 and x + w <= self.width - 3 and y + h <= self.height - 3
        if not inside or not self.boxes:
            return inside
        if len(self._table) != len(self.boxes):
            self._table = np.array(self.boxes)
        left, top, wide, high = self._table.T
        return not bool(np.any((x < left + wide) & (left < x + w) & (y < top + high) & (top < y + h)))


@dataclass(frozen=True)
class Placed:
    """A label with the box it found, its anchor, and whether it stands away from its place."""

    label: Label
    box: Box
    anchor: str
    far: bool


def place_labels(labels: Iterable[Label], taken: Taken) -> list[Placed]:
    """Find room for as many labels as will go; fills ``taken`` with the boxes of those that found it."""
    named: set[str] = set()
    placed: list[Placed] = []
    for label in sorted(labels, key=lambda one: one.rank):
        if label.name and label.name in named:
            continue
        spot = _spot(label, taken)
        if spot is None:
            continue
        x, y, w, h = spot.box
        taken.boxes.append((x - 2, y - 1, w + 4, h + 2))
        named.update(name for name in (label.name, *label.names) if name)
        placed.append(spot)
    return placed


def draw_labels(panel: Panel, placed: list[Placed]) -> None:
    """Write labels with a halo, their dots, and the lines back from those that stand away from their place."""
    for one in placed:
        label, (x, y, w, _), face = one.label, one.box, FACES[one.label.face]
        if label.dot:
            panel.axes.plot(
                *label.at, "o", ms=panel.points(6), mfc="#4a463f", mec=HALO, mew=panel.points(1.5), zorder=6
            )
        if one.far:
            end = _end(one.box, label.at)
            panel.line([label.at, end], HALO, 3.2, alpha=0.8, zorder=7)
            panel.line([label.at, end], label.colour or face.colour, 1.4, zorder=7.1)
        align = "right" if "left" in one.anchor else "left" if "right" in one.anchor else "center"
        edge = {"right": x + w, "left": x, "center": x + w / 2}[align]
        panel.block(list(label.lines), (edge, y), face, align=align, colour=label.colour, halo=2.0)


def size_of(label: Label) -> tuple[float, float]:
    """Return the width and height of a label's words, in units."""
    face = FACES[label.face]
    return max(text_width(face, line) for line in label.lines) + 2, len(label.lines) * face.size * LINE_HEIGHT


def _spot(label: Label, taken: Taken) -> Placed | None:
    """Find room for a label; only where there is no other may its line run over a mark."""
    return _first_spot(label, taken, strict=True) or _first_spot(label, taken, strict=False)


def _first_spot(label: Label, taken: Taken, strict: bool) -> Placed | None:
    size = size_of(label)
    for at in (label.at, *label.elsewhere):
        for reach in label.reach or (0.0,):
            for anchor in label.anchors:
                near = label.rise if anchor in ("top", "bottom") and label.rise is not None else label.gap
                box = _box(at, size, anchor, reach or near)
                far = reach > label.gap
                if (
                    taken.is_free(box)
                    and not _strays(label, at, box)
                    and not (strict and far and taken.crosses_mark(at, _end(box, at)))
                ):
                    return Placed(label, box, anchor, far)
    return None


def _strays(label: Label, at: Point, box: Box) -> bool:
    """Whether words, or the line back to their place, enter what the label shuns."""
    if label.shun is None:
        return False
    x, y, w, h = box
    words, line = shapely.box(x, y, x + w, y + h), shapely.LineString([at, _end(box, at)])
    return bool(label.shun.intersects(words) or label.shun.intersects(line))


def _end(box: Box, at: Point) -> Point:
    """The point of a box that is nearest to another point."""
    x, y, w, h = box
    return max(x, min(x + w, at[0])), max(y, min(y + h, at[1]))


def _around(at: Point, width: float, height: float) -> Box:
    return at[0] - width / 2, at[1] - height / 2, width, height


def _box(at: Point, size: tuple[float, float], anchor: str, gap: float) -> Box:
    w, h = size
    x, y = at[0] - w / 2, at[1] - h / 2
    sideways = gap * 0.4 if anchor.count("-") else gap
    if "right" in anchor:
        x = at[0] + sideways
    if "left" in anchor:
        x = at[0] - sideways - w
    if "bottom" in anchor:
        y = at[1] + gap
    if "top" in anchor:
        y = at[1] - gap - h
    return x, y, w, h


def _hits(a: Box, b: Box) -> bool:
    return a[0] < b[0] + b[2] and b[0] < a[0] + a[2] and a[1] < b[1] + b[3] and b[1] < a[1] + a[3]
