"""Disputed questions that are not numbers: the positions, who holds each and since when."""

from __future__ import annotations

import streamlit as st

from geodata.filters import Filters, public_by, sources_public
from geodata.partial_dates import date_words
from geodata.story import Story
from pages.parts.event_card import actor_words, source_links
from pages.parts.text import plain

_ESTABLISHED = {"no": "not established", "partly": "established in part"}


def question_panel(story: Story, filters: Filters) -> None:
    """Draw a panel for each question, with the positions that were public by the as-of day."""
    st.markdown("What is asked most, and cannot be answered with a number. Each position stands with its holder.")
    positions, published = story.positions, sources_public(story, filters)
    positions = positions[public_by(positions, filters)]
    for question_id, question in story.questions.iterrows():
        held = positions[positions["question_id"] == question_id].sort_values("start", kind="stable")
        if held.empty:
            continue  # nobody had taken a position by the as-of day
        with st.container(border=True):
            st.markdown(f"#### {plain(question['question'])}")
            if filters.known_on is None:
                st.badge(_ESTABLISHED[question["established"]], color="gray")
                st.markdown(f"{plain(question['answer'])} {source_links(story, question['source_ids'])}")
            for position in held.itertuples():
                since = f", since {date_words(position.since)}" if position.since else ""
                who = actor_words(story, position.holder_id)
                links = source_links(story, [source for source in position.source_ids if published[source]])
                st.markdown(f"{who}{plain(since)}: {plain(position.position)} {links}")
