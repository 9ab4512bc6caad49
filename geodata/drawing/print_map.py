"""The printed map: a sheet with title, filters in words, map, legend, scale, north arrow, dates and credits.

Drawn with geopandas and matplotlib from the style table, the legend and the basemap of the screen, so that an actor,
a line or a radius looks the same on both. The same selection, frame and colophon always give the same picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matplotlib.figure import Figure
from matplotlib.path import Path

from geodata.drawing.legend import SUBJECT_COUNTRIES
from geodata.drawing.print_base import base_labels, draw_base
from geodata.drawing.print_content import Content, Rows, content, rows_of_selection
from geodata.drawing.print_face import FACES, LINE_HEIGHT, Face, install_face, text_width, wrapped
from geodata.drawing.print_frame import Bounds, Frame, fitted
from geodata.drawing.print_labels import Taken, draw_labels, place_labels
from geodata.drawing.print_legend import Group, Item, draw_legend, fill_columns, group_height, legend_groups, legend_items
from geodata.drawing.print_marks import draw_areas, draw_events, draw_route, draw_shade, draw_sites
from geodata.drawing.print_panel import Panel, panel
from geodata.drawing.style import HALO, INK, MUTED, PAPER

if TYPE_CHECKING:
    from geodata.exports.colophon import Colophon
    from geodata.exports.selection import Selection

A4, A3 = (297.0, 210.0), (420.0, 297.0)
CREDIT = "Relief: Tom Patterson; NOAA GLOBE. Borders and water: Natural Earth. Towns: GeoNames, CC BY 4.0."
#: The long side of a sheet on which a unit is 1/96 inch, in millimetres, and the sheet's margin and gaps, in units.
_USUAL_MM, _MARGIN, _GAP = 297.0, 36.0, 16.0
_LEGEND_WIDTH, _LEGEND_COLUMN = 250.0, 230.0
_LEGEND_SIZES = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7)
_SCALE_BAR = (46.0, 190.0)
_ROUND_KM = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000)


@dataclass(frozen=True)
class Room:
    """A part of the sheet, in units from its upper left corner."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Column:
    """A column of the legend: its room, its groups, and how large they are written."""

    room: Room
    groups: list[list[Item]]
    size: float = 1.0


def print_map(
    selection: Selection,
    frame_bounds: Bounds,
    title: str,
    colophon: Colophon,
    size_mm: tuple[float, float] = A4,
) -> Figure:
    """Draw a sheet that stands alone. ``frame_bounds`` is ((south, west), (north, east)) in degrees.

    The frame grows to the shape of its place on the sheet, never shrinks. On a sheet higher than wide the legend
    stands below the map. Raises ValueError when the bounds or the size make no sense.
    """
    figure, sheet = _sheet(size_mm, max(size_mm) / _USUAL_MM)
    inner = sheet.width - 2 * _MARGIN
    head = _head_lines(title, colophon, selection, inner)
    top = sum(len(lines) * face.size * LINE_HEIGHT for face, lines in head) + _MARGIN * 0.72 + _GAP * 0.7
    foot = _foot_lines(colophon, inner)
    bottom = sheet.height - _MARGIN - len(foot) * FACES["small"].size * LINE_HEIGHT - _GAP * 0.7
    _body(figure, sheet, Room(_MARGIN, top, inner, bottom - top), rows_of_selection(selection), frame_bounds)
    y = _MARGIN * 0.72
    for face, lines in head:
        y = sheet.block(lines, (_MARGIN, y), face)
    sheet.line([(_MARGIN, bottom + 5), (_MARGIN + inner, bottom + 5)], "#d9d3c7", 1)
    sheet.block(foot, (_MARGIN, bottom + _GAP * 0.7), FACES["small"])
    return figure


def plain_map(
    rows: Rows,
    frame_bounds: Bounds,
    size_mm: tuple[float, float],
    scale: float = 1.0,
    below: bool = False,
) -> Figure:
    """Draw a map with its legend, scale bar and north arrow only, for a page or slide that carries the rest.

    ``scale`` makes text and marks larger, for pictures that are seen from afar; ``below`` puts the legend under the map.
    """
    figure, sheet = _sheet(size_mm, scale)
    _body(figure, sheet, Room(1, 1, sheet.width - 2, sheet.height - 2), rows, frame_bounds, below)
    return figure


