"""Hand-out as slides: one a scene, with native text, a sharp map, sources and speaker notes; the sources at the end."""

from __future__ import annotations

import datetime as dt
import io
import math
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure
from PIL import Image
from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.util import Emu, Inches, Pt

from geodata.atomic import write_bytes
from geodata.drawing.paper.furniture import has_locator
from geodata.drawing.paper.print_map import map_and_key
from geodata.drawing.style import INK, MUTED, PAPER
from geodata.exports.language import in_story_language
from geodata.exports.picture import saved
from geodata.exports.scene_maps import (
    Progress,
    foot_words,
    map_words,
    scene_rows,
    scene_sources,
    source_words,
    sources_line,
    used_sources,
)
from geodata.languages import gettext
from geodata.languages.formats import locale_tag, number
from geodata.selecting.colophon import Colophon
from geodata.selecting.selection import Selection
from geodata.telling.scenes import Scene, scenes_told, story_scenes

#: Left, upper edge, width and height, in inches.
Room = tuple[float, float, float, float]
#: Slides of 16 to 9, in inches, and the room of their parts: left, top, width, height.
_WIDE, _HIGH = 13.333, 7.5
_HEAD = (0.45, 0.3, 12.43, 0.85)
_MAP = (0.45, 1.25, 8.6, 5.2)
_TEXT = (9.3, 1.2, 3.6, 2.6)
_KEY_BOTTOM = 6.45
_SOURCES = (0.45, 6.5, 12.43, 0.44)
_FOOT = (0.45, 6.98, 11.8, 0.42)
_NUMBER = (12.28, 6.98, 0.6, 0.42)
#: A face that every office program has.
_FACE = "Arial"
_MAP_DPI, _MAP_SCALE = 220, 1.25
_SOURCES_A_SLIDE = 16
#: Characters of the filters that have room in the foot; the notes hold them whole.
_FOOT_FILTERS = 190
#: The package stamps every part of the file with this moment, so that the same scenes give the same bytes.
_NO_TIME = (1980, 1, 1, 0, 0, 0)


def write_pptx(selection: Selection, colophon: Colophon, path: Path) -> None:
    """Write the story's own scenes as slides. Raises OSError when the file cannot be written."""
    write_bytes(path, pptx_bytes(selection, colophon))


@in_story_language
def pptx_bytes(
    selection: Selection,
    colophon: Colophon,
    scenes: Sequence[Scene] | None = None,
    progress: Progress | None = None,
) -> bytes:
    """Return slides for scenes, or for the story's own. Maps show no row that the selection leaves out.

    A scene that rests on a source of later than the as-of day is left out, and a slide says so. Raises ValueError
    when there is no scene, or when one names no source that the story knows.
    """
    scenes = story_scenes(selection.story) if scenes is None else list(scenes)
    if not scenes:
        raise ValueError(gettext("There is no scene to make a slide of; add one, or load a set of scenes."))
    told = scenes_told(selection.story, scenes, selection.filters)
    deck = _deck(colophon)
    for done, scene in enumerate(told.scenes, start=1):
        _scene_slide(deck, selection, colophon, scene)
        if progress:
            progress(done, len(told.scenes))
    if told.left_out:
        slide = _slide(deck, gettext("Scenes that are left out"), colophon)
        _words(slide, (_HEAD[0], 1.6, _HEAD[2], 2.0), [told.left_out], 20, name="Text")
        _note(slide, f"{told.left_out}\n\n{foot_words(colophon)}")
    _source_slides(deck, selection, colophon, told.scenes)
    written = io.BytesIO()
    deck.save(written)
    return _without_times(written.getvalue())


def _deck(colophon: Colophon) -> Any:
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(_WIDE), Inches(_HIGH)
    facts = deck.core_properties
    facts.title, facts.author, facts.language = colophon.title, "", locale_tag()
    facts.comments = colophon.citation[:255]  # the format's limit; the notes of the last slide hold everything
    facts.created = facts.modified = colophon.made_at.astimezone(dt.UTC).replace(tzinfo=None)
    return deck


