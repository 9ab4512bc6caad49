"""Timeline, map, table, card and address tell of one selection and one count, wherever it was made."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from playwright.sync_api import Locator, expect

from geodata.asking.filters import Filters
from geodata.knowing.vague_dates import events_apart
from geodata.reading.story import Story, load_story
from tests.browser.conftest import NewScreen
from tests.browser.reader import Reader
from tests.browser.screen import MAP, Screen
from tests.conftest import Rows
from tests.pages.expected import Row, first_day, last_day, line, touches

#: Pixels of the timeline: where its days begin and end, and a height at which only the axis is.
LEFT, RIGHT, AXIS = 112, 8, 48
#: Pixels of a table: its heading, and a row.
HEAD, ROW = 35, 35

_ROWS = "rows => [...new Set(rows.map(row => row.dataset.row))]"
_MAP_ROWS = """() => [...new Set([...document.querySelectorAll('[data-rows]')]
    .flatMap(mark => mark.dataset.rows.split(' ').filter(Boolean)))]"""


@pytest.fixture
def screen(reader: Reader) -> Reader:
    """One reader serves all tests of this file: they look and choose, and leave nothing behind but a view."""
    return reader


@pytest.fixture(scope="module")
def story() -> Story:
    return load_story()


def days(first: str, last: str) -> dict[str, Any]:
    """The address parameters of a filter by days."""
    return {"from": first, "to": last}


def timeline(screen: Screen) -> Locator:
    """The timeline itself, an SVG element."""
    return screen.page.locator("svg.timeline")


def bars(screen: Screen, row_id: str) -> Locator:
    """The bars of a row: one in each lane it stands in."""
    return screen.page.locator(f'g.row[data-row="{row_id}"]')


def show_span(screen: Screen, label: str) -> None:
    """Bring up one of the spans that have a button."""
    screen.page.locator(".bar").get_by_role("button", name=label, exact=True).click()


def on_timeline(screen: Screen) -> set[str]:
    """The ids of the events on the timeline, over the whole period."""
    show_span(screen, "2018–2026")
    found: list[str] = screen.page.locator("g.row").evaluate_all(_ROWS)
    return {row for row in found if row.startswith("E")}


def on_map(screen: Screen) -> set[str]:
    """The ids of the events that have a mark or an area on the map."""
    found: list[str] = screen.frame.evaluate(_MAP_ROWS)
    return {row for row in found if row.startswith("E")}


def drawable(story: Story, rows: list[Row]) -> set[str]:
    """The ids of the events that can stand on a map: their place has a position and is no whole country."""
    places = story.places
    known = places.index[places.geometry.notna() & places["radius_km"].notna()]
    return {row["id"] for row in rows if row["place_id"] in known}


def expect_chosen(screen: Screen, story: Story, row_id: str) -> None:
    """Expect one selection everywhere: address, map, timeline and card."""
    screen.wait_for_params(event=[row_id])
    chosen = screen.page.locator("g.row.chosen")
    expect(chosen.first).to_have_attribute("data-row", row_id)
    assert chosen.evaluate_all(_ROWS) == [row_id]
    assert set(chosen.evaluate_all("rows => rows.map(row => row.getAttribute('aria-pressed'))")) == {"true"}
    selected = screen.page.frame_locator(MAP).locator(".cm-mark.cm-selected")
    expect(selected).to_have_count(1)
    expect(selected).to_have_attribute("data-rows", re.compile(rf"(^| ){row_id}( |$)"))
    expect(screen.card).to_contain_text(story.events.at[row_id, "title"])


def choose_row(screen: Screen, number: int) -> None:
    """Choose a row of the table by the box at its left end."""
    table = screen.page.locator(".st-key-events-table canvas").first
    table.scroll_into_view_if_needed()
    box = table.bounding_box()
    assert box is not None
    screen.page.mouse.click(box["x"] + 18, box["y"] + HEAD + ROW * (number + 0.5))


def drag_days(screen: Screen, first: float, last: float) -> None:
    """Select days by dragging: from one part of the shown span (0 to 1) to another."""
    screen.page.get_by_role("button", name="Select days").click()
    expect(screen.page.get_by_role("button", name="Select days")).to_have_attribute("aria-pressed", "true")
    box = timeline(screen).bounding_box()
    assert box is not None
    start, wide = box["x"] + LEFT, box["width"] - LEFT - RIGHT
    mouse = screen.page.mouse
    mouse.move(start + first * wide, box["y"] + AXIS)
    mouse.down()
    mouse.move(start + (first + last) / 2 * wide, box["y"] + AXIS + 30)
    mouse.move(start + last * wide, box["y"] + AXIS)
    mouse.up()


def test_a_click_on_a_bar_chooses_everywhere(reader: Reader, story: Story) -> None:
    reader.show("/timeline")
    count = reader.count_line()
    with reader.redrawn():
        bars(reader, "E42").locator("rect").first.click()
    expect_chosen(reader, story, "E42")
    assert reader.count_line() == count


def test_a_click_on_a_mark_chooses_everywhere(reader: Reader, story: Story) -> None:
    reader.show("/timeline", country="BFA")
    rows = (reader.mark("E49").get_attribute("data-rows") or "").split()
    assert len(rows) > 1
    reader.mark("E49").click()
    choice = reader.page.frame_locator(MAP).locator(".cm-choice").filter(has_text=story.events.at["E49", "title"])
    with reader.redrawn():
        choice.click()
    expect_chosen(reader, story, "E49")


def test_a_row_of_the_table_chooses_everywhere(reader: Reader, story: Story, event_rows: Rows) -> None:
    reader.show("/timeline", country="NER")
    in_time = sorted(
        (row for row in event_rows if row["country"] == "NER"),
        key=lambda row: (first_day(row["date_start"]), last_day(row["date_end"] or row["date_start"])),
    )
    for number in (1, 3):
        with reader.redrawn():
            choose_row(reader, number)
        expect_chosen(reader, story, in_time[number]["id"])


def test_an_address_chooses_everywhere(reader: Reader, story: Story) -> None:
    reader.open("/timeline", event="E14")
    expect_chosen(reader, story, "E14")
    # the timeline opens on the summer of 2024, and goes to what was chosen elsewhere
    expect(bars(reader, "E14").locator("rect").first).to_be_in_viewport()


def test_the_keyboard_alone_steps_jumps_and_opens(reader: Reader, story: Story) -> None:
    reader.show("/timeline", country="NER")
    show_span(reader, "2018–2026")
    ids = reader.page.locator("g.row").evaluate_all(_ROWS)
    starts = {row: str(story.events["start"].get(row, story.presence["start"].get(row))) for row in ids}
    reader.page.locator('g.row[tabindex="0"]').first.focus()

    def focused() -> str:
        found: str = reader.page.locator("g.row:focus").evaluate("row => row.dataset.row")
        return found

    visited = []
    reader.page.keyboard.press("Home")
    visited.append(focused())
    for _ in range(len(ids) - 1):
        reader.page.keyboard.press("ArrowRight")
        visited.append(focused())
    assert sorted(visited) == sorted(ids)
    assert [starts[row] for row in visited] == sorted(starts.values())
    reader.page.keyboard.press("ArrowRight")
    assert focused() == visited[-1]
    reader.page.keyboard.press("Home")
    assert focused() == visited[0]
    reader.page.keyboard.press("End")
    assert focused() == visited[-1]
    reader.page.keyboard.press("ArrowLeft")
    assert focused() == visited[-2]
    first_event = next(row for row in visited if row.startswith("E"))
    reader.page.keyboard.press("Home")
    for _ in range(visited.index(first_event)):
        reader.page.keyboard.press("ArrowDown")
    with reader.redrawn():
        reader.page.keyboard.press("Enter")
    expect_chosen(reader, story, first_event)
    expect(reader.page.locator("g.row:focus")).to_have_attribute("data-row", first_event)


def test_one_choice_follows_the_other(reader: Reader, story: Story) -> None:
    reader.show("/timeline", country="NER")
    with reader.redrawn():
        choose_row(reader, 0)
    show_span(reader, "2018–2026")
    with reader.redrawn():
        bars(reader, "E46").locator("rect").first.click()
    expect_chosen(reader, story, "E46")
    with reader.redrawn():
        reader.card.get_by_role("button", name="Close").click()
    reader.wait_for_params(event=None)
    expect(reader.page.locator("g.row.chosen")).to_have_count(0)
    expect(reader.page.frame_locator(MAP).locator(".cm-selected")).to_have_count(0)


def test_a_drag_over_days_filters_everything(reader: Reader, story: Story, event_rows: Rows) -> None:
    reader.show("/timeline")
    show_span(reader, "25–27 July")
    # from 24 to 29 July: the middle of the 25th and of the 27th
    with reader.redrawn():
        drag_days(reader, 1.5 / 5, 3.5 / 5)
    reader.wait_for_params(**{"from": ["2024-07-25"], "to": ["2024-07-27"]})
    rows = [row for row in event_rows if touches(row, "2024-07-25", "2024-07-27")]
    expect(reader.page.locator(".st-key-counts")).to_contain_text(line(rows))
    apart = events_apart(story, Filters(date_from=dt.date(2024, 7, 25), date_to=dt.date(2024, 7, 27)))
    drawn = [row for row in event_rows if row in rows or row["id"] in apart]  # what only may lie there is drawn pale
    assert on_timeline(reader) == {row["id"] for row in drawn}
    assert on_map(reader) == drawable(story, drawn)


def test_a_drag_backwards_is_the_same(reader: Reader) -> None:
    reader.show("/timeline")
    show_span(reader, "25–27 July")
    with reader.redrawn():
        drag_days(reader, 4.5 / 5, 2.5 / 5)
    reader.wait_for_params(**{"from": ["2024-07-26"], "to": ["2024-07-28"]})


def test_a_drag_that_goes_nowhere_filters_nothing(reader: Reader) -> None:
    reader.show("/timeline")
    count, params = reader.count_line(), reader.params
    drag_days(reader, 0.5, 0.501)
    expect(reader.page.get_by_role("button", name="Select days")).to_have_attribute("aria-pressed", "false")
    reader.settle()
    assert reader.count_line() == count
    assert reader.params == params


@pytest.mark.parametrize("filters", [{}, {"country": "MLI"}, {"actor": "wagner", "from": "2024-07-01"}, {"q": "kyiv"}])
def test_map_timeline_and_count_show_the_same_events(
    reader: Reader, story: Story, event_rows: Rows, filters: dict[str, Any]
) -> None:
    reader.open("/timeline", **filters)
    ids = on_timeline(reader)
    rows = [row for row in event_rows if row["id"] in ids]
    counted = [row for row in rows if touches(row, filters.get("from", "0000"), "9999")]
    assert line(counted) in reader.count_line()
    assert on_map(reader) == drawable(story, rows)


@pytest.mark.parametrize("lanes", ["country", "actor", "strand"])
def test_every_lane_grouping_shows_every_event(reader: Reader, event_rows: Rows, lanes: str) -> None:
    reader.open("/timeline", lanes=lanes)
    assert on_timeline(reader) == {row["id"] for row in event_rows}
    assert reader.page.locator("svg.timeline text.lane").count() > 3
    # bars of one lane do not lie on each other
    crowded = reader.page.locator("g.row:not(.thin) > rect:first-of-type").evaluate_all(
        """bars => { const found = [];
            const boxes = bars.map(bar => [bar.parentNode.dataset.row, bar.getBoundingClientRect()]);
            boxes.forEach(([a, one], i) => boxes.slice(i + 1).forEach(([b, other]) => {
                if (a !== b && one.left < other.right - 1 && other.left < one.right - 1
                    && one.top < other.bottom - 1 && other.top < one.bottom - 1) found.push(a + ' ' + b); }));
            return found; }"""
    )
    assert crowded == []


def test_lanes_are_chosen_on_the_page_and_stand_in_the_address(reader: Reader, event_rows: Rows) -> None:
    reader.show("/timeline")
    reader.page.get_by_role("radio", name="By strand").click()
    reader.wait_for_params(lanes=["strand"])
    expect(reader.page.locator("svg.timeline text.lane").first).to_have_text("Fighting")
    assert on_timeline(reader) == {row["id"] for row in event_rows}


def test_a_filter_of_one_day_shows_that_day_whole(reader: Reader, story: Story, event_rows: Rows) -> None:
    reader.open("/timeline", **days("2024-07-27", "2024-07-27"))
    bar = bars(reader, "E34").locator("rect").first
    expect(bar).to_be_visible()
    shown = reader.page.locator("#timeline-root").evaluate(
        "root => [root.timeline.from, root.timeline.to].map(t => new Date(t).toISOString())"
    )
    assert shown == ["2024-07-27T00:00:00.000Z", "2024-07-28T00:00:00.000Z"]
    box, frame = bar.bounding_box(), timeline(reader).bounding_box()
    assert box is not None
    assert frame is not None
    assert frame["x"] + LEFT - 1 <= box["x"]
    assert box["x"] + box["width"] <= frame["x"] + frame["width"]
    ids = set(reader.page.locator("g.row").evaluate_all(_ROWS))
    wanted = {row["id"] for row in event_rows if touches(row, "2024-07-27", "2024-07-27")}
    apart = events_apart(story, Filters(date_from=dt.date(2024, 7, 27), date_to=dt.date(2024, 7, 27)))
    assert {row for row in ids if row.startswith("E")} == wanted | set(apart)


def test_hours_are_told_where_a_source_gives_them(reader: Reader) -> None:
    reader.open("/timeline", **days("2024-07-25", "2024-07-25"))
    ticks = reader.page.locator("svg.timeline text.tick").all_text_contents()
    assert any(re.fullmatch(r"\d\d:00 UTC", tick) for tick in ticks)


def test_it_zooms_from_years_to_hours_and_tells_the_hour_of_the_last_radio_call(reader: Reader) -> None:
    reader.open("/timeline", event="E34")
    show_span(reader, "2018–2026")
    ticks = reader.page.locator("svg.timeline text.tick")
    assert {"2019", "2023"} <= set(ticks.all_text_contents())
    show_span(reader, "25–27 July")
    for _ in range(3):
        reader.page.get_by_role("button", name="+", exact=True).click()
    assert any(tick.endswith(":00 UTC") for tick in ticks.all_text_contents())
    reader.page.locator("#timeline-root").evaluate(
        """root => { const t = root.timeline, day = 86400000, at = Date.parse('2024-07-27T00:00:00Z');
            t.show(at, at + day); t.draw(); }"""
    )
    bar = bars(reader, "E34")
    expect(bar).to_have_attribute("aria-label", re.compile("until 17:10,"))
    edge = reader.page.locator("#timeline-root").evaluate(
        """root => {
            const ends = [...root.querySelectorAll('[data-row=E34] rect')].map(r => r.getBoundingClientRect().right);
            const t = root.timeline, left = t.svg.getBoundingClientRect().left;
            return (t.at(Math.max(...ends) - left) - Date.parse('2024-07-27T00:00:00Z')) / 3600000;
        }"""
    )
    assert edge == pytest.approx(17 + 10 / 60, abs=0.25)
    bar.locator("rect").first.hover()
    expect(reader.page.locator("#timeline-root .tip")).to_contain_text(re.compile(r"until 17:10(?! UTC)"))


def test_on_a_desk_the_names_of_lanes_stand_beside_the_bars(reader: Reader) -> None:
    reader.show("/timeline")
    wide = reader.page.locator("svg.timeline:not(.narrow)")
    wide.locator(".row").first.wait_for()
    assert wide.locator(".hit").count() == 0


def test_the_timeline_opens_for_another_viewer_as_it_was(reader: Reader, new_screen: NewScreen, story: Story) -> None:
    reader.open("/timeline", lanes="strand", event="E30")
    second = new_screen()  # cold
    second.open_address(reader.address)
    expect_chosen(second, story, "E30")
    expect(second.page.locator("svg.timeline text.lane").first).to_have_text("Fighting")
