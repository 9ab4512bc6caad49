"""On a phone: the map first, filter in a drawer, cards as sheets, fingers that scroll the page, and nothing cut."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from geodata.asking.filters import Filters
from geodata.exports.web_page import html_bytes
from geodata.reading.story import load_story
from geodata.selecting.colophon import colophon
from geodata.selecting.selection import select
from tests.browser.conftest import NewReader, NewScreen
from tests.browser.fingers import Fingers
from tests.browser.reader import Reader
from tests.browser.screen import MAP, Screen
from tests.browser.still import wait_until_still
from tests.page_lists import PAGES, WITH_MAP
from tests.real_story import EVENTS

#: Two phones held upright, and one held across.
SIZES = ((390, 844), (360, 640), (844, 390))
#: Pixels that a target of a finger is wide and high.
LEAST = 44
ROOM = 0.5  # of a pixel, for rounding

_PHONE = {
    "is_mobile": True,
    "has_touch": True,
    "user_agent": "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/126.0.0.0 Mobile Safari/537.36",
}

_OPENER = "[data-testid=stExpandSidebarButton]"
_CLOSER = "[data-testid=stSidebarCollapseButton] button"
_SIDEBAR = "[data-testid=stSidebar]"
_CLOSE = ".st-key-card-close button:visible"

#: What is smaller than a target may be, by its name, among the visible elements that match.
_SMALL = """(nodes, least) => nodes.map(node => [node, node.getBoundingClientRect()])
    .filter(([node, box]) => box.width && box.height && node.checkVisibility({visibilityProperty: true})
        && (box.width < least || box.height < least))
    .map(([node, box]) => `${node.ariaLabel || node.innerText} ${box.width.toFixed(1)} x ${box.height.toFixed(1)}`)"""
_SCROLLED = "() => document.querySelector('[data-testid=stMain]').scrollTop"

NewPhone = Callable[..., Reader]


@pytest.fixture
def new_phone(new_reader: NewReader) -> NewPhone:
    """A maker of phones: ``new_phone(width, height)``; it is one that is turned or exchanged for another size."""

    def make(width: int = 390, height: int = 844) -> Reader:
        return new_reader(width, height, **_PHONE)

    return make


@pytest.fixture
def phone(new_phone: NewPhone) -> Reader:
    """A phone held upright."""
    return new_phone()


def box_of(where: Locator) -> dict[str, float]:
    """The box of an element on the screen, with its right and bottom edge."""
    box = where.bounding_box()
    assert box is not None
    edges = {"right": box["x"] + box["width"], "bottom": box["y"] + box["height"]}
    return {"x": box["x"], "y": box["y"], "width": box["width"], "height": box["height"], **edges}


def small(where: Locator) -> list[str]:
    """Name what is smaller than a finger needs, once the page is at rest. There has to be something to measure."""
    expect(where.first).to_be_attached()
    wait_until_still(where.page)
    found: list[str] = where.evaluate_all(_SMALL, LEAST - ROOM)
    return found


def in_map(screen: Screen, selector: str) -> Locator:
    return screen.page.frame_locator(MAP).locator(selector)


def on_screen(screen: Screen, where: Locator) -> tuple[float, float]:
    box = box_of(where)
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def view_at_rest(screen: Screen) -> tuple[float, float, float]:
    """What the map shows once its frame has got its size."""
    wait_until_still(screen.page)
    return screen.view()


# --- what stands where


def turned(phone: Screen) -> Iterator[tuple[int, int]]:
    """Hold the phone in each of the sizes, one after the other; gives width and height in pixels."""
    for width, height in SIZES:
        phone.page.set_viewport_size({"width": width, "height": height})
        wait_until_still(phone.page)
        yield width, height


@pytest.mark.parametrize("path", WITH_MAP)
def test_the_map_fills_the_first_screen(phone: Screen, path: str) -> None:
    phone.open(path)
    for width, height in turned(phone):
        box, head = box_of(phone.page.locator(MAP)), box_of(phone.page.locator("main h1"))
        assert head["y"] < box["y"] <= 105, f"at {width} pixels the map begins at {box['y']}"
        assert box["bottom"] <= height, f"at {width} pixels the map ends below the screen"
        part = 0.3 if path == "/timeline" else 0.7  # the timeline begins on the first screen too
        least = part * height
        if path in ("/", "/russian_presence"):  # four countries side by side: as high as wide, or the frame is bare
            least = min(least, box["width"])
        assert box["height"] >= least, f"the map is {box['height']} of {height} pixels high"
        assert box["width"] >= 0.93 * width


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_the_screen(phone: Screen, path: str, language: str) -> None:
    phone.open(path, with_map=path in WITH_MAP, lang=language)
    for width, _ in turned(phone):
        assert phone.overflow() <= 0, width
        out = phone.page.locator("main :is(h1, h4, h5, p, li, button, input, td)").evaluate_all(
            """(nodes, width) => nodes.filter(node => !node.closest('[data-testid=stDataFrame], .stHtml')
                    && node.checkVisibility()).map(node => [node.innerText, node.getBoundingClientRect()])
                .filter(([_, box]) => box.width && (box.left < -0.5 || box.right > width + 0.5))
                .map(([text, box]) => `${text.slice(0, 60)} ${box.left} to ${box.right}`)""",
            width,
        )
        assert out == [], width


def test_what_stands_above_the_map_on_a_desk_stands_below_it(phone: Screen) -> None:
    for path in WITH_MAP:
        phone.open(path)
        assert box_of(phone.page.locator(".st-key-counts"))["y"] > box_of(phone.page.locator(MAP))["bottom"], path
    phone.open("/russian_presence")
    assert box_of(phone.page.locator(".st-key-day-cursor"))["y"] > box_of(phone.page.locator(MAP))["bottom"]


def test_a_phone_held_across_has_its_filter_folded(new_phone: NewPhone) -> None:
    screen = new_phone(844, 390)
    screen.open("/")
    expect(screen.page.locator(_OPENER)).to_be_visible()
    assert box_of(screen.page.locator(MAP))["x"] < 20


# --- the drawer


@pytest.mark.parametrize(("language", "words"), [("en", "Pages and filter"), ("fr", "Pages et filtre")])
def test_the_drawer_has_a_button_with_a_name(phone: Screen, language: str, words: str) -> None:
    phone.open("/", lang=language)
    opener = phone.page.locator(_OPENER)
    assert opener.evaluate("node => getComputedStyle(node, '::after').content") == f'"{words}"'
    assert small(opener) == []
    box = box_of(opener)
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["bottom"] <= 60


def test_the_drawer_opens_and_closes(phone: Screen) -> None:
    phone.open("/")
    search, close = phone.page.locator(".st-key-filter-q input"), phone.page.locator(_CLOSER)
    expect(search).not_to_be_in_viewport()
    phone.page.locator(_OPENER).tap()
    expect(search).to_be_in_viewport()
    assert small(close) == []
    phone.page.locator(".stSidebar [data-testid=stSidebarContent]").evaluate("box => box.scrollTo(0, 900)")
    expect(close).to_be_in_viewport()
    close.tap()
    expect(search).not_to_be_in_viewport()


def test_the_fields_of_the_drawer_are_as_high_as_a_finger(phone: Screen) -> None:
    phone.open("/")
    phone.page.locator(_OPENER).tap()
    fields = phone.page.locator(_SIDEBAR).locator(
        '[data-testid="stTextInputRootElement"], [data-testid="stDateInputField"], '
        '[data-testid="stSelectbox"] div:has(> input), '
        '[data-testid="stMultiSelect"] div:has(> [data-testid="stMultiSelectTagsContainer"])'
    )
    assert small(fields) == []
    assert fields.count() == 10  # search, three days, four lists, language and look
    phone.page.locator(_CLOSER).tap()
    expect(phone.page.locator(_SIDEBAR)).not_to_be_in_viewport()


def test_a_page_that_is_chosen_in_the_drawer_is_seen(phone: Screen) -> None:
    phone.open("/")
    phone.page.locator(_OPENER).tap()
    phone.page.locator("[data-testid=stSidebarNavLink]").filter(has_text="Convoy route").tap()
    expect(phone.page.locator("main h1")).to_contain_text("To the border and back")
    expect(phone.page.locator(_SIDEBAR)).not_to_be_in_viewport()
    phone.settle()


def test_a_drawer_that_was_left_open_is_closed_when_the_page_is_opened_again(new_screen: NewScreen) -> None:
    phone = new_screen(390, 844, **_PHONE)
    phone.open("/")
    phone.page.locator(_OPENER).tap()
    expect(phone.page.locator(_SIDEBAR)).to_be_in_viewport()
    wait_until_still(phone.page)
    phone.open("/kidal_ambush")
    expect(phone.page.locator(_SIDEBAR)).not_to_be_in_viewport()


def test_the_filter_of_the_drawer_filters(phone: Screen) -> None:
    phone.open("/")
    phone.page.locator(_OPENER).tap()
    phone.page.locator(".st-key-filter-q input").tap()
    phone.search("Bamako")
    phone.wait_for_params(q=["Bamako"])
    phone.page.locator(_CLOSER).tap()
    expect(phone.page.locator(".st-key-counts")).not_to_contain_text(f"{EVENTS} of {EVENTS}")


# --- the sizes of targets


def test_targets_on_the_map_are_large_enough(phone: Screen) -> None:
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
    phone.page.locator(_CLOSE).tap()
    expect(phone.card).to_have_count(0)
    in_map(phone, "a[title='Play through time']").tap()
    assert small(in_map(phone, ".cm-play :is(button, select)")) == []
    frame, play = box_of(phone.page.locator(MAP)), box_of(in_map(phone, ".cm-play"))
    assert frame["x"] <= play["x"]
    assert play["right"] <= frame["right"]


@pytest.mark.parametrize("path", PAGES)
def test_targets_on_the_pages_are_large_enough(phone: Screen, path: str) -> None:
    phone.open(path, with_map=path in WITH_MAP)
    buttons = "[data-testid^=stBaseButton]:not([data-testid=stBaseButton-elementToolbar])"
    others = "button[role=tab], summary, [data-testid=stPageLink-NavLink], [data-testid=stPopoverButton]"
    assert small(phone.page.locator(f"main :is({buttons}, {others})")) == []
    phone.page.locator(_OPENER).tap()
    expect(phone.page.locator(_CLOSER)).to_be_in_viewport()
    expect(phone.page.locator(".st-key-viewer-look-field")).to_be_attached()  # the last
    assert small(phone.page.locator(f"{_SIDEBAR} :is({buttons}, [data-testid=stSidebarNavLink])")) == []
    fields = "[data-baseweb=select] > div, [data-baseweb=input], [data-testid=stCheckbox] label"
    assert small(phone.page.locator(f"{_SIDEBAR} :is({fields})")) == []
    phone.page.locator(_CLOSER).tap()  # as it was


def test_buttons_of_the_timeline_are_large_enough(phone: Screen) -> None:
    phone.open("/timeline")
    assert small(phone.page.locator("#timeline-root .bar button")) == []
    assert small(phone.page.locator(".st-key-own-lanes button")) == []


# --- fingers on the map


def test_one_finger_scrolls_the_page_and_not_the_map(phone: Screen) -> None:
    phone.open("/")
    view, words = view_at_rest(phone), in_map(phone, ".cm-fingers")
    expect(words).to_be_hidden()
    fingers = Fingers(phone.page)
    fingers.drag([(200, 400)], [(200, 200)], lift=False)
    expect(words).to_have_text("Use two fingers to move the map")
    expect(words).to_be_visible()
    fingers.lift()
    wait_until_still(phone.page)
    assert phone.page.evaluate(_SCROLLED) > 100
    assert phone.shows(view)
    expect(words).to_be_hidden()
    assert "lat" not in phone.params


def test_one_finger_across_moves_nothing(phone: Screen) -> None:
    phone.open("/")
    view = view_at_rest(phone)
    Fingers(phone.page).drag([(300, 400)], [(120, 404)])
    assert phone.shows(view)
    assert phone.page.evaluate(_SCROLLED) == 0


def test_two_fingers_move_the_map_and_not_the_page(phone: Screen) -> None:
    phone.open("/kidal_ambush")
    lat, lng, zoom = view_at_rest(phone)
    Fingers(phone.page).drag([(200, 500), (280, 520)], [(120, 420), (200, 440)])
    wait_until_still(phone.page)
    moved = phone.view()
    assert moved[1] > lng, "dragged to the left, the map shows what lies east"
    assert moved[0] < lat, "dragged up, the map shows what lies south"
    assert moved[2] == zoom
    assert phone.page.evaluate(_SCROLLED) == 0
    expect(in_map(phone, ".cm-fingers")).to_be_hidden()


def test_two_fingers_apart_zoom_in(phone: Screen) -> None:
    phone.open("/kidal_ambush")
    zoom = view_at_rest(phone)[2]
    Fingers(phone.page).drag([(190, 500), (230, 500)], [(110, 500), (310, 500)])
    wait_until_still(phone.page)
    assert phone.view()[2] > zoom + 1


def test_on_a_desk_the_mouse_still_drags_the_map(reader: Reader) -> None:
    reader.open("/")
    view = reader.view()
    reader.pan(-150, 20)
    assert not reader.shows(view)


def test_the_words_for_two_fingers_are_french_on_a_french_page(phone: Screen) -> None:
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


def test_a_card_is_a_sheet_that_leaves_its_mark_in_view(phone: Screen) -> None:
    phone.open("/kidal_ambush", lat=20.6, lng=2.4, zoom=8)  # so that marks lie low
    row, mark = low_mark(phone)
    assert on_screen(phone, mark)[1] > 422, "the sheet would hide it"
    mark.tap()
    phone.wait_for_params(event=[row])
    expect(phone.card).to_be_visible()
    phone.page.wait_for_function(f"() => {_SCROLLED[6:]} > 0")
    wait_until_still(phone.page)
    sheet, seen = box_of(phone.card), box_of(in_map(phone, ".cm-selected"))
    assert sheet["x"] == 0
    assert sheet["width"] == 390
    assert abs(sheet["bottom"] - 844) <= 1
    assert 200 < sheet["height"] <= 0.51 * 844
    assert seen["bottom"] <= sheet["y"], "the chosen mark lies under the sheet"
    assert seen["y"] > 48, "the chosen mark lies under the line on top"


def test_a_sheet_scrolls_by_itself_and_keeps_its_buttons(phone: Screen) -> None:
    phone.open("/kidal_ambush", event="E35")
    before = phone.page.evaluate(_SCROLLED)
    close = phone.page.locator(_CLOSE)
    expect(close).to_be_in_viewport(ratio=1)
    assert small(close) == []
    Fingers(phone.page).drag([(200, 780)], [(200, 500)])
    assert phone.card.evaluate("card => card.scrollTop") > 150
    assert phone.page.evaluate(_SCROLLED) == before
    expect(close).to_be_in_viewport(ratio=1)
    close.tap()
    expect(phone.card).to_have_count(0)


@pytest.mark.parametrize("inside", [True, False])
def test_escape_takes_the_sheet_away(phone: Screen, inside: bool) -> None:
    phone.open("/kidal_ambush", event="E35")
    expect(phone.card).to_be_visible()
    if inside:
        in_map(phone, "#map_div").focus()
    phone.page.keyboard.press("Escape")
    expect(phone.card).to_have_count(0)


def test_a_list_to_choose_from_is_not_under_the_sheet(phone: Screen) -> None:
    phone.open("/", event="E01")
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
    assert small(screen.page.locator(_CLOSE)) == []


def test_on_a_desk_a_card_is_no_sheet(reader: Reader) -> None:
    reader.open("/kidal_ambush", event="E35")
    assert reader.card.evaluate("card => getComputedStyle(card).position") != "fixed"


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


@pytest.mark.parametrize(("width", "height"), SIZES[:2])
@pytest.mark.parametrize("lanes", ["country", "actor", "strand"])
def test_lanes_and_words_of_the_timeline_are_whole(new_phone: NewPhone, width: int, height: int, lanes: str) -> None:
    screen = new_phone(width, height)
    screen.open("/timeline", lanes=lanes)
    timeline = screen.page.locator("svg.timeline")
    timeline.locator(".row").first.wait_for()
    for text, left, right, size in timeline.evaluate(_TEXTS):
        assert left >= 0, text
        assert right <= width, text
        assert "…" not in text
        assert size >= 12, text
    heads = timeline.locator("text.lane").evaluate_all("nodes => nodes.map(n => n.getBoundingClientRect().bottom)")
    assert len(heads) > 2
    overlaps = timeline.evaluate(_OVERLAPS)
    assert overlaps == []


def ticks(screen: Screen) -> list[str]:
    """The words of the time axis with their places, as a sign of what is shown."""
    found: list[str] = screen.page.locator("svg.timeline .tick").evaluate_all(
        "nodes => nodes.map(node => node.textContent + ' ' + Math.round(node.getAttribute('x')))"
    )
    return found


def test_one_finger_moves_through_time_and_scrolls_the_page(phone: Screen) -> None:
    phone.open("/timeline")
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
    here = phone.page.evaluate(_SCROLLED)
    Fingers(phone.page).drag([(200, 600)], [(202, 400)])
    assert phone.page.evaluate(_SCROLLED) > here + 100
    assert ticks(phone) == moved, "up: the page scrolls and time stands"


def test_two_fingers_zoom_time_and_a_tap_chooses(phone: Screen) -> None:
    phone.open("/timeline")
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


def test_on_a_desk_the_names_of_lanes_stand_beside_the_bars(reader: Reader) -> None:
    reader.open("/timeline")
    timeline = reader.page.locator("svg.timeline:not(.narrow)")
    timeline.locator(".row").first.wait_for()
    assert timeline.locator(".hit").count() == 0


# --- presenter mode and the file that stands alone


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_presenter_mode_is_driven_by_swipes(new_phone: NewPhone, width: int, height: int) -> None:
    screen = new_phone(width, height)
    page = screen.page
    page.goto(f"{screen.home}/present")
    page.wait_for_selector("#map_div[data-drawn]", state="attached")
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
