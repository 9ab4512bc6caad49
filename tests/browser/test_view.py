"""Centre and zoom are part of the address, without leaving a trail behind the Back button."""

from __future__ import annotations

import pytest

from tests.browser.conftest import NewScreen
from tests.browser.reader import Reader
from tests.browser.screen import MAP, Screen
from tests.real_story import EVENTS


def test_the_address_says_nothing_of_the_view_until_the_map_is_moved(reader: Reader) -> None:
    reader.open("/")
    assert not {"lat", "lng", "zoom"} & set(reader.params)


@pytest.mark.parametrize("path", ["/", "/convoy_route"])
def test_a_moved_map_can_be_copied_as_an_address(reader: Reader, new_screen: NewScreen, path: str) -> None:
    reader.open(path)
    opening = reader.view()
    reader.pan(-150, -80)
    reader.page.wait_for_function("() => new URL(location.href).searchParams.has('lat')")
    reader.page.frame_locator(MAP).locator(".leaflet-control-zoom-in").click()
    reader.page.wait_for_function(
        "old => Number(new URL(location.href).searchParams.get('zoom')) > old", arg=opening[2]
    )
    second = new_screen()  # cold
    second.open_address(reader.address)
    assert second.shows(reader.view())


def test_the_view_survives_a_reload(screen: Screen) -> None:
    screen.open("/", country="MLI")
    screen.pan(-100, -60)
    screen.page.wait_for_function("() => new URL(location.href).searchParams.has('lat')")
    view, marks = screen.view(), screen.marks()
    screen.page.reload()
    screen.settle()
    assert screen.shows(view)
    assert screen.marks() == marks


def test_a_view_in_the_address_is_shown(reader: Reader) -> None:
    reader.open("/kidal_ambush", lat="19.6", lng="2.4", zoom="8.5")
    assert reader.shows((19.6, 2.4, 8.5))


def test_a_filter_change_leaves_the_view_in_the_address(reader: Reader) -> None:
    reader.open("/", lat="17", lng="1", zoom="6")
    view = reader.view()
    with reader.redrawn():
        reader.choose("country", "Mali")
    reader.wait_for_params(country=["MLI"])
    assert {"lat", "lng", "zoom"} <= set(reader.params)
    assert reader.view() == view


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


def test_another_page_opens_in_its_own_frame(reader: Reader) -> None:
    reader.open("/", lat="17", lng="1", zoom="6")
    reader.turn_to("Convoy route")
    assert not reader.shows((17, 1, 6))


def test_the_home_button_brings_the_opening_view_back(reader: Reader) -> None:
    reader.open("/")
    opening = reader.view()
    reader.pan(-150, -80)
    assert not reader.shows(opening)
    reader.page.frame_locator(MAP).get_by_role("button", name="Back to the opening view").click()
    assert reader.shows(opening)
