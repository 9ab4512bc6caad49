"""What was changed after it was published, and why."""

from __future__ import annotations

import streamlit as st

from geodata.asking.filters import Filters
from geodata.languages import gettext, ngettext
from geodata.languages.formats import number
from geodata.reading.partial_dates import date_words, first_and_last_day
from geodata.reading.story import Story
from pages.viewing.text import plain


def corrections_list(story: Story, filters: Filters) -> None:
    """Draw every correction made by the as-of day, the latest first; later ones tell of what was not yet public."""
    st.markdown("#### " + gettext("Corrections"))
    if story.corrections.empty:
        st.markdown(
            gettext("No published row has been changed yet. Changes will be listed here with the day, the row and why.")
        )
    made = story.corrections
    if filters.known_on is not None:
        days = [first_and_last_day(day, day)[1] for day in made["date"]]
        made = made[[day is not None and day <= filters.known_on for day in days]]
    if later := len(story.corrections) - len(made):
        words = ngettext(
            "*{n} change was made after the as-of day and is not listed.*",
            "*{n} changes were made after the as-of day and are not listed.*",
            later,
        )
        st.markdown(words.format(n=number(later)))
    for row in made.iloc[::-1].itertuples():
        st.markdown(
            gettext("**{day}**, {row}: {what} {why} ({source})").format(
                day=plain(date_words(row.date)),
                row=plain(row.row_id),
                what=plain(row.what_changed),
                why=plain(row.why),
                source=plain(row.source),
            )
        )
