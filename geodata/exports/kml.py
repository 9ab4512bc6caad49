"""The rows as KML 2.2, for Google Earth and QGIS: a folder a layer, colours from the style table, no outside address.

Written with the standard library. Of the libraries for KML, simplekml had its last release in 2021 and pykml in
2019; fastkml is kept up, but would bring two more packages, a second geometry library among them, for the same number
of lines here. The tests read the files back with GDAL, which is an independent reader.

KML knows no dashes and only pictures as marks, so how sure a leg is stands in its name, and marks are the program's
own, tinted with the colour of the side. A description is HTML to Google Earth, so the text of a row is escaped in it
twice; names and the data of a row are plain text. ``start`` and ``end`` of the other formats are the TimeSpan here.
"""

from __future__ import annotations

import html
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from geodata.atomic import write_bytes
from geodata.drawing.style import CONFIDENCE, FIGHTING, INK, LEG_KINDS, NATURES, PHASES, side_looks
from geodata.exports.language import in_story_language
from geodata.exports.layers import IMPORTED, Record, cell_text, layers, records, tables
from geodata.exports.sheet_tables import claimant_words
from geodata.knowing.public_sources import relay_words
from geodata.knowing.tolls import range_words
from geodata.languages import gettext, noop
from geodata.languages.formats import number
from geodata.reading.story import Story
from geodata.reading.terms import called
from geodata.selecting.characters import storable
from geodata.selecting.colophon import Colophon
from geodata.selecting.selection import Selection

#: Each layer with the name of its folder and what it holds.
_FOLDERS = {
    "events": (noop("events"), noop("Events")),
    "presence": (noop("presence"), noop("Reported presence")),
    "route_legs": (noop("route_legs"), noop("Legs of the column's route")),
    "route_waypoints": (noop("route_waypoints"), noop("Waypoints of the column's route")),
    "places": (noop("places"), noop("Places named in the rows, with how well each is known")),
    "claims": (noop("claims"), noop("Claims: who says what (no position of their own)")),
    IMPORTED: (noop("imported_events"), noop("Events that a viewer brought; not of this project")),
}
_PHASES = {"advance": noop("advance"), "retreat": noop("retreat"), "intended": noop("intended")}

#: Columns that are the TimeSpan; readers that make columns of both would have each twice.
_TIMES = ("start", "end")

#: Opacity of the inside of an area, so that what lies below stays readable.
_AREA_OPACITY = 0.18


def write_kml(selection: Selection, colophon: Colophon, path: Path) -> None:
    """Write the file. Raises OSError when the path cannot be written."""
    write_bytes(path, kml_bytes(selection, colophon))


@in_story_language
def kml_bytes(selection: Selection, colophon: Colophon) -> bytes:
    """Return the file as UTF-8."""
    root = ET.Element("kml", xmlns="http://www.opengis.net/kml/2.2")
    document = ET.SubElement(root, "Document")
    labels = colophon.labelled().items()
    _add(document, "name", colophon.title)
    _add(document, "description", _html(_said(name.replace("_", " "), text) for name, text in labels))
    _add_data(document, colophon.parts())
    _add_styles(document, selection.story)
    sources = _source_lines(selection.story)
    frames: dict[str, Any] = {**layers(selection), **tables(selection)}
    for layer, (name, words) in _FOLDERS.items():
        if layer not in frames:
            continue
        folder = ET.SubElement(document, "Folder")
        _add(folder, "name", gettext(name))
        _add(folder, "description", gettext(words))
        frame = frames[layer]
        shapes = frame.geometry if "geometry" in frame else [None] * len(frame)
        for record, shape in zip(records(frame), shapes, strict=True):
            _add_placemark(folder, layer, record, shape, selection, sources)
    ET.indent(root, space=" ")
    return bytes(ET.tostring(root, encoding="UTF-8", xml_declaration=True))