def natural_bounds(selection: Selection) -> Bounds:
    """Return bounds that hold what a selection shows in the story's four countries; elsewhere if it shows nothing there.

    At least about two degrees high and wide. Without any place the four countries are shown.
    """
    places = selection.places[selection.places.geometry.notna() & (selection.places["precision"] != "country")]
    here = places[places["country"].isin(SUBJECT_COUNTRIES)]
    if places.empty:
        return (2.0, -12.5), (25.0, 27.5)
    west, south, east, north = (here if len(here) else places).total_bounds
    high, wide = max(0.6, 0.12 * (north - south)), max(0.6, 0.12 * (east - west))
    return (max(south - high, -60.0), max(west - wide, -179.0)), (min(north + high, 75.0), min(east + wide, 179.0))


def _sheet(size_mm: tuple[float, float], scale: float) -> tuple[Figure, Panel]:
    width, height = size_mm
    if not (60 <= width <= 2000 and 60 <= height <= 2000):
        raise ValueError(f"A map sheet must be between 60 and 2000 mm long and wide, not {width:g} by {height:g} mm.")
    install_face()
    figure = Figure(figsize=(width / 25.4, height / 25.4), facecolor=PAPER)
    units = [millimetres / 25.4 * 96.0 / scale for millimetres in size_mm]
    return figure, panel(figure, 0, 0, units[0], units[1], scale)


def _head_lines(title: str, colophon: Colophon, selection: Selection, width: float) -> list[tuple[Face, list[str]]]:
    """The title, and below it the filters, the counts and the as-of day in words."""
    filters, as_of = colophon.filters.removeprefix("none: "), colophon.as_of.removeprefix("no as-of day: ")
    counts = f"{selection.counts.words()}; the map holds those that lie in its frame."
    words = f"Filters: {filters}. {counts} As of: {as_of}."
    heads = ((FACES["title"], title), (FACES["words"], words))
    return [(face, wrapped(face, text, width)) for face, text in heads]


def _foot_lines(colophon: Colophon, width: float) -> list[str]:
    made = f"Made {colophon.made_at:%d %B %Y, %H:%M} UTC from data version {colophon.data_version}."
    parts = [
        f"{colophon.claims} {colophon.borders}",
        f"{made} Cite as: {colophon.citation}",
        f"Licence: {colophon.licence} {colophon.credits} {CREDIT}",
    ]
    return [line for part in parts for line in wrapped(FACES["small"], part, width)]


def _body(figure: Figure, sheet: Panel, room: Room, rows: Rows, bounds: Bounds, below: bool | None = None) -> None:
    """Share a room between map and legend, and draw both.

    The legend names what the frame holds, and the frame's shape depends on the legend's height; two rounds settle it.
    """
    below = sheet.height > sheet.width if below is None else below
    place, columns = room, list[Column]()
    for _ in range(2):
        frame = fitted(bounds, place.width, place.height)
        groups = legend_groups(frame, content(rows, frame))
        place, columns = _below(room, groups) if below else _beside(room, groups)
    frame = fitted(bounds, place.width, place.height)
    view = panel(figure, place.left, place.top, place.width, place.height, sheet.scale)
    _draw(view, frame, content(rows, frame))
    for column in columns:
        at, size = column.room, column.size
        scaled = panel(figure, at.left / size, at.top / size, at.width / size, at.height / size, sheet.scale * size)
        draw_legend(scaled, 0, 0, column.groups)


def _beside(room: Room, groups: list[Group]) -> tuple[Room, list[Column]]:
    """Stand the legend to the right, smaller where it would be higher than the map."""
    place = Room(room.left + room.width - _LEGEND_WIDTH, room.top, _LEGEND_WIDTH, room.height)
    for size in _LEGEND_SIZES:
        items = legend_items(groups, _LEGEND_WIDTH / size)
        if sum(map(group_height, items)) * size <= room.height:
            break
    left = Room(room.left, room.top, room.width - _LEGEND_WIDTH - _GAP, room.height)
    return left, [Column(place, items, size)]


