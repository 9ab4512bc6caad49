"""The viewer's own events on the map: dots or hexagons, hover, click, playback. Nothing is lost, nothing runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, expect

from tests.browser.event_file import HOME, MISSING_DAY, EventFile, EventPage, scattered, spots
from tests.browser.seats import Seats

KIDAL = (18.44, 1.41)
HOSTILE = '`${window.ran = 1}` <img src=x onerror="window.ran = 2"> </script><script>window.ran = 3</script> {{7*7}}'

NewPage = Callable[..., EventPage]


@pytest.fixture(scope="module")
def places(browser: Browser) -> Iterator[Seats]:
    """Seats before a page that no server sends."""
    made = Seats(browser, HOME)
    yield made
    made.close()


@pytest.fixture
def new_page(places: Seats) -> Iterator[NewPage]:
    """A maker of pages; at the end nothing may have gone wrong in the console."""

    def make(width: int = 1280, height: int = 900, **options: Any) -> EventPage:
        return EventPage(places.take(width, height, **options).page)

    yield make
    seen = places.leave()
    assert [error for one in seen for error in one.errors] == []
    assert [url for one in seen for url in one.outside] == []


@pytest.fixture
def page(new_page: NewPage) -> EventPage:
    """One page at a 1280 x 900 window."""
    return new_page()


def cells(page: EventPage) -> list[dict[str, float]]:
    """The hexagons that are drawn."""
    found: list[dict[str, float]] = page.run("() => layer.drawn.hexagons.cells")
    return found


def is_crowded(page: EventPage) -> bool:
    """Whether hexagons are drawn."""
    return bool(page.run("() => layer.drawn.hexagons !== null"))


# --- counts


@pytest.mark.parametrize("share", [1.0, 0.6, 0.01])
def test_hexagons_or_dots_and_outside_add_up_at_every_zoom(page: EventPage, share: float) -> None:
    events = scattered(20_000)
    page.open(events)
    mask = np.random.default_rng(3).random(20_000) < share
    page.update(events.state(mask))
    total = int((mask & events.placed).sum())
    modes = set()
    for zoom in (3, 4, 5, 6.25, 7, 8.5, 9, 10, 11):
        page.go(16.3, 0.4, zoom)
        shown, all_, outside = page.counts()
        assert (shown + outside, all_) == (total, total), zoom
        modes.add(is_crowded(page))
        if is_crowded(page):
            assert sum(cell["count"] for cell in cells(page)) == shown
        inside = _inside(page, events, mask)
        assert shown >= inside, "what is in the window is drawn"
    assert modes == ({False} if share < 0.1 else {True, False})


def _inside(page: EventPage, events: EventFile, mask: np.ndarray) -> int:
    """How many of the events lie in the window, by another way."""
    south, west, north, east = page.run(
        "() => { const b = map.getBounds(); return [b.getSouth(), b.getWest(), b.getNorth(), b.getEast()]; }"
    )
    with np.errstate(invalid="ignore"):
        inside = (events.lat > south) & (events.lat < north) & (events.lon > west) & (events.lon < east)
    return int((inside & mask).sum())


def _is_well_inside(cell: dict[str, float]) -> bool:
    return 40 < cell["x"] < 1500 and 40 < cell["y"] < 700


def test_up_to_two_thousand_are_dots_and_one_more_are_hexagons(page: EventPage) -> None:
    events = scattered(2_001, lost=0)
    page.open(events)
    page.run("() => { layer.style.hexagon.crowd = Infinity; }")  # heaps have a test of their own
    page.go(16, 1, 3)
    assert is_crowded(page)
    mask = np.ones(2_001, bool)
    mask[5] = False
    page.update(events.state(mask))
    assert not is_crowded(page)
    assert page.counts() == (2_000, 2_000, 0)
    assert page.run("() => layer.drawn.dots.count") == 2_000


def test_a_few_hundred_events_in_a_heap_are_counted_and_far_apart_they_are_dots(page: EventPage) -> None:
    heap = spots(*[(16.0, 1.0)] * 301)
    page.open(heap)
    page.go(16, 1, 5)
    assert is_crowded(page)
    assert [cell["count"] for cell in cells(page)] == [301]
    mask = np.ones(301, bool)
    mask[0] = False
    page.update(heap.state(mask))
    assert not is_crowded(page), "three hundred dots are drawn, however close"


def test_the_same_number_spread_over_the_view_are_dots(page: EventPage) -> None:
    page.open(spots(*[(10.0 + 0.6 * (i // 25), -6.0 + 0.6 * (i % 25)) for i in range(400)]))
    page.go(15, 1, 6)
    assert not is_crowded(page)


def test_a_hundred_thousand_events_are_drawn(page: EventPage) -> None:
    events = scattered(100_000)
    page.open(events)
    for zoom in (3, 6, 9, 11):
        page.go(16, 1, zoom)
        shown, total, outside = page.counts()
        assert shown + outside == total == int(events.placed.sum())


def test_no_event_passes(page: EventPage) -> None:
    events = scattered(50)
    page.open(events, mask=np.zeros(50, bool))
    assert page.counts() == (0, 0, 0)


# --- dots


def test_a_place_only_roughly_known_is_drawn_hollow(page: EventPage) -> None:
    far = (14.0, -4.0)
    events = spots(KIDAL, far)
    events.vague[1] = True
    page.open(events)
    page.go(16, -1, 5)
    assert page.colour(*KIDAL)[:3] == (0x00, 0x72, 0xB2)
    red, green, blue, _ = page.colour(*far)
    assert min(red, green, blue) > 235, "the paper's halo, not the actor's colour"


def test_the_chosen_event_has_a_ring(page: EventPage) -> None:
    events = spots(KIDAL, (14.0, -4.0))
    page.open(events)
    page.go(16, -1, 5)
    at = page.run("() => map.containerPointToLatLng(map.latLngToContainerPoint([18.44, 1.41]).add([18, 0]))")
    spot = (at["lat"], at["lng"])
    assert page.colour(*spot)[3] == 0
    page.update(events.state(selected=0))
    assert page.colour(*spot) == (0x1F, 0x23, 0x28, 255)


# --- pointing


def test_hover_shows_the_texts_of_the_event(page: EventPage) -> None:
    events = spots(KIDAL, (14.0, -4.0), titles=["Clash near Kidal", "Far away"])
    page.open(events)
    page.page.mouse.move(*page.point(*KIDAL))
    tip = page.page.locator(".cm-event-tip")
    expect(tip.locator(".cm-tip-head")).to_have_text("Clash near Kidal")
    expect(tip).to_contain_text("1 January 2020")
    expect(tip).to_contain_text("Deaths: 100 (killed)")
    page.page.mouse.move(*page.point(10.0, 10.0))
    expect(tip).to_have_count(0)


def test_a_block_of_texts_is_asked_for_once_and_only_when_needed(page: EventPage) -> None:
    events = spots(*[(10 + i / 100, 0.0) for i in range(700)])
    page.open(events)
    assert not [path for path in page.asked if "/texts/" in path]
    page.go(10.0 + 3, 0.0, 11)
    for row in (300, 302, 300):
        page.page.mouse.move(*page.point(10.0 + row / 100, 0.0))
        expect(page.page.locator(".cm-event-tip .cm-tip-head")).to_have_text(f"Event {row}")
    assert [path for path in page.asked if "/texts/" in path] == ["columns/texts/1"]


def test_a_click_chooses_the_event_as_a_mark_would(page: EventPage) -> None:
    page.open(spots(KIDAL, (14.0, -4.0)))
    page.page.mouse.click(*page.point(14.0, -4.0))
    page.page.wait_for_function("() => chosen.length")
    assert page.run("() => chosen.map(event => [event.id, event.imported.index])") == [["t:1", 1]]
    title = "() => { const { columns, row } = chosen[0].imported; return row[columns.indexOf('title')]; }"
    assert page.run(title) == "Event 1"  # what a card makes of it: event_texts.test.js


def test_an_event_over_an_area_or_a_shaded_country_can_be_chosen(page: EventPage) -> None:
    ambush = (19.85, 2.83)
    page.open(spots(ambush, (15.5, -1.5), deaths=20), marks=True)
    page.go(19.0, 1.5, 7.5)
    page.page.mouse.move(*page.point(*ambush))
    expect(page.page.locator(".cm-event-tip .cm-tip-head")).to_have_text("Event 0")
    expect(page.page.locator(".leaflet-tooltip:not(.cm-event-tip):visible")).to_have_count(0)
    page.page.mouse.click(*page.point(*ambush))
    page.page.wait_for_function("() => chosen.length")
    assert page.run("() => chosen.map(event => event.id)") == ["t:0"]
    assert page.page.locator(".cm-chooser").count() == 0


def test_a_mark_of_the_story_comes_before_an_event_below_it(page: EventPage) -> None:
    page.open(spots((18.4411, 1.4078)), marks=True)
    page.go(18.4411, 1.4078, 9)
    page.page.mouse.click(*page.point(18.4411, 1.4078))
    page.page.wait_for_selector(".cm-chooser")
    assert page.page.locator(".cm-chooser .cm-choice").count() >= 2
    assert page.run("() => chosen") == []


def test_several_events_at_one_spot_are_a_list_to_choose_from(page: EventPage) -> None:
    page.open(spots(KIDAL, KIDAL, (14.0, -4.0), KIDAL, titles=["One", "Two", "Elsewhere", HOSTILE]))
    page.page.mouse.move(*page.point(*KIDAL))
    expect(page.page.locator(".cm-event-tip")).to_contain_text("3 events at this spot")
    page.page.mouse.click(*page.point(*KIDAL))
    choices = page.page.locator(".cm-chooser .cm-choice span:last-child")
    expect(choices).to_have_text([HOSTILE, "Two", "One"])
    choices.nth(1).click()
    assert page.run("() => chosen.map(event => event.id)") == ["t:1"]
    assert page.run("() => window.ran") is None


def test_a_title_is_text_whatever_it_holds(page: EventPage) -> None:
    page.open(spots(KIDAL, titles=[HOSTILE]))
    page.page.mouse.move(*page.point(*KIDAL))
    expect(page.page.locator(".cm-event-tip .cm-tip-head")).to_have_text(HOSTILE)
    assert page.page.locator(".cm-event-tip img, .cm-event-tip script").count() == 0
    assert page.run("() => window.ran") is None


def test_a_click_on_a_hexagon_goes_to_its_events(page: EventPage) -> None:
    events = scattered(9_000)
    page.open(events)
    page.go(16, 1, 5)
    cell = next(cell for cell in cells(page) if 700 < cell["x"] < 900 and 300 < cell["y"] < 500 and cell["count"] > 5)
    at = page.run(
        """spot => {
            const at = map.layerPointToLatLng(layer.drawn.view.at.add(spot));
            return [at.lat, at.lng];
        }""",
        [cell["x"], cell["y"]],
    )
    page.page.mouse.move(*page.point(*at))
    expect(page.page.locator(".cm-event-tip")).to_contain_text(f"{cell['count']} events")
    page.page.mouse.click(*page.point(*at))
    page.page.wait_for_function("() => map.getZoom() >= 6 && layer.drawn.view.zoom === map.getZoom()")
    assert page.counts()[0] >= cell["count"]


def test_a_tap_chooses(new_page: NewPage) -> None:
    page = new_page(390, 844, has_touch=True, is_mobile=True)
    page.open(spots(KIDAL))
    page.page.touchscreen.tap(*page.point(*KIDAL))
    page.page.wait_for_function("() => chosen.length")
    assert page.run("() => chosen[0].id") == "t:0"
    assert page.page.locator(".cm-event-tip").count() == 0


# --- states


def test_another_mask_neither_fetches_again_nor_moves_the_map(page: EventPage) -> None:
    events = scattered(5_000)
    page.open(events)
    page.go(16.4, 1.7, 7.25)
    view = page.run("() => JSON.stringify([map.getCenter(), map.getZoom()])")
    for share in (0.5, 0.1, 1.0):
        mask = np.random.default_rng(1).random(5_000) < share
        page.update(events.state(mask))
        assert page.counts()[1] == int((mask & events.placed).sum())
    page.update(None)
    assert page.run("() => [layer.canvas.isConnected, 'imported' in map.getContainer().dataset]") == [False, False]
    page.update(events.state())
    assert page.asked.count("columns") == 1
    assert page.run("() => JSON.stringify([map.getCenter(), map.getZoom()])") == view


def test_another_file_takes_the_place_of_the_first(page: EventPage) -> None:
    first, second = scattered(300), scattered(200, seed=9)
    second.name = "second"
    page.open(first)
    page.files["second"] = second
    page.update(second.state())
    assert page.counts()[1] == int(second.placed.sum())
    assert page.asked.count("columns") == page.asked.count("second") == 1


def test_the_last_of_several_quick_states_is_drawn(page: EventPage) -> None:
    first, second = scattered(300), scattered(200, seed=9)
    second.name = "second"
    page.open(first)
    page.files["second"] = second
    masks = [second.state(np.arange(200) < n) for n in (50, 10)]
    page.run(
        "states => states.forEach((imported, i) => CM.update({ ...CM.renderer.state, imported, seq: 'q' + i }))", masks
    )
    page.page.wait_for_selector("#map_div[data-drawn='q1']", state="attached")
    assert page.counts()[1] == int(second.placed[:10].sum())


def test_columns_that_cannot_be_fetched_give_a_notice_and_leave_the_map(browser: Browser) -> None:
    context = browser.new_context()  # the console names the missing file: no watch here
    page = EventPage(context.new_page())
    page.open(scattered(100), marks=True)
    marks = page.page.locator(".cm-mark").count()
    page.update({**scattered(100).state(), "columns": f"{HOME}/gone"})
    notice = "Your events could not be loaded (404). Open Your data and choose the file again."
    expect(page.page.locator(".cm-notice")).to_have_text(notice)
    assert page.page.locator(".cm-mark").count() == marks > 10
    page.update(scattered(100).state())
    assert page.counts()[1] > 0
    context.close()


def test_a_long_drag_shows_no_empty_edge(page: EventPage) -> None:
    page.open(scattered(4_000))
    page.go(16, 1, 6)
    page.run("() => { map._rawPanBy([700, 200]); map.fire('move'); }")
    covered = page.run(
        """() => {
            const a = layer.canvas.getBoundingClientRect(), b = map.getContainer().getBoundingClientRect();
            return a.left <= b.left && a.top <= b.top && a.right >= b.right && a.bottom >= b.bottom;
        }"""
    )
    assert covered


@pytest.mark.parametrize("ratio", [1, 2, 3])
def test_the_picture_is_as_sharp_as_the_screen_up_to_two(new_page: NewPage, ratio: int) -> None:
    page = new_page(device_scale_factor=ratio)
    page.open(spots(KIDAL))
    assert page.run("() => layer.canvas.width / layer.drawn.view.width") == min(ratio, 2)
    assert page.colour(*KIDAL)[:3] == (0x00, 0x72, 0xB2)


# --- playback


def test_in_playback_an_event_appears_on_its_day_and_fades(page: EventPage) -> None:
    events = spots(KIDAL, (14.0, -4.0), (12.0, 0.0))
    events.start[2] = MISSING_DAY
    page.open(events)
    assert page.counts()[1] == 3
    page.run(
        """() => {
            CM.renderer.playback.open(); CM.renderer.playback.pause();
            to = day => CM.renderer.playback.to(Date.parse(day + 'T12:00:00Z'));
        }"""
    )
    for day, shown in (("2019-12-31", 0), ("2020-01-01", 1), ("2020-01-02", 2), ("2023-01-01", 2)):
        page.run("day => to(day)", day)
        assert page.counts()[1] == shown, day
    assert page.colour(*KIDAL)[3] < 130
    page.run("() => to('2020-01-02')")
    assert page.colour(*KIDAL)[3] == 255
    page.run("() => CM.renderer.playback.close()")
    assert page.counts()[1] == 3
    assert page.colour(*KIDAL)[3] == 255


# --- the stand-alone file


def test_a_page_that_holds_the_events_itself_asks_nobody(page: EventPage) -> None:
    page.open(spots(KIDAL, titles=["In the file"]), inline=True)
    page.page.mouse.move(*page.point(*KIDAL))
    expect(page.page.locator(".cm-event-tip .cm-tip-head")).to_have_text("In the file")
    assert page.asked == ["page"]


def test_the_canvas_is_no_stop_for_the_keyboard_or_a_screen_reader(page: EventPage) -> None:
    page.open(spots(KIDAL))
    assert page.run("() => [layer.canvas.getAttribute('aria-hidden'), layer.canvas.tabIndex]") == ["true", -1]
