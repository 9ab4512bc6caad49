"""The marks of a printed map: shaded countries, areas, the route, sites and events, each as on screen.

Every function draws on a panel, marks what it takes in :class:`~geodata.drawing.paper.labels.Taken`, and returns
the labels it would like to have. Identifiers (``event-``, ``leg-`` or ``area-`` before an id) end up in the SVG.
"""

from __future__ import annotations

import math
from dataclasses import replace
from itertools import pairwise

import pandas as pd
from matplotlib.path import Path
from matplotlib.transforms import Affine2D

from geodata.drawing.paper.base import abroad, near
from geodata.drawing.paper.content import Content
from geodata.drawing.paper.frame import Frame, Point
from geodata.drawing.paper.labels import Label, Taken
from geodata.drawing.paper.panel import Panel
from geodata.drawing.story_document import area_label, leg_label, short_name
from geodata.drawing.style import (
    CONFIDENCE,
    FIGHTING,
    HALO,
    INK,
    LEG_KINDS,
    NATURES,
    PHASES,
    candidate_looks,
    presence_colour,
    side_looks,
)
from geodata.knowing.route import Leg
from geodata.reading.partial_dates import date_words
from geodata.reading.precision import geodesic_ring

#: Under this length a leg's arrow and figure need a larger scale, in kilometres.
_SHORT_KM = 60.0
#: The part of its opacity that is left of what is not known for the days asked for, as in ``browser/map.css``.
PALE = 0.45
#: Rings laid on each other for a soft edge.
_SOFT_STEPS = 14
#: Where a glyph may stand when its place is taken, in units, nearest first.
_BESIDE: tuple[Point, ...] = (
    (15, 15),
    (-15, 15),
    (15, -15),
    (-15, -15),
    (0, 26),
    (26, 0),
    (-26, 0),
    (0, -26),
    (26, 26),
    (-26, 26),
)
_BESIDE += ((40, 0), (-40, 0), (0, 40), (0, -40), (40, 24), (-40, 24))
_EVENT_RANK, _SITE_RANK, _WAY_RANK = 10.0, 14.0, 8.0


def draw_shade(panel: Panel, frame: Frame, shown: Content) -> None:
    """Tint the countries in which the forces of the story were reported."""
    colour = presence_colour(shown.story)
    countries = near(frame, "countries")
    for code in shown.shaded:
        part = PALE if shown.is_pale(shown.presence[shown.presence["country"] == code]) else 1.0
        shapes = frame.drawn(countries[countries["iso_a3"] == code].geometry)
        shapes.plot(
            ax=panel.axes,
            facecolor=colour,
            alpha=0.15 * part,
            edgecolor="none",
            aspect=None,
            zorder=2,
            gid=f"shade-{code}",
        )
        shapes.plot(
            ax=panel.axes,
            facecolor="none",
            edgecolor=colour,
            linewidth=panel.points(1.6),
            alpha=0.75 * part,
            aspect=None,
            zorder=3.5,
        )


def draw_areas(panel: Panel, frame: Frame, shown: Content, taken: Taken) -> list[Label]:
    """Draw soft-edged areas, precision circles of waypoints and the candidate positions of the fighting."""
    labels = [label for place in shown.areas() for label in _area(panel, frame, shown, place)]
    for place in dict.fromkeys(shown.story.route.at[point, "place_id"] for point in shown.waypoints):
        if shown.is_point(place):
            ring = _ring(frame, shown, place)
            panel.polygon(ring, INK, "none", 0, alpha=0.05, zorder=5)
            panel.polygon(ring, "none", INK, 1.1, "2 4", alpha=0.55, zorder=5, gid=f"ring-{place}")
    return labels + (_candidates(panel, frame, shown, taken) if shown.candidates else [])


def draw_route(panel: Panel, frame: Frame, shown: Content, taken: Taken) -> list[Label]:
    """Draw legs with their arrows, and on large scales their lengths and the waypoints with their dates."""
    labels: list[Label] = []
    busy = shown.event_places()
    seen: set[str] = set()
    for point in shown.waypoints:
        place = shown.story.route.at[point, "place_id"]
        if place not in seen and shown.is_point(place):
            labels.append(_waypoint(panel, frame, shown, point, taken, busy=place in busy))
        seen.add(place)
    return labels + [label for leg in shown.legs for label in _leg(panel, frame, leg, taken)]


