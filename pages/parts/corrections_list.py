"""What was changed after it was published, and why."""

from __future__ import annotations

import streamlit as st

from geodata.languages import gettext
from geodata.partial_dates import date_words
from geodata.story import Story
from pages.parts.text import plain


def corrections_list(story: Story) -> None:
    """Draw every correction, the latest first."""
    st.markdown("#### " + gettext("Corrections"))
    if story.corrections.empty:
        st.markdown(
            gettext("No published row has been changed yet. Changes will be listed here with the day, the row and why.")
        )
    for row in story.corrections.iloc[::-1].itertuples():
        st.markdown(
            gettext("**{day}**, {row}: {what} {why} ({source})").format(
                day=plain(date_words(row.date)),
                row=plain(row.row_id),
                what=plain(row.what_changed),
                why=plain(row.why),
                source=plain(row.source),
            )
        )
