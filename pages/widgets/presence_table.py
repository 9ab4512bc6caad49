"""Reports of presence as a table whose rows open their card: what the sites and shaded countries of a map stand for."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

import pandas as pd
import streamlit as st

from geodata.asking.filters import Filters
from geodata.drawing.style import NATURES
from geodata.importers.country_names import country_name
from geodata.knowing.presence import report_periods
from geodata.knowing.public_sources import with_public_sources
from geodata.languages import gettext
from geodata.reading.story import Story
from pages.viewing import address
from pages.widgets.row_table import independent_words, row_table, supported_words


def presence_table(story: Story, mask: pd.Series, heading: str) -> None:
    """Draw the reports of the mask below a heading; nothing when there are none."""
    table = _all_reports(story, address.filters().known_on)
    shown = table[mask.reindex(table.index)]
    if shown.empty:
        return
    st.markdown(f"##### {heading}")
    row_table(shown, "presence-table", story.manifest.sentence("reports"))


@lru_cache(maxsize=16)
def _all_reports(story: Story, known_on: dt.date | None) -> pd.DataFrame:
    """The whole table, made once as that of the events is (:mod:`pages.widgets.event_table`)."""
    rows = with_public_sources(story, story.presence, Filters(known_on=known_on))
    return pd.DataFrame(
        {
            gettext("country"): rows["country"].map(lambda iso: country_name(story, iso)),
            gettext("place"): rows["place_id"].map(story.places["name"]),
            gettext("force"): rows["force"],
            gettext("role"): rows["role"],
            gettext("what"): rows["nature"].map(lambda nature: gettext(str(NATURES[nature]["label"]))),
            gettext("when"): report_periods(story, known_on),
            gettext("independent sources"): independent_words(story, rows["source_ids"]),
            gettext("confidence"): supported_words(story, rows),
        }
    )
