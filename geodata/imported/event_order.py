"""The order of imported rows, for the sake of what travels with each change of the filter."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from geodata.importers.result import ImportResult


def by_country_and_day(result: ImportResult) -> ImportResult:
    """Return what was imported with its rows by country and, in a country, by first day.

    What a filter by country or date keeps then lies together, so the mask that goes to the browser (one bit a row)
    packs into a small part of itself. Rows that are alike in both stay in the order of the file, which
    ``source_row`` keeps for all.
    """
    countries, _ = result.events["country"].factorize(sort=True)
    order = np.lexsort((result.events["date_start"].to_numpy(), countries))
    return replace(result, events=result.events.iloc[order])
