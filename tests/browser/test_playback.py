"""Playback: time runs over the map inside the browser, and leaves everything as it was."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import Any

import pytest
from playwright.sync_api import Frame, FrameLocator, Locator, expect

from tests.browser.conftest import NewReader, NewScreen
from tests.browser.reader import Reader
from tests.browser.screen import MAP, Screen

PAGES = ("/", "/convoy_route")
#: The day that playback ends on, and how many hours a step of a page has at first.
LAST = {"/": "2026-10-31", "/convoy_route": "2024-07-30"}

_MOMENT = "() => document.querySelector('#map_div').dataset.moment"
_RECORD = """() => {
    window.moments = [];
    const map = document.querySelector('#map_div');
    new MutationObserver(() => window.moments.push([performance.now(), map.dataset.moment]))
        .observe(map, { attributeFilter: ['data-moment'] });
}"""
_CROWD = """() => {
    const renderer = ConflictMap.renderer, some = renderer.events;
    const first = Date.parse('2018-01-01'), last = Date.parse('2024-10-30');
    renderer.events = Array.from({ length: 10000 }, (_, i) => {
        const day = new Date(first + (last - first) * i / 10000).toISOString().slice(0, 10);
        return { ...some[i % some.length], id: 'X' + i, start: day, end: day };
    });
}"""
_PLACES = """() => [...document.querySelectorAll('.cm-column')].map(dot => {
    const box = dot.getBoundingClientRect();
    return [dot.classList.contains('cm-ghost'), Math.round(box.x * 10) / 10, Math.round(box.y * 10) / 10];
})"""


def between(first: str, last: str) -> dict[str, Any]:
    """The address parameters of a filter by days."""
    return {"from": first, "to": last}


def inside(screen: Screen) -> FrameLocator:
    """What stands in the map's frame."""
    return screen.page.frame_locator(MAP)


def button(screen: Screen, name: str) -> Locator:
    """A button of the map by its name."""
    return inside(screen).get_by_role("button", name=name, exact=True)


def moment(frame: Frame) -> dt.datetime:
    """The moment that is shown."""
    found: str = frame.evaluate(_MOMENT)
    return dt.datetime.fromisoformat(found)


def marks(frame: Frame, kind: str = ".cm-mark") -> int:
    """How many marks there are."""
    found: int = frame.locator(kind).count()
    return found


def begin(screen: Screen, still: bool = True) -> Frame:
    """Open playback; ``still`` stops it at once, at its first moment."""
    frame = screen.frame
    button(screen, "Play through time").click()
    expect(inside(screen).locator(".cm-play")).to_be_visible()
    if still:
        button(screen, "Pause").click()
        to(screen, 0)
    return frame


def to(screen: Screen, part: float) -> None:
    """Move the slider to a part of the period, 0 to 1."""
    inside(screen).get_by_label("Moment").fill(str(round(part * 1000)))


def choose(screen: Screen, name: str, value: str) -> None:
    """Take an option of one of the two lists."""
    inside(screen).get_by_label(name, exact=True).select_option(value)


@pytest.fixture
def screen(reader: Reader) -> Reader:
    """One reader serves all tests of this file: they look and choose, and leave nothing behind but a view."""
    return reader


@pytest.mark.parametrize("path", PAGES)
def test_it_plays_to_the_last_day_and_stops_there(reader: Reader, path: str) -> None:
    reader.open(path)
    frame = begin(reader)
    first = inside(reader).locator(".cm-play-date").inner_text()
    choose(reader, "Steps a second", "10")
    if path == "/convoy_route":
        choose(reader, "Step", "day")
    button(reader, "Play").click()
    expect(button(reader, "Pause")).to_be_visible()
    expect(button(reader, "Play")).to_be_visible(timeout=60_000)
    assert moment(frame).date().isoformat() == LAST[path]
    date = inside(reader).locator(".cm-play-date")
    assert date.inner_text() != first
    assert LAST[path][:4] in date.inner_text()
    assert float(date.evaluate("date => parseFloat(getComputedStyle(date).fontSize)")) >= 24


