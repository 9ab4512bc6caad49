"""A viewer's own events on the printed map: dots as on screen, hexagons with numbers where there are too many."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from geodata.drawing.imported_columns import web_mercator
from geodata.drawing.imported_looks import looks_in_use, looks_of
from geodata.drawing.legend import Entry, imported_entries
from geodata.drawing.paper.face import Face
from geodata.drawing.paper.frame import Frame
from geodata.drawing.paper.panel import Panel, outline_of
from geodata.drawing.style import HALO, HEXAGON, dot_radius
from geodata.imported.event_set import EventSet
from geodata.reading.story import Story

#: Above areas, below the route and every mark of the story.
_LAYER = 5.5


def imported_legend(story: Story, frame: Frame, own: EventSet) -> list[Entry]:
    """Return the entries for the events that lie in the frame."""
    inside = _inside(frame, own)
    if crowded(inside):
        return imported_entries(looks_in_use(own, story, inside), False, hexagons=True)[-1:]
    return imported_entries(looks_in_use(own, story, inside), bool((inside & ~own.is_at_point).any()), hexagons=False)


def draw_imported(panel: Panel, frame: Frame, story: Story, own: EventSet) -> None:
    """Draw the events that lie in the frame."""
    inside = _inside(frame, own)
    x, y = _units(frame, own)
    if crowded(inside):
        _hexagons(panel, x[inside], y[inside])
    else:
        _dots(panel, story, own, inside, x, y)


def crowded(inside: np.ndarray) -> bool:
    """Whether so many events are to be drawn that they are counted in hexagons."""
    return int(inside.sum()) > HEXAGON["above"]


def _units(frame: Frame, own: EventSet) -> tuple[np.ndarray, np.ndarray]:
    """Where each event lies, in units from the frame's upper left corner; NaN without a place."""
    x, y = web_mercator(own.events["lon"].to_numpy(), own.events["lat"].to_numpy())
    (left, top), world = frame.place(85.0511287798066, -180.0), frame.place(0.0, 180.0)[0] - frame.place(0.0, -180.0)[0]
    return left + x * world, top + y * world


def _inside(frame: Frame, own: EventSet) -> np.ndarray:
    x, y = _units(frame, own)
    with np.errstate(invalid="ignore"):
        return (x >= 0) & (x <= frame.width) & (y >= 0) & (y <= frame.height)


def _dots(panel: Panel, story: Story, own: EventSet, inside: np.ndarray, x: np.ndarray, y: np.ndarray) -> None:
    """One collection for each look; the largest dots lie lowest."""
    looks, numbers = looks_of(own, story)
    radius = np.array([dot_radius(deaths) for deaths in own.events["best"]])
    rows = np.flatnonzero(inside)
    rows = rows[np.argsort(-radius[rows], kind="stable")]
    for number, look in enumerate(looks):
        for vague in (True, False):
            here = rows[(numbers[rows] == number) & (own.is_at_point[rows] != vague)]
            if not len(here):
                continue
            panel.axes.scatter(
                x[here],
                y[here],
                s=panel.points(2) ** 2 * radius[here] ** 2,
                marker=outline_of(look["shape"], (0.0, 0.0), 1.0),
                facecolor=HALO if vague else look["colour"],
                edgecolor=look["colour"] if vague else HALO,
                linewidth=panel.points(1.4 if vague else 0.8),
                alpha=0.85,
                zorder=_LAYER,
                gid=f"imported-{look['shape']}",
            )


def _hexagons(panel: Panel, x: np.ndarray, y: np.ndarray) -> None:
    """Counts in hexagons, each number written; together they are the events in the frame."""
    wide = max(1, round(panel.width / HEXAGON["width"]))
    high = max(1, round(panel.height / HEXAGON["width"] / np.sqrt(3)))
    extent = (0.0, panel.width, 0.0, panel.height)
    cells = panel.axes.hexbin(x, y, gridsize=(wide, high), extent=extent, mincnt=1, linewidths=0, zorder=_LAYER)
    counts, places = np.asarray(cells.get_array(), dtype=int), np.asarray(cells.get_offsets(), dtype=float)
    steps: Sequence[dict[str, str]] = HEXAGON["steps"]
    part = np.log(counts) / np.log(max(100, counts.max()))
    numbers = np.minimum(len(steps) - 1, (part * len(steps)).astype(int))
    cells.set_array(None)
    cells.set_facecolor([steps[number]["fill"] for number in numbers])
    cells.set_edgecolor(HALO)
    cells.set_linewidth(panel.points(1))
    cells.set_gid("imported-hexagons")
    for (left, top), count, number in zip(places.tolist(), counts, numbers, strict=True):
        size = 11.0 if count < 1000 else 9.0
        face = Face(size, 600, colour=steps[number]["text"])
        panel.text(f"{count}", (left, top), face, align="center", middle=True, zorder=_LAYER + 0.1)
