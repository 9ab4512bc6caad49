"""The stand-alone HTML file, opened from a disk with the network off."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace

import pytest
from imported.event_rows import made
from playwright.sync_api import Page, expect

from geodata.asking.filters import Filters
from geodata.imported.shown import shown_events
from geodata.reading.story import Story
from geodata.selecting.colophon import colophon
from geodata.selecting.selection import select
from geodata.telling.scenes import story_scenes
from tests.browser.conftest import MADE, Open
from tests.real_story import EVENTS, REAL

NIGER = Filters(countries=("NER", "BFA"))
JULY = Filters(date_from=dt.date(2024, 7, 22), date_to=dt.date(2024, 7, 30))

#: What runs when it is taken for anything but text; no two alike, so that a test can say which one ran.
HOSTILE = (
    "`${window.ran = 'template'}` </script><script>window.ran = 'script'</script> "
    "<img src=x onerror=\"window.ran = 'picture'\"> <!-- {{7*7}} '\"\\ \u2028 &lt;b&gt; "
    "[link](javascript:window.ran='link')"
)

_MAP_ROWS = """() => [...new Set([...document.querySelectorAll('#map_div [data-rows]')]
    .flatMap(mark => mark.dataset.rows.split(' ').filter(Boolean)))]"""
_TIMELINE_ROWS = "rows => [...new Set(rows.map(row => row.dataset.row))]"


@pytest.fixture(scope="module")
def story() -> Story:
    return REAL


def events_on(page: Page) -> set[str]:
    """The ids of the events on the map of the page."""
    found: list[str] = page.evaluate(_MAP_ROWS)
    return {row for row in found if row.startswith("E")}


def listed(page: Page) -> list[str]:
    """The titles in the list beside the map."""
    return page.locator("#side .h-list .cm-choice span:last-child").all_text_contents()


def drawable(story: Story, ids: set[str]) -> set[str]:
    """Those of the events whose place can stand on a map: it has a position and is no whole country."""
    places = story.places
    known = set(places.index[places.geometry.notna() & places["radius_km"].notna()])
    return {event for event in ids if story.events.at[event, "place_id"] in known}


@pytest.mark.parametrize("filters", [Filters(), NIGER, JULY], ids=["all", "two countries", "nine days"])
def test_it_shows_the_rows_of_the_filter_and_asks_nobody(open_file: Open, story: Story, filters: Filters) -> None:
    page = open_file(filters)
    selection = select(story, filters)
    wanted = set(selection.events.index)
    assert events_on(page) == drawable(story, wanted)
    titles = listed(page)
    assert len(titles) == len(selection.events) + len(selection.presence)
    assert set(selection.events["title"]) <= set(titles)
    page.locator(".bar").get_by_role("button", name="2018–2026").click()
    rows = set(page.locator("g.row").evaluate_all(_TIMELINE_ROWS))
    assert {row for row in rows if row.startswith("E")} == wanted
    expect(page.locator("#side h2")).to_have_text(selection.counts.words())


def test_a_mark_opens_its_card(open_file: Open, story: Story) -> None:
    page = open_file(NIGER)
    mark = page.locator('.cm-mark[data-rows~="E49"]')
    rows = (mark.get_attribute("data-rows") or "").split()
    mark.click()
    if len(rows) > 1:
        page.locator(".cm-choice").filter(has_text=story.events.at["E49", "title"]).first.click()
    card = page.locator('[data-card="E49"]')
    expect(card.locator("h2")).to_have_text(story.events.at["E49", "title"])
    for source in story.events.at["E49", "source_ids"]:
        expect(card).to_contain_text(story.sources.at[source, "publisher"])
    expect(page.locator(".cm-mark.cm-selected")).to_have_attribute("data-rows", re.compile(r"\bE49\b"))
    expect(page.locator("g.row.chosen").first).to_have_attribute("data-row", "E49")


def test_the_list_opens_a_card_and_close_brings_the_list_back(open_file: Open, story: Story) -> None:
    page = open_file()
    before = listed(page)
    title = story.events.at["E34", "title"]
    page.locator("#side .cm-choice").filter(has_text=title).click()
    card = page.locator('[data-card="E34"]')
    expect(card.locator("h2")).to_have_text(title)
    claims = story.claims[story.claims["event_id"] == "E34"]
    expect(card.locator(".h-claims li")).to_have_count(len(claims))
    expect(card.locator(".h-claims li b").first).to_have_text(claims["claimant"].iloc[0])
    assert page.url.endswith("#event=E34")
    card.get_by_role("button", name="Close", exact=True).click()
    assert listed(page) == before
    assert "#" not in page.url


def test_the_timeline_opens_a_card(open_file: Open, story: Story) -> None:
    page = open_file(JULY)
    page.locator('g.row[data-row="E30"] rect').first.click()
    expect(page.locator("[data-card] h2")).to_have_text(story.events.at["E30", "title"])


def test_a_card_can_be_named_in_the_address(open_file: Open, story: Story) -> None:
    page = open_file(fragment="#event=E28")
    expect(page.locator("[data-card] h2")).to_have_text(story.events.at["E28", "title"])
    expect(page.locator(".cm-mark.cm-selected")).to_have_attribute("data-rows", re.compile(r"\bE28\b"))


@pytest.mark.parametrize(
    "fragment", ["#event=E99", "#event=__proto__", "#event=constructor", "#event=%3Cb%3E", "#SC99"]
)
def test_an_address_that_names_nothing_shows_the_list(open_file: Open, fragment: str) -> None:
    assert len(listed(open_file(NIGER, fragment=fragment))) > 3


def test_every_row_of_the_list_has_a_card(open_file: Open) -> None:
    page = open_file(NIGER)
    titles = listed(page)
    for number in range(len(titles)):
        page.locator("#side .cm-choice").nth(number).click()
        expect(page.locator("[data-card] h2")).to_be_visible()
        page.get_by_role("button", name="Close", exact=True).click()


def test_claims_sources_and_colophon_are_there(open_file: Open, story: Story) -> None:
    page = open_file(NIGER)
    selection, about = select(story, NIGER), colophon(story, NIGER, MADE)
    for title in ("Claims", "Sources", "About this file"):
        page.locator("summary").filter(has_text=title).click()
    expect(page.locator("#below table").first.locator("tr")).to_have_count(len(selection.claims) + 1)
    for words in (about.filters, about.made, about.data_version):
        expect(page.locator("#below table").last).to_contain_text(words)
    for words in (about.claims, about.borders, about.citation):
        expect(page.locator("#foot")).to_contain_text(words)
    expect(page.locator("#head")).to_contain_text(about.filters)


def test_the_map_can_be_moved_and_played(open_file: Open) -> None:
    page = open_file()
    zoom = page.evaluate("() => ConflictMap.renderer.map.getZoom()")
    page.locator(".leaflet-control-zoom-in").click()
    page.wait_for_function("old => ConflictMap.renderer.map.getZoom() > old", arg=zoom)
    page.get_by_role("button", name="Play through time").click()
    page.wait_for_function("() => document.querySelector('#map_div').dataset.moment > '2018-02'")
    page.get_by_role("button", name="End playback").click()
    assert len(events_on(page)) > 30


def test_the_scenes_can_be_presented_from_the_file(open_file: Open, story: Story) -> None:
    scenes = story_scenes(story)[2:5]
    page = open_file(scenes=scenes)
    before = listed(page)
    page.get_by_role("button", name="Present", exact=True).click()
    for scene in scenes:
        expect(page.locator(".p-head h1")).to_have_text(scene.headline)
        page.keyboard.press("PageDown")
    page.keyboard.press("Escape")
    expect(page.locator(".p-head")).to_have_count(0)
    expect(page.locator("#side")).to_be_visible()
    assert listed(page) == before


def test_a_long_headline_keeps_clear_of_the_text(open_file: Open, story: Story) -> None:
    # as long as the briefing lets a viewer write
    page = open_file(
        scenes=[replace(story_scenes(story)[0], headline=("Wide words with many more meanings, " * 2)[:60])]
    )
    page.get_by_role("button", name="Present", exact=True).click()
    head, text = page.locator(".p-head").bounding_box(), page.locator(".p-text").bounding_box()
    assert head is not None
    assert text is not None
    assert head["y"] + head["height"] <= text["y"] + 1


def test_hostile_text_is_shown_and_runs_nothing(open_file: Open, story: Story) -> None:
    events, sources, claims = story.events.copy(), story.sources.copy(), story.claims.copy()
    places, actors = story.places.copy(), story.actors.copy()
    events[["title", "summary"]] = HOSTILE
    sources[["publisher", "title"]] = HOSTILE
    sources["url"] = "javascript:window.ran='source'"
    claims[["claimant", "claim"]] = HOSTILE
    places["name"] = HOSTILE
    actors["short_name"] = HOSTILE
    hostile = replace(story, events=events, sources=sources, claims=claims, places=places, actors=actors)
    scenes = [replace(scene, headline=HOSTILE, text=HOSTILE, notes=HOSTILE) for scene in story_scenes(story)[:2]]
    about = replace(colophon(story, Filters(), MADE), title=HOSTILE, filters=HOSTILE)
    page = open_file(selection=select(hostile, Filters()), about=about, scenes=scenes)
    assert page.locator("#head h1").inner_text() == " ".join(HOSTILE.split(" "))
    page.locator("#side .cm-choice").first.click()
    shown = page.locator("[data-card] h2").text_content()
    assert shown == HOSTILE
    for summary in page.locator("summary").all()[1:]:
        summary.click()
    assert page.locator("a[href^='javascript:'], img[src=x]").count() == 0
    page.locator('.cm-mark[data-rows^="E"]').first.hover(force=True)
    page.locator('.cm-mark[data-rows^="E"]').first.focus()
    page.get_by_role("button", name="Present", exact=True).click()
    assert page.locator(".p-head h1").text_content() == HOSTILE
    page.keyboard.press("n")
    page.keyboard.press("PageDown")
    assert page.locator(".p-notes p").nth(1).text_content() == HOSTILE
    assert page.evaluate("() => window.ran") is None


def test_a_style_can_not_be_closed_from_within(open_file: Open, story: Story) -> None:
    about = replace(colophon(story, NIGER, MADE), title="<!--SCRIPTS--> <!--DATA--> </style>")
    page = open_file(NIGER, about=about)
    assert page.locator("#head h1").text_content() == "<!--SCRIPTS--> <!--DATA--> </style>"


def test_a_selection_with_nothing_in_it_still_opens(open_file: Open) -> None:
    page = open_file(Filters(text="nothing has this in it"))
    assert listed(page) == []
    expect(page.locator("#side h2")).to_contain_text(f"0 of {EVENTS} events shown")


def test_dragging_over_days_is_not_offered_where_it_does_nothing(open_file: Open, story: Story) -> None:
    page = open_file()
    select_days = page.get_by_role("button", name="Select days")
    if select_days.count():
        select_days.click()
        box = page.locator("svg.timeline").bounding_box()
        assert box is not None
        page.mouse.move(box["x"] + 300, box["y"] + 48)
        page.mouse.down()
        page.mouse.move(box["x"] + 500, box["y"] + 50)
        page.mouse.up()
        assert len(listed(page)) < len(story.events) + len(story.presence), "the button promises a filter"


def test_it_fits_a_phone(open_file: Open) -> None:
    page = open_file(NIGER)
    page.set_viewport_size({"width": 390, "height": 844})
    wider = page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth")
    assert wider <= 0
    expect(page.locator("#map_div")).to_be_visible()


def test_events_of_a_file_are_drawn_listed_and_have_their_cards(open_file: Open, story: Story) -> None:
    far = {"id": "own:far", "title": "Far " + HOSTILE, "lat": 13.5, "lon": 25.3, "notes": HOSTILE}
    shown = shown_events(made({"title": "Near the border"}, far), story, JULY)
    about = colophon(story, JULY, MADE, imported=shown)
    page = open_file(selection=select(story, JULY, imported=shown), about=about)
    assert page.locator("#map_div").get_attribute("data-imported") == "2/2/0"
    x, y = page.evaluate(
        "() => { const p = ConflictMap.renderer.map.latLngToContainerPoint([13.5, 25.3]); return [p.x, p.y]; }"
    )
    page.locator("#map_div").click(position={"x": x, "y": y})
    card = page.locator(".h-card")
    expect(card.locator("h2")).to_have_text("Far " + HOSTILE)
    card.get_by_role("button", name="Close").click()
    page.locator("summary", has_text="Events of a file (2)").click()
    page.locator(".h-events .cm-choice", has_text="Near the border").click()
    expect(card.locator("h2")).to_have_text("Near the border")
    expect(card).to_contain_text("12 (deaths, as counted by X; 10 to 15)")
    expect(page.locator("footer")).to_contain_text("2 events of the file “rows.csv”")
    assert page.evaluate("() => window.ran") is None
