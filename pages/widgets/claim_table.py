"""Every claim shown, as a table whose rows open the event they speak of."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geodata.asking.told_titles import event_titles
from geodata.knowing.public_sources import relay_words, with_public_sources
from geodata.knowing.tolls import range_words
from geodata.languages import gettext
from geodata.languages.formats import number
from geodata.reading.partial_dates import date_words
from geodata.reading.story import Story
from pages.viewing import address
from pages.widgets.row_table import independent_words, opening_table


def claim_table(story: Story, mask: pd.Series) -> None:
    """Draw the claims of the mask."""
    filters = address.filters()
    rows = with_public_sources(story, story.claims[mask], filters)
    st.markdown(
        gettext(
            "**{shown} of {total} claims shown.** A claim is shown with the event it speaks of. Choose a row to open "
            "that event."
        ).format(shown=number(len(rows)), total=number(len(story.claims)))
    )
    frame = pd.DataFrame(
        {
            gettext("claimant"): rows["claimant"],
            gettext("claim"): rows["claim"],
            gettext("figure"): [
                range_words(low, high) if unit else ""
                for low, high, unit in zip(rows["quantity_min"], rows["quantity_max"], rows["unit"], strict=True)
            ],
            gettext("of what"): rows["unit"],
            gettext("claimed"): [date_words(day) if day else "" for day in rows["date_claimed"]],
            gettext("about"): rows["event_id"].map(event_titles(story, filters.known_on)),
            gettext("independent sources"): independent_words(story, rows["source_ids"]),
            gettext("rated"): rows["credibility"],
            gettext("carried by"): [
                gettext("; ").join(filter(None, (_publishers(story, ids), relay_words(story, ids))))
                for ids in rows["source_ids"]
            ],
            gettext("note"): rows["notes"],
        }
    )
    opening_table(frame, rows["event_id"], "claims-table", gettext("Claims"))


def _publishers(story: Story, source_ids: tuple[str, ...]) -> str:
    return ", ".join(story.sources.at[source, "publisher"] for source in source_ids)
