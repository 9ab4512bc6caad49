"""On a phone: the map first, filter and pages in a drawer, targets as large as a finger, and nothing cut."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewPhone
from tests.browser.phone import CLOSER, OPENER, SIDEBAR, SIZES, Box, box_of, hold, small
from tests.browser.reader import Reader
from tests.browser.screen import MAP, Screen
from tests.browser.still import wait_until_still
from tests.page_lists import PAGES, WITH_MAP
from tests.real_story import EVENTS

LANGUAGES = ("en", "fr")

_OUT = """(nodes, width) => nodes.filter(node => !node.closest('[data-testid=stDataFrame], .stHtml')
        && node.checkVisibility()).map(node => [node.innerText, node.getBoundingClientRect()])
    .filter(([_, box]) => box.width && (box.left < -0.5 || box.right > width + 0.5))
    .map(([text, box]) => `${text.slice(0, 60)} ${box.left} to ${box.right}`)"""


@dataclass(frozen=True)
class Stop:
    """A page on a phone of one size, in pixels: the boxes of its parts, by name, and what is too wide or too small."""

    width: int
    height: int
    boxes: dict[str, Box]
    wide: list[str]


@dataclass
class Visit:
    """A page in one language, in each of the sizes, and what is smaller there than a finger needs."""

    stops: list[Stop]
    small: list[str] = field(default_factory=list)


Visits = dict[tuple[str, str], Visit]


class Walk:
    """Opens each page once in each language, when somebody first asks, and turns the phone on it."""

    def __init__(self, phone: Reader, seen: Visits) -> None:
        self.phone, self.seen = phone, seen

    def visit(self, path: str, language: str = "en") -> Visit:
        if (path, language) not in self.seen:
            self.seen[path, language] = self._look(path, language)
        return self.seen[path, language]

    def _look(self, path: str, language: str) -> Visit:
        self.phone.open(path, with_map=path in WITH_MAP, lang=language)
        stops = []
        for size in SIZES:
            hold(self.phone, size)
            stops.append(Stop(*size, self._boxes(path), self._wide(size[0])))
        hold(self.phone, SIZES[0])
        # words in another language are longer, and what they stand on is no smaller
        return Visit(stops, self._small(path) if language == "en" else [])

    def _boxes(self, path: str) -> dict[str, Box]:
        """The boxes of what stands around the map, if there is one."""
        page = self.phone.page
        parts = {"head": "main h1", "map": MAP, "counts": ".st-key-counts"} if path in WITH_MAP else {}
        if path == "/russian_presence":
            parts["days"] = ".st-key-day-cursor"
        return {name: box_of(page.locator(where)) for name, where in parts.items()}

    def _wide(self, width: int) -> list[str]:
        wide = self.phone.overflow()
        found = self.phone.page.locator("main :is(h1, h4, h5, p, li, button, input, td)").evaluate_all(_OUT, width)
        return ([f"the page is {wide} pixels wider than its window"] if wide > 0 else []) + list(found)

    def _small(self, path: str) -> list[str]:
        """What is small on the page, and in the drawer, which is closed again."""
        page = self.phone.page
        buttons = "[data-testid^=stBaseButton]:not([data-testid=stBaseButton-elementToolbar])"
        others = "button[role=tab], summary, [data-testid=stPageLink-NavLink], [data-testid=stPopoverButton]"
        found = small(page.locator(f"main :is({buttons}, {others})"))
        if path == "/timeline":
            found += small(page.locator("#timeline-root .bar button")) + small(page.locator(".st-key-own-lanes button"))
        page.locator(OPENER).tap()
        expect(page.locator(CLOSER)).to_be_in_viewport()
        expect(page.locator(".st-key-viewer-look-field")).to_be_attached()  # the last
        found += small(page.locator(f"{SIDEBAR} :is({buttons}, [data-testid=stSidebarNavLink])"))
        fields = "[data-baseweb=select] > div, [data-baseweb=input], [data-testid=stCheckbox] label"
        found += small(page.locator(f"{SIDEBAR} :is({fields})"))
        page.locator(CLOSER).tap()
        expect(page.locator(SIDEBAR)).not_to_be_in_viewport()
        return found


@pytest.fixture(scope="module")
def visits() -> Visits:
    return {}


@pytest.fixture
def walk(phone: Reader, visits: Visits) -> Walk:
    return Walk(phone, visits)


# --- what stands where


@pytest.mark.parametrize("path", WITH_MAP)
def test_the_map_fills_the_first_screen(walk: Walk, path: str) -> None:
    faults = []
    for stop in walk.visit(path).stops:
        box, head, width, height = stop.boxes["map"], stop.boxes["head"], stop.width, stop.height
        part = 0.3 if path == "/timeline" else 0.7  # the timeline begins on the first screen too
        least = part * height
        if path in ("/", "/russian_presence"):  # four countries side by side: as high as wide, or the frame is bare
            least = min(least, box["width"])
        if not head["y"] < box["y"] <= 105:
            faults.append(f"at {width} pixels the map begins at {box['y']}, the heading at {head['y']}")
        if box["bottom"] > height:
            faults.append(f"at {width} pixels the map ends below the screen")
        if box["height"] < least or (height > width > 360 and box["height"] <= 300):
            faults.append(f"at {width} pixels the map is {box['height']} of {height} pixels high")
        if box["x"] < 0 or box["right"] > width or box["width"] < 0.93 * width:
            faults.append(f"the map reaches from {box['x']} to {box['right']} of {width} pixels")
    assert faults == []


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_wider_than_the_screen(walk: Walk, path: str, language: str) -> None:
    wide = {stop.width: stop.wide for stop in walk.visit(path, language).stops}
    assert wide == {width: [] for width, _ in SIZES}


def test_what_stands_above_the_map_on_a_desk_stands_below_it(walk: Walk) -> None:
    for path in WITH_MAP:
        boxes = walk.visit(path).stops[0].boxes
        assert boxes["counts"]["y"] > boxes["map"]["bottom"], path
    boxes = walk.visit("/russian_presence").stops[0].boxes
    assert boxes["days"]["y"] > boxes["map"]["bottom"]


@pytest.mark.parametrize("path", PAGES)
def test_targets_on_the_pages_are_large_enough(walk: Walk, path: str) -> None:
    assert walk.visit(path).small == []


# --- the drawer


def test_a_phone_held_across_has_its_filter_folded(new_phone: NewPhone) -> None:
    phone = new_phone(844, 390)
    phone.open("/")
    expect(phone.page.locator(OPENER)).to_be_visible()
    assert box_of(phone.page.locator(MAP))["x"] < 20


@pytest.mark.parametrize(("language", "words"), [("en", "Pages and filter"), ("fr", "Pages et filtre")])
def test_the_drawer_has_a_button_with_a_name(phone: Reader, language: str, words: str) -> None:
    phone.show("/method", with_map=False, lang=language)
    opener = phone.page.locator(OPENER)
    assert opener.evaluate("node => getComputedStyle(node, '::after').content") == f'"{words}"'
    assert small(opener) == []
    box = box_of(opener)
    assert box["x"] >= 0
    assert box["y"] >= 0
    assert box["bottom"] <= 60


def test_the_drawer_opens_and_closes(phone: Reader) -> None:
    phone.open("/")
    search, close = phone.page.locator(".st-key-filter-q input"), phone.page.locator(CLOSER)
    expect(search).not_to_be_in_viewport()
    phone.page.locator(OPENER).tap()
    expect(search).to_be_in_viewport()
    assert small(close) == []
    phone.page.locator(".stSidebar [data-testid=stSidebarContent]").evaluate("box => box.scrollTo(0, 900)")
    expect(close).to_be_in_viewport()
    close.tap()
    expect(search).not_to_be_in_viewport()


def test_the_fields_of_the_drawer_are_as_high_as_a_finger(phone: Reader) -> None:
    phone.show("/")
    phone.page.locator(OPENER).tap()
    fields = phone.page.locator(SIDEBAR).locator(
        '[data-testid="stTextInputRootElement"], [data-testid="stDateInputField"], '
        '[data-testid="stSelectbox"] div:has(> input), '
        '[data-testid="stMultiSelect"] div:has(> [data-testid="stMultiSelectTagsContainer"])'
    )
    assert small(fields) == []
    assert fields.count() == 10  # search, three days, four lists, language and look
    phone.page.locator(CLOSER).tap()
    expect(phone.page.locator(SIDEBAR)).not_to_be_in_viewport()


def test_the_filter_of_the_drawer_filters(phone: Reader) -> None:
    phone.show("/")
    phone.page.locator(OPENER).tap()
    phone.page.locator(".st-key-filter-q input").tap()
    phone.search("Bamako")
    phone.wait_for_params(q=["Bamako"])
    phone.page.locator(CLOSER).tap()
    expect(phone.page.locator(SIDEBAR)).not_to_be_in_viewport()
    expect(phone.page.locator(".st-key-counts")).not_to_contain_text(f"{EVENTS} of {EVENTS}")
    phone.settle()


def test_a_page_that_is_chosen_in_the_drawer_is_seen(phone: Reader) -> None:
    phone.show("/")
    phone.page.locator(OPENER).tap()
    phone.page.locator("[data-testid=stSidebarNavLink]").filter(has_text="Convoy route").tap()
    expect(phone.page.locator("main h1")).to_contain_text("To the border and back")
    expect(phone.page.locator(SIDEBAR)).not_to_be_in_viewport()
    phone.settle()


def test_a_drawer_that_was_left_open_is_closed_when_the_page_is_opened_again(phone: Reader) -> None:
    Screen.open(phone, "/method", with_map=False)
    phone.page.locator(OPENER).tap()
    expect(phone.page.locator(SIDEBAR)).to_be_in_viewport()
    wait_until_still(phone.page)
    Screen.open(phone, "/your_data", with_map=False)
    expect(phone.page.locator(SIDEBAR)).not_to_be_in_viewport()
