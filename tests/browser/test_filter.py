"""A filter changes what is on the map and nothing else; the address keeps it, and brings it back."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import WebSocket, expect

from tests.browser.conftest import NewScreen
from tests.browser.reader import Reader
from tests.browser.screen import Screen
from tests.real_story import EVENTS


@pytest.mark.parametrize("path", ["/", "/kidal_ambush", "/russian_presence", "/timeline"])
def test_a_filter_change_keeps_frame_centre_and_zoom(reader: Reader, path: str) -> None:
    reader.open(path)
    reader.brand()
    view, marks = reader.view(), reader.marks()
    with reader.redrawn():
        reader.choose("country", "Mali")
    assert reader.is_branded()
    assert reader.view() == view
    assert reader.marks() != marks
    assert set(reader.marks()) < set(marks)


def test_a_filter_change_sends_nothing_that_the_browser_has(screen: Screen) -> None:
    sent: list[bytes] = []

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", lambda frame: sent.append(frame if isinstance(frame, bytes) else frame.encode()))

    screen.page.on("websocket", listen)
    screen.open("/")
    with screen.redrawn():
        screen.choose("country", "Mali")
    screen.settle()
    sent.clear()
    with screen.redrawn():
        screen.choose("country", "Niger")
    screen.settle()
    large = [frame for frame in sent if len(frame) >= 600]  # a line that loads a script may travel with what it is told
    assert [frame[:80] for frame in large if b"<style>" in frame or b"export default" in frame] == []
    assert 5_000 < sum(map(len, sent)) < 60_000  # before compression; three to four tenths of it go over the wire


def test_a_filter_change_keeps_the_view_that_a_viewer_panned_to(reader: Reader) -> None:
    reader.open("/")
    opening = reader.view()
    reader.pan(-120, 60)
    view = reader.view()
    assert view != opening, "on a desk the mouse drags the map"
    reader.brand()
    with reader.redrawn():
        reader.choose("country", "Niger")
    with reader.redrawn():
        reader.choose("confidence", "well attested")
    assert reader.is_branded()
    assert reader.view() == view


def test_every_widget_of_the_filter_reaches_the_map_and_the_address(reader: Reader) -> None:
    reader.show("/")
    with reader.redrawn():
        reader.set_date("from", "2023-01-01")
    reader.wait_for_params(**{"from": ["2023-01-01"]})
    with reader.redrawn():
        reader.set_date("to", "2024-07-31")
    reader.wait_for_params(to=["2024-07-31"])
    with reader.redrawn():
        reader.choose("country", "Mali")
    reader.wait_for_params(country=["MLI"])
    with reader.redrawn():
        reader.choose("actor", "Wagner")
    reader.wait_for_params(actor=["wagner"])
    with reader.redrawn():
        reader.search("Tinzaouaten")
    reader.wait_for_params(q=["Tinzaouaten"])
    shown = int(reader.count_line().split()[0])
    assert 0 < shown < 15
    # "Clear all filters" brings everything back and empties the address
    with reader.redrawn():
        reader.page.get_by_role("button", name="Clear all filters").click()
    assert reader.count_line().startswith(f"{EVENTS} of {EVENTS}")
    reader.wait_for_params(country=None, actor=None, q=None, to=None, **{"from": None})


def test_an_address_opened_cold_gives_the_same_rows_as_the_clicks_did(reader: Reader, new_screen: NewScreen) -> None:
    reader.show("/")
    with reader.redrawn():
        reader.choose("country", "Mali")
    with reader.redrawn():
        reader.choose("kind", "battle")
    with reader.redrawn():
        reader.choose("confidence", "well attested")
    reader.wait_for_params(country=["MLI"], kind=["battle"], confidence=["well-attested"])
    second = new_screen()  # cold
    second.open_address(reader.address)
    assert second.count_line() == reader.count_line()
    assert second.marks() == reader.marks()
    assert second.shows(reader.view())


def test_a_reload_keeps_the_filter(reader: Reader) -> None:
    reader.open("/timeline")
    with reader.redrawn():
        reader.choose("country", "Niger")
    marks, line, address = reader.marks(), reader.count_line(), reader.address
    reader.page.reload()
    reader.settle()
    assert (reader.marks(), reader.count_line(), reader.address) == (marks, line, address)


def test_turning_to_another_page_keeps_the_filter(reader: Reader) -> None:
    reader.open("/")
    with reader.redrawn():
        reader.choose("country", "Niger")
    line = reader.count_line()
    for title, with_map in (
        ("Timeline", True),
        ("Evidence", False),
        ("Russian presence", True),
        ("Overview", True),
    ):
        reader.turn_to(title, with_map)
        reader.wait_for_params(country=["NER"])
    assert reader.count_line() == line  # on the page that it was read on: others count rows of their own


def test_back_undoes_the_last_change_of_the_filter(reader: Reader) -> None:
    reader.open("/")
    everything = reader.marks()
    with reader.redrawn():
        reader.choose("country", "Mali")
    reader.wait_for_params(country=["MLI"])
    in_mali = reader.marks()
    with reader.redrawn():
        reader.choose("confidence", "contested")
    reader.wait_for_params(country=["MLI"], confidence=["contested"])
    with reader.redrawn():
        reader.page.go_back()
    assert reader.marks() == in_mali
    reader.wait_for_params(country=["MLI"], confidence=None)
    with reader.redrawn():
        reader.page.go_back()
    assert reader.marks() == everything
    reader.wait_for_params(country=None, confidence=None)
    with reader.redrawn():
        reader.page.go_forward()
    assert reader.marks() == in_mali


def test_back_returns_to_the_page_before(reader: Reader) -> None:
    reader.open("/", country="MLI")
    marks = reader.marks()
    reader.turn_to("Timeline")
    reader.page.go_back()
    expect(reader.page.get_by_test_id("stTopNavLink").first).to_have_attribute("aria-current", "page")
    reader.settle()
    assert reader.marks() == marks
    reader.wait_for_params(country=["MLI"])


def test_when_nothing_is_found_the_tight_part_can_be_cleared(reader: Reader) -> None:
    params: dict[str, Any] = {"country": "CAF", "from": "2026-06-01"}
    reader.open("/", **params)
    assert f"0 of {EVENTS}" in reader.count_line()
    assert "Without the dates there would be 3" in reader.count_line()
    with reader.redrawn():
        reader.page.get_by_role("button", name="Clear the dates").click()
    assert reader.count_line() == f"3 of {EVENTS} events shown"
    reader.wait_for_params(country=["CAF"], **{"from": None})


def test_a_broken_value_in_the_address_is_named_and_the_page_stands(reader: Reader) -> None:
    reader.open("/", country="XYZ", zoom="close")
    warnings = reader.page.get_by_test_id("stAlert")
    assert "XYZ" in warnings.nth(0).inner_text()
    assert reader.count_line().startswith(f"{EVENTS} of {EVENTS}")
    assert reader.marks()
