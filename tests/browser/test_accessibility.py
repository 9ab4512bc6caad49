"""Every page as WCAG 2.2 AA asks: what axe-core finds, and what no program finds but can be measured."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from geodata.drawing.looks import LOOKS
from geodata.drawing.style import SIDES
from tests.browser.conftest import NewScreen
from tests.browser.screen import MAP, Screen
from tests.browser.test_handout import Open, open_file, story  # noqa: F401
from tests.browser.watch import Watch

WITH_MAP = ("/", "/kidal_ambush", "/convoy_route", "/russian_presence", "/timeline")
PAGES = (*WITH_MAP, "/briefing", "/evidence", "/your_data", "/method")
SIZES = ((1280, 720), (1920, 1080), (390, 844))
LANGUAGES = ("en", "fr")

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

_RUN = """tags => axe.run(document, { resultTypes: ['violations'], runOnly: { type: 'tag', values: tags } })
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

#: What WCAG 2.2, 1.4.12, says that a reader may set.
_SPACED = """* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
    p { margin-bottom: 2em !important; }"""


@pytest.fixture(scope="module")
def reader(browser: Browser, dashboard: str) -> Iterator[Screen]:
    """One viewer for all pages: axe-core changes nothing, so no page has to be opened by somebody new."""
    context = browser.new_context(viewport={"width": 1280, "height": 720}, service_workers="block")
    watch = Watch(context, dashboard)
    yield Screen(context.new_page(), dashboard)
    context.close()
    assert watch.outside == []
    assert watch.errors == []


def faults(page: Page) -> list[dict[str, str]]:
    """What axe-core finds on a page and in its frames, Streamlit's own faults left out."""
    for frame in page.frames:
        frame.evaluate(AXE_SCRIPT)
    found: list[dict[str, str]] = page.evaluate(_RUN, TAGS)
    return [fault for fault in found if not any(is_known(fault, known) for known in KNOWN)]


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


# --- axe-core


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_on_any_page_at_any_size(reader: Screen, path: str, language: str) -> None:
    reader.page.set_viewport_size({"width": 1280, "height": 720})
    reader.open(path, with_map=path in WITH_MAP, lang=language)
    found = {}
    for width, height in SIZES:
        reader.page.set_viewport_size({"width": width, "height": height})
        reader.page.wait_for_timeout(400)
        found[width] = faults(reader.page)
    assert found == {width: [] for width, _ in SIZES}


def test_axe_finds_nothing_where_something_is_open(reader: Screen) -> None:
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
    assert faults(page) == []


@pytest.mark.parametrize("look", ["contrast", "dark"])
def test_axe_finds_nothing_in_any_look(reader: Screen, look: str) -> None:
    reader.page.set_viewport_size({"width": 1280, "height": 720})
    found = {}
    for path in ("/", "/timeline", "/evidence"):
        reader.open(path, with_map=path in WITH_MAP, look=look)
        found[path] = faults(reader.page)
    assert found == {"/": [], "/timeline": [], "/evidence": []}
    reader.open("/", look="light")


def test_axe_finds_nothing_in_presenter_mode(reader: Screen) -> None:
    page = reader.page
    for language, (width, height) in (("en", SIZES[0]), ("fr", SIZES[2]), ("en", SIZES[1])):
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{reader.home}/present?lang={language}")
        page.wait_for_selector("#map_div[data-drawn]", state="attached")
        assert faults(page) == []
        page.keyboard.press("PageDown")
        page.keyboard.press("n")
        expect(page.locator(".p-notes")).to_be_visible()
        page.wait_for_timeout(1500)  # the map flies
        assert faults(page) == []


def test_axe_finds_nothing_in_the_stand_alone_file(open_file: Open) -> None:  # noqa: F811
    page = open_file()
    for width, height in SIZES:
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(300)
        assert faults(page) == []
    page.locator(".h-list .cm-choice").first.click()
    for fold in page.locator("#below summary").all()[1:]:
        fold.click()
    assert faults(page) == []
    page.get_by_role("button", name="Present", exact=True).click()
    page.wait_for_timeout(1500)
    assert faults(page) == []


