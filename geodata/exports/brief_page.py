"""The pages of the printed brief: sizes, faces, heading, foot with colophon and page number."""

from __future__ import annotations

import io
import re
from functools import lru_cache
from typing import Any
from xml.sax.saxutils import escape

from reportlab.lib.colors import HexColor
from reportlab.lib.enums import TA_LEFT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from geodata.drawing.paper.face import FAMILY, face_files
from geodata.drawing.style import INK, MUTED
from geodata.exports.scene_maps import foot_words
from geodata.languages.formats import locale_tag
from geodata.selecting.colophon import Colophon

LINK = "#0b5c8c"
_MARGIN, _FOOT = 18 * mm, 19 * mm
_ADDRESS = re.compile(r"https?://[^\s<>\"”]+[^\s<>\"”.,;:)]")


@lru_cache(maxsize=1)
def _install_faces() -> None:
    files = face_files()
    names = {"normal": "Regular", "bold": "Bold", "italic": "It", "boldItalic": "Semibold"}
    for style in names.values():
        pdfmetrics.registerFont(TTFont(f"{FAMILY} {style}", str(files[style])))
    pdfmetrics.registerFontFamily(FAMILY, **{kind: f"{FAMILY} {style}" for kind, style in names.items()})


@lru_cache(maxsize=1)
def styles() -> dict[str, ParagraphStyle]:
    """Return the styles of the brief's paragraphs by name."""
    _install_faces()
    text = ParagraphStyle(
        "text",
        fontName=f"{FAMILY} Regular",
        fontSize=10,
        leading=13.4,
        textColor=HexColor(INK),
        alignment=TA_LEFT,
        spaceAfter=5,
    )
    bold = f"{FAMILY} Bold"

    def like(name: str, **changes: Any) -> ParagraphStyle:
        return ParagraphStyle(name, parent=text, **changes)

    return {
        "text": text,
        "lead": like("lead", fontSize=11.5, leading=15.2, spaceAfter=6),
        "title": like("title", fontName=bold, fontSize=25, leading=29, spaceAfter=8),
        "head": like("head", fontName=bold, fontSize=17, leading=21, spaceBefore=16, spaceAfter=7),
        "under": like("under", fontName=bold, fontSize=11.5, leading=15, spaceBefore=8, spaceAfter=3),
        "small": like("small", fontSize=8.5, leading=11.2, textColor=HexColor(MUTED), spaceAfter=3),
        "fact": like("fact", fontSize=9, leading=11.8, spaceAfter=2.5),
        "cell": like("cell", fontSize=8.5, leading=10.8, spaceAfter=0),
        "dimmed": like("dimmed", fontSize=8.5, leading=10.8, textColor=HexColor(MUTED), spaceAfter=0),
        "cellhead": like("cellhead", fontName=bold, fontSize=8.5, leading=10.8, spaceAfter=0),
        "item": like("item", leftIndent=10, bulletIndent=0, spaceAfter=3),
        "source": like("source", fontSize=8.5, leading=11, spaceAfter=3.2, leftIndent=26, firstLineIndent=-26),
        "contents": like("contents", fontSize=11, leading=17, spaceAfter=0),
    }


def linked(text: str) -> str:
    """Return plain text as ReportLab's markup, with every address in it as a link."""
    parts, last = [], 0
    for found in _ADDRESS.finditer(text):
        parts.append(escape(text[last : found.start()]))
        parts.append(link(found.group(), found.group()))
        last = found.end()
    return "".join([*parts, escape(text[last:])])


def led(name: str, words: str) -> str:
    """Return words with their name in bold before them, as in "Notes: ..."."""
    return f"<b>{escape(name)}</b> {linked(words)}"


def link(address: str, words: str) -> str:
    """Return words as a link, in ReportLab's markup. An address that is none of the web's stays plain words."""
    if not address.startswith(("http://", "https://")):
        return escape(words)
    quoted = escape(address, {'"': "&quot;"})
    return f'<a href="{quoted}" color="{LINK}">{escape(words)}</a>'


class Heading(Paragraph):
    """A heading that stands in the contents and in the reader's outline."""

    def __init__(self, words: str) -> None:
        super().__init__(escape(words), styles()["head"])
        self.words = words


class BriefTemplate(BaseDocTemplate):
    """A document whose every page carries the colophon and its number."""

    def __init__(self, target: io.BytesIO, page: tuple[float, float], colophon: Colophon) -> None:
        styles()
        super().__init__(
            target,
            pagesize=page,
            leftMargin=_MARGIN,
            rightMargin=_MARGIN,
            topMargin=_MARGIN,
            bottomMargin=_MARGIN + _FOOT,
            title=colophon.title,
            author="",
            subject=colophon.citation,
            lang=locale_tag(),
            invariant=1,
        )
        self._colophon = colophon
        self.text_width, self.text_height = page[0] - 2 * _MARGIN, page[1] - 2 * _MARGIN - _FOOT
        room = Frame(_MARGIN, _MARGIN + _FOOT, self.text_width, self.text_height, 0, 0, 0, 0, id="text")
        self.addPageTemplates([PageTemplate(id="page", frames=[room], onPage=self._foot)])

    def afterFlowable(self, flowable: Any) -> None:
        """Tell the contents and the outline of each heading."""
        if isinstance(flowable, Heading):
            key = f"head-{self.seq.nextf('head')}"
            self.canv.bookmarkPage(key)
            self.canv.addOutlineEntry(flowable.words, key, 0)
            self.notify("TOCEntry", (0, escape(flowable.words), self.page, key))

    def _foot(self, canvas: Any, _document: Any) -> None:
        canvas.saveState()
        width = self.text_width
        foot = Paragraph(escape(foot_words(self._colophon, 240)), styles()["small"])
        _, high = foot.wrap(width - 40, _FOOT + _MARGIN)
        top = _MARGIN + _FOOT - 6
        canvas.setStrokeColor(HexColor("#d9d3c7"))
        canvas.line(_MARGIN, top, _MARGIN + width, top)
        foot.drawOn(canvas, _MARGIN, top - 4 - high)
        canvas.setFont(f"{FAMILY} Bold", 9)
        canvas.setFillColor(HexColor(INK))
        canvas.drawRightString(_MARGIN + width, top - 13, str(canvas.getPageNumber()))
        canvas.restoreState()