def draw_sites(panel: Panel, frame: Frame, shown: Content, taken: Taken) -> list[Label]:
    """Draw the sites of presence: a glyph for each force, hollow where no base was shown."""
    labels = []
    busy = shown.event_places()
    for place, rows in shown.site_places().items():
        at = _at(frame, shown, place)
        forces = _forces(rows)
        size = 21.0
        middle = _free_spot(at, size * len(forces), size, taken, busy=place in busy)
        if middle != at:
            panel.line([at, middle], HALO, 3, alpha=0.8, zorder=7.3)
            panel.line([at, middle], presence_colour(shown.story), 1.2, zorder=7.4)
        for number, (force, of_force) in enumerate(forces.items()):
            actor = shown.story.actors.loc[force]
            x = middle[0] + (number - (len(forces) - 1) / 2) * size
            hollow = all(NATURES[nature]["mark"] != "solid" for nature in of_force["nature"])
            dash = str(CONFIDENCE[of_force["confidence"].iloc[0]]["dash"])
            panel.glyph(
                actor["shape"],
                (x, middle[1]),
                size,
                actor["colour"],
                hollow=hollow,
                dash=dash,
                zorder=7.5,
                gid=f"site-{place}-{force}",
                alpha=PALE if shown.is_pale(rows) else None,
            )
        taken.add_mark(middle, size * len(forces) + 2, size + 2)
        if place not in busy:
            labels.append(_place_label(shown, place, middle, size * len(forces), size, _SITE_RANK))
    return labels


def draw_events(panel: Panel, frame: Frame, shown: Content, taken: Taken) -> list[Label]:
    """Draw the places of events: a ring in the colours of the sides that take part.

    Inside stands the number of events, or the confidence of the only one.
    """
    labels, looks = [], side_looks(shown.story)
    for place, rows in shown.event_places().items():
        at = _at(frame, shown, place)
        size = ring_size(len(rows))
        text = str(len(rows)) if len(rows) > 1 else str(CONFIDENCE[rows["confidence"].iloc[0]]["mark"])
        panel.ring([looks[side].colour for side in _sides(shown, rows)], text, at, size, gid=f"event-{place}")
        if shown.chosen in rows.index:
            panel.shape(Path.circle(at, size / 2 + 5), "none", HALO, 6, zorder=7.8)
            panel.shape(Path.circle(at, size / 2 + 5), "none", INK, 3, zorder=7.9, gid=f"chosen-{shown.chosen}")
            panel.corners(at, size + 18, size + 18)
        taken.add_mark(at, size + 2, size + 2)
        labels.append(_place_label(shown, place, at, size, size, _EVENT_RANK - len(rows) / 100))
    return labels


def ring_size(events: int) -> float:
    """Return the size of the ring for a number of events, in units, as on screen."""
    return 20 + min(12.0, 4 * math.sqrt(events - 1))


def arrow_at(frame: Frame, path: list[tuple[float, float]], part: float) -> tuple[Point, float]:
    """Return the point that part of the way along a path, in units, and the direction there in degrees."""
    points = [frame.place(lat, lon) for lat, lon in path]
    lengths = [math.dist(a, b) for a, b in pairwise(points)]
    left = sum(lengths) * part
    for (a, b), length in zip(pairwise(points), lengths, strict=True):
        if left <= length and length:
            at = (a[0] + (b[0] - a[0]) * left / length, a[1] + (b[1] - a[1]) * left / length)
            return at, math.degrees(math.atan2(b[1] - a[1], b[0] - a[0]))
        left -= length
    return points[-1], 0.0


def _at(frame: Frame, shown: Content, place_id: str) -> Point:
    point = shown.story.places.loc[place_id].geometry
    return frame.place(point.y, point.x)


def _ring(frame: Frame, shown: Content, place_id: str, part: float = 1.0) -> list[Point]:
    """The circle within which a place lies, shrunk to a part of its radius."""
    place = shown.story.places.loc[place_id]
    ring = geodesic_ring(place.geometry.y, place.geometry.x, float(place["radius_km"]) * part)
    return [frame.place(lat, lon) for lat, lon in ring]


