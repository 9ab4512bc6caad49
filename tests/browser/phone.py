"""A phone in a hand: what kind of browser it is, how it is held, what a finger needs, and where things stand on it."""

from __future__ import annotations

from playwright.sync_api import Locator, expect

from tests.browser.screen import MAP, Screen
from tests.browser.still import wait_until_still

#: Two phones held upright, and one held across.
SIZES = ((390, 844), (360, 640), (844, 390))
#: Pixels that a target of a finger is wide and high.
LEAST = 44
ROOM = 0.5  # of a pixel, for rounding

PHONE = {
    "is_mobile": True,
    "has_touch": True,
    "user_agent": "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/126.0.0.0 Mobile Safari/537.36",
}

#: The drawer with pages and filter, what opens and closes it, and what closes a card.
SIDEBAR = "[data-testid=stSidebar]"
OPENER = "[data-testid=stExpandSidebarButton]"
CLOSER = "[data-testid=stSidebarCollapseButton] button"
CLOSE = ".st-key-card-close button:visible"

SCROLLED = "() => document.querySelector('[data-testid=stMain]').scrollTop"

#: What is smaller than a target may be, by its name, among the visible elements that match.
_SMALL = """(nodes, least) => nodes.map(node => [node, node.getBoundingClientRect()])
    .filter(([node, box]) => box.width && box.height && node.checkVisibility({visibilityProperty: true})
        && (box.width < least || box.height < least))
    .map(([node, box]) => `${node.ariaLabel || node.innerText} ${box.width.toFixed(1)} x ${box.height.toFixed(1)}`)"""

Box = dict[str, float]


def box_of(where: Locator) -> Box:
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


def hold(screen: Screen, size: tuple[int, int]) -> None:
    """Turn the phone, or take one of another size, and wait until the page and its map have followed."""
    screen.page.set_viewport_size({"width": size[0], "height": size[1]})
    wait_until_still(screen.page)
