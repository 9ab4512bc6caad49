"""Hand-out as a printed brief (PDF): cover map, contents, scenes with maps, claims, open questions, method, sources.

Text is text and maps are vectors: the pages are set with ReportLab, and each map, a page of a PDF by matplotlib, is
laid into the room that its page keeps for it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from matplotlib.figure import Figure
from pypdf import PdfReader, PdfWriter
from reportlab.lib.pagesizes import A4, LETTER
from reportlab.platypus import Flowable, PageBreak, Paragraph, Spacer
from reportlab.platypus.tableofcontents import TableOfContents

from geodata.asking.filters import Filters
from geodata.atomic import write_bytes
from geodata.drawing.paper.content import Rows, rows_of_selection
from geodata.drawing.paper.frame import Bounds
from geodata.drawing.paper.print_map import natural_bounds, plain_map
from geodata.exports.brief_maps import lay_on
from geodata.exports.brief_page import BriefTemplate, Heading, led, linked, styles
from geodata.exports.brief_parts import claims_table, method_parts, question_parts, source_list
from geodata.exports.language import in_story_language
from geodata.exports.picture import RELIEF_DPI, saved_pages
from geodata.exports.scene_maps import (
    Progress,
    map_words,
    scene_rows,
    scene_sources,
    source_names,
    used_sources,
)
from geodata.knowing.method import method_text
from geodata.languages import gettext, ngettext
from geodata.languages.formats import moment_words, number
from geodata.selecting.colophon import Colophon
from geodata.selecting.filter_words import short_words
from geodata.selecting.selection import Selection
from geodata.telling.scenes import Scene, Told, scenes_told, story_scenes

PAGE_SIZES = {"A4": A4, "Letter": LETTER}
_MM = 72 / 25.4
#: Height of a map in parts of its width, on the cover and in a scene.
_COVER_SHAPE, _SCENE_SHAPE = 0.92, 0.86
#: The least height of the cover's map, where its words take more than the rest of the page.
_LEAST_COVER_SHAPE = 0.6


def write_brief(selection: Selection, colophon: Colophon, path: Path) -> None:
    """Write the brief on A4 with the story's own scenes. Raises OSError when it cannot be written."""
    write_bytes(path, brief_bytes(selection, colophon))


def write_brief_letter(selection: Selection, colophon: Colophon, path: Path) -> None:
    """Write the brief on US Letter with the story's own scenes. Raises OSError when it cannot be written."""
    write_bytes(path, brief_bytes(selection, colophon, page="Letter"))


@in_story_language
def brief_bytes(
    selection: Selection,
    colophon: Colophon,
    scenes: Sequence[Scene] | None = None,
    method: str | None = None,
    page: str = "A4",
    progress: Progress | None = None,
) -> bytes:
    """Return the brief for scenes, or for the story's own.

    ``method`` replaces the text of the page Method (its small Markdown has headings with #, lists, tables and
    paragraphs); ``page`` is one of :data:`PAGE_SIZES`. Maps and tables show no row that the selection leaves out; a
    scene that rests on a source of later than the as-of day is left out, and the cover says so. Raises ValueError for
    another page size.
    """
    if page not in PAGE_SIZES:
        raise ValueError(f"There is no page size “{page}”; use one of: {', '.join(PAGE_SIZES)}.")
    told = scenes_told(selection.story, story_scenes(selection.story) if scenes is None else scenes, selection.filters)
    written = io.BytesIO()
    template = BriefTemplate(written, PAGE_SIZES[page], colophon)
    maps: list[MapRoom] = []
    parts = _cover(selection, colophon, told, (template.text_width, template.text_height), maps)
    parts += _contents()
    for scene in told.scenes:
        parts += _scene(selection, scene, template.text_width, maps)
    parts += claims_table(selection, template.text_width)
    parts += question_parts(selection)
    parts += method_parts(method_text() if method is None else method, template.text_width)
    parts += source_list(selection, used_sources(selection, told.scenes))
    template.multiBuild(parts)
    return _with_maps(written.getvalue(), maps, colophon, progress)


class MapRoom(Flowable):
    """An empty room of a page that remembers where it came to stand, so that a map can be laid into it."""

    def __init__(self, rows: Rows, bounds: Bounds, words: str, width: float, height: float) -> None:
        super().__init__()
        self.rows, self.bounds, self.words = rows, bounds, words
        self.width, self.height = width, height
        self.page, self.corner = 0, (0.0, 0.0)

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """Return the size, as ReportLab asks for it."""
        return self.width, self.height

    def draw(self) -> None:
        """Draw nothing; note the page and the lower left corner."""
        self.page = self.canv.getPageNumber() - 1
        self.corner = self.canv.absolutePosition(0, 0)

    def map(self) -> Figure:
        """Return the map in the room's size."""
        size = (self.width / _MM, self.height / _MM)
        figure = plain_map(self.rows, self.bounds, size, below=True, scale=0.86)
        figure.set_facecolor("white")
        return figure


