"""The stand-alone HTML file of a French story, opened from a disk: whatever is read there is French."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from geodata.asking.filters import Filters
from geodata.exports.web_page import html_bytes
from geodata.reading.story import load_story
from geodata.reading.translation import in_language
from geodata.selecting.colophon import colophon
from geodata.selecting.selection import select
from geodata.telling.scenes import story_scenes
from tests.browser.screen import PATIENCE
from tests.browser.watch import Watch

FRENCH = in_language(load_story(), "fr")
MADE = dt.datetime(2024, 11, 23, 17, 30, tzinfo=dt.UTC)
NIGER = Filters(countries=("NER", "BFA"))


@pytest.fixture
def page(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """The file in a browser that prefers English; at the end nothing may have gone wrong."""
    path = tmp_path / "kidal.html"
    path.write_bytes(html_bytes(select(FRENCH, NIGER), colophon(FRENCH, NIGER, MADE)))
    context = browser.new_context(viewport={"width": 1280, "height": 900}, offline=True, locale="en-GB")
    watch = Watch(context, "file://")
    page = context.new_page()
    page.goto(path.as_uri())
    page.wait_for_selector("#map_div[data-drawn]", timeout=PATIENCE)
    page.wait_for_selector("#side .cm-choice", timeout=PATIENCE)
    yield page
    context.close()
    assert watch.errors == []
    assert watch.outside == []


def test_the_page_says_which_language_it_is_in(page: Page) -> None:
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    expect(page).to_have_title("Kidal, juillet 2024")
    expect(page.locator("h1")).to_have_text("Kidal, juillet 2024\u00a0: petite carte d’un conflit")


def test_list_and_card_are_french(page: Page) -> None:
    title = str(select(FRENCH, NIGER).events["title"].iloc[0])
    page.locator("#side .cm-choice").filter(has_text=title).click()
    card = page.locator("[data-card]")
    expect(card.locator("h2")).to_have_text(title)
    expect(card.get_by_role("button", name="Fermer", exact=True)).to_be_visible()
    for words in ("Quand", "Où", "Qui", "Sources"):
        expect(card).to_contain_text(words)
    expect(card).not_to_contain_text("When")


def test_what_is_below_the_map_is_french(page: Page) -> None:
    titles = page.locator("#below summary").all_inner_texts()
    assert [title.partition(" (")[0] for title in titles] == [
        "Chronologie",
        "Affirmations",
        "Sources",
        "À propos de ce fichier",
    ]
    for number in (1, 3):
        page.locator("#below summary").nth(number).click()
    headings = page.locator("#below table").first.locator("th").all_inner_texts()
    assert headings == ["Auteur de l’affirmation", "Affirmation", "Chiffre", "Affirmé le", "Sources"]
    expect(page.locator("#below table").last).to_contain_text("état des connaissances")
    expect(page.locator("#foot")).to_contain_text("Les frontières et les noms n’impliquent aucune prise de position")


def test_presenting_is_french(page: Page) -> None:
    scenes = story_scenes(FRENCH)
    page.get_by_role("button", name="Présenter").click()
    expect(page.locator(".p-head")).to_have_text(scenes[0].headline)
    expect(page.locator(".p-step")).to_have_text(f"1 sur {len(scenes)}")
    expect(page.locator(".p-foot")).to_contain_text("Sources\u00a0: ")
    page.keyboard.press("n")
    expect(page.locator(".p-notes")).to_contain_text(f"Scène suivante\u00a0: {scenes[1].headline}")
    page.keyboard.press("End")
    expect(page.locator(".p-notes")).to_contain_text("Dernière scène")
