"""What stands on a printed map beside its content: the scale bar and the north arrow."""

from __future__ import annotations

from matplotlib.path import Path

from geodata.drawing.print_content import Content
from geodata.drawing.print_face import FACES, text_width
from geodata.drawing.print_frame import Frame
from geodata.drawing.print_labels import Taken
from geodata.drawing.print_panel import Panel
from geodata.drawing.style import HALO, INK
from geodata.languages import gettext, pgettext
from geodata.languages.formats import number

#: The longest scale bar, in units, and the lengths it may stand for, in kilometres.
_SCALE_BAR = 190.0
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
