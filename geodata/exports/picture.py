"""Hand-outs as pictures: one map sheet as PNG at 300 dots an inch, or as SVG whose words stay words."""

from __future__ import annotations

import base64
import io
import threading
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from fontTools import subset
from fontTools.ttLib import TTFont
from matplotlib.backends.backend_pdf import PdfPages
from matplotlib.figure import Figure

from geodata.atomic import write_bytes
from geodata.drawing.paper.face import FAMILY, face_files
from geodata.drawing.paper.frame import Bounds
from geodata.drawing.paper.panel import HALO_ID, HALOED_ID
from geodata.drawing.paper.print_map import A4, natural_bounds, print_map
from geodata.exports.language import in_story_language
from geodata.languages import gettext, language
from geodata.selecting.colophon import Colophon
from geodata.selecting.selection import Selection

PRINT_DPI = 300
#: Dots an inch of the relief inside SVG and PDF; its source has fewer, and everything else there is vectors.
RELIEF_DPI = 150

_SVG = "http://www.w3.org/2000/svg"
# matplotlib keeps one store of fonts for the whole process, and pages make hand-outs in several threads
_ONE_AT_A_TIME = threading.Lock()


def write_png(selection: Selection, colophon: Colophon, path: Path) -> None:
    """Write the map of a selection as PNG, A4 at 300 dots an inch. Raises OSError when it cannot be written."""
    write_bytes(path, png_bytes(selection, colophon))


def write_svg(selection: Selection, colophon: Colophon, path: Path) -> None:
    """Write the map of a selection as SVG, A4. Raises OSError when it cannot be written."""
    write_bytes(path, svg_bytes(selection, colophon))


@in_story_language
def png_bytes(
    selection: Selection,
    colophon: Colophon,
    bounds: Bounds | None = None,
    title: str = "",
    size_mm: tuple[float, float] = A4,
) -> bytes:
    """Return the map sheet as PNG. Without bounds the frame holds what is shown; without a title the colophon's stands.

    Raises ValueError when bounds or size make no sense.
    """
    figure = _sheet(selection, colophon, bounds, title, size_mm)
    facts = {"Title": title or colophon.title, "Description": description(colophon), "Copyright": colophon.licence}
    return saved(figure, "png", PRINT_DPI, {**facts, "Software": None})


@in_story_language
def svg_bytes(
    selection: Selection,
    colophon: Colophon,
    bounds: Bounds | None = None,
    title: str = "",
    size_mm: tuple[float, float] = A4,
) -> bytes:
    """Return the map sheet as SVG, with the letters it uses inside, so that it looks the same everywhere.

    Raises ValueError when bounds or size make no sense.
    """
    figure = _sheet(selection, colophon, bounds, title, size_mm)
    drawn = saved(figure, "svg", RELIEF_DPI, {"Date": None, "Creator": None})
    return _finished(drawn, title or colophon.title, description(colophon))


def description(colophon: Colophon) -> str:
    """Return the colophon as one paragraph, for the description inside a picture."""
    entry = gettext("{name}: {words}")
    parts = colophon.labelled().items()
    return " ".join(entry.format(name=name.replace("_", " ").capitalize(), words=words) for name, words in parts)


def saved(figure: Figure, kind: str, dpi: float, facts: dict[str, str | None], small: bool = True) -> bytes:
    """Return a figure as the bytes of a file. ``kind`` is png or svg, ``facts`` the file's own metadata.

    A PNG that is only read again need not be ``small``, and is written in a small part of the time.
    """
    written = io.BytesIO()
    quick: dict[str, Any] = {} if small else {"pil_kwargs": {"compress_level": 0}}
    with _ONE_AT_A_TIME:
        figure.savefig(written, format=kind, dpi=dpi, metadata=facts, facecolor=figure.get_facecolor(), **quick)
    return written.getvalue()


