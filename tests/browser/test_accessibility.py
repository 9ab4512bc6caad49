"""Every page as WCAG 2.2 AA asks: what axe-core finds, and what no program finds but can be measured."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pytest
from axe_playwright_python.base import AXE_SCRIPT
from PIL import Image
from playwright.sync_api import Page, expect

from geodata.drawing.looks import LOOKS
from geodata.drawing.style import side_looks
from tests.browser.conftest import NewScreen, Open
from tests.browser.reader import Reader
from tests.browser.screen import MAP, Screen
from tests.browser.still import wait_until_still
from tests.page_lists import PAGES, WITH_MAP
from tests.real_story import EVENTS, REAL

SIZES = ((1280, 720), (1920, 1080), (390, 844))
#: 1280 pixels at 400 % and at 200 %.
NARROW = ((320, 640), (640, 512))
LANGUAGES = ("en", "fr")
LANDMARKS = ("banner", "main", "navigation")

#: WCAG 2.2 A and AA, and what axe-core's makers advise besides.
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@dataclass(frozen=True)
class Known:
    """A fault of Streamlit's own, which no page can mend: axe-core's rule, where it lies, and who knows of it."""

    rule: str
    selector: str
    impact: str
    issue: str


#: All there are; none is serious or critical.
KNOWN = (
    # Streamlit took the zone out of the Tab order (#15928), because its button does the same. It keeps the role
    # "presentation" that react-dropzone gives it (react-dropzone#1182), and axe-core takes a role and a negative
    # tabindex together for a contradiction.
    Known(
        "presentation-role-conflict",
        '[data-testid="stFileUploaderDropzone"]',
        "minor",
        "https://github.com/streamlit/streamlit/issues/15921",
    ),
)

_RUN = """([tags, rules]) => axe.run(document,
    { resultTypes: ['violations'], runOnly: { type: 'tag', values: tags }, rules })
    .then(found => found.violations.flatMap(fault => fault.nodes.map(node => ({
        rule: fault.id, impact: fault.impact, target: JSON.stringify(node.target), html: node.html.slice(0, 200),
        why: [...node.any, ...node.all, ...node.none].map(check => check.message).join(' '),
    }))))"""

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
        if (node.closest(own) || node.closest(away) || hidden(node)) continue;
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

#: What WCAG 2.2, 1.4.12, says that a reader may set.
_SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }"""


def faults(page: Page, without: str = "") -> list[str]:
    """What axe-core finds on a page and in its frames, Streamlit's own faults and one rule left out."""
    whole(page)
    for frame in page.frames:
        if not frame.evaluate("() => 'axe' in window"):
            frame.evaluate(AXE_SCRIPT)
    rules = {without: {"enabled": False}} if without else {}
    found: list[dict[str, str]] = page.evaluate(_RUN, [TAGS, rules])
    others = [fault for fault in found if not any(is_known(fault, known) for known in KNOWN)]
    return ["{impact}: {rule}: {why} {target} {html}".format(**fault) for fault in others]


def whole(page: Page) -> None:
    """Wait until nothing stands in for a part that is still on its way, nor for the colours of a look."""
    page.wait_for_function(
        """() => !document.querySelector('[data-testid=stSkeleton]') && (!/look=(dark|contrast)/.test(location.search)
            || getComputedStyle(document.documentElement).getPropertyValue('--cm-paper'))"""
    )


def is_known(fault: dict[str, str], known: Known) -> bool:
    """Whether a fault is that one, and no worse than it was."""
    test_id = re.sub(r".*\"(.*)\".*", r"\1", known.selector)
    return (fault["rule"], fault["impact"]) == (known.rule, known.impact) and test_id in fault["html"]