def _scene_slide(deck: Any, selection: Selection, colophon: Colophon, scene: Scene) -> None:
    sources = scene_sources(selection, scene)
    if sources.empty:
        words = gettext("Scene “{headline}” names no source that the story knows; give it at least one.")
        raise ValueError(words.format(headline=scene.headline))
    slide = _slide(deck, scene.headline, colophon)
    rows = scene_rows(selection, scene)
    text, size, high = _fitted_text(scene.text, _TEXT)
    key_top = _TEXT[1] + max(high, 1.4) + 0.15
    key_room = (_TEXT[0], key_top, _TEXT[2], _KEY_BOTTOM - key_top)
    drawn, key = map_and_key(rows, scene.bounds, _millimetres(_MAP), _millimetres(key_room), scale=_MAP_SCALE)
    _picture(slide, _packed(drawn), _MAP, "Map", map_words(scene, rows, has_locator(drawn)))
    if key is not None:
        words = gettext("Legend of the map: what colours, shapes, lines and areas stand for.")
        _picture(slide, saved(key, "png", _MAP_DPI, {"Software": None}), key_room, "Legend", words)
    _words(slide, _TEXT, [text], size, name="Text")
    line = sources_line(sources)
    _words(slide, _SOURCES, [line], 10 if len(line) < 330 else 8, MUTED, name="Sources")
    _note(slide, _notes(scene, sources, colophon))


def _picture(slide: Any, content: bytes, room: Room, name: str, words: str) -> None:
    picture = slide.shapes.add_picture(io.BytesIO(content), *map(Inches, room))
    picture.name = name
    picture._element.nvPicPr.cNvPr.set("descr", words)


def _millimetres(room: Room) -> tuple[float, float]:
    return room[2] * 25.4, room[3] * 25.4


def _fitted_text(text: str, room: Room) -> tuple[str, float, float]:
    """Return a text, the largest size in points at which it has room, and its height in inches.

    A very long one is cut; the notes hold it whole. A letter is taken to be half as wide as its size, which is a
    little more than Arial needs.
    """
    for points in (18.0, 16.0, 14.0, 12.0, 11.0):
        letters, lines = int(room[2] * 72 / (0.5 * points)), int(room[3] * 72 / (1.3 * points))
        needed = math.ceil(len(text) / (0.88 * letters))
        if needed <= lines:
            return text, points, needed * 1.3 * points / 72
    return f"{text[: int(0.88 * letters * lines) - 1].rstrip()}…", points, room[3]


def _packed(figure: Figure) -> bytes:
    """Save a map small: JPEG at full colour resolution keeps letters sharp at a tenth of the size."""
    drawn = saved(figure, "png", _MAP_DPI, {"Software": None}, small=False)
    packed = io.BytesIO()
    with Image.open(io.BytesIO(drawn)) as picture:
        picture.convert("RGB").save(packed, "JPEG", quality=90, subsampling=0, dpi=(_MAP_DPI, _MAP_DPI))
    return packed.getvalue()


def _notes(scene: Scene, sources: Any, colophon: Colophon) -> str:
    named = "\n".join(
        f"{source_words(str(source_id), row)} {row['url']}".rstrip() for source_id, row in sources.iterrows()
    )
    cut = _fitted_text(scene.text, _TEXT)[0] != scene.text
    whole = f"{scene.text}\n\n" if cut else ""
    head = gettext("Sources")
    return f"{whole}{scene.notes}\n\n{head}\n{named}\n\n{foot_words(colophon)}"


def _source_slides(deck: Any, selection: Selection, colophon: Colophon, scenes: Sequence[Scene]) -> None:
    rows = list(used_sources(selection, scenes).iterrows())
    pages = [rows[at : at + _SOURCES_A_SLIDE] for at in range(0, len(rows), _SOURCES_A_SLIDE)] or [[]]
    for at, page in enumerate(pages, start=1):
        words = gettext("Sources") if len(pages) == 1 else gettext("Sources, {page} of {pages}")
        slide = _slide(deck, words.format(page=number(at), pages=number(len(pages))), colophon)
        half = (len(page) + 1) // 2
        for column, part in enumerate((page[:half], page[half:])):
            left = _HEAD[0] + column * (_HEAD[2] / 2 + 0.1)
            _source_column(slide, (left, 1.2, _HEAD[2] / 2 - 0.1, 5.2), part)
        if at == len(pages):
            licence = gettext("Licence: {licence}").format(licence=colophon.licence)
            last = f"{colophon.citation} {licence} {colophon.credits}".rstrip()
            _words(slide, _SOURCES, [last], 9, MUTED, name="Citation and licence")
            entry, parts = gettext("{name}: {words}"), colophon.labelled().items()
            _note(slide, "\n".join(entry.format(name=name, words=words) for name, words in parts))


