"""The story as one document for the browser: fetched once, cached by its content, never sent again.

Everything a map or timeline frame draws comes from here; a page then only says which rows are on. Texts stay
plain text: the browser sets them with ``textContent``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import Any

import pandas as pd

from geodata.asking.told_titles import report_title
from geodata.drawing.filter_document import filter_document
from geodata.drawing.kept_rows import KeptRows
from geodata.drawing.style import CONFIDENCE, FIGHTING, INK, style_document
from geodata.knowing.public_sources import relay_words
from geodata.knowing.route import VARIANTS, Leg, legs
from geodata.languages import gettext, pgettext
from geodata.languages.formats import number
from geodata.reading.partial_dates import date_words, period_words
from geodata.reading.precision import geodesic_ring, is_drawn_as_point
from geodata.reading.story import Story
from geodata.reading.translation import label_names

#: Where every title stands as it is in the tables.
NO_TITLES: Mapping[str, str] = MappingProxyType({})


def story_document(
    story: Story, kept: KeptRows | None = None, instead: Mapping[str, str] = NO_TITLES
) -> dict[str, Any]:
    """Return the document: style, places, events, presence, waypoints and legs, as plain data.

    ``filter`` is what the browser filters by (:mod:`geodata.drawing.filter_document`); a file that holds only some rows
    has none. ``names`` are the names of the basemap that differ in the language of the story, English to translated;
    ``subjects`` are the codes of the countries that the story is about, ``named`` of those that every map names.

    ``kept`` says which rows go in, in the order of their tables; masks must then be those of :meth:`KeptRows.trimmed`.
    ``instead`` are titles by id that stand in place of those of the tables, for a document as of a day.
    """
    document: dict[str, Any] = {
        "style": style_document(story),
        "names": label_names(story.language),
        "subjects": list(story.manifest.subject_countries),
        "named": list(story.manifest.named_countries),
        "places": {row_id: _place(story, row_id, row) for row_id, row in _rows(story.places, kept, "places")},
        "events": [_event(story, i, row, instead) for i, row in _rows(story.events, kept, "events")],
        "presence": [_presence(story, i, row, instead) for i, row in _rows(story.presence, kept, "presence")],
        "waypoints": {row_id: _waypoint(story, row_id, row) for row_id, row in _rows(story.route, kept, "waypoints")},
        "legs": {
            leg.id: _leg(story, leg)
            for variant in VARIANTS
            for leg in legs(story, variant)
            if kept is None or leg.id in kept.legs
        },
    }
    if kept is None:
        document["filter"] = filter_document(story)
    else:
        for part, wanted in (("actors", kept.actors), ("candidates", kept.places)):
            document["style"][part] = {key: look for key, look in document["style"][part].items() if key in wanted}
    return document


def _rows(table: pd.DataFrame, kept: KeptRows | None, part: str) -> Iterator[tuple[str, pd.Series]]:
    for row_id, row in table.iterrows():
        if kept is None or row_id in getattr(kept, part):
            yield str(row_id), row


def story_json(story: Story, kept: KeptRows | None = None, instead: Mapping[str, str] = NO_TITLES) -> bytes:
    """Return the document as compact UTF-8 JSON."""
    document = story_document(story, kept, instead)
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _place(story: Story, place_id: str, row: pd.Series) -> dict[str, Any]:
    radius = None if pd.isna(row["radius_km"]) else float(row["radius_km"])
    known = row.geometry is not None  # a place may be named in a source and stand in no gazetteer
    lat, lon = (round(row.geometry.y, 5), round(row.geometry.x, 5)) if known else (None, None)
    point = known and is_drawn_as_point(row["precision"], radius)
    return {
        "id": place_id,
        "name": row["name"],
        "short": short_name(row["name"]),
        "also": list(row["alt_names"]),
        "country": row["country"],
        "lat": lat,
        "lon": lon,
        "words": known_within(radius),
        "glyph": point,
        "area": known and radius is not None and not point,
        "areaLabel": area_label(story, place_id, row["name"], radius),
        "ring": geodesic_ring(row.geometry.y, row.geometry.x, radius) if known and radius else [],
        "tint": FIGHTING if place_id in story.manifest.candidates else INK,
    }


def area_label(story: Story, place_id: str, name: str, radius: float | None) -> list[str]:
    """Return the words on an area: the fighting says its uncertainty in words; a lesser area in brackets."""
    if radius is None:
        return [name]
    if place_id in story.manifest.candidates:
        return [name.split(" (")[0], gettext("somewhere in this area (±{km} km)").format(km=number(radius))]
    return [f"{short_name(name)} (±{number(radius)} km)"]


def known_within(radius: float | None) -> str:
    """Say how exactly a place is known; ``radius`` is in kilometres, None or NaN for a whole country."""
    if radius is None or pd.isna(radius):
        return gettext("the country as a whole")
    return gettext("within {km} km").format(km=number(radius))


def _event(story: Story, event_id: str, row: pd.Series, instead: Mapping[str, str]) -> dict[str, Any]:
    sides = list(dict.fromkeys(story.actors.at[actor, "side"] for actor in row["actor_ids"]))
    return {
        "id": event_id,
        "title": instead.get(event_id, row["title"]),
        "when": date_words(row["date_start"], row["date_end"], row["date_precision"]),
        "start": row["start"].date().isoformat(),
        "end": row["end"].date().isoformat(),
        "precision": row["date_precision"],
        "place": row["place_id"],
        "country": row["country"],
        "kind": row["kind"],
        "sides": sides,
        "actors": list(row["actor_ids"]),
        "confidence": row["confidence"],
        "mark": CONFIDENCE[row["confidence"]]["mark"],
        **_relay(story, row),
    }


def _presence(story: Story, row_id: str, row: pd.Series, instead: Mapping[str, str]) -> dict[str, Any]:
    return {
        "id": row_id,
        "title": instead.get(row_id) or report_title(row["force"], row["role"]),
        "when": period_words(row["from_date"], row["to_date"]),
        "start": None if pd.isna(row["start"]) else row["start"].date().isoformat(),
        "end": None if pd.isna(row["end"]) else row["end"].date().isoformat(),
        "place": row["place_id"],
        "country": row["country"],
        "nature": row["nature"],
        "forces": list(row["force_ids"]),
        "confidence": row["confidence"],
        "mark": CONFIDENCE[row["confidence"]]["mark"],
        "shade": row["country"] in story.manifest.subject_countries,
        **_relay(story, row),
    }


def _waypoint(story: Story, row_id: str, row: pd.Series) -> dict[str, Any]:
    when = date_words(row["date_start"], row["date_end"]) if row["date_start"] else ""
    towards = story.legs[story.legs["to_id"] == row_id]
    phase = towards["phase"].iloc[0] if len(towards) else "advance"
    radius = story.places.at[row["place_id"], "radius_km"]
    where = known_within(radius)
    return {
        "id": row_id,
        "name": row["waypoint"],
        "place": row["place_id"],
        "when": when,
        "start": row["start"].date().isoformat() if when else "",
        "phase": phase,
        "sure": _sure(row["confidence"]),
        **_relay(story, row),
        "alt": ", ".join(part for part in (row["waypoint"], when, where, _sure(row["confidence"])) if part),
    }


def _relay(story: Story, row: pd.Series) -> dict[str, str]:
    """The words for a row that is known by relay alone, which the mark of it says to those who hear it."""
    words = relay_words(story, row["source_ids"])
    return {"relay": words} if words else {}


def _sure(confidence: str) -> str:
    look = CONFIDENCE[confidence]
    return f"{look['mark']} {gettext(str(look['label']))}"


def _leg(story: Story, leg: Leg) -> dict[str, Any]:
    start, end = story.route.loc[leg.from_id], story.route.loc[leg.to_id]
    ends = [short_name(story.places.at[point["place_id"], "name"]) for point in (start, end)]
    return {
        "id": leg.id,
        "from": leg.from_id,
        "to": leg.to_id,
        "kind": leg.kind,
        "phase": leg.phase,
        **_leg_times(leg, start, end),
        "path": [[round(lat, 4), round(lon, 4)] for lat, lon in leg.path],
        "km": round(leg.km, 1),
        "label": leg_label(leg),
        "flag": leg.is_implausible,
        "tip": [
            gettext("{place} to {other_place}").format(place=ends[0], other_place=ends[1]),
            _leg_figures(leg),
            leg.note,
        ],
    }


def leg_label(leg: Leg) -> str:
    """Return the words on a leg: its length, and the day that it would have taken where that is hard to believe."""
    if leg.is_implausible and leg.days == 1:
        return gettext("{km} km in 1 day?").format(km=number(leg.km, 0))
    return f"{number(leg.km, 0)} km"


def _leg_figures(leg: Leg) -> str:
    sure = {
        "documented": pgettext("leg", "documented"),
        "inferred": pgettext("leg", "inferred"),
        "claimed": pgettext("leg", "claimed"),
    }
    kind = sure[leg.kind]
    if leg.km_per_day:
        words = gettext("{km} km in a straight line, {speed} km a day; {kind}")
        return words.format(km=number(leg.km, 0), speed=number(leg.km_per_day, 0), kind=kind)
    return gettext("{km} km in a straight line; {kind}").format(km=number(leg.km, 0), kind=kind)


def _leg_times(leg: Leg, start: pd.Series, end: pd.Series) -> dict[str, str]:
    """When playback has the column on a leg: from the middle of one waypoint's days to the middle of the next.

    A drawing aid, for no source gives the hours. A leg that was only intended, or that lacks a date, has no times.
    """
    if leg.phase == "intended" or pd.isna(start["start"]) or pd.isna(end["start"]):
        return {}
    middles = [point["start"] + (point["end"] + pd.Timedelta(days=1) - point["start"]) / 2 for point in (start, end)]
    return {"t0": f"{middles[0].isoformat()}Z", "t1": f"{middles[1].isoformat()}Z"}


def short_name(name: str) -> str:
    """Return a place's name without what it adds in brackets or after a comma, for maps and narrow tables.

    >>> short_name("First clash zone, west (reported)")
    'First clash zone'
    """
    return name.split(" (")[0].split(",")[0]
