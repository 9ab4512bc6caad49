"""A tour of all pages: each is opened once in each language, and what several tests want to know of it is noted."""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
from PIL import Image

from tests.browser.axe import Fault, found, others
from tests.browser.colours import contrast, rgb
from tests.browser.screen import MAP, Screen
from tests.browser.still import wait_until_still
from tests.page_lists import PAGES, WITH_MAP

SIZES = ((1280, 720), (1920, 1080), (390, 844))
#: 1280 pixels at 400 % and at 200 %.
NARROW = ((320, 640), (640, 512))
LANGUAGES = ("en", "fr")
LANDMARKS = ("banner", "main", "navigation")

#: Text that is cut or runs out of the window. Maps, tables, charts and rows of tabs scroll by themselves.
_CUT = """() => {
    const found = new Set(), own = 'iframe, canvas, table, [data-testid=stDataFrame], .stVegaLiteChart, [role=tablist]';
    const away = '[data-testid=stTopNav], [data-testid=stSidebar], [data-testid=stSkipToContent], .guide-way, svg';
    const hidden = node => { for (let at = node, i = 0; at && i < 6; at = at.parentElement, i++) {
        const style = getComputedStyle(at);
        if (style.clipPath !== 'none' || style.visibility === 'hidden' || style.opacity === '0') return true;
    } return false; };
    const homes = [document, ...[...document.querySelectorAll('*')].map(node => node.shadowRoot).filter(Boolean)];
    for (const node of homes.flatMap(home => [...home.querySelectorAll('*')])) {
        if (![...node.childNodes].some(part => part.nodeType === 3 && part.textContent.trim())) continue;
        const home = node.getRootNode().host ?? node; // a component in the drawer is folded away with it
        if (node.closest(own) || [node, home].some(one => one.closest(away)) || hidden(node)) continue;
        const range = document.createRange(), text = node.textContent.trim().slice(0, 50);
        range.selectNodeContents(node);
        for (const box of range.getClientRects()) {
            if (!box.width) continue;
            if (box.right > innerWidth + 1 || box.left < -1) found.add('outside the window: ' + text);
            for (let at = node, i = 0; at && i < 5; at = at.parentElement, i++) {
                const edge = at.getBoundingClientRect();
                if (!/hidden|clip/.test(getComputedStyle(at).overflowX) || edge.width < 3) continue;
                if (box.right > edge.right + 2 && box.left < edge.right) found.add('cut: ' + text);
                break;
            }
        }
    }
    return [...found];
}"""

_LEVELS = """() => [...document.querySelectorAll('main :is(h1, h2, h3, h4, h5, h6)')]
    .map(head => Number(head.getAttribute('aria-level') || head.tagName[1]))"""

_NAMES = """() => [...document.querySelectorAll('.cm-label')].map(label => {
    const box = label.getBoundingClientRect(), style = getComputedStyle(label);
    return [label.textContent, style.color, style.textShadow, box.left, box.top, box.right, box.bottom];
}).filter(([name, colour, halo, left, top, right, bottom]) => right - left > 1 && left >= 0 && top >= 0)"""

#: Marks and buttons of the map that have less room than 24 pixels.
_TIGHT = """() => [...document.querySelectorAll('.cm-mark, .leaflet-control :is(a, summary)')].filter(node => {
    const room = node.matches('.cm-mark') ? getComputedStyle(node, '::before') : getComputedStyle(node);
    const box = node.getBoundingClientRect();
    return box.width && (Math.max(box.width, parseFloat(room.width) || 0) < 24
        || Math.max(box.height, parseFloat(room.height) || 0) < 24);
}).map(node => node.outerHTML.slice(0, 120))"""

#: The figures that each chart writes, and the words that replace it.
_FIGURES = """() => [...document.querySelectorAll('.stVegaLiteChart')].map(chart => [chart.ariaLabel || '',
    [...chart.querySelectorAll('svg text')].filter(text => text.getAttribute('font-weight') === '700')
        .map(text => text.textContent)])"""

#: The colours of the edges of the fields beside the page.
_EDGES = """() => { const side = document.querySelector('[data-testid=stSidebar]');
    const fields = ['stTextInputRootElement', 'stDateInputField'].map(name => `[data-testid=${name}]`);
    const edge = name => getComputedStyle(side.querySelector(name)).borderTopColor;
    return [...fields, '.react-aria-ComboBox > div'].map(edge); }"""

