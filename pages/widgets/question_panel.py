"""Disputed questions that are not numbers: the positions, who holds each and since when."""

from __future__ import annotations

import streamlit as st

from geodata.asking.filters import Filters, public_by, sources_public
from geodata.languages import gettext, noop, pgettext
from geodata.reading.partial_dates import date_words, parse_partial_date
from geodata.reading.story import Story
from pages.viewing.text import plain
from pages.widgets.event_card import actor_words, source_links

_ESTABLISHED = {"no": noop("not established"), "partly": noop("established in part")}


def question_panel(story: Story, filters: Filters) -> None:
    """Draw a panel for each question, with the positions that were public by the as-of day."""
    st.markdown(
        gettext("What is asked most, and cannot be answered with a number. Each position stands with its holder.")
    )
    positions, published = story.positions, sources_public(story, filters)
    positions = positions[public_by(story, positions, filters)]
    for question_id, question in story.questions.iterrows():
        held = positions[positions["question_id"] == question_id].sort_values("start", kind="stable")
        if held.empty:
            continue  # nobody had taken a position by the as-of day
        with st.container(border=True):
            st.markdown(f"#### {plain(question['question'])}")
            if filters.known_on is None:
                how_far = _ESTABLISHED[question["established"]]
                st.badge(gettext(how_far), color="gray")
                st.markdown(f"{plain(question['answer'])} {source_links(story, question['source_ids'])}")
            for position in held.itertuples():
                line = _sentence(position.since).format(
                    who=actor_words(story, position.holder_id),
                    day=plain(date_words(position.since)),
                    position=plain(position.position),
                )
                links = source_links(story, [source for source in position.source_ids if published[source]])
                st.markdown(f"{line} {links}")


def _sentence(since: str) -> str:
    """How a position is told, with the day, month or year since which it is held, or without."""
    if not since:
        return gettext("{who}: {position}")
    if parse_partial_date(since).precision == "day":
        return pgettext("a day", "{who}, since {day}: {position}")
    return pgettext("a month or a year", "{who}, since {day}: {position}")