def _source_column(slide: Any, room: Room, rows: list[Any]) -> None:
    frame = _words(slide, room, [], 10.5, name="Sources")
    for index, (source_id, row) in enumerate(rows):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        paragraph.space_after = Pt(4)
        _run(paragraph, f"{source_words(str(source_id), row)} ", 10.5, INK)
        if row["url"]:
            address = row["url"] if len(row["url"]) <= 70 else f"{row['url'][:69]}…"
            run = _run(paragraph, address, 9, "#0b5c8c")
            if row["url"].startswith(("https://", "http://")):  # PowerPoint opens whatever stands here
                run.hyperlink.address = row["url"]


def _slide(deck: Any, headline: str, colophon: Colophon) -> Any:
    """Add a slide with its headline, the colophon in the foot, and its number."""
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.background.fill.solid()
    slide.background.fill.fore_color.rgb = _colour(PAPER)
    title = slide.shapes.title
    title.left, title.top, title.width, title.height = map(Inches, _HEAD)
    frame = title.text_frame
    frame.word_wrap, frame.vertical_anchor = True, MSO_ANCHOR.MIDDLE
    frame.margin_left = frame.margin_right = Emu(0)
    paragraph = frame.paragraphs[0]
    paragraph.alignment = 1
    _run(paragraph, headline, 30 if len(headline) < 62 else 25, INK).font.bold = True
    _words(slide, _FOOT, [foot_words(colophon, _FOOT_FILTERS)], 7.5, MUTED, name="Colophon")
    _number(slide)
    return slide


def _words(
    slide: Any,
    room: Room,
    lines: Sequence[str],
    points: float,
    colour: str = INK,
    name: str = "",
) -> Any:
    box = slide.shapes.add_textbox(*map(Inches, room))
    box.name = name
    frame = box.text_frame
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = Emu(0)
    for index, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if index == 0 else frame.add_paragraph()
        paragraph.line_spacing = 1.1 if points > 12 else 1.0
        _run(paragraph, line, points, colour)
    return frame


def _run(paragraph: Any, text: str, points: float, colour: str) -> Any:
    run = paragraph.add_run()
    run.text = text
    run.font.size, run.font.name = Pt(points), _FACE
    run.font.color.rgb = _colour(colour)
    _tell_language(run)
    return run


def _note(slide: Any, words: str) -> None:
    """Give a slide its speaker notes."""
    frame = slide.notes_slide.notes_text_frame
    frame.text = words
    for paragraph in frame.paragraphs:
        for run in paragraph.runs:
            _tell_language(run)


def _tell_language(run: Any) -> None:
    """Say in which language a text is, for spelling and for voices; the library knows only some languages."""
    run._r.get_or_add_rPr().set("lang", locale_tag())


def _number(slide: Any) -> None:
    """The slide's number as a field, which stays right when slides are moved. The library has no call for it."""
    frame = _words(slide, _NUMBER, [], 10, MUTED, name="Slide number")
    field = (
        f'<a:fld {nsdecls("a")} id="{{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}}" type="slidenum">'
        f'<a:rPr lang="{locale_tag()}" sz="1000"/><a:t>‹#›</a:t></a:fld>'
    )
    paragraph = frame.paragraphs[0]
    paragraph.alignment = 3
    paragraph._p.insert(0, parse_xml(field))
    if paragraph._p.find(qn("a:pPr")) is not None:  # properties have to come first
        paragraph._p.insert(0, paragraph._p.find(qn("a:pPr")))


def _colour(text: str) -> Any:
    return RGBColor(  # type: ignore[no-untyped-call]
        *bytes.fromhex(text.lstrip("#"))
    )


def _without_times(content: bytes) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in _entries(old):
            stamped = zipfile.ZipInfo(entry.filename, _NO_TIME)
            stamped.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(stamped, old.read(entry))
    return written.getvalue()


def _entries(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    yield from archive.infolist()
