"""The events shown, as a table."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import pandas as pd
import streamlit as st

from geodata.asking.filters import Filters
from geodata.importers.country_names import country_name
from geodata.knowing.public_sources import with_public_sources
from geodata.languages import gettext
from geodata.reading.partial_dates import date_words
from geodata.reading.story import Story
from geodata.reading.terms import called
from pages.viewing import address
from pages.widgets.row_table import independent_words, row_table, supported_words


def event_table(story: Story, mask: pd.Series) -> None:
    """Draw the table of the events of the mask, in order of time."""
    table = _all_events(story, address.filters().known_on)
    shown = table[mask.reindex(table.index)]
    if shown.empty:
        return
    st.markdown("##### " + gettext("Events shown, as a table"))
    row_table(shown, "events-table", gettext("Events shown"))


@lru_cache(maxsize=16)
def _all_events(story: Story, known_on: dt.date | None) -> pd.DataFrame:
    """The whole table, whatever the filter leaves of it: to make it anew for each viewer takes a tenth of a run."""
    rows = story.events.sort_values(["start", "end"], kind="stable")
    rows = with_public_sources(story, rows, Filters(known_on=known_on))
    names = story.actors["short_name"]
    return pd.DataFrame(
        {
            gettext("when"): [date_words(r.date_start, r.date_end, r.date_precision) for r in rows.itertuples()],
            gettext("event"): rows["title"],
            gettext("where"): rows["place_id"].map(story.places["name"]).fillna(gettext("no place given")),
            gettext("country"): rows["country"].map(lambda iso: country_name(story, iso)),
            gettext("kind"): rows["kind"].map(lambda kind: called(story.manifest.kinds, kind)),
            gettext("who"): rows["actor_ids"].map(lambda ids: ", ".join(names[actor] for actor in ids)),
            gettext("confidence"): supported_words(story, rows),
            gettext("independent sources"): independent_words(story, rows["source_ids"]),
        }
    )
