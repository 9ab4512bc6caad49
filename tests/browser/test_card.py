"""A mark answers "how do you know?" in one click, or with the keyboard alone."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from playwright.sync_api import Locator, expect

from geodata.reading.story import Story, load_story
from tests.browser.conftest import NewScreen
from tests.browser.reader import Reader
from tests.browser.screen import MAP, Screen


@pytest.fixture
def screen(reader: Reader) -> Reader:
    """One reader serves all tests of this file: they look and choose, and leave nothing behind but a view."""
    return reader


@pytest.fixture(scope="module")
def story() -> Story:
    return load_story()


def choices(screen: Screen) -> Locator:
    """The buttons of the list that a mark with several rows opens."""
    return screen.page.frame_locator(MAP).locator(".cm-choice")


def test_a_click_on_a_mark_opens_its_card_and_names_it_in_the_address(reader: Reader, story: Story) -> None:
    reader.show("/kidal_ambush")
    reader.mark("E28").click()
    expect(reader.card).to_contain_text(story.events.at["E28", "title"])
    reader.wait_for_params(event=["E28"])
    links = reader.card.locator("a").evaluate_all("links => links.map(link => link.href)")
    for source in story.events.at["E28", "source_ids"]:
        expect(reader.card).to_contain_text(story.sources.at[source, "publisher"])
        assert unquote(story.sources.at[source, "url"]) in [unquote(link) for link in links]


def test_the_card_says_when_where_how_well_known_and_who(reader: Reader) -> None:
    reader.show("/", event="E34")
    card = reader.card
    expect(card).to_contain_text("27 July 2024")
    expect(card).to_contain_text("known to the day")
    expect(card).to_contain_text("km")
    expect(card).to_contain_text("Who says what")
    expect(card).to_contain_text("Sources")
    assert card.evaluate("card => getComputedStyle(card).position") != "fixed", "on a desk it is no sheet"


def test_a_mark_with_several_events_lets_one_choose(reader: Reader, story: Story) -> None:
    reader.show("/", country="BFA")
    rows = reader.mark("E49").get_attribute("data-rows")
    assert rows is not None
    assert len(rows.split()) > 1
    reader.mark("E49").click()
    expect(choices(reader)).to_have_count(len(rows.split()))
    choices(reader).filter(has_text=story.events.at["E49", "title"]).click()
    expect(reader.card).to_contain_text(story.events.at["E49", "title"])
    reader.wait_for_params(event=["E49"])
    expect(choices(reader)).to_have_count(0)


def test_choosing_a_mark_does_not_move_the_map(reader: Reader) -> None:
    reader.show("/kidal_ambush")
    reader.brand()
    view = reader.view()
    with reader.redrawn():
        reader.mark("E28").click()
    assert reader.is_branded()
    assert reader.view() == view


def test_the_area_of_the_ambush_opens_its_card_by_keyboard(reader: Reader, story: Story) -> None:
    reader.show("/kidal_ambush")
    area = reader.page.frame_locator(MAP).locator('path[data-rows~="E34"]')
    area.focus()
    area.press("Enter")
    expect(reader.card).to_contain_text(story.events.at["E34", "title"])


def test_a_mark_can_be_reached_with_tab_and_opened_with_enter(reader: Reader, story: Story) -> None:
    reader.open("/kidal_ambush")  # the walk through the marks begins anew
    reader.frame.evaluate("() => document.querySelector('#map_div').focus()")
    for _ in range(60):
        reader.page.keyboard.press("Tab")
        rows = reader.frame.evaluate("() => document.activeElement?.dataset?.rows ?? ''")
        if rows == "E28":
            break
    else:
        pytest.fail("Tab never reached the mark of E28")
    outline = reader.frame.evaluate("() => getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"
    reader.page.keyboard.press("Enter")
    expect(reader.card).to_contain_text(story.events.at["E28", "title"])
    reader.wait_for_params(event=["E28"])


def test_a_choice_among_several_can_be_made_by_keyboard(reader: Reader, story: Story) -> None:
    reader.show("/", country="BFA")
    reader.mark("E49").focus()
    reader.page.keyboard.press("Enter")
    expect(choices(reader).first).to_be_focused()
    first = choices(reader).first.inner_text()
    reader.page.keyboard.press("Enter")
    expect(reader.card).to_be_visible()
    titles = [story.events.at[row, "title"] for row in reader.params["event"]]
    assert titles
    assert titles[0] in first


def test_an_event_without_a_place_has_a_card_that_says_so(reader: Reader) -> None:
    reader.show("/", event="E36")
    expect(reader.card).to_contain_text("No place is given")


def test_the_link_of_a_card_opens_the_same_card_elsewhere(reader: Reader, new_screen: NewScreen, story: Story) -> None:
    reader.show("/", country="MLI", event="E34")
    link = reader.card.get_by_role("link", name="Link to this event").evaluate("link => link.href")
    second = new_screen()  # cold
    second.open_address(link)
    expect(second.card).to_contain_text(story.events.at["E34", "title"])


def test_closing_the_card_takes_it_out_of_the_address(reader: Reader) -> None:
    reader.show("/", event="E34")
    reader.card.get_by_role("button", name="Close").click()
    expect(reader.card).to_have_count(0)
    reader.wait_for_params(event=None)


def test_the_card_stays_when_the_filter_changes_around_it(reader: Reader, story: Story) -> None:
    reader.show("/", event="E46")
    with reader.redrawn():
        reader.choose("country", "Niger")
    expect(reader.card).to_contain_text(story.events.at["E46", "title"])
    reader.wait_for_params(event=["E46"], country=["NER"])