def test_the_page_does_not_run_again_while_time_runs(new_screen: NewScreen) -> None:
    screen = new_screen()
    sent: list[str | bytes] = []

    def note(frame: str | bytes) -> None:
        sent.append(frame)

    screen.page.on("websocket", lambda socket: socket.on("framesent", note))
    screen.open("/convoy_route")
    assert sent, "the page talks to the server by a websocket"
    screen.brand()
    frame = begin(screen)
    before = len(sent)
    choose(screen, "Steps a second", "10")
    choose(screen, "Step", "day")
    button(screen, "Play").click()
    frame.wait_for_function("() => document.querySelector('#map_div').dataset.moment > '2024-07-29'")
    expect(button(screen, "Play")).to_be_visible()
    assert len(sent) == before
    assert screen.is_branded()


def test_events_appear_and_fade_to_a_trace(reader: Reader) -> None:
    reader.open("/")
    frame = begin(reader)
    counts = []
    for part in (0.0, 0.3, 0.6, 0.9, 1.0):
        to(reader, part)
        counts.append(marks(frame, ".cm-mark[data-rows*=E]"))
    assert counts == sorted(counts)
    assert counts[0] < counts[2] < counts[-1]
    traces = marks(frame, ".cm-mark.cm-trace")
    assert traces > 0
    to(reader, 0.0)
    assert marks(frame, ".cm-mark.cm-trace") == 0


def test_sites_switch_on_and_off(reader: Reader) -> None:
    # around Abeibara the army and Wagner are reported from 20 to 29 June 2024, at Agelhok in July
    reader.open("/", **between("2024-06-01", "2024-07-31"))
    frame = begin(reader)
    choose(reader, "Step", "day")
    seen: dict[str, list[str]] = {"R11": [], "R10": []}
    to(reader, 0.72)  # in May 2024
    while moment(frame).date() < dt.date(2024, 8, 5):
        for row, days in seen.items():
            if frame.locator(f'.cm-mark[data-rows~="{row}"]').count():
                days.append(moment(frame).date().isoformat())
        button(reader, "One step on").click()
    assert (min(seen["R11"]), max(seen["R11"])) == ("2024-07-01", "2024-07-31")
    assert max(seen["R10"]) > "2024-08-01"


def test_the_column_moves_and_is_hollow_where_a_leg_is_inferred(reader: Reader) -> None:
    reader.open("/convoy_route")
    frame = begin(reader)
    kinds, places = set(), set()
    for step in range(0, 101, 4):
        to(reader, step / 100)
        for hollow, x, y in frame.evaluate(_PLACES):
            kinds.add(hollow)
            places.add((x, y))
    assert kinds == {True, False}
    assert len(places) > 10


def test_a_claimed_leg_is_hollow_too_and_two_starts_are_two_columns(reader: Reader) -> None:
    reader.open("/convoy_route")
    frame = begin(reader)
    most = []
    for step in range(101):
        to(reader, step / 100)
        dots = frame.evaluate(_PLACES)
        most.append(len(dots))
        if len(dots) == 2:
            assert all(hollow for hollow, _, _ in dots)
    assert max(most) == 2


def test_pause_holds_the_moment(screen: Screen) -> None:
    screen.open("/convoy_route")
    frame = begin(screen, still=False)
    frame.wait_for_function("() => document.querySelector('#map_div').dataset.moment > '2024-07-19T01'")
    button(screen, "Pause").click()
    held = moment(frame)
    frame.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    assert moment(frame) == held
    button(screen, "Play").click()
    frame.wait_for_function(
        "held => document.querySelector('#map_div').dataset.moment > held", arg=held.isoformat()[:19]
    )