def _add_placemark(
    folder: ET.Element,
    layer: str,
    record: Record,
    shape: BaseGeometry | None,
    selection: Selection,
    sources: dict[str, str],
) -> None:
    """Children stand in the order that the schema of KML 2.2 asks for; ``sources`` are the lines that name each."""
    placemark = ET.SubElement(folder, "Placemark")
    _add(placemark, "name", _name(layer, record))
    named = [sources[source] for source in record.get("source_ids", [])]
    _add(placemark, "description", _html([*_facts(layer, record, selection), *named]))
    _add_time(placemark, record)
    if shape is not None:
        _add(placemark, "styleUrl", f"#{_style_of(layer, record, shape, selection.story)}")
    _add_data(placemark, {name: cell_text(value) for name, value in record.items() if name not in _TIMES})
    if shape is not None:
        _add_shape(placemark, shape)


def _name(layer: str, record: Record) -> str:
    """What a list of places and a label on the map show."""
    if layer == "route_legs":
        phase, line = _PHASES[record["phase"]], LEG_KINDS[record["kind"]]
        return gettext("{start} to {end} ({phase}, {how_sure})").format(
            start=record["from_waypoint"],
            end=record["to_waypoint"],
            phase=gettext(phase),
            how_sure=gettext(line.label),
        )
    if layer == "presence":
        return _said(record["force"], record["role"])
    if layer == "claims":
        return _said(claimant_words(record["claimant"], record["dimmed"]), record["claim"])
    title = {"events": "title", IMPORTED: "title", "route_waypoints": "waypoint", "places": "name"}[layer]
    return str(record[title])


def _facts(layer: str, record: Record, selection: Selection) -> list[str]:
    """The lines of a card that are filled."""
    if layer == "events":
        kind = called(selection.story.manifest.kinds, record["kind"])
        lines = [record["when"], _where(record), kind, _confidence(record), _relay(record, selection)]
        return [*lines, record["summary"], *_claims_on(record["id"], selection)]
    if layer == IMPORTED:
        who = gettext("; ").join(record["actors"])
        return [record["when"], record["place_known"], record["kind"], who, record["notes"], record["source_text"]]
    if layer == "presence":
        nature = NATURES[record["nature"]]["label"]
        lines = [record["when"], _where(record), gettext(nature), _confidence(record), _relay(record, selection)]
        return [*lines, _strength(record), record["notes"]]
    if layer == "route_legs":
        return [gettext("{km} km in a straight line").format(km=number(record["km"])), record["note"]]
    if layer == "route_waypoints":
        known = gettext("Known: {what}").format(what=record["what_is_known"])
        guessed = gettext("Interpolated: {what}").format(what=record["what_is_interpolation"])
        return [record["when"], _where(record), _confidence(record), _relay(record, selection), known, guessed]
    if layer == "places":
        radius = record["radius_km"]
        return [gettext("known to within {km} km").format(km=number(radius)) if radius else "", record["notes"]]
    about = gettext("About event {id}").format(id=record["event_id"])
    return [about, record["date_claimed"], _relay(record, selection), record["notes"]]


def _where(record: Record) -> str:
    return _said(record["place"], record["place_known"]) if record["place"] else gettext("no place is given")


def _confidence(record: Record) -> str:
    label = str(CONFIDENCE[record["confidence"]]["label"])
    return gettext(label)


def _relay(record: Record, selection: Selection) -> str:
    return relay_words(selection.story, tuple(record["source_ids"]))


def _strength(record: Record) -> str:
    ends = record["strength_min"], record["strength_max"]
    if ends == (None, None):
        return ""
    low, high = (float("nan") if end is None else end for end in ends)
    words = gettext("{figure} men, according to {claimant}")
    return words.format(figure=range_words(low, high), claimant=record["strength_claimant"])


def _claims_on(event_id: str, selection: Selection) -> list[str]:
    claims = selection.rivals[selection.rivals["event_id"] == event_id]
    lines = [_said(claimant_words(row.claimant, row.dimmed), row.claim) for row in claims.itertuples()]
    return [gettext("Who says what:"), *lines] if lines else []


