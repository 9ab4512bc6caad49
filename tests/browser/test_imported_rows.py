"""A viewer's own events on the map: filtered by Python, drawn by the browser, chosen like every other row."""

from __future__ import annotations

import pytest
from importers.event_files import PLAIN_ROW, rows_of, table
from playwright.sync_api import expect

from tests.browser.conftest import NewScreen
from tests.browser.reader import Reader
from tests.browser.screen import MAP, Screen
from tests.browser.test_languages import choose_language
from tests.browser.test_your_data import HERE, accept, bring, payload, private_requests, see_the_map

ROW = {**PLAIN_ROW, "actors": "Somebody", "kind": "raid", "country": "Mali"}
SPREAD = [
    {"title": f"Raid {n}", "date": f"2024-07-{1 + n % 28:02}", "lat": f"{12 + n % 12}.5", "lon": f"{-4 + n % 20}.5"}
    for n in range(40)
]
FAR = {"title": "Far away", "country": "Sudan", "lat": "13.5", "lon": "25.3", "date": "2019-01-01"}
NOWHERE = {"title": "Nowhere", "lat": "", "lon": "", "date": "2024-07-05"}
MINE = table(rows_of(ROW, *SPREAD, FAR, NOWHERE))

#: Where a place lies in the map's frame, in pixels; and whether something else would get the click.
_AT = "([lat, lon]) => { const p = ConflictMap.renderer.map.latLngToContainerPoint([lat, lon]); return [p.x, p.y]; }"


def drawn(screen: Screen) -> tuple[int, ...]:
    """What the layer of imported events says of itself: drawn, with a place, outside the view."""
    words = str(screen.frame.eval_on_selector("#map_div", "map => map.dataset.imported"))
    return tuple(int(part) for part in words.split("/"))


@pytest.fixture
def laid(screen: Screen) -> Screen:
    """The overview with the events of a file under the story."""
    screen.open(HERE, with_map=False)
    bring(screen, payload(MINE))
    accept(screen)
    see_the_map(screen)
    return screen


def test_map_and_count_line_tell_the_same_number(laid: Screen) -> None:
    assert "Your file: 42 of 42 events shown; 1 has no place" in laid.count_line()
    shown, placed, outside = drawn(laid)
    assert placed == 41
    assert shown + outside == placed


def test_a_filter_sends_a_mask_and_no_events_and_keeps_the_map_where_it_is(laid: Screen) -> None:
    laid.pan(60, -40)
    laid.brand()
    before, asked = laid.view(), private_requests(laid.page)
    with laid.redrawn():
        laid.choose("country", "Sudan")  # a country that only the file knows
    assert drawn(laid)[1] == 1
    assert laid.is_branded()
    assert laid.shows(before)
    assert asked == []
    assert laid.params["country"] == ["SDN"]


def test_a_click_on_a_dot_opens_its_card_and_is_in_the_address_and_in_the_table(laid: Screen) -> None:
    box = laid.page.locator(MAP).bounding_box()
    assert box is not None
    x, y = laid.frame.evaluate(_AT, [13.5, 25.3])
    laid.page.mouse.click(box["x"] + x, box["y"] + y)
    expect(laid.card).to_contain_text("Far away")
    expect(laid.card).to_contain_text("A row of the file that you brought.")
    [event] = laid.params["event"]
    assert event.startswith("own:") or ":" in event
    laid.page.get_by_text("Your events, as a table").click()
    expect(laid.page.locator(".st-key-imported-table")).to_be_visible()


def test_the_timeline_has_a_lane_for_them_that_counts_what_it_shows(laid: Screen) -> None:
    laid.turn_to("Timeline")
    lane = laid.page.locator("svg.timeline .density")
    expect(lane).to_have_attribute("data-total", "41")  # all of July 2024, and not what is years away
    laid.page.get_by_role("button", name="−").last.click()
    expect(laid.page.locator("svg.timeline text.lane", has_text="Your events")).to_be_visible()


def test_a_file_to_take_away_shows_them_too(laid: Screen, new_screen: NewScreen) -> None:
    laid.page.get_by_role("button", name="Take it with you").click()
    expect(laid.page.locator(".st-key-download-panel")).to_contain_text("42 events of the file “tiny.csv”")


def test_in_french_hover_and_card_of_an_event(reader: Reader) -> None:
    reader.open(HERE, with_map=False, lang="fr")
    bring(reader, payload(table(rows_of({**ROW, "lat": "13.5", "lon": "25.3", "country": "Sudan"}, {"title": "Far"}))))
    reader.page.get_by_role("button", name="Placer ces événements sous le récit").click()
    expect(reader.page.locator(".st-key-laid-report")).to_be_visible()
    asked = private_requests(reader.page)
    reader.turn_to("Vue d’ensemble")
    assert [address.split("/")[-2] for address in asked] == ["fr"]
    box = reader.page.locator(MAP).bounding_box()
    assert box is not None
    x, y = reader.frame.evaluate(_AT, [13.5, 25.3])
    reader.page.mouse.move(box["x"] + x, box["y"] + y, steps=3)
    tip = reader.page.frame_locator(MAP).locator(".cm-event-tip")
    expect(tip).to_contain_text("25 juillet 2024")
    expect(tip).to_contain_text("Soudan (précision inconnue)")
    expect(tip).to_contain_text("Morts\u00a0: 4 (nombre tel que le fichier le donne dans la colonne deaths)")
    reader.page.mouse.click(box["x"] + x, box["y"] + y)
    expect(reader.card).to_contain_text("Raid · de votre fichier, sans évaluation")
    expect(reader.card).to_contain_text("25 juillet 2024, connu au jour près")
    expect(reader.card).to_contain_text("aucune licence indiquée")


def test_another_language_asks_for_the_events_in_it(laid: Screen) -> None:
    asked = private_requests(laid.page)
    choose_language(laid, "Français")
    expect(laid.page.locator(".st-key-counts")).to_contain_text("événements affichés")
    laid.settle()
    laid.frame.wait_for_selector("#map_div[data-imported]", state="attached")
    assert [address.split("/")[-2:] for address in asked] == [["fr", "columns"]]