def test_the_known_faults_are_still_there(reader: Screen) -> None:
    """A fault that Streamlit has mended is to be taken off the list."""
    reader.open("/briefing", with_map=False)
    page = reader.page
    page.evaluate(AXE_SCRIPT)
    found: list[dict[str, str]] = page.evaluate(_RUN, TAGS)
    for known in KNOWN:
        assert any(is_known(fault, known) for fault in found), known.issue


# --- structure


def test_each_page_says_what_it_is(reader: Screen) -> None:
    page, titles = reader.page, []
    page.set_viewport_size({"width": 1280, "height": 720})
    for path in PAGES:
        reader.open(path, with_map=path in WITH_MAP, lang="en")
        titles.append(page.title())
        assert page.locator("h1").count() == 1, path
        for landmark in ("main", "navigation", "banner"):
            assert page.get_by_role(landmark).count() >= 1, f"{path} has no {landmark}"  # type: ignore[arg-type]
        levels = page.evaluate(
            """() => [...document.querySelectorAll('main :is(h1, h2, h3, h4, h5, h6)')]
                .map(head => Number(head.getAttribute('aria-level') || head.tagName[1]))"""
        )
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels)), f"{path}: {levels}"
    assert len(set(titles)) == len(PAGES)
    assert titles[1] == "Kidal ambush · Kidal, July 2024"


@pytest.mark.parametrize(("language", "tag", "words"), [("en", "en-GB", "Map: "), ("fr", "fr", "Carte\u00a0: ")])
def test_page_and_map_say_their_language_and_the_map_its_name(
    reader: Screen, language: str, tag: str, words: str
) -> None:
    reader.open("/kidal_ambush", lang=language)
    assert reader.page.evaluate("document.documentElement.lang") == tag
    assert reader.frame.evaluate("document.documentElement.lang") == tag
    expect(reader.page.locator(MAP)).to_have_attribute("title", re.compile(f"^{words}"))
    expect(reader.page.frame_locator(MAP).locator("#map_div")).to_have_attribute("role", "region")
    reader.open("/", lang="en")


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
    expect(voice).to_contain_text(re.compile(r"\d+ of 52 events shown"))
    with reader.redrawn():
        reader.mark("E17").click(position={"x": 12, "y": 12})
        choice = reader.page.frame_locator(MAP).locator(".cm-choice").first
        choice.click()
    expect(voice).to_contain_text(re.compile(r"^Card opened\. .*(well attested|single source|contested).*Where: "))


# --- contrast


