"""What a viewer wishes for: taken from the address, else kept, else from the browser; and written into the address."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from streamlit.testing.v1 import AppTest

from pages.viewing import viewer
from pages.viewing.viewer import LANGUAGE, LOOK, Wish


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """A browser that asks for a page: its address, its session, its headers."""
    found = SimpleNamespace(session_state={}, query_params={}, context=SimpleNamespace(headers={}, locale=None))
    monkeypatch.setattr(viewer, "st", found)
    return found


def asked(browser: SimpleNamespace, wish: Wish, value: str | None) -> str:
    """Run a page whose address asks for something; return what is wished for then. The address follows."""
    browser.query_params = {} if value is None else {wish.parameter: value}
    wish.read()
    browser.query_params = {name: values[0] for name, values in wish.in_address().items()}
    wish.written()
    return wish.now()


@pytest.mark.parametrize(
    ("accepted", "locale", "language"),
    [
        ("fr-FR,fr;q=0.9,en;q=0.8", None, "fr"),
        ("fr-CA", "fr-CA", "fr"),
        ("en-US,en;q=0.9,fr;q=0.8", "en-US", "en"),
        ("de,fr;q=0.8,en;q=0.5", None, "fr"),
        ("ja", "ja-JP", "en"),
        ("*", None, "en"),
        ("", None, "en"),
        (";;q=,", None, "en"),
    ],
)
def test_the_first_visit_is_in_the_language_of_the_browser(
    browser: SimpleNamespace, accepted: str, locale: str | None, language: str
) -> None:
    browser.context = SimpleNamespace(headers={"Accept-Language": accepted}, locale=locale)
    assert asked(browser, LANGUAGE, None) == language
    assert browser.query_params == ({} if language == "en" else {"lang": language})


def test_the_address_goes_before_the_browser_and_a_later_silence_leaves_it(browser: SimpleNamespace) -> None:
    assert asked(browser, LANGUAGE, "fr") == "fr"
    assert asked(browser, LANGUAGE, None) == "fr"  # as the navigation does
    assert asked(browser, LANGUAGE, "en") == "en"
    assert browser.query_params == {}


def test_a_french_browser_that_chooses_english_has_it_in_the_address(browser: SimpleNamespace) -> None:
    browser.context = SimpleNamespace(headers={"Accept-Language": "fr"}, locale=None)
    assert asked(browser, LANGUAGE, None) == "fr"
    LANGUAGE.choose("en")
    assert asked(browser, LANGUAGE, "fr") == "en"  # the address that the page wrote itself is no news
    assert browser.query_params == {"lang": "en"}
    assert asked(browser, LANGUAGE, "en") == "en"


def test_an_address_one_goes_back_to_is_news(browser: SimpleNamespace) -> None:
    asked(browser, LANGUAGE, "fr")
    LANGUAGE.choose("en")
    asked(browser, LANGUAGE, "fr")
    assert asked(browser, LANGUAGE, "fr") == "fr"


@pytest.mark.parametrize("wish", viewer.WISHES, ids=lambda wish: wish.parameter)
def test_a_value_that_there_is_not_changes_nothing_and_is_named(browser: SimpleNamespace, wish: Wish) -> None:
    wish.read()
    browser.query_params = {wish.parameter: "<b>nonsense</b>"}
    wish.read()
    assert wish.now() == wish.plain
    assert wish.unknown() == "<b>nonsense</b>"
    notice = "".join(viewer.notices()).replace("\\", "")
    assert notice == f"“<b>nonsense</b>” is not a value of “{wish.parameter}”, so that part of the address was ignored."


def test_an_address_that_leads_elsewhere_keeps_language_and_look(browser: SimpleNamespace) -> None:
    assert viewer.in_address() == {}
    asked(browser, LANGUAGE, "fr")
    asked(browser, LOOK, "dark")
    assert viewer.in_address() == {"lang": ["fr"], "look": ["dark"]}


def test_a_list_is_told_anew_when_its_words_changed(browser: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> None:
    spoken = ["en"]
    monkeypatch.setattr(viewer, "language", lambda: spoken[0])
    assert viewer.is_told_anew("list")
    assert not viewer.is_told_anew("list")
    spoken[0] = "fr"
    assert viewer.is_told_anew("list")
    assert not viewer.is_told_anew("list")


def test_the_choice_offers_every_language_by_its_own_name() -> None:
    def page() -> None:
        import streamlit as st

        from geodata.languages import language
        from pages.viewing import viewer

        viewer.begin_page()
        viewer.viewer_bar(lambda: st.session_state.update(reopened=True))
        st.text(language())

    run = AppTest.from_function(page, default_timeout=30).run()
    field = run.selectbox(key="viewer.lang.field")
    assert field.options == ["English", "Français"]
    assert run.text[0].value == "en"
    field.set_value("fr").run()
    assert run.text[0].value == "fr"
    assert run.session_state["reopened"] is True
    assert run.selectbox(key="viewer.lang.field").label == "Langue"
    assert run.selectbox(key="viewer.look.field").options == ["Clair", "Contraste élevé, grands caractères", "Sombre"]
