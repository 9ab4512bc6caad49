"""The words of the scripts: values, plurals, numbers and days in the language that they were told."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from geodata.drawing.assets import language_script
from geodata.drawing.linked_scripts import module_script
from geodata.languages import speaking
from geodata.languages.formats import locale_tag


@pytest.fixture(scope="module")
def page(browser: Browser) -> Iterator[Page]:
    """A page on which the scripts have words, and were told none yet."""
    page = browser.new_page()
    page.evaluate(
        """text => import("data:text/javascript;charset=utf-8," + encodeURIComponent(text)).then(words => {
            window.ConflictMap = { speak: words.speak, words };
        })""",
        module_script("words"),
    )
    yield page
    page.close()


def said(page: Page, code: str, call: str) -> Any:
    """What a call of the words gives in a language, with no-break spaces shown as ~."""
    with speaking(code):
        page.evaluate(language_script(code, locale_tag()).decode())
    found = page.evaluate(f"ConflictMap.words.{call}")
    return found.replace("\u00a0", "~") if isinstance(found, str) else found


@pytest.mark.parametrize(
    ("call", "english", "french"),
    [
        ("gettext('Legend')", "Legend", "Légende"),
        ("gettext('{name}, online', {name: 'A {b}'})", "A {b}, online", "A {b}, en ligne"),
        ("gettext('nobody translated {this}', {})", "nobody translated {this}", "nobody translated {this}"),
        ("ngettext('{n} event', '{n} events', 0)", "0 events", "0 événement"),
        ("ngettext('{n} event', '{n} events', 1)", "1 event", "1 événement"),
        ("ngettext('{n} event', '{n} events', 2)", "2 events", "2 événements"),
        ("ngettext('{n} event', '{n} events', 1848)", "1,848 events", "1~848 événements"),
        ("ngettext('{n} event', '{n} events', 1000000)", "1,000,000 events", "1~000~000 événements"),
        ("ngettext('{n} thing', '{n} things', 2)", "2 things", "2 things"),
        ("number(1234567.5)", "1,234,567.5", "1~234~567,5"),
        ("day('2024-07-27', {day: 'numeric', month: 'long', year: 'numeric'})", "27 July 2024", "27 juillet 2024"),
        ("day('2024-08-01', {day: 'numeric', month: 'long', year: 'numeric'})", "1 August 2024", "1er août 2024"),
        ("day('2024-08-01', {day: 'numeric', month: 'short'})", "1 Aug", "1er août"),
        ("day('2024-08-11', {day: 'numeric', month: 'short'})", "11 Aug", "11 août"),
        ("day('2024-08-01', {month: 'long', year: 'numeric'})", "August 2024", "août 2024"),
        ("day('2024-07-31T23:30Z', {day: 'numeric', month: 'short'})", "31 Jul", "31 juil."),
        ("joined('de août à juin')", "de août à juin", "d’août à juin"),
        ("tag()", "en-GB", "fr"),
    ],
)
def test_words(page: Page, call: str, english: str, french: str) -> None:
    assert said(page, "en", call) == english
    assert said(page, "fr", call) == french


def test_the_order_in_which_a_browser_lists_plural_forms_does_not_matter(page: Page) -> None:
    page.evaluate(
        """() => {
        const usual = Intl.PluralRules.prototype.resolvedOptions;
        Intl.PluralRules.prototype.resolvedOptions = function () {
          const found = usual.call(this);
          return { ...found, pluralCategories: [...found.pluralCategories].sort() };  // many, one, other
        };
        }"""
    )
    assert said(page, "fr", "ngettext('{n} event', '{n} events', 1)") == "1 événement"
    assert said(page, "fr", "ngettext('{n} event', '{n} events', 2)") == "2 événements"
