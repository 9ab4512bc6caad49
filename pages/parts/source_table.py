"""Sources, and the facts of the base document, as tables."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geodata.partial_dates import date_words
from geodata.story import Story


def source_table(story: Story) -> None:
    """Draw every source, with how many rows rest on it."""
    sources = story.sources
    st.markdown(f"**{len(sources)} sources.** Many were read as archived copies or reposts; the note says which. A carrier of low trust is used only for what it carries, such as a statement of the side it is close to.")
    frame = pd.DataFrame(
        {
            "id": sources.index,
            "publisher": sources["publisher"],
            "title": sources["title"],
            "published": [date_words(day) if day else "undated copy" for day in sources["published"]],
            "kind": sources["kind"],
            "low trust": sources["low_trust"] == "yes",
            "rows": [_resting_on(story, source) for source in sources.index],
            "address": sources["url"].where(sources["url"] != ""),
            "note": sources["notes"],
        }
    )
    columns = {"address": st.column_config.LinkColumn("address", display_text="open"), "rows": st.column_config.NumberColumn("rows that rest on it")}
    st.dataframe(frame, hide_index=True, height=520, column_config=columns, alt="Sources")


def _resting_on(story: Story, source_id: str) -> int:
    tables = (story.events, story.claims, story.presence, story.route, story.legs)
    return sum(int(table["source_ids"].map(lambda ids: source_id in ids).sum()) for table in tables)


def fact_table(story: Story) -> None:
    """Draw the 33 facts of the base document, each with the rows that carry it."""
    st.markdown(f"**{len(story.facts)} facts of the base document**, the news report this project began with, each with the rows that show it.")
    frame = pd.DataFrame(
        {"id": story.facts.index, "kind": story.facts["kind"], "fact": story.facts["fact"], "shown by": story.facts["row_ids"].map(", ".join)}
    )
    st.dataframe(frame, hide_index=True, height=520, alt="Facts of the base document")
