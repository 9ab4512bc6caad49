"""Every page as WCAG 2.2 AA asks: what axe-core finds, and what no program finds but can be measured."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from playwright.sync_api import expect

from geodata.drawing.looks import LOOKS
from geodata.drawing.style import side_looks
from tests.browser.axe import KNOWN, faults, is_known
from tests.browser.colours import contrast, rgb
from tests.browser.conftest import NewScreen, Open
from tests.browser.reader import Reader
from tests.browser.screen import MAP, Screen
from tests.browser.stage import opened
from tests.browser.still import wait_until_still
from tests.browser.tour import LANDMARKS, LANGUAGES, SIZES, Tour, Visits, faint_names
from tests.page_lists import PAGES, WITH_MAP
from tests.real_story import EVENTS, REAL


@pytest.fixture(scope="module")
def visits() -> Visits:
    return {}


@pytest.fixture
def tour(reader: Reader, visits: Visits) -> Tour:
    return Tour(reader, visits)


# --- axe-core


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_on_any_page_at_any_size(tour: Tour, path: str, language: str) -> None:
    seen = tour.visit(path, language).others()
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


def test_axe_finds_nothing_in_presenter_mode(reader: Reader) -> None:
    page = reader.page
    for language, (width, height) in (("fr", SIZES[2]), ("en", SIZES[0]), ("en", SIZES[1])):
        page.set_viewport_size({"width": width, "height": height})
        opened(reader, f"?lang={language}")
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


def test_the_known_faults_are_still_there(tour: Tour) -> None:
    """A fault that Streamlit has mended is to be taken off the list."""
    found = tour.visit("/briefing").faults[SIZES[0][0]]
    for known in KNOWN:
        assert any(is_known(fault, known) for fault in found), known.issue


# --- structure


def test_each_page_has_a_title_landmarks_and_headings_without_a_gap(tour: Tour) -> None:
    visits = tour.all()
    assert len({visit.title for visit in visits.values()}) == len(PAGES)
    assert visits["/kidal_ambush"].title == "Kidal ambush · Kidal, July 2024"
    for path, visit in visits.items():
        assert visit.landmarks == set(LANDMARKS), path
        assert visit.levels.count(1) == 1, path
        assert visit.levels[0] == 1, path
        assert all(after <= before + 1 for before, after in pairwise(visit.levels)), f"{path}: {visit.levels}"


def test_each_page_says_its_language(tour: Tour) -> None:
    assert {path: visit.language for path, visit in tour.all("en").items()} == dict.fromkeys(PAGES, "en-GB")
    assert {path: visit.language for path, visit in tour.all("fr").items()} == dict.fromkeys(PAGES, "fr")


def test_the_map_says_its_name_and_its_language(reader: Screen) -> None:
    reader.open("/kidal_ambush", lang="fr")
    assert reader.frame.evaluate("document.documentElement.lang") == "fr"
    expect(reader.page.locator(MAP)).to_have_attribute(
        "title", "Carte\u00a0: Une colonne détruite près de la frontière algérienne, le 27 juillet 2024"
    )
    here = reader.page.frame_locator(MAP).locator("#map_div")
    expect(here).to_have_attribute("role", "region")
    expect(here).to_have_attribute("aria-label", re.compile("^Carte. La touche Tab va de repère en repère"))


def test_every_chart_says_its_figures(tour: Tour) -> None:
    """Each number that a chart writes stands in the words that replace it."""
    checked = 0
    for path in ("/russian_presence", "/evidence"):
        charts = tour.visit(path).charts
        assert charts, path
        for words, figures in charts:
            assert figures, f"{path}: {words}"
            checked += len(figures)
            for figure in figures:
                for number in re.findall(r"[\d,]+", figure):
                    assert number in words, f"{path}: {figure} is not in: {words}"
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


@pytest.mark.parametrize("path", ["/", "/kidal_ambush", "/convoy_route"])
def test_every_name_on_a_map_stands_out_from_its_halo_and_from_the_relief(tour: Tour, path: str) -> None:
    seen = tour.visit(path)
    assert seen.faint == []
    assert seen.names > 3


def test_every_name_on_a_dark_map_stands_out_too(reader: Reader) -> None:
    reader.open("/convoy_route", lang="en", look="dark")
    faint, names = faint_names(reader)
    assert faint == []
    assert names > 3


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


def test_fields_have_an_edge_that_stands_out(tour: Tour) -> None:
    edges = tour.visit("/").edges
    assert len(edges) == 3
    for edge in edges:
        assert contrast(rgb(edge), rgb(LOOKS["light"].paper)) >= 3


# --- room


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_lost_at_320_pixels_at_twice_the_size_or_with_more_room_between_words(tour: Tour, path: str) -> None:
    """In French, whose words are longer."""
    assert tour.visit(path, "fr").lost == {width: [] for width in (320, 640, 1280)}


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_the_window(tour: Tour, path: str) -> None:
    assert {width: wide for width, wide in tour.visit(path).wide.items() if wide > 0} == {}


@pytest.mark.parametrize("path", WITH_MAP)
def test_targets_on_the_map_are_24_pixels(tour: Tour, path: str) -> None:
    """The room of a mark, which axe-core leaves to a person where marks of neighbouring places lie on each other.

    Places cannot be moved apart; but each row has a line in the table below as well, and zooming parts them.
    """
    assert tour.visit(path).tight == []


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
