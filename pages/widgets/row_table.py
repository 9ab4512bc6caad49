"""A table whose rows open their card: what is on the map is in a table too, reachable by keyboard."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geodata.drawing.style import CONFIDENCE
from geodata.knowing.origins import origin_counts
from geodata.knowing.public_sources import relay_words
from geodata.languages import gettext
from geodata.languages.formats import number
from geodata.reading.story import Story
from pages.viewing import address


def row_table(frame: pd.DataFrame, key: str, name: str) -> None:
    """Draw a table, one row an id of the index; choosing a row chooses it on the map and opens its card."""

    def take_over() -> None:
        rows = st.session_state[key]["selection"]["rows"]
        if rows and rows[0] < len(frame):
            address.choose(str(frame.index[rows[0]]))
        elif address.chosen() in frame.index:
            address.choose(None)

    _follow(frame, key)
    st.dataframe(frame, key=key, on_select=take_over, selection_mode="single-row", hide_index=True, alt=name)


def opening_table(frame: pd.DataFrame, opens: pd.Series, key: str, name: str) -> None:
    """Draw a table whose rows open another row's card: a claim opens its event. ``opens`` shares the index."""

    def take_over() -> None:
        rows = st.session_state[key]["selection"]["rows"]
        address.choose(str(opens.iloc[rows[0]]) if rows and rows[0] < len(opens) else None)

    st.dataframe(frame, key=key, on_select=take_over, selection_mode="single-row", hide_index=True, alt=name)


def independent_words(story: Story, source_ids: pd.Series) -> pd.Series:
    """Return how many independent sources each row has, as a column of a table says it."""
    return origin_counts(story, source_ids).map(lambda n: gettext("1, single") if n == 1 else number(n))


def confidence_words(confidence: str) -> str:
    """Return a degree of confidence with its mark."""
    mark, words = (str(CONFIDENCE[confidence][part]) for part in ("mark", "label"))
    return f"{mark} {gettext(words)}"


def supported_words(story: Story, rows: pd.DataFrame) -> list[str]:
    """Return how well each row is supported, and for one that only relays tell of, that too."""
    return [
        gettext("; ").join(filter(None, (confidence_words(confidence), relay_words(story, source_ids))))
        for confidence, source_ids in zip(rows["confidence"], rows["source_ids"], strict=True)
    ]


def _follow(frame: pd.DataFrame, key: str) -> None:
    """Show the chosen row as selected, wherever it was chosen."""
    chosen = address.chosen()
    wanted = [int(frame.index.get_loc(chosen))] if chosen in frame.index else []
    current = st.session_state.get(key)
    if current is None and not wanted:
        return
    if current is None or list(current["selection"]["rows"]) != wanted:
        st.session_state[key] = {"selection": {"rows": wanted, "columns": [], "cells": []}}
