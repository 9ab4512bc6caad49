"""Three hints for a first visit: seen once, in nobody's way, and gone for good when they are dismissed."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.conftest import NewScreen
from tests.browser.screen import MAP, Screen
from tests.browser.still import wait_until_still

HINTS = [
    "A circle is one place; its number counts the events.",
    "The filter on the left narrows every page.",
    "The address keeps what you see: copy it to share it.",
]
FRENCH = [
    "Un cercle est un lieu\u00a0; son chiffre compte les événements.",
    "Le filtre, à gauche, vaut pour toutes les pages.",
    "L’adresse garde ce qui est affiché\u00a0: la copier suffit.",
]
_BOX = "node => { const box = node.getBoundingClientRect(); return [box.x, box.y, box.width, box.height]; }"


def strip(screen: Screen) -> Locator:
    return screen.page.locator(".st-key-hints section")


def done(screen: Screen) -> Locator:
    return strip(screen).locator("button")


def told(screen: Screen) -> list[str]:
    """The hints as they are seen."""
    expect(strip(screen)).to_be_visible()
    return [line.inner_text().strip() for line in strip(screen).locator("li").all()]


def test_a_first_visit_is_told_three_things(screen: Screen) -> None:
    screen.open("/")
    assert told(screen) == HINTS
    box, frame = strip(screen).bounding_box(), screen.page.locator(MAP).bounding_box()
    assert box is not None
    assert frame is not None
    assert box["y"] >= frame["y"] + frame["height"] - 1, "they lie on the map"
    assert box["y"] + box["height"] <= 720, "they are not on the first screen"
    side = screen.page.locator(".st-key-side-panel").bounding_box()
    assert side is not None
    assert box["y"] >= side["y"] + side["height"] - 1, "they lie on the panel"


def test_in_french_they_are_french(screen: Screen) -> None:
    screen.open("/", lang="fr")
    assert told(screen) == FRENCH
    expect(done(screen)).to_have_text("Compris")
    expect(strip(screen)).to_have_attribute("aria-label", "Conseils pour une première visite")


def test_on_a_phone_they_stand_below_the_map_and_name_its_button(new_screen: NewScreen) -> None:
    screen = new_screen(390, 844, is_mobile=True, has_touch=True)
    screen.open("/")
    assert told(screen) == [HINTS[0], "The button at the top opens pages and filter.", HINTS[2]]
    box, frame, button = (part.bounding_box() for part in (strip(screen), screen.page.locator(MAP), done(screen)))
    assert box is not None
    assert frame is not None
    assert button is not None
    assert box["y"] >= frame["y"] + frame["height"] - 1
    assert box["y"] + box["height"] <= 844
    assert min(button["width"], button["height"]) >= 44


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (390, 844)])
def test_the_map_stays_where_it_is_when_they_go(new_screen: NewScreen, width: int, height: int) -> None:
    screen = new_screen(width, height)
    screen.open("/kidal_ambush")
    expect(strip(screen)).to_be_visible()
    before, view = screen.page.locator(MAP).evaluate(_BOX), screen.view()
    done(screen).dispatch_event("click")  # a click of the mouse would scroll the button clear of the edge first
    expect(strip(screen)).to_be_hidden()
    wait_until_still(screen.page)
    assert screen.page.locator(MAP).evaluate(_BOX) == before
    assert screen.shows(view)


def test_dismissed_they_are_gone_from_every_page_and_tab(new_screen: NewScreen) -> None:
    screen = new_screen()
    screen.open("/")
    done(screen).click()
    expect(strip(screen)).to_be_hidden()
    screen.turn_to("Kidal ambush")
    expect(strip(screen)).to_be_hidden()
    screen.open("/timeline")
    expect(strip(screen)).to_be_hidden()
    other = Screen(screen.page.context.new_page(), screen.home)
    other.open("/")
    wait_until_still(other.page)
    expect(strip(other)).to_be_hidden()
    stranger = new_screen()
    stranger.open("/")
    assert told(stranger) == HINTS


def test_they_stay_through_a_change_of_the_filter(screen: Screen) -> None:
    screen.open("/")
    with screen.redrawn():
        screen.search("Bamako")
    assert told(screen) == HINTS
    done(screen).click()
    with screen.redrawn():
        screen.search("")
    expect(strip(screen)).to_be_hidden()


def test_escape_dismisses_them(screen: Screen) -> None:
    screen.open("/")
    done(screen).focus()
    screen.page.keyboard.press("Escape")
    expect(strip(screen)).to_be_hidden()
    assert screen.page.evaluate("() => document.activeElement.tagName") == "H1"
    screen.open("/")
    wait_until_still(screen.page)
    expect(strip(screen)).to_be_hidden()


def test_a_keyboard_comes_to_them(screen: Screen) -> None:
    screen.open("/")
    done(screen).focus()
    ring = done(screen).evaluate("node => node.matches(':focus-visible') && getComputedStyle(node).outlineStyle")
    assert ring == "solid"
    screen.page.keyboard.press("Enter")
    expect(strip(screen)).to_be_hidden()


def test_a_browser_that_keeps_nothing_is_spared_them_while_the_page_is_open(new_screen: NewScreen) -> None:
    screen = new_screen(alone=True)  # whose storage refuses, for good
    screen.page.add_init_script(
        """const kept = Storage.prototype.setItem;
        Storage.prototype.setItem = function (name, value) {
            if (name.startsWith("kidal")) throw new Error("full");
            return kept.call(this, name, value);
        };"""
    )
    screen.open("/")
    done(screen).click()
    expect(strip(screen)).to_be_hidden()
    screen.turn_to("Kidal ambush")
    expect(strip(screen)).to_be_hidden()


def test_paper_and_presenter_are_spared_them(screen: Screen) -> None:
    screen.open("/")
    expect(strip(screen)).to_be_visible()
    screen.page.emulate_media(media="print")
    expect(strip(screen)).to_be_hidden()
    screen.page.emulate_media(media="screen")
    expect(strip(screen)).to_be_visible()
    screen.page.goto(f"{screen.home}/present")
    screen.page.wait_for_selector("#map_div[data-drawn]", state="attached")
    assert screen.page.locator("text=" + HINTS[0]).count() == 0
