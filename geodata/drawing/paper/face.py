"""The text face of everything printed: Source Sans, the family of the screen, from the package font-source-sans-pro.

matplotlib and the PDF writer both need static TrueType files, which the screen's variable web font is not. Sizes
are in units of the printed map: one unit is 1/96 inch on a sheet 297 mm long, so that a number here is the same
size as the same number of pixels in the browser's style sheet.
"""

from __future__ import annotations

import importlib.util
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import matplotlib
from fontTools.ttLib import TTFont
from matplotlib import font_manager
from matplotlib.font_manager import FontProperties

FAMILY = "Source Sans Pro"
#: Height of a line in multiples of the size.
LINE_HEIGHT = 1.22
#: Marks that join, part or turn what stands around them, and controls.
_SHAPELESS = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\U000e0000-\U000e0fff]"
)

#: Where a line may break: at every blank but the no-break ones, as before a French colon.
_BLANKS = re.compile(r"[^\S\u00a0\u202f]+")

_STYLES = ("Regular", "Semibold", "Bold", "It")


@dataclass(frozen=True)
class Face:
    """How a kind of label is set: size in units, weight (400, 600 or 700), and whether slanted or in capitals."""

    size: float
    weight: int = 400
    italic: bool = False
    upper: bool = False
    colour: str = "#1f2328"


#: The same kinds, sizes and colours as ``browser/labels.js`` and ``browser/map.css``.
FACES = {
    "country": Face(16, 600, upper=True, colour="#77706a"),
    "country2": Face(12.5, 600, upper=True, colour="#77706a"),
    "country3": Face(11, 600, upper=True, colour="#77706a"),
    "region": Face(12.5, 400, upper=True, colour="#8b8279"),
    "physical": Face(13, italic=True, colour="#7c6f5c"),
    "water": Face(12, italic=True, colour="#4b7d98"),
    "town1": Face(14, 600, colour="#3d3a35"),
    "town2": Face(13, 600, colour="#3d3a35"),
    "town3": Face(12, 400, colour="#3d3a35"),
    "place": Face(13.5, 600),
    "date": Face(13, 600),
    "area": Face(15, 700),
    "rim": Face(17, 700),
    "leg": Face(12, 600),
    "title": Face(27, 700),
    "head": Face(13.5, 700),
    "words": Face(13.5, colour="#5b6068"),
    "entry": Face(13),
    "small": Face(11, colour="#5b6068"),
    "scale": Face(12, 600),
}


@lru_cache(maxsize=1)
def face_files() -> dict[str, Path]:
    """Return the font files by style: Regular, Semibold, Bold and It.

    Raises FileNotFoundError when the package that holds them is not installed.
    """
    spec = importlib.util.find_spec("font_source_sans_pro")
    if spec is None or not spec.submodule_search_locations:
        raise FileNotFoundError(
            "The package font-source-sans-pro is not installed, so nothing can be printed; "
            "run: pip install -r requirements.txt"
        )
    folder = Path(next(iter(spec.submodule_search_locations))) / "files"
    return {style: folder / f"SourceSansPro-{style}.ttf" for style in _STYLES}


@lru_cache(maxsize=1)
def install_face() -> None:
    """Make the family known to matplotlib, and let text stay text in SVG and PDF.

    These settings are process-wide because matplotlib reads them while it writes a file; set once, they cannot
    change between two threads that write at the same time.
    """
    for path in face_files().values():
        font_manager.fontManager.addfont(path)
    matplotlib.rcParams.update(
        {
            "svg.fonttype": "none",
            "svg.hashsalt": "print-map",
            "pdf.fonttype": 42,
            "text.hinting": "none",
            "text.parse_math": False,
            "axes.unicode_minus": False,
        }
    )


@lru_cache(maxsize=256)
def properties(face: Face, points: float) -> FontProperties:
    """Return matplotlib's description of a face at a size in points."""
    install_face()
    return FontProperties(family=FAMILY, size=points, weight=face.weight, style="italic" if face.italic else "normal")


def shown_text(face: Face, line: str) -> str:
    """Return a line as the face writes it, without marks that have no shape: matplotlib's PDF fails at some of them."""
    line = _SHAPELESS.sub("", line)
    return line.upper() if face.upper else line


@lru_cache(maxsize=4)
def _advances(style: str) -> dict[int, float]:
    """Width of each character of a font file in parts of its size; 0 stands for a character it lacks."""
    font = TTFont(face_files()[style])
    widths, em = font["hmtx"].metrics, font["head"].unitsPerEm
    return {code: widths[name][0] / em for code, name in font.getBestCmap().items()} | {0: widths[".notdef"][0] / em}


def text_width(face: Face, line: str) -> float:
    """Return the width of one line, in units. Kerning is left out: it only makes a line a little shorter."""
    advances = _advances("It" if face.italic else {600: "Semibold", 700: "Bold"}.get(face.weight, "Regular"))
    return sum(advances.get(ord(char), advances[0]) for char in shown_text(face, line)) * face.size


def wrapped(face: Face, text: str, width: float) -> list[str]:
    """Break a text into lines of at most ``width`` units; a longer word stands alone and is never cut."""
    lines: list[str] = []
    for word in filter(None, _BLANKS.split(text)):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(face, longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines
