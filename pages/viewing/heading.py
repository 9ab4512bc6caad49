"""What stands above a page."""

from __future__ import annotations

import streamlit as st

from pages.viewing import address
from pages.viewing.reading import story


def page_heading() -> None:
    """Draw the heading of the page that is shown, as the story has it."""
    st.title(address.kind().in_story(story()).heading)
