"""The printed map: a sheet with title, filters in words, map, legend, scale, north arrow, dates and credits.

Drawn with geopandas and matplotlib from the style table, the legend and the basemap of the screen, so that an actor,
a line or a radius looks the same on both. The same selection, frame and colophon always give the same picture.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from matplotlib.figure import Figure

from geodata.basemap import credit
from geodata.drawing.paper.base import base_labels, crowded_names, draw_base
from geodata.drawing.paper.content import Content, Rows, content, rows_of_selection
from geodata.drawing.paper.face import FACES, LINE_HEIGHT, Face, install_face, wrapped
from geodata.drawing.paper.frame import Bounds, Frame, fitted
from geodata.drawing.paper.furniture import draw_locator, draw_north_arrow, draw_scale_bar
from geodata.drawing.paper.imported import draw_imported
from geodata.drawing.paper.labels import Label, Placed, Taken, draw_labels, place_labels
from geodata.drawing.paper.legend import (
    Group,
    Item,
    draw_legend,
    fill_columns,
    group_height,
    legend_groups,
    legend_items,
)
from geodata.drawing.paper.marks import draw_areas, draw_events, draw_route, draw_shade, draw_sites
from geodata.drawing.paper.panel import Panel, panel
from geodata.drawing.style import PAPER
from geodata.languages import gettext
from geodata.languages.formats import moment_words

if TYPE_CHECKING:
    from geodata.selecting.colophon import Colophon
    from geodata.selecting.selection import Selection

A4, A3 = (297.0, 210.0), (420.0, 297.0)
#: The long side of a sheet on which a unit is 1/96 inch, in millimetres, and the sheet's margin and gaps, in units.
_USUAL_MM, _MARGIN, _GAP = 297.0, 36.0, 16.0
_LEGEND_WIDTH, _LEGEND_COLUMN = 250.0, 230.0
_LEGEND_SIZES = (1.0, 0.95, 0.9, 0.85, 0.8, 0.75, 0.7, 0.65, 0.6, 0.55)
#: Labels of a lower rank name the countries that the story is about.
_SUBJECTS = 8.0


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

    ``scale`` makes text and marks larger, for pictures seen from afar; ``below`` puts the legend under the map.
    """
    figure, sheet = _sheet(size_mm, scale)
    _body(figure, sheet, Room(1, 1, sheet.width - 2, sheet.height - 2), rows, frame_bounds, below)
    return figure


def map_and_key(
    rows: Rows,
    frame_bounds: Bounds,
    map_mm: tuple[float, float],
    key_mm: tuple[float, float],
    scale: float = 1.0,
) -> tuple[Figure, Figure | None]:
    """Draw a map and its compact legend as two pictures, for a slide; None for a legend without entries."""
    figure, sheet = _sheet(map_mm, scale)
    frame = fitted(frame_bounds, sheet.width - 2, sheet.height - 2)
    shown = content(rows, frame)
    _draw(panel(figure, 1, 1, frame.width, frame.height, scale), frame, shown)
    groups = legend_groups(frame, shown, compact=True)
    if not groups:
        return figure, None
    key_figure, key = _sheet(key_mm, scale)
    _draw_column(key_figure, key, _fitting(Room(0, 0, key.width, key.height), groups))
    return figure, key_figure


def natural_bounds(selection: Selection) -> Bounds:
    """Return bounds that hold what a selection shows in the countries it is about, or elsewhere if nothing is there.

    At least about two degrees high and wide. Without any place the region is shown.
    """
    places = selection.places[selection.places.geometry.notna() & (selection.places["precision"] != "country")]
    here = places[places["country"].isin(selection.story.manifest.subject_countries)]
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
    from geodata.selecting.filter_words import short_words  # the package of exports draws with this module

    sentences = [gettext("Filters: {filters}.").format(filters=short_words(colophon.filters))]
    shown = selection.imported if selection.own_events else None
    if shown:
        own = gettext("Of a database: {counts}.") if shown.events.shared else gettext("Of a file: {counts}.")
        sentences.append(own.format(counts=shown.counts.words()))
    counts = gettext("{counts}; the map holds those that lie in its frame.")
    sentences.append(counts.format(counts=selection.counts.words()))
    sentences.append(gettext("As of: {day}.").format(day=short_words(colophon.as_of)))
    sentences.append(colophon.coverage)
    heads = ((FACES["title"], title), (FACES["words"], " ".join(sentences)))
    return [(face, wrapped(face, text, width)) for face, text in heads]