#: What WCAG 2.2, 1.4.12, says that a reader may set.
_SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }"""

#: Takes away what lies on the relief.
_BARE = ".leaflet-cm-labels-pane, .leaflet-control, .leaflet-cm-marks-pane { visibility: hidden !important }"

#: The maps whose names are held against the relief, and the pages whose charts write figures.
_NAMED, _WITH_CHARTS = ("/", "/kidal_ambush", "/convoy_route"), ("/russian_presence", "/evidence")


@dataclass(frozen=True)
class Visit:
    """What was seen on one page in one language, by width of the window where it differs with that.

    ``faults`` are axe-core's own, ``lost`` what cannot be read, ``wide`` by how many pixels the page is wider than its
    window. The rest is of the first window, in the first language: edges of fields as CSS colours, charts as their
    words and figures, tight targets of the map, and names on it that do not stand out, of so many.
    """

    title: str
    language: str
    levels: list[int]
    landmarks: set[str]
    faults: dict[int, list[Fault]]
    lost: dict[int, list[str]]
    wide: dict[int, int]
    edges: list[str]
    charts: list[tuple[str, list[str]]]
    tight: list[str]
    faint: list[str]
    names: int

    def others(self) -> dict[int, list[str]]:
        """What axe-core found, Streamlit's own faults left out."""
        return {width: others(faults) for width, faults in self.faults.items()}


Visits = dict[tuple[str, str], Visit]


class Tour:
    """Opens each page once in each language, when somebody first asks, and notes what the tests want to know."""

    def __init__(self, reader: Screen, seen: Visits) -> None:
        self.reader, self.seen = reader, seen

    def visit(self, path: str, language: str = LANGUAGES[0]) -> Visit:
        if (path, language) not in self.seen:
            self.seen[path, language] = self._look(path, language)
        return self.seen[path, language]

    def all(self, language: str = LANGUAGES[0]) -> dict[str, Visit]:
        """All pages in a language, by path."""
        return {path: self.visit(path, language) for path in PAGES}

    def _look(self, path: str, language: str) -> Visit:
        page, first = self.reader.page, language == LANGUAGES[0]
        self._resize(SIZES[0])
        self.reader.open(path, with_map=path in WITH_MAP, lang=language)
        page.wait_for_function(
            f"() => {{ const levels = ({_LEVELS})(); return levels[1] === undefined || levels[1] < 3; }}"
        )
        page.wait_for_function("language => document.documentElement.lang.startsWith(language)", arg=language)
        faults, wide = {}, {}
        # what else may fail in another window (room, order, names of parts) is the same in both languages
        for size in SIZES if first else SIZES[:1]:
            self._resize(size)
            faults[size[0]] = found(page)
            if first:
                wide[size[0]] = self.reader.overflow()
        self._resize(SIZES[0])
        landmarks = {role for role in LANDMARKS if page.get_by_role(role).count()}  # type: ignore[arg-type]
        charts = page.evaluate(_FIGURES) if first and path in _WITH_CHARTS else []
        tight = self.reader.frame.evaluate(_TIGHT) if first and path in WITH_MAP else []
        faint, names = faint_names(self.reader) if first and path in _NAMED else ([], 0)
        return Visit(
            page.title(),
            page.evaluate("document.documentElement.lang"),
            page.evaluate(_LEVELS),
            landmarks,
            faults,
            self._lost() if language == "fr" else {},
            wide,
            page.evaluate(_EDGES),
            [(words, figures) for words, figures in charts],
            tight,
            faint,
            names,
        )

    def _lost(self) -> dict[int, list[str]]:
        """What cannot be read, or makes the page too wide: narrow, magnified, and with more room between words."""
        lost: dict[int, list[str]] = {}
        page = self.reader.page
        for size in NARROW:
            self._resize(size)
            lost[size[0]] = self._outside()
        self._resize(SIZES[0])
        style = page.add_style_tag(content=_SPACED)
        wait_until_still(page)
        lost[SIZES[0][0]] = self._outside()
        style.evaluate("style => style.remove()")  # the next page is opened in the same document
        return lost

    def _outside(self) -> list[str]:
        wide = self.reader.overflow()
        cut: list[str] = self.reader.page.evaluate(_CUT)
        return cut + ([f"the page is {wide} pixels wider than its window"] if wide > 0 else [])

    def _resize(self, size: tuple[int, int]) -> None:
        self.reader.page.set_viewport_size({"width": size[0], "height": size[1]})
        wait_until_still(self.reader.page)


def faint_names(screen: Screen) -> tuple[list[str], int]:
    """The names on a map that do not stand out from their halo and from the relief, and how many names there are."""
    page, frame, faint = screen.page, screen.frame, []
    frame.wait_for_selector("#map_div[data-basemap=whole]", state="attached")
    wait_until_still(page)
    names = frame.evaluate(_NAMES)
    style = frame.add_style_tag(content=_BARE)
    relief = np.asarray(Image.open(io.BytesIO(page.locator(MAP).screenshot())).convert("RGB"), dtype=float)
    style.evaluate("style => style.remove()")
    for name, colour, halo, left, top, right, bottom in names:
        part = relief[max(0, int(top)) : int(bottom), max(0, int(left)) : int(right)].reshape(-1, 3)
        # lines and marks cross it, and the halo parts them from the words: what counts is half of what lies below
        ground = np.median([contrast(rgb(colour), pixel) for pixel in part[::7]])
        if contrast(rgb(colour), rgb(halo)) < 4.5 or ground < 4.5:
            faint.append(f"{name} {colour} {ground:.2f}")
    return faint, len(names)