def _below(room: Room, groups: list[Group]) -> tuple[Room, list[Column]]:
    """Lay the legend under the map, in as many columns as there is room for."""
    count = max(1, int(room.width // _LEGEND_COLUMN))
    wide = (room.width - (count - 1) * _GAP) / count
    filled = fill_columns(legend_items(groups, wide), count)
    high = max((sum(map(group_height, column)) for column in filled), default=0.0)
    top = room.top + room.height - high
    columns = [
        Column(Room(room.left + number * (wide + _GAP), top, wide, high), column) for number, column in enumerate(filled)
    ]
    return Room(room.left, room.top, room.width, room.height - high - _GAP * 0.5), columns


def _draw(view: Panel, frame: Frame, shown: Content) -> None:
    """Draw the map itself, from the ground up."""
    taken = Taken(frame.width, frame.height)
    draw_base(view, frame)
    draw_shade(view, frame, shown)
    _scale_bar(view, frame, shown, taken)
    _north_arrow(view, taken)
    labels = draw_areas(view, frame, shown, taken)
    labels += draw_events(view, frame, shown, taken)
    labels += draw_route(view, frame, shown, taken)
    labels += draw_sites(view, frame, shown, taken)
    draw_labels(view, place_labels([*labels, *base_labels(frame)], taken))
    rim = [(0, 0), (frame.width, 0), (frame.width, frame.height), (0, frame.height), (0, 0)]
    view.line(rim, "#b9b2a4", 2, zorder=20)


def scale_length(frame: Frame) -> int:
    """Return the length of the scale bar: the longest round number of kilometres that has room."""
    fitting = [km for km in _ROUND_KM if km * frame.units_per_km() <= _SCALE_BAR[1]]
    return fitting[-1] if fitting else _ROUND_KM[0]


def _scale_bar(view: Panel, frame: Frame, shown: Content, taken: Taken) -> None:
    """A bar of kilometres, true at the latitude of the map's middle, as its words say."""
    km = scale_length(frame)
    long = km * frame.units_per_km()
    lat = frame.centre[0]
    note = f"true at {abs(lat):.1f}° {'N' if lat >= 0 else 'S'}"
    face, small = FACES["scale"], FACES["small"]
    wide = max(long + 34, text_width(small, note)) + 18
    x, y = _bare_corner(frame, shown, wide), frame.height - 32.0
    view.polygon([(x - 9, y - 21), (x - 9 + wide, y - 21), (x - 9 + wide, y + 24), (x - 9, y + 24)], HALO, "none", 0, alpha=0.92, zorder=10)
    view.line([(x, y), (x + long, y)], INK, 5, zorder=11, gid="scale-bar")
    view.line([(x + long / 2, y), (x + long - 0.8, y)], HALO, 3.2, zorder=11.1)
    for part, words in ((0.0, "0"), (0.5, f"{km / 2:g}"), (1.0, f"{km} km")):
        view.text(words, (x + long * part, y - 7), face, align="center" if 0 < part < 1 else "left" if not part else "center")
    view.text(note, (x, y + 17), small)
    taken.add_mark((x - 9 + wide / 2, y + 1.5), wide + 4, 49)


def _bare_corner(frame: Frame, shown: Content, wide: float) -> float:
    """Where the scale bar begins: in the lower corner that covers less of what is drawn, the left one if equal."""
    points = [frame.place(lat, lon) for leg in shown.legs for lat, lon in leg.path]
    for place in {*shown.event_places(), *shown.site_places(), *shown.areas()}:
        point = shown.story.places.loc[place].geometry
        points.append(frame.place(point.y, point.x))
    low = [x for x, y in points if y > frame.height - 75]
    left, right = 18.0, frame.width - wide - 9
    return min((left, right), key=lambda start: sum(start - 30 < x < start + wide + 30 for x in low))


def _north_arrow(view: Panel, taken: Taken) -> None:
    """Web Mercator has north straight up everywhere, so one arrow serves the whole map."""
    x, y = view.width - 26.0, 34.0
    view.shape(Path.circle((x, y + 1), 21), HALO, "none", 0, alpha=0.78, zorder=10)
    left = Path([(x, y - 17), (x - 8, y + 6), (x, y + 1), (x, y - 17)], closed=True)
    right = Path([(x, y - 17), (x + 8, y + 6), (x, y + 1), (x, y - 17)], closed=True)
    view.shape(left, INK, INK, 1, zorder=11, gid="north-arrow")
    view.shape(right, HALO, INK, 1, zorder=11)
    view.text("N", (x, y + 17), FACES["scale"], align="center")
    taken.add_mark((x, y), 46, 46)
