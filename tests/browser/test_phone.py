"""On a phone: fingers on map and timeline, cards as sheets, presenter mode, and the file that stands alone."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from geodata.asking.filters import Filters
from geodata.exports.web_page import html_bytes
from geodata.reading.story import load_story
from geodata.selecting.colophon import colophon
from geodata.selecting.selection import select
from tests.browser.conftest import NewPhone
from tests.browser.fingers import Fingers
from tests.browser.phone import CLOSE, SCROLLED, SIZES, box_of, hold, in_map, on_screen, small
from tests.browser.reader import Reader
from tests.browser.screen import MAP, Screen
from tests.browser.stage import opened
from tests.browser.still import wait_until_still


def view_at_rest(screen: Screen) -> tuple[float, float, float]:
    """What the map shows once its frame has got its size."""
    wait_until_still(screen.page)
    return screen.view()


# --- the sizes of targets


def test_targets_on_the_map_are_large_enough(phone: Reader) -> None:
    phone.open("/")
    assert small(in_map(phone, ".leaflet-bar a, .leaflet-control-layers-toggle, .cm-legend summary")) == []
    in_map(phone, ".cm-pan-open").tap()
    assert small(in_map(phone, ".cm-pan-ways a")) == []
    in_map(phone, ".cm-pan-open").tap()
    phone.mark("E30").tap()
    assert in_map(phone, ".cm-choice").count() > 1
    assert small(in_map(phone, ".cm-choice")) == []
    in_map(phone, ".cm-choice").first.tap()
    expect(phone.card).to_be_visible()
    phone.page.locator(CLOSE).tap()
    expect(phone.card).to_have_count(0)
    in_map(phone, "a[title='Play through time']").tap()
    assert small(in_map(phone, ".cm-play :is(button, select)")) == []
    frame, play = box_of(phone.page.locator(MAP)), box_of(in_map(phone, ".cm-play"))
    assert frame["x"] <= play["x"]
    assert play["right"] <= frame["right"]


# --- fingers on the map


def test_one_finger_scrolls_the_page_and_not_the_map(phone: Reader) -> None:
    phone.open("/")
    view, words = view_at_rest(phone), in_map(phone, ".cm-fingers")
    expect(words).to_be_hidden()
    fingers = Fingers(phone.page)
    fingers.drag([(200, 400)], [(200, 200)], lift=False)
    expect(words).to_have_text("Use two fingers to move the map")
    expect(words).to_be_visible()
    fingers.lift()
    wait_until_still(phone.page)
    assert phone.page.evaluate(SCROLLED) > 100
    assert phone.shows(view)
    expect(words).to_be_hidden()
    assert "lat" not in phone.params


def test_one_finger_across_moves_nothing(phone: Reader) -> None:
    phone.show("/")
    view = view_at_rest(phone)
    Fingers(phone.page).drag([(300, 400)], [(120, 404)])
    assert phone.shows(view)
    assert phone.page.evaluate(SCROLLED) == 0


def test_two_fingers_move_the_map_and_not_the_page_and_apart_zoom_in(phone: Reader) -> None:
    phone.open("/kidal_ambush")
    lat, lng, zoom = view_at_rest(phone)
    Fingers(phone.page).drag([(200, 500), (280, 520)], [(120, 420), (200, 440)])
    wait_until_still(phone.page)
    moved = phone.view()
    assert moved[1] > lng, "dragged to the left, the map shows what lies east"
    assert moved[0] < lat, "dragged up, the map shows what lies south"
    assert moved[2] == zoom
    assert phone.page.evaluate(SCROLLED) == 0
    expect(in_map(phone, ".cm-fingers")).to_be_hidden()
    Fingers(phone.page).drag([(190, 500), (230, 500)], [(110, 500), (310, 500)])
    wait_until_still(phone.page)
    assert phone.view()[2] > zoom + 1, "apart, the map comes nearer"


def test_the_words_for_two_fingers_are_french_on_a_french_page(phone: Reader) -> None:
    phone.open("/", lang="fr")
    fingers = Fingers(phone.page)
    fingers.drag([(200, 400)], [(200, 300)], lift=False)
    expect(in_map(phone, ".cm-fingers")).to_be_visible()
    expect(in_map(phone, ".cm-fingers")).to_have_text("Deux doigts pour déplacer la carte")
    fingers.lift()


# --- the sheet


def low_mark(screen: Screen) -> tuple[str, Locator]:
    """A single event whose mark stands in the lower half of the screen."""
    found = in_map(screen, ".cm-mark[data-rows]").evaluate_all(
        """nodes => nodes.filter(node => !node.dataset.rows.includes(' '))
            .map(node => [node.dataset.rows, node.getBoundingClientRect().top]).sort((a, b) => b[1] - a[1])"""
    )
    row = next(row for row, top in found if top < 640)
    return row, screen.mark(row)


def test_a_card_is_a_sheet_that_leaves_its_mark_in_view(phone: Reader) -> None:
    phone.open("/kidal_ambush", lat=20.6, lng=2.4, zoom=8)  # so that marks lie low
    row, mark = low_mark(phone)
    assert on_screen(phone, mark)[1] > 422, "the sheet would hide it"
    mark.tap()
    phone.wait_for_params(event=[row])
    expect(phone.card).to_be_visible()
    phone.page.wait_for_function(f"() => {SCROLLED[6:]} > 0")
    wait_until_still(phone.page)
    sheet, seen = box_of(phone.card), box_of(in_map(phone, ".cm-selected"))
    assert sheet["x"] == 0
    assert sheet["width"] == 390
    assert abs(sheet["bottom"] - 844) <= 1
    assert 200 < sheet["height"] <= 0.51 * 844
    assert seen["bottom"] <= sheet["y"], "the chosen mark lies under the sheet"
    assert seen["y"] > 48, "the chosen mark lies under the line on top"


def test_a_sheet_scrolls_by_itself_and_keeps_its_buttons(phone: Reader) -> None:
    phone.open("/kidal_ambush", event="E35")
    before = phone.page.evaluate(SCROLLED)
    close = phone.page.locator(CLOSE)
    expect(close).to_be_in_viewport(ratio=1)
    assert small(close) == []
    Fingers(phone.page).drag([(200, 780)], [(200, 500)])
    assert phone.card.evaluate("card => card.scrollTop") > 150
    assert phone.page.evaluate(SCROLLED) == before
    expect(close).to_be_in_viewport(ratio=1)
    close.tap()
    expect(phone.card).to_have_count(0)


@pytest.mark.parametrize("inside", [True, False])
def test_escape_takes_the_sheet_away(phone: Reader, inside: bool) -> None:
    phone.show("/kidal_ambush", event="E35")
    expect(phone.card).to_be_visible()
    if inside:
        in_map(phone, "#map_div").focus()
    phone.page.keyboard.press("Escape")
    expect(phone.card).to_have_count(0)


def test_a_list_to_choose_from_is_not_under_the_sheet(phone: Reader) -> None:
    phone.show("/", event="E01")
    phone.mark("E30").tap()
    choice = in_map(phone, ".cm-choice")
    expect(choice.first).to_be_visible()
    expect(phone.card).to_be_hidden()
    row = choice.last
    row.tap()
    expect(phone.card).to_be_visible()
    expect(choice).to_have_count(0)


def test_held_across_the_card_stands_beside_the_map(new_phone: NewPhone) -> None:
    screen = new_phone(844, 390)
    screen.open("/kidal_ambush", event="E35")
    wait_until_still(screen.page)
    sheet, frame = box_of(screen.card), box_of(screen.page.locator(MAP))
    assert frame["right"] <= sheet["x"]
    assert sheet["right"] <= 844
    seen = box_of(in_map(screen, ".cm-selected"))
    assert frame["x"] <= seen["x"]
    assert seen["right"] <= frame["right"]
    assert small(screen.page.locator(CLOSE)) == []


# --- the timeline

_TEXTS = """svg => [...svg.querySelectorAll('text')].filter(node => node.textContent).map(node => {
    const box = node.getBoundingClientRect();
    return [node.textContent, box.left, box.right, parseFloat(getComputedStyle(node).fontSize)];
})"""


_OVERLAPS = """svg => {
    const all = [...svg.querySelectorAll('.row .words, text.lane')];
    const boxes = all.map(node => [node.textContent, node.getBoundingClientRect()]);
    const meet = (p, q) => p.left < q.right - 1 && q.left < p.right - 1 && p.top < q.bottom - 2 && q.top < p.bottom - 2;
    return boxes.flatMap(([a, p], i) => boxes.slice(i + 1).filter(([, q]) => meet(p, q)).map(([b]) => a + ' on ' + b));
}"""


@pytest.mark.parametrize("lanes", ["country", "actor", "strand"])
def test_lanes_and_words_of_the_timeline_are_whole(phone: Reader, lanes: str) -> None:
    phone.show("/timeline", lanes=lanes)
    timeline = phone.page.locator("svg.timeline")
    timeline.locator(".row").first.wait_for()
    faults = []
    for size in SIZES[:2]:
        hold(phone, size)
        for text, left, right, letters in timeline.evaluate(_TEXTS):
            if left < 0 or right > size[0] or "…" in text or letters < 12:
                faults.append(f"{size}: {text} from {left} to {right}, {letters} pixels high")
        heads = timeline.locator("text.lane").count()
        if heads <= 2:
            faults.append(f"{size}: {heads} lanes")
        faults += [f"{size}: {overlap}" for overlap in timeline.evaluate(_OVERLAPS)]
    assert faults == []


def ticks(screen: Screen) -> list[str]:
    """The words of the time axis with their places, as a sign of what is shown."""
    found: list[str] = screen.page.locator("svg.timeline .tick").evaluate_all(
        "nodes => nodes.map(node => node.textContent + ' ' + Math.round(node.getAttribute('x')))"
    )
    return found


def test_one_finger_moves_through_time_and_scrolls_the_page(phone: Reader) -> None:
    phone.show("/timeline")
    phone.page.locator("svg.timeline").scroll_into_view_if_needed()
    phone.page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollTo(0, 400)")
    wait_until_still(phone.page)
    row = phone.page.locator("svg.timeline .row .hit").nth(3)
    x, y = on_screen(phone, row)
    before = ticks(phone)
    Fingers(phone.page).drag([(x, y)], [(x + 90, y + 2)])
    moved = ticks(phone)
    assert moved != before, "across: time moves"
    assert "event" not in phone.params, "a drag chooses nothing"
    here = phone.page.evaluate(SCROLLED)
    Fingers(phone.page).drag([(200, 600)], [(202, 400)])
    assert phone.page.evaluate(SCROLLED) > here + 100
    assert ticks(phone) == moved, "up: the page scrolls and time stands"


def test_two_fingers_zoom_time_and_a_tap_chooses(phone: Reader) -> None:
    phone.show("/timeline")
    phone.page.evaluate("() => document.querySelector('[data-testid=stMain]').scrollTo(0, 400)")
    wait_until_still(phone.page)
    span = "svg => { const box = svg.querySelector('.window'); return +box.getAttribute('width'); }"
    timeline = phone.page.locator("svg.timeline")
    phone.page.locator("#timeline-root .bar button").first.tap()
    before = timeline.evaluate(span)
    Fingers(phone.page).drag([(170, 500), (230, 500)], [(90, 500), (310, 500)])
    assert timeline.evaluate(span) < 0.5 * before
    row = timeline.locator(".row").first
    row.locator(".hit").tap()
    phone.wait_for_params(event=[row.get_attribute("data-row") or ""])
    expect(phone.card).to_be_visible()


# --- presenter mode and the file that stands alone


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_presenter_mode_is_driven_by_swipes(new_phone: NewPhone, width: int, height: int) -> None:
    page = opened(new_phone(width, height))
    first = page.locator(".p-head h1").inner_text()
    fingers, middle = Fingers(page), 0.42 * height
    fingers.drag([(0.8 * width, middle)], [(0.3 * width, middle)])
    expect(page.locator(".p-step")).to_have_text("2 of 14")
    fingers.drag([(0.3 * width, middle)], [(0.8 * width, middle)])
    expect(page.locator(".p-head h1")).to_have_text(first)
    assert small(page.locator(".p-tool")) == []
    text, foot, tools = (box_of(page.locator(part)) for part in (".p-text", ".p-foot", ".p-tools"))
    assert foot["y"] - text["bottom"] > 0.35 * height, "the words leave the map no room"
    assert tools["bottom"] <= height
    if width < height:
        assert foot["bottom"] <= tools["y"] + 1
    for part in page.locator(".p-head, .p-text, .p-foot").all():
        assert part.evaluate("node => node.scrollWidth - node.clientWidth") <= 0
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A stand-alone file of the whole story."""
    path, story = tmp_path_factory.mktemp("phone") / "kidal.html", load_story()
    made = dt.datetime(2024, 11, 23, 17, 30, tzinfo=dt.UTC)
    path.write_bytes(html_bytes(select(story, Filters()), colophon(story, Filters(), made)))
    return path


def test_the_file_that_stands_alone_is_as_good_on_a_phone(browser: Browser, file: Path) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, is_mobile=True, has_touch=True, offline=True)
    page: Page = context.new_page()
    page.goto(file.as_uri())
    page.wait_for_selector("#map_div[data-drawn]", state="attached")
    page.wait_for_selector("#side .cm-choice")
    frame = box_of(page.locator("#map_div"))
    assert frame["bottom"] <= 844
    assert frame["height"] > 0.7 * 844
    centre = "() => { const at = ConflictMap.renderer.map.getCenter(); return [at.lat, at.lng]; }"
    before = page.evaluate(centre)
    Fingers(page).drag([(250, 600)], [(250, 350)])
    assert page.evaluate("() => scrollY + document.body.scrollTop") > 100
    assert page.evaluate(centre) == before
    page.locator("#side .cm-choice").first.tap()
    sheet = box_of(page.locator(".h-card"))
    assert sheet["bottom"] <= 844.5
    assert sheet["height"] <= 0.53 * 844
    assert small(page.locator(".h-close")) == []
    page.locator(".h-close").tap()
    expect(page.locator(".h-card")).to_have_count(0)
    assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
    context.close()