def _area(panel: Panel, frame: Frame, shown: Content, place_id: str) -> list[Label]:
    look = candidate_looks(shown.story).get(place_id)
    main, colour = look is not None, FIGHTING if look else INK
    if main and not shown.near:
        return [_beacon(panel, frame, shown, place_id)]
    for step in range(_SOFT_STEPS):
        ring = _ring(frame, shown, place_id, 1 - 0.7 * step / _SOFT_STEPS)
        panel.polygon(ring, colour, "none", 0, alpha=0.034 if main else 0.011, zorder=5)
    rim = _ring(frame, shown, place_id)
    width, dash = (look.width, look.dash) if look else (1.1, "3 6")
    panel.polygon(rim, "none", colour, width, dash, zorder=5.1, gid=f"area-{place_id}")
    if _is_chosen(shown, place_id):
        xs, ys = zip(*rim, strict=True)
        middle = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
        panel.corners(middle, max(34.0, max(xs) - min(xs) + 14), max(34.0, max(ys) - min(ys) + 14))
    if not shown.near:
        return []
    place = shown.story.places.loc[place_id]
    lines = tuple(area_label(shown.story, place_id, place["name"], float(place["radius_km"])))
    # the fighting hangs its words from the southern rim, lesser areas carry theirs on the northern one
    anchor = max(rim, key=lambda point: point[1]) if main else min(rim, key=lambda point: point[1])
    return [
        Label(
            at=anchor,
            lines=lines,
            face="area" if main else "date",
            rank=0.0 if main else 12.0,
            gap=6.0,
            anchors=("bottom", "right", "left", "bottom-right", "bottom-left")
            if main
            else ("top", "top-right", "top-left", "bottom"),
            colour=colour,
            name=place["name"],
            names=place["alt_names"],
        )
    ]


def _is_chosen(shown: Content, place_id: str) -> bool:
    events = shown.events
    return shown.chosen in events.index and events.at[shown.chosen, "place_id"] == place_id


def _beacon(panel: Panel, frame: Frame, shown: Content, place_id: str) -> Label:
    """On a small scale 30 km are a hair: a ring of a fixed size says where to look, without a point."""
    x, y = at = _at(frame, shown, place_id)
    circle = Path.circle((x, y), 11)
    panel.shape(circle, FIGHTING, "none", 0, alpha=0.3, zorder=7.2)
    panel.shape(circle, "none", FIGHTING, 2, "3 4", zorder=7.3, gid=f"area-{place_id}")
    name = shown.story.places.at[place_id, "name"].split(" (")[0]
    if _is_chosen(shown, place_id):
        panel.corners(at, 36, 36)
    anchors = ("left", "top-left", "top", "top-right", "right")
    label = Label(
        at, (name,), "area", 0.0, gap=16, anchors=anchors, reach=(16, 60, 100, 140), colour=FIGHTING, name=name
    )
    subjects, own = shown.story.manifest.subject_countries, shown.story.places.at[place_id, "country"]
    return replace(label, shun=abroad(frame, subjects, own))


def _candidates(panel: Panel, frame: Frame, shown: Content, taken: Taken) -> list[Label]:
    """A ring for each candidate; a shape where one is known well enough, else a letter for its rim."""
    labels = []
    for place_id, look in candidate_looks(shown.story).items():
        rim = _ring(frame, shown, place_id)
        if place_id not in shown.story.manifest.fighting_places:  # drawn already: the area of the event
            gid = f"candidate-{place_id}"
            panel.polygon(rim, "none", FIGHTING, look.width, look.dash, alpha=0.85, zorder=5.1, gid=gid)
        if shown.is_point(place_id):
            at = _at(frame, shown, place_id)
            panel.glyph(look.shape, at, 20, FIGHTING, hollow=True, zorder=8.5, gid=f"sign-{place_id}")
            taken.add_mark(at, 22, 22)
        else:
            start = round((len(rim) - 1) * look.bearing / 360)
            turns = sorted(range(len(rim) - 1), key=lambda turn: min(turn, len(rim) - 1 - turn))
            points = [rim[(start + turn) % (len(rim) - 1)] for turn in turns]
            labels.append(
                Label(
                    points[0], (look.letter,), "rim", 2.0, anchors=("center",), colour=FIGHTING, elsewhere=tuple(points)
                )
            )
    return labels