def test_every_name_on_a_map_stands_out_from_its_halo_and_from_the_relief(reader: Screen) -> None:
    page, faint, checked = reader.page, [], 0
    page.set_viewport_size({"width": 1280, "height": 720})
    for path, look in [(path, "light") for path in WITH_MAP] + [("/", "dark"), ("/convoy_route", "dark")]:
        reader.open(path, lang="en", look=look)
        frame = reader.frame
        frame.wait_for_selector("#map_div[data-basemap=whole]", state="attached")
        page.wait_for_timeout(700)
        names = frame.evaluate(
            """() => [...document.querySelectorAll('.cm-label')].map(label => {
                const box = label.getBoundingClientRect(), style = getComputedStyle(label);
                return [label.textContent, style.color, style.textShadow, box.left, box.top, box.right, box.bottom];
            })"""
        )
        hide = ".leaflet-cm-labels-pane, .leaflet-control, .leaflet-cm-marks-pane { visibility: hidden !important }"
        frame.add_style_tag(content=hide)
        relief = Image.open(io.BytesIO(page.locator(MAP).screenshot())).convert("RGB")
        for name, colour, halo, left, top, right, bottom in names:
            part = relief.crop((max(0, int(left)), max(0, int(top)), int(right), int(bottom)))
            if not (part.width and part.height):
                continue
            below = sorted(contrast(rgb(colour), pixel) for pixel in pixels(part))
            checked += 1
            # half of what lies below is darker or lighter than that; lines and marks cross it, and the halo parts them
            if contrast(rgb(colour), rgb(halo)) < 4.5 or below[len(below) // 2] < 4.5:
                faint.append((look, path, name, colour))
    assert faint == []
    assert checked > 60
    reader.open("/", look="light")


def pixels(picture: Image.Image) -> list[tuple[int, ...]]:
    data = picture.tobytes()
    return [tuple(data[at : at + 3]) for at in range(0, len(data), 9)]  # every third


@pytest.mark.parametrize("look", list(LOOKS))
def test_marks_and_focus_stand_out_by_three_to_one(look: str) -> None:
    """The colour of a side need not, where a mark has an outline that does."""
    wanted = LOOKS[look]
    outlined = wanted.outline != "none" and contrast(rgb(wanted.outline), rgb(wanted.halo)) >= 3
    for side in SIDES.values():
        assert outlined or contrast(rgb(wanted.colour(side.colour)), rgb(wanted.halo)) >= 3, side.label
    for ground in (wanted.paper, wanted.panel, wanted.inset, wanted.halo):
        assert contrast(rgb(wanted.accent), rgb(ground)) >= 3
        assert contrast(rgb(wanted.muted), rgb(ground)) >= 4.5
        assert contrast(rgb(wanted.ink), rgb(ground)) >= 4.5


def test_fields_have_an_edge_that_stands_out(reader: Screen) -> None:
    reader.open("/", lang="en")
    edges = reader.page.evaluate(
        """() => ['[data-testid=stTextInputRootElement]', '[data-testid=stDateInputField]',
            '.react-aria-ComboBox > div'].map(name => getComputedStyle(document.querySelector('[data-testid=stSidebar] ' + name)).borderTopColor)"""
    )
    for edge in edges:
        assert contrast(rgb(edge), rgb(LOOKS["light"].paper)) >= 3


# --- room


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_lost_at_320_pixels_or_twice_the_size(reader: Screen, path: str) -> None:
    page = reader.page
    page.set_viewport_size({"width": 320, "height": 640})
    reader.open(path, with_map=path in WITH_MAP, lang="fr")  # the longer words
    for width, height in ((320, 640), (640, 512)):  # 1280 pixels at 400 % and at 200 %
        page.set_viewport_size({"width": width, "height": height})
        page.wait_for_timeout(500)
        assert reader.overflow() <= 0, f"{width} pixels"
        assert page.evaluate(_CUT) == [], f"{width} pixels"
    page.set_viewport_size({"width": 1280, "height": 720})
    page.add_style_tag(content=_SPACED)
    page.wait_for_timeout(300)
    assert reader.overflow() <= 0
    assert page.evaluate(_CUT) == []


def test_targets_on_the_map_are_24_pixels(reader: Screen) -> None:
    """The room of a mark, which axe-core leaves to a person where marks of neighbouring places lie on each other."""
    reader.page.set_viewport_size({"width": 1280, "height": 720})
    for path in WITH_MAP:
        reader.open(path, lang="en")
        small = reader.frame.evaluate(
            """() => [...document.querySelectorAll('.cm-mark, .leaflet-control :is(a, summary)')].filter(node => {
                const room = node.matches('.cm-mark') ? getComputedStyle(node, '::before') : getComputedStyle(node);
                const box = node.getBoundingClientRect();
                return box.width && (Math.max(box.width, parseFloat(room.width) || 0) < 24
                    || Math.max(box.height, parseFloat(room.height) || 0) < 24);
            }).map(node => node.outerHTML.slice(0, 120))"""
        )
        assert small == [], path


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
