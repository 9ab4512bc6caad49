"""The legend of a printed map: the entries of the screen's legend, in groups, for what the frame holds."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from matplotlib.path import Path

from geodata.drawing.legend import (
    Entry,
    candidate_entries,
    event_entries,
    pale_entries,
    presence_entries,
    route_entries,
    route_entry,
)
from geodata.drawing.paper.base import BORDER, BORDER_WIDTH, DISPUTED_DASH, RIVER, near
from geodata.drawing.paper.content import Content
from geodata.drawing.paper.face import FACES, LINE_HEIGHT, Face, text_width, wrapped
from geodata.drawing.paper.frame import Frame
from geodata.drawing.paper.imported import imported_legend
from geodata.drawing.paper.panel import Panel
from geodata.drawing.style import CONFIDENCE, FIGHTING, HALO, INK, dot_radius, presence_colour
from geodata.languages import gettext

#: Width of the column of symbols, and space below an entry, a heading and a group, in units.
_SYMBOL, _BELOW, _BELOW_HEAD, _BELOW_GROUP = 40.0, 2.5, 4.0, 11.0

Group = tuple[str, list[Entry]]


@dataclass(frozen=True)
class Item:
    """A heading (no symbol) or an entry of the legend: lines, height in units, and who shares its line."""

    lines: tuple[str, ...]
    entry: Entry | None
    height: float
    beside: Item | None = None
    half: float = 0.0


def legend_groups(frame: Frame, shown: Content, compact: bool = False) -> list[Group]:
    """Return the groups of the legend that have an entry, each with its heading.

    A compact legend has fewer entries, as on screen, and none for the basemap.
    """
    events = event_entries(shown.story, shown.events, compact) + _confidence(shown)
    candidates = candidate_entries(shown.story) if shown.candidates else []
    areas = (
        [] if not shown.areas() or any(entry["symbol"]["type"] == "area" for entry in events) else [_area_entry(shown)]
    )
    if shown.near:
        route = route_entries(shown.legs, waypoints=bool(shown.waypoints))
    else:
        route = route_entry() if shown.legs else []
    near_groups = [
        (shown.story.manifest.sentence("candidates"), candidates),
        (gettext("The column’s route"), [*route, *areas]),
    ]
    far_groups = [
        (gettext("Events, by side taking part"), events),
        (shown.story.manifest.sentence("presence"), _presence(shown, compact)),
    ]
    groups = [*near_groups, *far_groups] if shown.near else [*reversed(far_groups), *reversed(near_groups)]
    own = imported_legend(shown.story, frame, shown.own) if shown.own is not None else []
    basemap = [] if compact else _map_entries(frame)
    groups += [(gettext("Events of a file"), own), (gettext("Map"), basemap)]
    return [(head, entries) for head, entries in groups if entries]


def _confidence(shown: Content) -> list[Entry]:
    """The marks in the rings of single events."""
    alone = [rows["confidence"].iloc[0] for rows in shown.event_places().values() if len(rows) == 1]
    return [
        {
            "symbol": {"type": "ring", "colours": ["#9aa0a6"], "text": look["mark"]},
            "label": gettext(str(look["label"])),
            "half": True,
        }
        for level, look in CONFIDENCE.items()
        if level in alone
    ]


def _area_entry(shown: Content) -> Entry:
    colour = FIGHTING if any(place in shown.story.manifest.candidates for place in shown.areas()) else INK
    return {"symbol": {"type": "area", "colour": colour}, "label": gettext("somewhere in this area")}


def _presence(shown: Content, compact: bool) -> list[Entry]:
    """The screen's entries, without the shading where none is drawn, and with the outline of a contested report."""
    entries = presence_entries(shown.story, shown.presence, compact)
    entries += pale_entries(shown.story, shown.soft.intersection(shown.presence.index))
    if not shown.shaded:
        entries = [entry for entry in entries if entry["symbol"]["type"] != "shade"]
    contested = [rows["confidence"].iloc[0] == "contested" for rows in shown.site_places().values()]
    if any(contested):
        symbol = {
            "type": "glyph",
            "shape": "triangle",
            "colour": presence_colour(shown.story),
            "hollow": True,
            "size": 18,
        }
        dash = CONFIDENCE["contested"]["dash"]
        entries.append({"symbol": {**symbol, "dash": dash}, "label": gettext("contested report"), "half": True})
    return entries


def _map_entries(frame: Frame) -> list[Entry]:
    borders = near(frame, "borders")
    agreed = borders["status"] == "international"
    line = {"type": "line", "colour": BORDER, "width": BORDER_WIDTH}
    entries: list[Entry] = []
    if agreed.any():
        entries.append({"symbol": {**line, "dash": ""}, "label": gettext("border")})
    if (~agreed).any():
        entries.append({"symbol": {**line, "dash": DISPUTED_DASH}, "label": gettext("disputed or unsettled border")})
    if near(frame, "water").geom_type.str.contains("Line").any():
        entries.append(
            {"symbol": {"type": "line", "colour": RIVER, "width": 1.5, "dash": ""}, "label": gettext("river")}
        )
    return entries