def _foot_lines(colophon: Colophon, width: float) -> list[str]:
    made = gettext("Made {moment} from data version {version}.").format(
        moment=moment_words(colophon.made_at), version=colophon.data_version
    )
    cited = gettext("Cite as: {citation}").format(citation=colophon.citation)
    licence = gettext("Licence: {licence}").format(licence=colophon.licence)
    parts = [
        f"{colophon.claims} {colophon.borders} {colophon.imported}".rstrip(),
        f"{made} {cited}",
        " ".join(filter(None, (licence, colophon.credits, credit(on_paper=True)))),
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
        _draw_column(figure, sheet, column)


def _draw_column(figure: Figure, sheet: Panel, column: Column) -> None:
    at, size = column.room, column.size
    left, top, width, height = (length / size for length in (at.left, at.top, at.width, at.height))
    draw_legend(panel(figure, left, top, width, height, sheet.scale * size), 0, 0, column.groups)


def _fitting(room: Room, groups: list[Group]) -> Column:
    """Write a legend as large as its room allows."""
    for size in _LEGEND_SIZES:
        items = legend_items(groups, room.width / size)
        if sum(map(group_height, items)) * size <= room.height:
            break
    return Column(room, items, size)


def _beside(room: Room, groups: list[Group]) -> tuple[Room, list[Column]]:
    """Stand the legend to the right, smaller where it would be higher than the map."""
    place = Room(room.left + room.width - _LEGEND_WIDTH, room.top, _LEGEND_WIDTH, room.height)
    left = Room(room.left, room.top, room.width - _LEGEND_WIDTH - _GAP, room.height)
    return left, [_fitting(place, groups)]


def _below(room: Room, groups: list[Group]) -> tuple[Room, list[Column]]:
    """Lay the legend under the map, in as many columns as there is room for."""
    count = max(1, int(room.width // _LEGEND_COLUMN))
    wide = (room.width - (count - 1) * _GAP) / count
    filled = fill_columns(legend_items(groups, wide), count)
    high = max((sum(map(group_height, column)) for column in filled), default=0.0)
    top = room.top + room.height - high
    columns = [
        Column(Room(room.left + number * (wide + _GAP), top, wide, high), column)
        for number, column in enumerate(filled)
    ]
    return Room(room.left, room.top, room.width, room.height - high - _GAP * 0.5), columns


def _draw(view: Panel, frame: Frame, shown: Content) -> None:
    """Draw the map itself, from the ground up."""
    taken = Taken(frame.width, frame.height)
    draw_base(view, frame)
    draw_shade(view, frame, shown)
    draw_scale_bar(view, frame, shown, taken)
    draw_north_arrow(view, taken)
    if shown.near:
        draw_locator(view, frame, shown, taken)
    labels = draw_areas(view, frame, shown, taken)
    if shown.own is not None:
        draw_imported(view, frame, shown.story, shown.own)
    labels += draw_events(view, frame, shown, taken)
    labels += draw_route(view, frame, shown, taken)
    base = base_labels(frame, shown.story.manifest.named_countries)
    named = _name_subjects(frame, shown, base, taken)
    labels += draw_sites(view, frame, shown, taken)
    done = {one.label.name for one in named}
    draw_labels(view, [*named, *place_labels([*labels, *(one for one in base if one.name not in done)], taken)])
    rim = [(0, 0), (frame.width, 0), (frame.width, frame.height), (0, frame.height), (0, 0)]
    view.line(rim, "#b9b2a4", 2, zorder=20)


def _name_subjects(frame: Frame, shown: Content, base: list[Label], taken: Taken) -> list[Placed]:
    """Name each of the story's countries before glyphs that stand beside their place use up the room inside."""
    reserved = Taken(taken.width, taken.height, [*taken.boxes])
    for place, rows in shown.site_places().items():
        point = shown.story.places.loc[place].geometry
        reserved.add_mark(frame.place(point.y, point.x), 21.0 * rows["force_ids"].explode().nunique(), 21.0)
    wanted = [label for label in base if label.rank < _SUBJECTS]
    placed = place_labels(wanted, reserved)
    done = {one.label.name for one in placed}
    placed += crowded_names(frame, [label for label in wanted if label.name not in done], reserved)
    for one in placed:
        taken.boxes.append(one.box)
        taken.marks.append(one.box)
    return placed
