"""What stands on a printed map beside its content: the scale bar, the north arrow and a close-up's locator map."""

from __future__ import annotations

from matplotlib.figure import Figure
from matplotlib.path import Path

from geodata.drawing.paper.base import near
from geodata.drawing.paper.content import Content
from geodata.drawing.paper.face import FACES, text_width
from geodata.drawing.paper.frame import Bounds, Frame, Point, fitted
from geodata.drawing.paper.labels import Taken
from geodata.drawing.paper.panel import Panel
from geodata.drawing.style import HALO, INK
from geodata.languages import gettext, pgettext
from geodata.languages.formats import number

#: The longest scale bar, in units, and the lengths it may stand for, in kilometres.
_SCALE_BAR = 190.0
#: What the locator map shows, its width, and the least side of the frame's box in it, in units.
_REGION: Bounds = ((-2.0, -18.0), (31.0, 29.0))
_LOCATOR, _LEAST = 104.0, 7.0
_LOCATOR_ID = "locator"
_ROUND_KM = (1, 2, 5, 10, 20, 25, 50, 100, 200, 250, 500, 1000, 2000)


def scale_length(frame: Frame) -> int:
    """Return the length of the scale bar: the longest round number of kilometres that has room."""
    fitting = [km for km in _ROUND_KM if km * frame.units_per_km() <= _SCALE_BAR]
    return fitting[-1] if fitting else _ROUND_KM[0]


def draw_scale_bar(view: Panel, frame: Frame, shown: Content, taken: Taken) -> None:
    """A bar of kilometres, true at the latitude of the map's middle, as its words say."""
    km = scale_length(frame)
    long = km * frame.units_per_km()
    lat = frame.centre[0]
    note = gettext("true at {degrees}° N") if lat >= 0 else gettext("true at {degrees}° S")
    note = note.format(degrees=number(abs(lat), 1))
    face, small = FACES["scale"], FACES["small"]
    wide = max(long + 34, text_width(small, note)) + 18
    x, y = _bare_corner(frame, shown, wide), frame.height - 32.0
    view.polygon(
        [(x - 9, y - 21), (x - 9 + wide, y - 21), (x - 9 + wide, y + 24), (x - 9, y + 24)],
        HALO,
        "none",
        0,
        alpha=0.92,
        zorder=10,
    )
    view.line([(x, y), (x + long, y)], INK, 5, zorder=11, gid="scale-bar")
    view.line([(x + long / 2, y), (x + long - 0.8, y)], HALO, 3.2, zorder=11.1)
    half = number(km / 2) if km % 2 else f"{km // 2}"
    for part, words in ((0.0, "0"), (0.5, half), (1.0, f"{km} km")):
        view.text(
            words, (x + long * part, y - 7), face, align="center" if 0 < part < 1 else "left" if not part else "center"
        )
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


def draw_locator(view: Panel, frame: Frame, shown: Content, taken: Taken) -> None:
    """A small map in the upper left corner: where in the region the frame lies, as ``browser/locator.js`` draws it.

    There is none where the basemap has nothing of the region.
    """
    region = fitted(_REGION, _LOCATOR, _LOCATOR)
    countries = near(region, "countries")
    if countries.empty:
        return
    wide, high = _LOCATOR, (region.place(_REGION[0][0], 0)[1] - region.place(_REGION[1][0], 0)[1])
    x0, y0, skip = 12.0, 12.0, region.place(_REGION[1][0], 0)[1]
    view.polygon(_box(x0 - 4, y0 - 4, wide + 8, high + 8), HALO, "#b9b2a4", 1, zorder=10)
    shapes = region.drawn(countries.geometry, margin=0).clip_by_rect(0, skip, wide, skip + high)
    shapes = shapes[~shapes.is_empty].translate(x0, y0 - skip)
    subject = countries.loc[shapes.index, "iso_a3"].isin(shown.story.manifest.subject_countries)
    for part, fill in ((shapes[~subject], "#f3f0e9"), (shapes[subject], "#b5b7bb")):
        if len(part):
            part.plot(
                ax=view.axes, facecolor=fill, edgecolor="#6f675c", linewidth=view.points(0.5), aspect=None, zorder=11
            )
    (south, west), (north, east) = frame.bounds
    (left, top), (right, bottom) = region.place(north, west), region.place(south, east)
    w, h = max(right - left, _LEAST), max(bottom - top, _LEAST)
    box = _box(x0 + (left + right - w) / 2, y0 - skip + (top + bottom - h) / 2, w, h)
    view.polygon(box, "none", INK, 2, zorder=12, gid=_LOCATOR_ID)
    taken.add_mark((x0 + wide / 2, y0 + high / 2), wide + 12, high + 12)


def has_locator(figure: Figure) -> bool:
    """Whether a drawn map carries a locator map, for the words that stand for the picture."""
    return any(artist.get_gid() == _LOCATOR_ID for artist in figure.findobj())


def _box(x: float, y: float, w: float, h: float) -> list[Point]:
    return [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]


def draw_north_arrow(view: Panel, taken: Taken) -> None:
    """Web Mercator has north straight up everywhere, so one arrow serves the whole map."""
    x, y = view.width - 26.0, 34.0
    view.shape(Path.circle((x, y + 1), 21), HALO, "none", 0, alpha=0.78, zorder=10)
    left = Path([(x, y - 17), (x - 8, y + 6), (x, y + 1), (x, y - 17)], closed=True)
    right = Path([(x, y - 17), (x + 8, y + 6), (x, y + 1), (x, y - 17)], closed=True)
    view.shape(left, INK, INK, 1, zorder=11, gid="north-arrow")
    view.shape(right, HALO, INK, 1, zorder=11)
    view.text(pgettext("north", "N"), (x, y + 17), FACES["scale"], align="center")
    taken.add_mark((x, y), 46, 46)