@pytest.mark.parametrize("path", ["/", "/convoy_route", "/kidal_ambush"])
def test_closing_it_restores_everything(reader: Reader, path: str) -> None:
    reader.open(path)
    frame = reader.frame
    before = (
        reader.marks(),
        marks(frame, "path[data-leg]"),
        marks(frame, ".cm-waypoint"),
        marks(frame, "path[data-rows]"),
    )
    begin(reader)
    to(reader, 0.4)
    to(reader, 1)
    button(reader, "End playback").click()
    after = (
        reader.marks(),
        marks(frame, "path[data-leg]"),
        marks(frame, ".cm-waypoint"),
        marks(frame, "path[data-rows]"),
    )
    assert after == before
    assert marks(frame, ".cm-column") == 0
    expect(inside(reader).locator(".cm-play-date")).to_be_hidden()
    expect(inside(reader).locator(".cm-play")).to_be_hidden()
    assert marks(frame, ".cm-trace") == 0, "marks stay faded after playback"


def test_a_filter_narrows_what_is_played(reader: Reader) -> None:
    reader.open("/", country="NER")
    frame = begin(reader)
    to(reader, 1)
    shown = {row for row in reader.marks() if row.startswith("E")}
    button(reader, "End playback").click()
    assert shown == {row for row in reader.marks() if row.startswith("E")}
    assert shown
    assert frame.locator(".cm-column").count() == 0


def test_with_reduced_motion_time_goes_in_whole_steps(new_reader: NewReader) -> None:
    screen = new_reader(reduced_motion="reduce")
    screen.open("/convoy_route")
    frame = begin(screen)
    choose(screen, "Step", "day")
    choose(screen, "Steps a second", "5")
    frame.evaluate(_RECORD)
    button(screen, "Play").click()
    frame.wait_for_function("() => window.moments.length >= 6")
    button(screen, "Pause").click()
    found = frame.evaluate("() => window.moments")[:6]
    days = [dt.datetime.fromisoformat(at) for _, at in found]
    assert {later - earlier for earlier, later in pairwise(days)} == {dt.timedelta(days=1)}
    times = [now for now, _ in found]
    assert min(later - earlier for earlier, later in pairwise(times)) > 100


def test_it_can_be_driven_by_keyboard(reader: Reader) -> None:
    reader.open("/convoy_route")
    frame = reader.frame
    button(reader, "Play through time").focus()
    reader.page.keyboard.press("Enter")
    expect(button(reader, "Pause")).to_be_visible()
    button(reader, "Pause").focus()
    reader.page.keyboard.press("Space")
    expect(button(reader, "Play")).to_be_visible()
    inside(reader).get_by_label("Moment").focus()
    reader.page.keyboard.press("End")
    assert moment(frame).date().isoformat() == LAST["/convoy_route"]
    reader.page.keyboard.press("Home")
    assert moment(frame).date().isoformat() == "2024-07-19"


@pytest.mark.alone
def test_ten_thousand_events_still_run_smoothly(screen: Screen, capsys: pytest.CaptureFixture[str]) -> None:
    """Two hundred times as many events as the story's cost at most half of the frames."""
    screen.open("/")
    frame = begin(screen)
    rates = {}
    for events in ("the story's", "10,000"):
        if events == "10,000":
            frame.evaluate(_CROWD)
        to(screen, 0)
        choose(screen, "Steps a second", "10")
        button(screen, "Play").click()
        frame.wait_for_function("() => document.querySelector('#map_div').dataset.moment > '2022-06'", timeout=60_000)
        button(screen, "Pause").click()
        rates[events] = float(frame.eval_on_selector("#map_div", "map => map.dataset.fps"))
    with capsys.disabled():
        print(
            "\nplayback, frames a second:", ", ".join(f"{events} events {rate:.0f}" for events, rate in rates.items())
        )
    assert rates["10,000"] > rates["the story's"] / 2