def _source_lines(story: Story) -> dict[str, str]:
    """The line that names each source, by its id."""
    words = gettext("Source: {publisher}: {title}")
    rows = zip(story.sources.index, records(story.sources), strict=True)
    return {source: f"{words.format(**row)} {row['url']}".rstrip() for source, row in rows}


def _said(name: str, words: str) -> str:
    return gettext("{name}: {words}").format(name=name, words=words)


def _html(lines: Iterable[str | None]) -> str:
    return "<br/>".join(html.escape(line) for line in lines if line)


def _add_time(placemark: ET.Element, record: Record) -> None:
    """First and last day that the dates allow; an end that was not reported stays open."""
    start, end = record.get("start"), record.get("end")
    if start or end:
        span = ET.SubElement(placemark, "TimeSpan")
        for tag, day in (("begin", start), ("end", end)):
            if day:
                _add(span, tag, day)


def _add_data(parent: ET.Element, values: dict[str, str]) -> None:
    extended = ET.SubElement(parent, "ExtendedData")
    for name, value in values.items():
        if value:
            _add(ET.SubElement(extended, "Data", name=name), "value", value)


def _add_shape(placemark: ET.Element, shape: BaseGeometry) -> None:
    if isinstance(shape, Polygon):
        ring = ET.SubElement(ET.SubElement(ET.SubElement(placemark, "Polygon"), "outerBoundaryIs"), "LinearRing")
        _add(ring, "coordinates", _coordinates(shape.exterior))
    elif isinstance(shape, LineString):
        line = ET.SubElement(placemark, "LineString")
        _add(line, "tessellate", "1")  # follows the ground
        _add(line, "coordinates", _coordinates(shape))
    else:
        _add(ET.SubElement(placemark, "Point"), "coordinates", _coordinates(shape))


def _coordinates(shape: BaseGeometry) -> str:
    return " ".join(f"{lon!r},{lat!r}" for lon, lat in ((float(x), float(y)) for x, y in shape.coords))


def _style_of(layer: str, record: Record, shape: BaseGeometry, story: Story) -> str:
    if layer == "route_legs":
        return f"leg-{record['phase']}-{record['kind']}"
    place_id = record["id"] if layer == "places" else record.get("place_id", "")
    if isinstance(shape, Polygon):
        return "area-fighting" if place_id in story.manifest.candidates else "area"
    actors = record.get("actor_ids") or record.get("force_ids") or []
    return f"side-{story.actors.at[actors[0], 'side']}" if actors else "point"


def _add_styles(document: ET.Element, story: Story) -> None:
    for side, look in side_looks(story).items():
        _add_mark(document, f"side-{side}", look.colour)
    _add_mark(document, "point", INK)
    for name, colour in (("area", INK), ("area-fighting", FIGHTING)):
        style = ET.SubElement(document, "Style", id=name)
        _add_line(style, colour, 1.5)
        _add(ET.SubElement(style, "PolyStyle"), "color", kml_colour(colour, _AREA_OPACITY))
    for phase, line in PHASES.items():
        for kind, sure in LEG_KINDS.items():
            _add_line(ET.SubElement(document, "Style", id=f"leg-{phase}-{kind}"), line.colour, sure.width)


def _add_mark(document: ET.Element, name: str, colour: str) -> None:
    icon = ET.SubElement(ET.SubElement(document, "Style", id=name), "IconStyle")
    _add(icon, "color", kml_colour(colour))


def _add_line(style: ET.Element, colour: str, width: float) -> None:
    line = ET.SubElement(style, "LineStyle")
    _add(line, "color", kml_colour(colour))
    _add(line, "width", f"{width:g}")


def kml_colour(colour: str, opacity: float = 1.0) -> str:
    """Turn ``#rrggbb`` into KML's order, opacity first and red last.

    >>> kml_colour("#D55E00", 0.5)
    '80005ed5'
    """
    red, green, blue = colour[1:3], colour[3:5], colour[5:7]
    return f"{round(opacity * 255):02x}{blue}{green}{red}".lower()


def _add(parent: ET.Element, tag: str, text: str) -> None:
    ET.SubElement(parent, tag).text = storable(text)
