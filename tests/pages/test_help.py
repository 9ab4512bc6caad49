"""Help in one sentence on every control of every page, in the language of the page."""

from __future__ import annotations

from typing import Any

import pytest

from geodata.languages import speaking
from pages.viewing import hints
from tests.page_lists import FILES
from tests.pages.conftest import PageMaker

#: The kinds of control, as Streamlit names their elements.
KINDS = (
    "button",
    "button_group",
    "checkbox",
    "date_input",
    "download_button",
    "file_uploader",
    "link_button",
    "multiselect",
    "page_link",
    "selectbox",
    "slider",
    "text_area",
    "text_input",
    "toggle",
)
#: Letters that one sentence of help may have.
MOST = 220


def controls(page: Any) -> list[tuple[str, Any]]:
    """The controls of a page, with the name that a viewer reads."""
    found = [element.proto for kind in KINDS for element in page.get(kind)]
    return [(f"{type(one).__name__}: {one.label}", one) for one in found]


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("file", FILES)
def test_every_control_says_what_it_does(opened: PageMaker, file: str, language: str) -> None:
    page = opened(file, lang=[language], event=["E35"], q=["Kidal"])
    assert not page.exception
    found = controls(page)
    assert len(found) > 10
    assert [name for name, control in found if not control.help] == []
    assert [name for name, control in found if len(control.help) > MOST] == []


def test_help_is_french_on_a_french_page(opened: PageMaker) -> None:
    said = {control.help for _, control in controls(opened("episode.py", lang=["fr"], event=["E35"]))}
    assert "Écarte ce qui a pris fin avant ce jour." in said
    assert "Ferme la fiche et laisse la carte et le filtre tels quels." in said


def test_one_day_on_the_presence_page_has_help_too(opened: PageMaker) -> None:
    page = opened("presence.py", day=["2024-07-27"])
    assert page.slider[0].proto.help.startswith("The day for which")


def test_nothing_found_offers_help(opened: PageMaker) -> None:
    page = opened("overview.py", q=["no such word at all"])
    assert [name for name, control in controls(page) if not control.help] == []


@pytest.mark.parametrize(("language", "first"), [("en", "Got it"), ("fr", "Compris")])
def test_the_hints_bring_their_words(language: str, first: str) -> None:
    with speaking(language):
        words = hints.words()["words"]
        assert words.get("Got it", "Got it") == first
