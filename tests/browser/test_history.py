"""One change, one entry of the browser's history: Back and Forward go through what a viewer did, step by step."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import NewScreen
from tests.browser.screen import Screen
from tests.browser.seats import LOBBY

#: The pages in the order in which the test turns to them, and whether each has a map.
_TURNS = (
    ("Timeline", True),
    ("Overview", True),
    ("Kidal ambush", True),
    ("Evidence", False),
    ("Russian presence", True),
    ("Method", False),
    ("Convoy route", True),
    ("Your data", False),
    ("Briefing", False),
)


def entries(screen: Screen) -> int:
    """The entries that the dashboard has in the tab's history.

    Chromium's ``history.length`` goes on from that of other tabs of the same process, and ends at 50; what stands
    before the place where a seat waits is of earlier viewers.
    """
    found: int = screen.page.evaluate(
        """lobby => {
            const places = navigation.entries().map(entry => new URL(entry.url).pathname);
            return places.length - 1 - places.lastIndexOf(lobby);
        }""",
        LOBBY,
    )
    return found


def turn(screen: Screen, title: str, with_map: bool = True) -> None:
    """Turn to another page and wait until the address says so: the navigation does before it."""
    screen.turn_to(title, with_map)
    path = "" if title == "Overview" else title.lower().replace(" ", "_")
    screen.page.wait_for_function("path => location.pathname === path", arg=f"/{path}")


def expect_page(screen: Screen, title: str, with_map: bool = True) -> None:
    here = screen.page.locator('[data-testid="stTopNavLink"][aria-current="page"]')
    expect(here).to_contain_text(title)
    screen.settle(with_map)


def test_each_turned_page_is_one_entry_and_one_step_back(screen: Screen) -> None:
    screen.open("/", country="MLI", q="Kidal Tessalit")
    kept: dict[str, list[str] | None] = {"country": ["MLI"], "q": ["Kidal Tessalit"]}
    before = entries(screen)
    for n, (title, with_map) in enumerate(_TURNS, 1):
        turn(screen, title, with_map)
        screen.wait_for_params(**kept)
        assert entries(screen) == before + n, title
    for title, with_map in (*_TURNS[-2::-1], ("Overview", True)):
        screen.page.go_back()
        expect_page(screen, title, with_map)
        screen.wait_for_params(**kept)
    assert entries(screen) == before + len(_TURNS)
    screen.page.go_forward()
    expect_page(screen, "Timeline")
    screen.wait_for_params(**kept)


def test_a_page_whose_map_was_moved_is_left_by_one_entry_and_comes_back_where_it_stood(screen: Screen) -> None:
    screen.open("/", country="MLI")
    screen.pan(-120, -60)
    screen.page.wait_for_function("() => new URL(location.href).searchParams.has('lat')")
    view, before = screen.view(), entries(screen)
    turn(screen, "Timeline")
    screen.wait_for_params(country=["MLI"], lat=None)
    assert entries(screen) == before + 1
    screen.page.go_back()
    expect_page(screen, "Overview")
    screen.wait_for_params(country=["MLI"])
    assert screen.shows(view)


def test_a_pages_own_parameter_stays_with_its_page(screen: Screen) -> None:
    screen.open("/timeline", lanes="actor")
    before = entries(screen)
    turn(screen, "Convoy route")
    screen.wait_for_params(lanes=None)
    turn(screen, "Timeline")
    screen.wait_for_params(lanes=["actor"])
    assert entries(screen) == before + 2
    screen.page.go_back()
    expect_page(screen, "Convoy route")
    screen.wait_for_params(lanes=None)
    screen.page.go_back()
    expect_page(screen, "Timeline")
    screen.wait_for_params(lanes=["actor"])


@pytest.mark.parametrize("address", ["/", "/?confidence=contested"])
def test_back_undoes_a_change_made_on_a_turned_page(screen: Screen, address: str) -> None:
    screen.open(address)
    turn(screen, "Timeline")
    marks, line, before = screen.marks(), screen.count_line(), entries(screen)
    with screen.redrawn():
        screen.choose("country", "Mali")
    screen.wait_for_params(country=["MLI"])
    assert entries(screen) == before + 1
    with screen.redrawn():
        screen.page.go_back()
    screen.wait_for_params(country=None)
    assert (screen.marks(), screen.count_line()) == (marks, line)
    screen.page.go_back()
    expect_page(screen, "Overview")


def test_what_was_cleared_on_a_turned_page_stays_cleared(screen: Screen) -> None:
    screen.open("/", country="MLI")
    turn(screen, "Timeline")
    screen.wait_for_params(country=["MLI"])
    with screen.redrawn():
        screen.page.get_by_role("button", name="Clear all filters").click()
    screen.wait_for_params(country=None)
    everything = screen.count_line()
    with screen.redrawn():
        screen.choose("confidence", "contested")
    screen.wait_for_params(country=None, confidence=["contested"])
    with screen.redrawn():
        screen.page.go_back()
    screen.wait_for_params(country=None, confidence=None)
    assert screen.count_line() == everything
    with screen.redrawn():
        screen.page.go_back()
    screen.wait_for_params(country=["MLI"], confidence=None)


def test_a_reload_takes_nothing_from_the_way_back_and_forth(screen: Screen) -> None:
    screen.open("/", country="MLI")
    turn(screen, "Timeline")
    screen.wait_for_params(country=["MLI"])
    before = entries(screen)
    screen.page.reload()
    screen.settle()
    assert entries(screen) == before
    screen.page.go_back()
    expect_page(screen, "Overview")
    screen.wait_for_params(country=["MLI"])
    screen.page.go_forward()
    expect_page(screen, "Timeline")
    screen.wait_for_params(country=["MLI"])
    assert entries(screen) == before


def test_what_an_address_should_not_say_goes_out_of_it_without_an_entry(screen: Screen) -> None:
    screen.open("/", country=["XYZ", "MLI"], zoom="close", fbclid="1")
    screen.wait_for_params(country=["MLI"], zoom=None, fbclid=["1"])
    assert entries(screen) == 1


def test_the_language_of_a_browser_comes_into_the_address_without_an_entry(new_screen: NewScreen) -> None:
    screen = new_screen(locale="fr-FR")
    screen.page.goto("about:blank")
    screen.open("/", country="MLI")
    screen.wait_for_params(country=["MLI"], lang=["fr"])
    assert entries(screen) == 1
    screen.page.go_back()
    expect(screen.page).to_have_url("about:blank")


def test_the_link_to_a_row_says_the_row_alone_and_back_brings_the_filter_again(screen: Screen) -> None:
    screen.open("/timeline", lanes="actor", event="E34", country="MLI")
    line, before = screen.count_line(), entries(screen)
    with screen.redrawn():
        screen.card.get_by_role("link", name="Link to this event").click()
    screen.wait_for_params(event=["E34"], lanes=["actor"], country=None)
    assert entries(screen) == before + 1
    with screen.redrawn():
        screen.choose("confidence", "contested")
    screen.wait_for_params(event=["E34"], lanes=["actor"], country=None, confidence=["contested"])
    for _ in range(2):
        with screen.redrawn():
            screen.page.go_back()
    screen.wait_for_params(event=["E34"], lanes=["actor"], country=["MLI"], confidence=None)
    assert screen.count_line() == line