def saved_pages(figures: Iterable[Figure], dpi: float, facts: dict[str, str | None]) -> bytes:
    """Return figures as the pages of one PDF, which holds the letters of all of them once."""
    written = io.BytesIO()
    book = PdfPages(written, metadata=facts)
    for figure in figures:
        with _ONE_AT_A_TIME:
            book.savefig(figure, dpi=dpi, facecolor=figure.get_facecolor())  # type: ignore[no-untyped-call]
    with _ONE_AT_A_TIME:
        book.close()  # type: ignore[no-untyped-call]
    return written.getvalue()


def _sheet(
    selection: Selection, colophon: Colophon, bounds: Bounds | None, title: str, size_mm: tuple[float, float]
) -> Figure:
    with _ONE_AT_A_TIME:
        return print_map(selection, bounds or natural_bounds(selection), title or colophon.title, colophon, size_mm)


def _finished(drawn: bytes, title: str, words: str) -> bytes:
    """Give an SVG of matplotlib its title, its letters, and halos as strokes of the words themselves."""
    for prefix, name in (("", _SVG), ("xlink", "http://www.w3.org/1999/xlink")):
        ElementTree.register_namespace(prefix, name)
    root = ElementTree.fromstring(drawn)
    for parent in root.iter():
        for group in [child for child in parent if child.get("id", "").startswith(HALO_ID)]:
            parent.remove(group)
    for text in root.iter(f"{{{_SVG}}}text"):
        text.set("style", text.get("style", "").replace(f"'{FAMILY}'", f"'{FAMILY}', sans-serif"))
    for group in root.iter(f"{{{_SVG}}}g"):
        _halo(group)
    _unique_ids(root)
    root.set("role", "img")
    root.set("lang", language())
    letters = frozenset("".join(root.itertext()))
    for place, (name, content) in enumerate((("title", title), ("desc", words), ("style", _faces(letters)))):
        node = ElementTree.Element(f"{{{_SVG}}}{name}")
        node.text = content
        root.insert(place, node)
    return ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)


def _halo(group: ElementTree.Element) -> None:
    name = group.get("id", "")
    if not name.startswith(HALOED_ID):
        return
    del group.attrib["id"]
    width = name.removeprefix(HALOED_ID)
    for text in group.iter(f"{{{_SVG}}}text"):
        look = f"paint-order:stroke;stroke:#ffffff;stroke-opacity:.85;stroke-width:{width};stroke-linejoin:round"
        text.set("style", f"{text.get('style', '').rstrip('; ')}; {look}")


def _unique_ids(root: ElementTree.Element) -> None:
    """An id may stand once in a file: things that are drawn in parts keep theirs as a class."""
    seen: set[str] = set()
    for node in root.iter():
        name = node.get("id")
        if name in seen:
            del node.attrib["id"]
            node.set("class", str(name))
        elif name:
            seen.add(name)


def _faces(letters: frozenset[str]) -> str:
    """Return style rules that carry the letters a file uses, in the four styles of the family."""
    rules = []
    for style, path in face_files().items():
        weight = {"Semibold": 600, "Bold": 700}.get(style, 400)
        slant = "italic" if style == "It" else "normal"
        data = base64.b64encode(_letters(path, letters)).decode("ascii")
        rules.append(
            f"@font-face{{font-family:'{FAMILY}';font-weight:{weight};font-style:{slant};"
            f"src:url(data:font/woff;base64,{data}) format('woff')}}"
        )
    return "\n".join(rules)


@lru_cache(maxsize=16)
def _letters(path: Path, letters: frozenset[str]) -> bytes:
    font = TTFont(path, recalcTimestamp=False)
    options = subset.Options(flavor="woff", layout_features=["kern"], notdef_outline=True, hinting=False)
    cut = subset.Subsetter(options)
    cut.populate(text="".join(sorted(letters)))
    cut.subset(font)
    font.flavor = "woff"
    written = io.BytesIO()
    font.save(written)
    return written.getvalue()