def luminance(colour: tuple[float, ...]) -> float:
    """Relative luminance as WCAG 2 defines it, of red, green and blue from 0 to 255."""
    parts = [value / 255 for value in colour[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: tuple[float, ...], other: tuple[float, ...]) -> float:
    """Contrast ratio as WCAG 2 defines it."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def rgb(words: str) -> tuple[float, ...]:
    """Read ``#rrggbb``, ``rgb(…)`` or ``color(srgb …)``."""
    if words.startswith("#"):
        return tuple(int(words[at : at + 2], 16) for at in (1, 3, 5))
    values = [float(value) for value in re.findall(r"[\d.]+", words)[:3]]
    return tuple(value * 255 for value in values) if "srgb" in words else tuple(values)


@dataclass(frozen=True)
class Visit:
    """What was seen on one page in one language, by width of the window where it differs with that."""

    title: str
    language: str
    levels: list[int]
    landmarks: set[str]
    faults: dict[int, list[str]]
    lost: dict[int, list[str]]


Visits = dict[tuple[str, str], Visit]


class Tour:
    """Opens each page once in each language, when somebody first asks, and notes what the tests want to know."""

    def __init__(self, reader: Screen, seen: Visits) -> None:
        self.reader = reader
        self.seen = seen

    def visit(self, path: str, language: str) -> Visit:
        if (path, language) not in self.seen:
            self.seen[path, language] = self._look(path, language)
        return self.seen[path, language]

    def _look(self, path: str, language: str) -> Visit:
        page = self.reader.page
        self._resize(SIZES[0])
        self.reader.open(path, with_map=path in WITH_MAP, lang=language)
        page.wait_for_function(
            f"() => {{ const levels = ({_LEVELS})(); return levels[1] === undefined || levels[1] < 3; }}"
        )
        page.wait_for_function("language => document.documentElement.lang.startsWith(language)", arg=language)
        found = {}
        # what else may fail in another window (room, order, names of parts) is the same in both languages
        for size in SIZES if language == LANGUAGES[0] else SIZES[:1]:
            self._resize(size)
            found[size[0]] = faults(page)
        landmarks = {role for role in LANDMARKS if page.get_by_role(role).count()}  # type: ignore[arg-type]
        words = page.title(), page.evaluate("document.documentElement.lang")
        return Visit(*words, page.evaluate(_LEVELS), landmarks, found, self._lost() if language == "fr" else {})

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
        found: list[str] = self.reader.page.evaluate(_CUT)
        return found + ([f"the page is {wide} pixels wider than its window"] if wide > 0 else [])

    def _resize(self, size: tuple[int, int]) -> None:
        self.reader.page.set_viewport_size({"width": size[0], "height": size[1]})
        wait_until_still(self.reader.page)


@pytest.fixture(scope="module")
def visits() -> Visits:
    return {}


@pytest.fixture
def tour(reader: Screen, visits: Visits) -> Tour:
    return Tour(reader, visits)


# --- axe-core


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_on_any_page_at_any_size(tour: Tour, path: str, language: str) -> None:
    seen = tour.visit(path, language).faults
    assert seen == {width: [] for width in seen}
    assert list(seen) == [width for width, _ in (SIZES if language == LANGUAGES[0] else SIZES[:1])]


def test_axe_finds_nothing_where_something_is_open(reader: Reader) -> None:
    page = reader.page
    page.set_viewport_size({"width": 1280, "height": 720})
    reader.open("/kidal_ambush", event="E34")
    expect(reader.card).to_be_visible()
    inside = page.frame_locator(MAP)
    inside.get_by_role("button", name="Move the map with buttons").click()
    inside.locator('.cm-mark[data-rows~="E31"]').click()
    expect(inside.locator(".cm-choice").first).to_be_visible()
    assert faults(page) == []
    page.keyboard.press("Escape")
    inside.get_by_role("button", name="Play through time").click()
    inside.get_by_role("button", name="Pause").click()
    page.get_by_role("button", name="Take it with you").click()
    expect(page.locator(".st-key-download-panel")).to_be_visible()
    page.mouse.move(0, 0)  # the words that come under a pointer, Streamlit's own, lie in no landmark
    expect(page.get_by_role("tooltip")).to_have_count(0)
    assert faults(page) == []


@pytest.mark.parametrize("look", ["contrast", "dark"])
def test_axe_finds_nothing_in_any_look(reader: Screen, look: str) -> None:
    reader.page.set_viewport_size({"width": 1280, "height": 720})
    for path in ("/timeline", "/evidence"):
        reader.open(path, with_map=path in WITH_MAP, look=look)
        assert faults(reader.page) == [], path
    reader.open("/evidence", with_map=False, look="light")


def test_axe_finds_nothing_in_presenter_mode(reader: Screen) -> None:
    page = reader.page
    for language, (width, height) in (("en", SIZES[0]), ("fr", SIZES[2]), ("en", SIZES[1])):
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{reader.home}/present?lang={language}")
        page.wait_for_selector("#map_div[data-drawn]", state="attached")
        # axe-core 4 takes half a minute for the sizes of marks that lie on each other; they are the same in each window
        assert faults(page, "target-size" if width > 1280 else "") == []
        page.keyboard.press("PageDown")
        page.keyboard.press("n")
        expect(page.locator(".p-notes")).to_be_visible()
        wait_until_still(page)  # the map flies
        assert faults(page) == []


def test_axe_finds_nothing_in_the_stand_alone_file(open_file: Open) -> None:
    page = open_file()
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        wait_until_still(page)
        assert faults(page) == []
    page.set_viewport_size({"width": 1280, "height": 720})
    page.locator(".h-list .cm-choice").first.click()
    for fold in page.locator("#below summary").all()[1:]:
        fold.click()
    assert faults(page) == []
    page.get_by_role("button", name="Present", exact=True).click()
    wait_until_still(page)
    assert faults(page) == []


def test_the_known_faults_are_still_there(reader: Screen) -> None:
    """A fault that Streamlit has mended is to be taken off the list."""
    reader.open("/briefing", with_map=False)
    page = reader.page
    page.wait_for_selector(KNOWN[0].selector)
    whole(page)
    page.evaluate(AXE_SCRIPT)
    found: list[dict[str, str]] = page.evaluate(_RUN, [TAGS, {}])
    for known in KNOWN:
        assert any(is_known(fault, known) for fault in found), known.issue


# --- structure


def test_each_page_has_a_title_landmarks_and_headings_without_a_gap(tour: Tour) -> None:
    visits = {path: tour.visit(path, "en") for path in PAGES}
    assert len({visit.title for visit in visits.values()}) == len(PAGES)
    assert visits["/kidal_ambush"].title == "Kidal ambush · Kidal, July 2024"
    for path, visit in visits.items():
        assert visit.landmarks == set(LANDMARKS), path
        assert visit.levels.count(1) == 1, path
        assert visit.levels[0] == 1, path
        assert all(after <= before + 1 for before, after in pairwise(visit.levels)), f"{path}: {visit.levels}"


def test_each_page_says_its_language(tour: Tour) -> None:
    assert {tour.visit(path, "en").language for path in PAGES} == {"en-GB"}
    assert {tour.visit(path, "fr").language for path in PAGES} == {"fr"}


def test_the_map_says_its_name_and_its_language(reader: Screen) -> None:
    reader.open("/kidal_ambush", lang="fr")
    assert reader.frame.evaluate("document.documentElement.lang") == "fr"
    expect(reader.page.locator(MAP)).to_have_attribute(
        "title", "Carte\u00a0: Une colonne détruite près de la frontière algérienne, le 27 juillet 2024"
    )
    here = reader.page.frame_locator(MAP).locator("#map_div")
    expect(here).to_have_attribute("role", "region")
    expect(here).to_have_attribute("aria-label", re.compile("^Carte. La touche Tab va de repère en repère"))


def test_every_chart_says_its_figures(reader: Screen) -> None:
    """Each number that a chart writes stands in the words that replace it."""
    checked = 0
    for path in ("/russian_presence", "/evidence"):
        reader.open(path, with_map=path in WITH_MAP, lang="en")
        charts = reader.page.locator(".stVegaLiteChart")
        charts.first.wait_for()
        for chart in charts.all():
            words = chart.get_attribute("aria-label") or ""
            figures = chart.locator("svg text").evaluate_all(
                "all => all.filter(text => text.getAttribute('font-weight') === '700').map(text => text.textContent)"
            )
            assert figures
            checked += len(figures)
            for figure in figures:
                for number in re.findall(r"[\d,]+", figure):
                    assert number in words, f"{figure} is not in: {words}"
    assert checked > 15


def test_buttons_that_show_a_sign_have_words(reader: Screen) -> None:
    reader.open("/", lang="en")
    name = reader.page.locator(".st-key-open-K01").get_by_role("button")
    expect(name).to_have_accessible_name(re.compile("Open the event: 50 Wagner killed"))
    reader.open("/briefing", with_map=False)
    later = reader.page.locator('[class*="st-key-scene-down-"]').first.get_by_role("button")
    expect(later).to_have_accessible_name(re.compile("Later: One valley and four countries"))


def test_a_wrong_file_is_told_at_its_field(reader: Screen) -> None:
    reader.open("/briefing", with_map=False)
    field = reader.page.locator(".st-key-briefing-file input[type=file]")
    field.set_input_files({"name": "set.json", "mimeType": "application/json", "buffer": b"no scenes"})
    expect(field).to_have_attribute("aria-invalid", "true")
    message = reader.page.locator(f"#{field.get_attribute('aria-describedby')}")
    expect(message).to_contain_text("not a set of scenes")
    expect(reader.page.get_by_role("alert").filter(has_text="not a set of scenes")).to_be_visible()


def test_what_changes_is_said(reader: Screen) -> None:
    reader.page.set_viewport_size({"width": 1280, "height": 720})
    reader.open("/", lang="en")
    voice = reader.page.locator(".guide-voice")
    expect(voice).to_have_attribute("aria-live", "polite")
    with reader.redrawn():
        reader.choose("country", "Niger")
    expect(voice).to_contain_text(re.compile(rf"\d+ of {EVENTS} events shown"))
    with reader.redrawn():
        reader.page.frame_locator(MAP).locator('.cm-mark[aria-label*="Air Base 201"]').click()
    expect(voice).to_contain_text(re.compile(r"^Card opened\. .*(well attested|single source|contested).*Where: "))


# --- contrast


@pytest.mark.parametrize(
    ("path", "look"),
    [("/", "light"), ("/kidal_ambush", "light"), ("/convoy_route", "light"), ("/convoy_route", "dark")],
)
def test_every_name_on_a_map_stands_out_from_its_halo_and_from_the_relief(reader: Screen, path: str, look: str) -> None:
    page, faint = reader.page, []
    page.set_viewport_size({"width": 1280, "height": 720})
    reader.open(path, lang="en", look=look)
    reader.frame.wait_for_selector("#map_div[data-basemap=whole]", state="attached")
    wait_until_still(page)
    names = reader.frame.evaluate(_NAMES)
    hide = ".leaflet-cm-labels-pane, .leaflet-control, .leaflet-cm-marks-pane { visibility: hidden !important }"
    reader.frame.add_style_tag(content=hide)
    relief = np.asarray(Image.open(io.BytesIO(page.locator(MAP).screenshot())).convert("RGB"), dtype=float)
    for name, colour, halo, left, top, right, bottom in names:
        part = relief[max(0, int(top)) : int(bottom), max(0, int(left)) : int(right)].reshape(-1, 3)
        # lines and marks cross it, and the halo parts them from the words: what counts is half of what lies below
        ground = np.median([contrast(rgb(colour), pixel) for pixel in part[::7]])
        if contrast(rgb(colour), rgb(halo)) < 4.5 or ground < 4.5:
            faint.append((name, colour, round(float(ground), 2)))
    assert faint == []
    assert len(names) > 3
    reader.open(path, look="light")


@pytest.mark.parametrize("look", list(LOOKS))
def test_marks_and_focus_stand_out_by_three_to_one(look: str) -> None:
    """The colour of a side need not, where a mark has an outline that does."""
    wanted = LOOKS[look]
    outlined = wanted.outline != "none" and contrast(rgb(wanted.outline), rgb(wanted.halo)) >= 3
    for side in side_looks(REAL).values():
        assert outlined or contrast(rgb(wanted.colour(side.colour)), rgb(wanted.halo)) >= 3, side.label
    for ground in (wanted.paper, wanted.panel, wanted.inset, wanted.halo):
        assert contrast(rgb(wanted.accent), rgb(ground)) >= 3
        assert contrast(rgb(wanted.muted), rgb(ground)) >= 4.5
        assert contrast(rgb(wanted.ink), rgb(ground)) >= 4.5


def test_fields_have_an_edge_that_stands_out(reader: Screen) -> None:
    reader.open("/", lang="en")
    edges = reader.page.evaluate(
        """() => { const side = document.querySelector('[data-testid=stSidebar]');
            const fields = ['stTextInputRootElement', 'stDateInputField'].map(name => `[data-testid=${name}]`);
            const edge = name => getComputedStyle(side.querySelector(name)).borderTopColor;
            return [...fields, '.react-aria-ComboBox > div'].map(edge); }"""
    )
    for edge in edges:
        assert contrast(rgb(edge), rgb(LOOKS["light"].paper)) >= 3


# --- room


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_lost_at_320_pixels_at_twice_the_size_or_with_more_room_between_words(tour: Tour, path: str) -> None:
    """In French, whose words are longer."""
    assert tour.visit(path, "fr").lost == {width: [] for width in (320, 640, 1280)}


@pytest.mark.parametrize("path", ["/", "/convoy_route"])
def test_targets_on_the_map_are_24_pixels(reader: Screen, path: str) -> None:
    """The room of a mark, which axe-core leaves to a person where marks of neighbouring places lie on each other.

    Places cannot be moved apart; but each row has a line in the table below as well, and zooming parts them.
    """
    reader.page.set_viewport_size({"width": 1280, "height": 720})
    reader.open(path, lang="en")
    small = reader.frame.evaluate(
        """() => [...document.querySelectorAll('.cm-mark, .leaflet-control :is(a, summary)')].filter(node => {
            const room = node.matches('.cm-mark') ? getComputedStyle(node, '::before') : getComputedStyle(node);
            const box = node.getBoundingClientRect();
            return box.width && (Math.max(box.width, parseFloat(room.width) || 0) < 24
                || Math.max(box.height, parseFloat(room.height) || 0) < 24);
        }).map(node => node.outerHTML.slice(0, 120))"""
    )
    assert small == []


# --- motion


def test_with_reduced_motion_nothing_glides(new_screen: NewScreen) -> None:
    screen = new_screen(reduced_motion="reduce")
    screen.open("/kidal_ambush")
    slow = """() => [...document.querySelectorAll('*')].filter(node => {
        const style = getComputedStyle(node);
        const longest = text => Math.max(...text.split(',').map(parseFloat));
        return longest(style.transitionDuration) > 0.01
            || (style.animationName !== 'none' && longest(style.animationDuration) > 0.01);
    }).map(node => node.tagName + '.' + node.className).slice(0, 5)"""
    assert screen.page.evaluate(slow) == []
    assert screen.frame.evaluate(slow) == []
    before, after = screen.frame.evaluate(
        """() => { const map = ConflictMap.renderer.map, at = () => [map.getCenter().lat, map.getZoom()], before = at();
            map.panBy([0, 120]);
            map.zoomIn();
            return [before, at()]; }"""
    )
    assert after[0] < before[0]
    assert after[1] > before[1]