def _cover(
    selection: Selection, colophon: Colophon, told: Told, size: tuple[float, float], maps: list[MapRoom]
) -> list[Any]:
    look, (width, height) = styles(), size
    lines = [Paragraph(led(name, words), look["fact"]) for name, words in _cover_facts(selection, colophon, told)]
    title = Paragraph(linked(colophon.title), look["title"])
    sentences = Paragraph(linked(f"{colophon.claims} {colophon.borders} {colophon.places}"), look["lead"])
    head, foot = [title, sentences, Spacer(1, 6)], [Spacer(1, 8), *lines]
    taken = _height([*head, *foot], size)
    high = min(max(height - taken, width * _LEAST_COVER_SHAPE), width * _COVER_SHAPE)
    room = MapRoom(rows_of_selection(selection), natural_bounds(selection), "", width, high)
    maps.append(room)
    return [*head, room, *foot, PageBreak()]


def _height(flowables: list[Any], size: tuple[float, float]) -> float:
    """How high flowables are below each other, in points."""
    return sum(flowable.wrap(*size)[1] + flowable.getSpaceAfter() for flowable in flowables)


def _cover_facts(selection: Selection, colophon: Colophon, told: Told) -> list[tuple[str, str]]:
    made = gettext("{moment} from data version {version}").format(
        moment=moment_words(colophon.made_at), version=colophon.data_version
    )
    facts = [
        (gettext("Filters:"), short_words(colophon.filters)),
        (gettext("Rows:"), _row_words(selection)),
        (gettext("As of:"), short_words(colophon.as_of)),
        (gettext("Coverage:"), colophon.coverage),
        (gettext("Made:"), made),
        (gettext("Cite as:"), colophon.citation),
        (gettext("Licence:"), f"{colophon.licence} {colophon.credits}".rstrip()),
    ]
    if selection.filters != Filters():
        cut = gettext("Their maps hold only rows that pass the filters; their words are as they were written.")
        facts.insert(4, (gettext("Scenes:"), f"{told.left_out} {cut}".strip()))
    return facts


def _row_words(selection: Selection) -> str:
    claims, reports = len(selection.claims), len(selection.presence)
    parts = [
        selection.counts.words(),
        ngettext("{n} claim", "{n} claims", claims).format(n=number(claims)),
        ngettext("{n} report of presence", "{n} reports of presence", reports).format(n=number(reports)),
    ]
    return gettext("; ").join(parts)


def _contents() -> list[Any]:
    look = styles()
    table = TableOfContents(levelStyles=[look["contents"]], dotsMinLevel=0)
    return [Paragraph(gettext("Contents"), look["head"]), table, PageBreak()]


def _scene(selection: Selection, scene: Scene, width: float, maps: list[MapRoom]) -> list[Any]:
    look = styles()
    rows = scene_rows(selection, scene)
    room = MapRoom(rows, scene.bounds, map_words(scene, rows), width, width * _SCENE_SHAPE)
    maps.append(room)
    sources = source_names(scene_sources(selection, scene))
    return [
        Heading(scene.headline),
        Paragraph(linked(scene.text), look["lead"]),
        Spacer(1, 4),
        room,
        Paragraph(linked(room.words), look["small"]),
        Spacer(1, 4),
        *([Paragraph(led(gettext("Notes:"), scene.notes), look["text"])] if scene.notes else []),
        Paragraph(led(gettext("Sources:"), sources), look["small"]),
        PageBreak(),
    ]


def _figures(maps: list[MapRoom], progress: Progress | None) -> Iterator[Figure]:
    """Draw one map after the other, and tell of each when it has been put into the file."""
    for done, room in enumerate(maps, start=1):
        yield room.map()
        if progress:
            progress(done, len(maps))


def _with_maps(pages: bytes, maps: list[MapRoom], colophon: Colophon, progress: Progress | None) -> bytes:
    """Lay the maps into their rooms."""
    writer = PdfWriter(clone_from=io.BytesIO(pages))
    facts: dict[str, str | None] = {"CreationDate": None, "Producer": None, "Creator": None}
    drawn = PdfReader(io.BytesIO(saved_pages(_figures(maps, progress), RELIEF_DPI, facts)))
    for room, page in zip(maps, drawn.pages, strict=True):
        lay_on(writer, writer.pages[room.page], page, room.corner)
    writer.add_metadata({"/Subject": colophon.citation, "/Producer": "", "/Creator": ""})
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()
