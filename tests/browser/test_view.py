"""Centre and zoom are part of the address, without leaving a trail behind the Back button."""

from __future__ import annotations

import pytest

from tests.browser.conftest import NewScreen
from tests.browser.screen import MAP, Screen
from tests.real_story import EVENTS


def test_the_address_says_nothing_of_the_view_until_the_map_is_moved(screen: Screen) -> None:
    screen.open("/")
    assert not {"lat", "lng", "zoom"} & set(screen.params)


@pytest.mark.parametrize("path", ["/", "/convoy_route"])
def test_a_moved_map_can_be_copied_as_an_address(new_screen: NewScreen, path: str) -> None:
    first = new_screen()
    first.open(path)
    opening = first.view()
    first.pan(-150, -80)
    first.page.wait_for_function("() => new URL(location.href).searchParams.has('lat')")
    first.page.frame_locator(MAP).locator(".leaflet-control-zoom-in").click()
    first.page.wait_for_function("old => Number(new URL(location.href).searchParams.get('zoom')) > old", arg=opening[2])
    second = new_screen()
    second.open_address(first.address)
    assert second.shows(first.view())


def test_the_view_survives_a_reload(screen: Screen) -> None:
    screen.open("/", country="MLI")
    screen.pan(-100, -60)
    screen.page.wait_for_function("() => new URL(location.href).searchParams.has('lat')")
    view, marks = screen.view(), screen.marks()
    screen.page.reload()
    screen.settle()
    assert screen.shows(view)
    assert screen.marks() == marks


def test_a_view_in_the_address_is_shown(screen: Screen) -> None:
    screen.open("/kidal_ambush", lat="19.6", lng="2.4", zoom="8.5")
    assert screen.shows((19.6, 2.4, 8.5))


def test_a_filter_change_leaves_the_view_in_the_address(screen: Screen) -> None:
    screen.open("/", lat="17", lng="1", zoom="6")
    view = screen.view()
    with screen.redrawn():
        screen.choose("country", "Mali")
    screen.wait_for_params(country=["MLI"])
    assert {"lat", "lng", "zoom"} <= set(screen.params)
    assert screen.view() == view


def test_moving_the_map_leaves_no_trail_behind_the_back_button(screen: Screen) -> None:
    screen.open("/")
    with screen.redrawn():
        screen.choose("country", "Mali")
    screen.wait_for_params(country=["MLI"])
    before = screen.page.evaluate("() => history.length")
    for right, down in ((-60, 0), (0, -60), (60, 0)):
        screen.pan(right, down)
    screen.page.wait_for_function("() => new URL(location.href).searchParams.has('lat')")
    assert screen.page.evaluate("() => history.length") == before
    with screen.redrawn():
        screen.page.go_back()
    screen.wait_for_params(country=None)
    assert screen.count_line().startswith(f"{EVENTS} of {EVENTS}")


def test_another_page_opens_in_its_own_frame(screen: Screen) -> None:
    screen.open("/", lat="17", lng="1", zoom="6")
    screen.turn_to("Convoy route")
    assert not screen.shows((17, 1, 6))


def test_the_home_button_brings_the_opening_view_back(screen: Screen) -> None:
    screen.open("/")
    opening = screen.view()
    screen.pan(-150, -80)
    assert not screen.shows(opening)
    screen.page.frame_locator(MAP).get_by_role("button", name="Back to the opening view").click()
    assert screen.shows(opening)
