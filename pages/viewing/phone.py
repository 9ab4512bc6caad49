"""The pages on a phone: one style sheet and one script, ``phone.css`` and ``browser/phone.js``."""

from __future__ import annotations

import streamlit as st

from geodata.drawing.linked_scripts import module_script
from geodata.languages import gettext

_script = st.components.v2.component("phone", js=module_script("phone"))


def begin_page() -> None:
    """Give the style sheet the words for the buttons of the drawer: Streamlit gives them arrows alone."""
    words = {"pages": gettext("Pages and filter"), "filter": gettext("Filter"), "close": gettext("Close")}
    named = "".join(f'--phone-{name}:"{text}";' for name, text in words.items())
    st.html(f"<style>:root{{{named}}}</style>")


def phone() -> None:
    """Start the script. To be called when the page has been drawn."""
    with st.container(key="phone"):
        _script(key="phone.script")


def is_phone() -> bool:
    """Say whether the browser calls itself one of a phone. A phone held upright is known by its width alone."""
    return "Mobi" in st.context.headers.get("User-Agent", "")