def _leg(panel: Panel, frame: Frame, leg: Leg, taken: Taken) -> list[Label]:
    points = [frame.place(lat, lon) for lat, lon in leg.path]
    phase, kind = PHASES[leg.phase], LEG_KINDS[leg.kind]
    dash, width = (phase.dash, phase.width) if leg.phase == "intended" else (kind.dash, kind.width)
    rounded = leg.kind == "claimed"
    taken.add_line(points)
    panel.line(points, HALO, width + 3.5, alpha=0.8, zorder=6)
    panel.line(points, phase.colour, width, dash, round=rounded, zorder=6.1, gid=f"leg-{leg.id}")
    # an arrow appears once its leg is longer than it is, as on screen
    spots = [arrow_at(frame, leg.path, part) for part in (0.6, 0.5, 0.7, 0.4, 0.78, 0.3)]
    free = [spot for spot in spots if not taken.covers_mark(spot[0], 16, 16)]
    if free and frame.zoom >= (7.5 if leg.km < _SHORT_KM else 6):
        at, turn = free[0]
        head = Path([(-6, -7), (8, 0), (-6, 7), (-3, 0), (-6, -7)], closed=True)
        turned = Affine2D().rotate_deg(turn).translate(*at).transform_path(head)
        panel.shape(turned, phase.colour, HALO, 1.6, zorder=6.2, gid=f"arrow-{leg.id}")
        taken.add_mark(at, 18, 18)
    if frame.zoom < (9 if leg.km < _SHORT_KM else 7):
        return []
    middle, _ = arrow_at(frame, leg.path, 0.42)
    colour = FIGHTING if leg.is_implausible else phase.colour
    return [Label(middle, (leg_label(leg),), "leg", 20.0, gap=8, colour=colour)]


def _waypoint(panel: Panel, frame: Frame, shown: Content, point: str, taken: Taken, busy: bool) -> Label:
    row = shown.story.route.loc[point]
    towards = shown.story.legs[shown.story.legs["to_id"] == point]
    colour = PHASES[towards["phase"].iloc[0] if len(towards) else "advance"].colour
    place = shown.story.places.loc[row["place_id"]]
    at = _at(frame, shown, row["place_id"])
    gap = ring_size(len(shown.event_places()[row["place_id"]])) / 2 + 3 if busy else 11.0
    if not busy:  # an event's ring already marks the place
        panel.axes.plot(*at, "o", ms=panel.points(14), mfc=HALO, mec=HALO, zorder=7.9)
        panel.axes.plot(
            *at, "o", ms=panel.points(10.5), mfc=HALO, mec=colour, mew=panel.points(3.5), zorder=8, gid=f"way-{point}"
        )
        taken.add_mark(at, 18, 18)
    when = date_words(row["date_start"], row["date_end"]) if row["date_start"] else ""
    lines = tuple(part for part in (short_name(place["name"]), when) if part)
    names = place["alt_names"]
    return Label(at, lines, "date", _WAY_RANK, gap, reach=(gap, 34, 60), colour=colour, name=place["name"], names=names)


def _free_spot(at: Point, width: float, height: float, taken: Taken, busy: bool) -> Point:
    """Where glyphs stand: at their place, or beside it where an event or other glyphs are."""
    spots = [(at[0] + dx, at[1] + dy) for dx, dy in _BESIDE]
    for spot in spots if busy else [at, *spots]:
        if not taken.covers_mark(spot, width - 3, height - 3):
            return spot
    return at if not busy else spots[0]


def _forces(rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    wide = rows.explode("force_ids")
    return {str(force): wide[wide["force_ids"] == force] for force in dict.fromkeys(wide["force_ids"].dropna())}


def _sides(shown: Content, rows: pd.DataFrame) -> list[str]:
    return list(dict.fromkeys(shown.story.actors.at[actor, "side"] for ids in rows["actor_ids"] for actor in ids))


def _place_label(shown: Content, place_id: str, at: Point, width: float, height: float, rank: float) -> Label:
    place = shown.story.places.loc[place_id]
    return Label(
        at=at,
        lines=(short_name(place["name"]),),
        face="place",
        rank=rank,
        gap=width / 2 + 3,
        rise=height / 2 + 3,
        reach=(0.0, 36.0, 60.0, 84.0) if rank < _EVENT_RANK else (),
        name=place["name"],
        names=place["alt_names"],
    )
