"""What was changed after it was published, and why."""

from __future__ import annotations

import streamlit as st

from geodata.partial_dates import date_words
from geodata.story import Story
from pages.parts.text import plain


def corrections_list(story: Story) -> None:
    """Draw every correction, the latest first."""
    st.markdown("#### Corrections")
    if story.corrections.empty:
        st.markdown("No published row has been changed yet. Changes will be listed here with the day, the row and why.")
    for row in story.corrections.iloc[::-1].itertuples():
        day = date_words(row.date)
        st.markdown(
            f"**{plain(day)}**, {plain(row.row_id)}: {plain(row.what_changed)} {plain(row.why)} ({plain(row.source)})"
        )
