"""The live filter: the map follows a control while it is touched; Python confirms and the address has it.

That both leave the same rows is proved for random filters in ``tests/unit/views/test_live.py``; where they did not, the
page would say so in its console, which fails any test here.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from geodata.asking.filters import Filters, events_mask, presence_mask
from tests.browser.reader import Reader
from tests.browser.screen import Screen
from tests.real_story import REAL

#: The rows that are on: what the map is about to draw, whether or not a row has a place.
_ON = "() => [...ConflictMap.renderer.events, ...ConflictMap.renderer.presence].map(row => row.id)"


def strip(screen: Screen) -> Locator:
    """The live filter, once it is there."""
    found = screen.page.locator("#strip-root")
    expect(found.locator(".chip").first).to_be_visible()
    return found


def rows_on(screen: Screen) -> list[str]:
    found: list[str] = screen.frame.evaluate(_ON)
    return sorted(found)


def left_by(filters: Filters) -> list[str]:
    """The rows that Python leaves of a page that shows all."""
    masks = ((REAL.events, events_mask(REAL, filters)), (REAL.presence, presence_mask(REAL, filters)))
    return sorted(row for table, mask in masks for row in table.index[mask])


def wait_for_rows(screen: Screen, rows: list[str]) -> None:
    screen.frame.wait_for_function(f"rows => JSON.stringify(({_ON})().sort()) === JSON.stringify(rows)", arg=rows)


@pytest.fixture
def timeline(reader: Reader) -> Reader:
    """A reader on the page that shows every event and every report."""
    reader.open("/timeline")
    return reader


def test_a_chip_shows_what_it_would_leave_and_a_click_keeps_it(timeline: Reader) -> None:
    every, of_jnim = left_by(Filters()), left_by(Filters(actors=("jnim",)))
    chip = strip(timeline).locator('[data-actor="jnim"]')
    chip.hover()
    wait_for_rows(timeline, of_jnim)
    assert "actor" not in timeline.params
    timeline.page.mouse.move(640, 5)
    wait_for_rows(timeline, every)
    chip.click()
    wait_for_rows(timeline, of_jnim)
    timeline.wait_for_params(actor=["jnim"])
    timeline.settle()
    assert rows_on(timeline) == of_jnim
    expect(chip).to_have_attribute("aria-pressed", "true")
    hidden = len(every) - len(of_jnim)
    assert sum(int(n) for n in strip(timeline).locator(".hides span").inner_text().split() if n.isdigit()) == hidden
    strip(timeline).locator(".clear").click()
    wait_for_rows(timeline, every)
    timeline.wait_for_params(actor=None)


def test_the_handles_of_the_days_move_by_keys(timeline: Reader) -> None:
    handle = strip(timeline).locator('[data-focus="handle to"]')
    handle.focus()
    handle.press("PageDown")
    timeline.page.wait_for_function("() => new URL(location.href).searchParams.has('to')")
    timeline.settle()
    (last,) = timeline.params["to"]
    expect(handle).to_be_focused()
    assert handle.get_attribute("aria-valuetext")
    handle.press("End")
    timeline.wait_for_params(to=None)
    assert last < "2026-12-31"


def test_days_are_chosen_on_the_timeline_while_they_are_brushed(timeline: Reader) -> None:
    page = timeline.page
    page.get_by_role("button", name="Select days").click()
    box = page.locator("svg.timeline").bounding_box()
    assert box is not None
    before = rows_on(timeline)
    page.mouse.move(box["x"] + box["width"] * 0.5, box["y"] + 50)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.75, box["y"] + 50)
    timeline.frame.wait_for_function(f"before => ({_ON})().length < before", arg=len(before))
    assert "from" not in timeline.params
    during = rows_on(timeline)
    page.mouse.up()
    page.wait_for_function("() => new URL(location.href).searchParams.has('from')")
    timeline.settle()
    assert rows_on(timeline) == during
    page.go_back()
    timeline.wait_for_params(**{"from": None, "to": None})
    wait_for_rows(timeline, before)  # the address is the old one at once, the page a moment later


def test_the_as_of_day_moves_the_map_and_then_the_address(timeline: Reader) -> None:
    slider = strip(timeline).locator(".asof input")
    slider.focus()
    slider.press("Home")
    wait_for_rows(timeline, [])
    timeline.page.wait_for_function("() => new URL(location.href).searchParams.has('asof')")
    timeline.settle()
    assert rows_on(timeline) == []
    strip(timeline).locator(".asof input").press("End")
    timeline.wait_for_params(asof=None)
    wait_for_rows(timeline, left_by(Filters()))


def test_an_answer_to_an_older_change_does_not_overtake_a_newer_one(timeline: Reader) -> None:
    """Two changes right after each other: from the second on, no moment shows what the first one asked for."""
    strip(timeline)
    timeline.frame.evaluate(
        f"""() => {{
            const seen = window.seen = [], draw = ConflictMap.renderer.draw.bind(ConflictMap.renderer);
            ConflictMap.renderer.draw = state => {{ draw(state); seen.push(({_ON})().length); }};
        }}"""
    )
    first, second = left_by(Filters(actors=("jnim",))), left_by(Filters(actors=("wagner",)))
    for actor in ("jnim", "wagner"):
        chip = strip(timeline).locator(f'[data-actor="{actor}"]')
        chip.dispatch_event("click", {"altKey": True})
    timeline.wait_for_params(actor=["wagner"])
    timeline.settle()
    wait_for_rows(timeline, second)
    seen: list[int] = timeline.frame.evaluate("() => window.seen")
    assert len(first) != len(second)
    newest = seen.index(len(second))
    assert set(seen[newest:]) == {len(second)}
