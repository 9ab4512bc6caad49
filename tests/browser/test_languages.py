"""The language of a viewer in a real browser: its preference, the switch, and what stays as it was."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from geodata.languages import speaking
from pages.viewing.own_words import streamlit_words
from tests.browser.conftest import NewScreen
from tests.browser.reader import Reader
from tests.browser.screen import MAP, Screen
from tests.browser.still import wait_until_still
from tests.real_story import CLAIMS, EVENTS

_FRENCH = "Une embuscade au Mali, des forces russes dans quatre pays"
_ENGLISH = "One ambush in Mali, Russian forces in four countries"


def choose_language(screen: Screen, name: str) -> None:
    """Take a language in the sidebar, as a viewer does."""
    field = screen.page.locator(".st-key-viewer-lang-field input")
    field.scroll_into_view_if_needed()
    wait_until_still(screen.page)  # an open list closes when what it stands on is scrolled
    field.click()
    screen.page.get_by_role("option", name=name, exact=True).click()


def expect_title(screen: Screen, words: str) -> None:
    expect(screen.page.locator("h1").first).to_have_text(words)


def language_of_page(screen: Screen) -> str:
    found: str = screen.page.evaluate("document.documentElement.lang")
    return found


def test_a_french_browser_is_answered_in_french(new_screen: NewScreen) -> None:
    screen = new_screen(locale="fr-CA")
    screen.open("/")
    expect_title(screen, _FRENCH)
    screen.wait_for_params(lang=["fr"])
    assert screen.count_line() == f"{EVENTS} événements affichés sur {EVENTS}\u00a0; 7 n’ont pas de lieu"
    assert language_of_page(screen) == "fr"
    expect(screen.page.get_by_test_id("stTopNavLink").first).to_have_text("Vue d’ensemble")


def test_a_browser_of_no_language_that_there_is_reads_english(new_screen: NewScreen) -> None:
    screen = new_screen(locale="ja-JP")
    screen.open("/")
    expect_title(screen, _ENGLISH)
    assert "lang" not in screen.params
    assert language_of_page(screen) == "en-GB"


def test_the_switch_keeps_filter_event_and_the_place_of_the_map(screen: Screen) -> None:
    screen.open("/kidal_ambush", country="MLI", event="E34")
    before = screen.view()
    screen.pan(-120, 60)
    screen.page.wait_for_function("before => location.search.includes('lat=')", arg=before)
    moved, address = screen.view(), screen.params
    assert not screen.shows(before)
    choose_language(screen, "Français")
    screen.wait_for_params(lang=["fr"], country=["MLI"], event=["E34"])
    expect_title(screen, "Une colonne détruite près de la frontière algérienne, le 27 juillet 2024")
    screen.settle()
    assert screen.shows(moved)
    assert {name: screen.params[name] for name in address} == address
    expect(screen.card.locator("h4")).to_contain_text("Le convoi, en retraite, est détruit")
    expect(screen.page.frame_locator(MAP).get_by_text("Légende").first).to_be_visible()
    assert language_of_page(screen) == "fr"
    screen.choose("country", "Niger")  # the field still holds Mali, so that this adds to it
    screen.wait_for_params(country=["MLI", "NER"], lang=["fr"], event=["E34"])
    choose_language(screen, "English")
    screen.wait_for_params(country=["MLI", "NER"], lang=None, event=["E34"])
    expect_title(screen, "A column destroyed near the Algerian border, 27 July 2024")


def test_the_language_survives_reload_navigation_and_back(screen: Screen) -> None:
    screen.open("/")
    choose_language(screen, "Français")
    expect_title(screen, _FRENCH)
    screen.wait_for_params(lang=["fr"])
    screen.page.reload()
    screen.settle()
    expect_title(screen, _FRENCH)
    screen.turn_to("Chronologie")
    expect_title(screen, "Chronologie, 2018-2026")
    screen.wait_for_params(lang=["fr"])
    screen.page.go_back()
    expect_title(screen, _FRENCH)
    screen.wait_for_params(lang=["fr"])


def test_a_french_browser_that_chooses_english_stays_english(new_screen: NewScreen) -> None:
    screen = new_screen(locale="fr-FR")
    screen.open("/")
    choose_language(screen, "English")
    expect_title(screen, _ENGLISH)
    screen.wait_for_params(lang=["en"])
    screen.page.reload()
    screen.settle()
    expect_title(screen, _ENGLISH)
    screen.turn_to("Convoy route")
    expect_title(screen, "To the border and back, 19 to 27 July 2024: no track was published")
    screen.wait_for_params(lang=["en"])
    assert language_of_page(screen) == "en-GB"


def test_an_address_opens_in_its_own_language_whatever_the_browser(new_screen: NewScreen) -> None:
    screen = new_screen(locale="fr-FR")
    screen.open("/", lang="en")
    expect_title(screen, _ENGLISH)


def test_a_language_that_there_is_not_is_named(reader: Reader) -> None:
    reader.open("/", lang="tlh")
    expect(reader.page.get_by_text("“tlh” is not a value of “lang”")).to_be_visible()
    expect_title(reader, _ENGLISH)
    reader.wait_for_params(lang=None)


def test_choices_of_a_page_hold_when_their_words_change(screen: Screen) -> None:
    screen.open("/evidence", with_map=False)
    box = screen.page.locator(".st-key-ledger-scope")
    box.locator("input").click()
    screen.page.get_by_role("option", name="All claims").click()
    total = screen.page.get_by_text(f"{CLAIMS} of {CLAIMS} claims.")
    expect(total).to_be_visible()
    choose_language(screen, "Français")
    expect(screen.page.get_by_text(f"Affirmations\u00a0: {CLAIMS} sur {CLAIMS}.")).to_be_visible()
    expect(box.locator("input")).to_have_value("Toutes les affirmations")
    screen.choose("country", "Mali")
    screen.wait_for_params(country=["MLI"], lang=["fr"])
    expect(box.locator("input")).to_have_value("Toutes les affirmations")


def test_the_choice_of_lanes_holds(screen: Screen) -> None:
    screen.open("/timeline")
    screen.page.get_by_role("button", name="By actor").or_(screen.page.get_by_role("radio", name="By actor")).click()
    screen.wait_for_params(lanes=["actor"])
    choose_language(screen, "Français")
    screen.wait_for_params(lanes=["actor"], lang=["fr"])
    expect_title(screen, "Chronologie, 2018-2026")
    expect(screen.page.locator(".st-key-filter-q")).to_contain_text("Recherche")  # drawn last, a field of its own
    screen.settle()
    screen.search("Kidal")
    screen.wait_for_params(lanes=["actor"], lang=["fr"], q=["Kidal"])


def test_a_day_is_written_as_the_language_writes_it(screen: Screen) -> None:
    screen.page.goto(f"{screen.home}/?from=2024-07-25")
    screen.settle()
    choose_language(screen, "Français")
    screen.wait_for_params(**{"from": ["2024-07-25"], "lang": ["fr"]})
    expect_title(screen, _FRENCH)
    # the filter is drawn after everything else on the page, so the title says nothing about it
    parts = screen.page.locator(".st-key-filter-from").get_by_role("spinbutton")
    expect(parts).to_have_text(["25", "07", "2024"])
    screen.settle()
    screen.search("Kidal")
    screen.wait_for_params(**{"from": ["2024-07-25"], "lang": ["fr"], "q": ["Kidal"]})


def test_presenter_mode_opens_in_the_language_and_as_of_the_day(reader: Reader) -> None:
    reader.open("/briefing", with_map=False, lang="fr", asof="2024-08-31")
    link = reader.page.get_by_role("link", name="Ouvrir le mode présentateur")
    assert (link.get_attribute("href") or "").endswith("present?asof=2024-08-31&lang=fr")
    with reader.page.context.expect_page() as opened:
        link.click()
    expect(opened.value.locator("html")).to_have_attribute("lang", "fr")
    opened.value.close()


#: Everything that a page says or is called by, outside of frames.
_SAID = """() => {
    const said = new Set(), walk = document.createTreeWalker(document.body, NodeFilter.SHOW_ALL);
    while (walk.nextNode()) {
        const node = walk.currentNode;
        if (node.nodeType === Node.TEXT_NODE) said.add(node.nodeValue.trim());
        else if (node.getAttribute)
            for (const name of ["aria-label", "aria-roledescription", "aria-valuetext", "placeholder", "title"])
                said.add(node.getAttribute(name));
    }
    return [...said].filter(Boolean);
}"""


def said(screen: Screen) -> set[str]:
    return set(screen.page.evaluate(_SAID))


def test_streamlits_own_words_are_in_the_language_of_the_page_and_back(reader: Reader) -> None:
    with speaking("fr"):
        words = streamlit_words()
    reader.open("/your_data", with_map=False, lang="fr")
    upload = reader.page.get_by_test_id("stFileUploader")
    expect(upload.get_by_test_id("stBaseButton-secondary")).to_have_text(re.compile("Choisir$"))
    expect(upload).to_contain_text("300\u00a0Mo par fichier")
    reader.page.get_by_test_id("stMainMenuButton").click()
    expect(reader.page.get_by_text("Imprimer", exact=True)).to_be_visible()
    assert said(reader) & set(words) == set()
    reader.page.keyboard.press("Escape")
    actors = reader.page.locator(".stSidebar .stMultiSelect input").first
    actors.scroll_into_view_if_needed()  # a list that is scrolled to while it opens closes again
    wait_until_still(reader.page)
    actors.click()
    expect(reader.page.get_by_text("Tout sélectionner")).to_be_visible()
    assert said(reader) & set(words) == set()
    reader.page.keyboard.press("Escape")
    choose_language(reader, "English")
    expect(upload.get_by_test_id("stBaseButton-secondary")).to_have_text(re.compile("Upload$"))
    expect(upload).to_contain_text("300MB per file")
    assert {"Main menu", "Choose date", "App pages"} <= said(reader)
    # a word that is in both languages' pages for another reason, as "Sources" is, does not count
    assert said(reader) & set(words.values()) <= set(words) | {"mm"}


def test_a_tables_tools_are_named_in_french(reader: Reader) -> None:
    reader.open("/evidence", with_map=False, lang="fr")
    table = reader.page.get_by_test_id("stDataFrame").first
    table.hover()
    with speaking("fr"):
        words = streamlit_words()
    expect(reader.page.get_by_role("button", name=re.compile("^Plein écran")).first).to_be_attached()
    assert said(reader) & set(words) == set()
