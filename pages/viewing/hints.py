"""Three hints for a first visit, below the map. Which browser has dismissed them only the browser knows."""

from __future__ import annotations

from typing import Any

import streamlit as st

from geodata.drawing.linked_scripts import BROWSER, module_script
from geodata.languages import language
from geodata.languages.catalogue import browser_words
from geodata.languages.formats import locale_tag

_hints = st.components.v2.component(
    "hints",
    html='<div id="hints"></div>',
    css=(BROWSER / "hints.css").read_text("utf-8"),
    js=module_script("hints"),
)


def words() -> dict[str, Any]:
    """Return what the script has to say in the language that is spoken."""
    return {"tag": locale_tag(), "words": browser_words(language(), "hints")}


def hints() -> None:
    """Draw the hints; they take no room in a browser that has dismissed them."""
    with st.container(key="hints"):
        _hints(key="hints.script", data={"language": words()})