def legend_items(groups: list[Group], width: float) -> list[list[Item]]:
    """Break every group's words to a column ``width`` units wide; a group's first item is its heading.

    Two short entries that follow each other share a line.
    """
    head = FACES["head"]
    broken = []
    for title, entries in groups:
        lines = wrapped(head, title, width)
        items = [Item(tuple(lines), None, len(lines) * head.size * LINE_HEIGHT + _BELOW_HEAD)]
        for entry in entries:
            item = _item(entry, width)
            before = items[-1]
            if _is_short(entry, width) and before.entry and before.beside is None and _is_short(before.entry, width):
                items[-1] = replace(before, beside=item, half=width / 2)
            else:
                items.append(item)
        broken.append(items)
    return broken


def _item(entry: Entry, width: float) -> Item:
    face = FACES["entry"]
    words = wrapped(face, entry["label"], width - _SYMBOL)
    return Item(tuple(words), entry, max(len(words) * face.size * LINE_HEIGHT, 20.0) + _BELOW)


def _is_short(entry: Entry, width: float) -> bool:
    return bool(entry.get("half")) and text_width(FACES["entry"], entry["label"]) <= width / 2 - _SYMBOL - 8


def group_height(items: list[Item]) -> float:
    """Return the height of a group with the space below it, in units."""
    return sum(item.height for item in items) + _BELOW_GROUP


def fill_columns(groups: list[list[Item]], columns: int) -> list[list[list[Item]]]:
    """Share groups out to columns, in order, so that the tallest column is as low as can be."""
    heights = [group_height(items) for items in groups]
    limits = sorted({sum(heights[i:j]) for i in range(len(heights)) for j in range(i + 1, len(heights) + 1)})
    for limit in limits:
        filled: list[list[list[Item]]] = [[]]
        for items in groups:
            if filled[-1] and sum(group_height(one) for one in filled[-1]) + group_height(items) > limit:
                filled.append([])
            filled[-1].append(items)
        if len(filled) <= columns and all(sum(map(group_height, column)) <= limit for column in filled):
            return filled
    return [groups] if groups else []


def draw_legend(panel: Panel, left: float, top: float, column: list[list[Item]]) -> float:
    """Draw groups below each other; return the y below the last one."""
    y = top
    for items in column:
        for item in items:
            _draw_item(panel, item, left, y)
            if item.beside:
                _draw_item(panel, item.beside, left + item.half, y)
            y += item.height
        y += _BELOW_GROUP
    return y


def _draw_item(panel: Panel, item: Item, left: float, top: float) -> None:
    if item.entry is None:
        panel.block(list(item.lines), (left, top), FACES["head"])
        return
    face, room = FACES["entry"], item.height - _BELOW
    tall = len(item.lines) * face.size * LINE_HEIGHT
    panel.block(list(item.lines), (left + _SYMBOL, top + (room - tall) / 2), face)
    _symbol(panel, item.entry["symbol"], (left + (_SYMBOL - 6) / 2, top + room / 2))


def _symbol(panel: Panel, symbol: dict, at: tuple[float, float]) -> None:
    x, y = at
    colour = symbol.get("colour", "")
    match symbol["type"]:
        case "line":
            panel.line(
                [(x - 17, y), (x + 17, y)],
                colour,
                symbol["width"],
                symbol["dash"],
                round=symbol.get("round", False),
                gid="legend-line",
            )
        case "glyph":
            panel.glyph(
                symbol["shape"],
                at,
                symbol["size"] + 1,
                colour,
                hollow=symbol.get("hollow", False),
                dash=symbol.get("dash", ""),
            )
        case "ring":
            panel.ring(symbol["colours"], symbol["text"], at, 20)
        case "rim":
            ring = Path.circle((x - 3, y), 8.4)
            panel.shape(ring, "none", colour, symbol["width"], symbol["dash"])
            panel.text(
                symbol["text"], (x + 5.5, y), Face(14, 700, colour=colour), align="center", middle=True, halo=2.0
            )
        case "sizes":
            for deaths, off in ((0, -13), (5, -4), (40, 10)):
                panel.shape(Path.circle((x + off, y), dot_radius(deaths)), "none", colour, 1.2)
        case "hexagon":
            corners = [(x + 11 * np.cos(angle), y + 11 * np.sin(angle)) for angle in np.arange(6) * np.pi / 3]
            panel.polygon(corners, colour, HALO, 1)
            panel.text(symbol["text"], at, Face(9, 600), align="center", middle=True)
        case "radius":
            circle = Path.circle(at, 8)
            panel.shape(circle, colour, "none", 0, alpha=0.06)
            panel.shape(circle, "none", colour, 1.1, "2 3")
        case kind:
            box = (
                _rounded(x, y)
                if kind == "area"
                else Path(
                    [(x - 13, y - 6), (x + 13, y - 6), (x + 13, y + 6), (x - 13, y + 6), (x - 13, y - 6)], closed=True
                )
            )
            panel.shape(box, colour, "none", 0, alpha=0.28 if kind == "area" else 0.16)
            panel.shape(box, "none", colour, 1.5, "3 3" if kind == "area" else "")


def _rounded(x: float, y: float) -> Path:
    """A lozenge with round ends: an area whose edge is not known."""
    turns = np.linspace(-np.pi / 2, np.pi / 2, 13)
    half = np.column_stack([np.cos(turns), np.sin(turns)]) * 6.5
    right, left = half + np.array((x + 7, y)), -half + np.array((x - 7, y))
    return Path(np.concatenate([right, left, right[:1]]), closed=True)
