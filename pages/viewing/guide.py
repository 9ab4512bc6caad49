"""The guide: what helps those who hear a page or use it by keyboard alone. Its work is done in ``browser/guide.js``."""

from __future__ import annotations

from typing import Any

import streamlit as st

from geodata.drawing.linked_scripts import module_script
from geodata.languages import gettext, language
from geodata.languages.catalogue import browser_words
from geodata.languages.formats import locale_tag
from geodata.reading.story import Story

_CARD = "guide.card"
#: Characters of a card that are read out unasked: a stranger's file may have very long texts.
_MOST = 1200
_guide = st.components.v2.component("guide", js=module_script("guide"))


def begin_page() -> None:
    """Know of no card, until one is drawn."""
    st.session_state[_CARD] = None


def tell_card(story: Story, row_id: str, card: dict[str, Any]) -> None:
    """Keep what is to be read out of a card (:mod:`geodata.drawing.card_document`) when it opens."""
    who = ", ".join(story.actors.at[actor, "short_name"] for actor in card["who"])
    facts = [*card["facts"], *([[gettext("Who"), who]] if who else [])]
    told = [gettext("{name}: {words}").format(name=name, words=words) for name, words in facts]
    parts = [part.rstrip(". ") for part in (card["title"], card["kind"], *told, card["text"]) if part]
    words = gettext("Card opened. {words}").format(words=". ".join(parts)[:_MOST])
    st.session_state[_CARD] = {"id": row_id, "title": card["title"][:_MOST], "words": words}


def guide() -> None:
    """Tell the browser what has changed. To be called when the page has been drawn."""
    words = {"tag": locale_tag(), "words": browser_words(language(), "guide")}
    with st.container(key="guide"):
        _guide(key="guide.script", data={"language": words, "card": st.session_state[_CARD]})
