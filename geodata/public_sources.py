"""The sources of rows as of a day: whatever names or counts sources names and counts only those that were public."""

from __future__ import annotations

import pandas as pd

from geodata.filters import Filters, sources_public
from geodata.languages import gettext
from geodata.origins import origins
from geodata.story import Story


def with_public_sources(story: Story, rows: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """Return rows whose ``source_ids`` hold only sources that were public by the as-of day, if there is one."""
    if filters.known_on is None or rows.empty:
        return rows
    published = sources_public(story, filters)
    cut = [tuple(source for source in ids if published[source]) for ids in rows["source_ids"]]
    return rows.assign(source_ids=pd.Series(cut, index=rows.index, dtype=object))


def single_mark(story: Story, source_ids: tuple[str, ...]) -> str:
    """Return the mark and words for what rests on one independent source, however many carry it; "" for the rest."""
    return gettext("◐ single source") if len(origins(story, source_ids)) == 1 else ""
