"""A view that a viewer adds to the briefing: it keeps the page and the frame of the map as it was moved."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NewScreen
from tests.browser.screen import MAP, Screen
from tests.browser.still import wait_until_still

Bounds = list[float]  # south, west, north, east in degrees

_BOUNDS = """() => {
    const shown = ConflictMap.renderer.map.getBounds();
    return [shown.getSouth(), shown.getWest(), shown.getNorth(), shown.getEast()];
}"""


def add_view(screen: Screen) -> None:
    """Press the button on the map that keeps the view."""
    screen.page.frame_locator(MAP).get_by_role("button", name="Add this view to the briefing").click()
    expect(screen.page.get_by_text("Added to the briefing as scene")).to_be_visible()


def saved_set(screen: Screen, folder: Path) -> Path:
    """Go to Briefing and save the set."""
    screen.turn_to("Briefing", with_map=False)
    with screen.page.expect_download() as download:
        screen.page.get_by_role("button", name="Save the set (JSON)").click()
    path = folder / "set.json"
    download.value.save_as(path)
    return path


def last_scene(path: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))["scenes"][-1]
    return found


def bounds_of(scene: dict[str, Any]) -> Bounds:
    return [float(number) for number in scene["bounds"].split()]


def near(found: Bounds, wanted: Bounds, part: float = 0.03) -> bool:
    """Whether all four edges lie within a part of the frame's own height or width."""
    high, wide = wanted[2] - wanted[0], wanted[3] - wanted[1]
    rooms = (high, wide, high, wide)
    return all(abs(a - b) <= part * room for a, b, room in zip(found, wanted, rooms, strict=True))


@pytest.mark.parametrize(("width", "height"), [(1280, 720), (1600, 900)])
def test_the_frame_of_a_moved_map_is_kept_and_shown_when_presented(
    new_screen: NewScreen, tmp_path: Path, width: int, height: int
) -> None:
    screen = new_screen(width, height, accept_downloads=True)
    screen.open("/kidal_ambush", event="E30")
    screen.page.locator(".st-key-map-frame").scroll_into_view_if_needed()
    screen.pan(-110, 60)
    screen.page.wait_for_function("() => new URL(location.href).searchParams.has('zoom')")
    wanted = screen.frame.evaluate(_BOUNDS)
    add_view(screen)
    path = saved_set(screen, tmp_path)
    scene = last_scene(path)
    assert scene["page"] == "kidal_ambush"
    assert "event=E30" in scene["query"]
    assert near(bounds_of(scene), wanted)
    shown = presented(screen, path, tmp_path)
    kept = bounds_of(scene)
    assert (shown[0] <= kept[0], shown[1] <= kept[1], shown[2] >= kept[2], shown[3] >= kept[3]) == (True,) * 4
    assert shown[3] - shown[1] < 4 * (wanted[3] - wanted[1])


def presented(screen: Screen, path: Path, folder: Path) -> Bounds:
    """Load the set on a fresh page, make the HTML file of it, and present its last scene."""
    page: Page = screen.page
    screen.open("/briefing", with_map=False)
    page.locator(".st-key-briefing-file input[type=file]").set_input_files(path)
    expect(page.get_by_text("15 scenes.")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="One HTML file with your set").click()
    made = folder / "briefing.html"
    download.value.save_as(made)
    browser = page.context.browser
    assert browser is not None
    stage = browser.new_context(viewport={"width": 1280, "height": 720}, offline=True).new_page()
    stage.goto(made.as_uri())
    stage.wait_for_selector("#map_div[data-basemap=whole]", state="attached")
    stage.get_by_role("button", name="Present").click()
    stage.keyboard.press("End")
    expect(stage.locator(".p-step")).to_have_text("15 of 15")
    wait_until_still(stage)  # the flight takes 1.3 seconds
    shown: Bounds = stage.evaluate(_BOUNDS)
    stage.context.close()
    return shown


def test_a_map_that_was_not_moved_gives_the_opening_frame_of_its_page(screen: Screen, tmp_path: Path) -> None:
    screen.open("/convoy_route", variant="base-document-only")
    add_view(screen)
    scene = last_scene(saved_set(screen, tmp_path))
    assert (scene["page"], scene["query"]) == ("convoy_route", "variant=base-document-only")
    assert bounds_of(scene) == [18.15, 0.1, 21.5, 4.4]
