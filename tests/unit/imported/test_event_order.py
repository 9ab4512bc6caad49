"""The order of imported rows: together what a filter keeps together, and nothing lost."""

from __future__ import annotations

import gzip

import numpy as np
from imported.event_rows import result_of

from geodata.asking.filters import Filters
from geodata.drawing.mask import encode_mask
from geodata.imported.event_filter import imported_mask
from geodata.imported.event_order import by_country_and_day
from geodata.imported.event_set import event_set
from tests.real_story import REAL


def test_rows_stand_by_country_and_day_and_none_is_lost() -> None:
    given = result_of(
        {"title": "b", "country": "NER", "date_start": "2024-01-02"},
        {"title": "a", "country": "MLI", "date_start": "2024-01-03"},
        {"title": "c", "country": "NER", "date_start": "2024-01-01"},
    )
    ordered = by_country_and_day(given)
    assert ordered.events["title"].tolist() == ["a", "c", "b"]
    assert ordered.events["source_row"].tolist() == given.events["source_row"].iloc[[1, 2, 0]].tolist()
    assert ordered.accepted == given.accepted


def test_the_mask_of_a_country_packs_into_a_small_part() -> None:
    countries = np.random.default_rng(1).choice(["MLI", "NER", "BFA", "CAF"], 4_000)
    given = result_of(*({"country": str(country)} for country in countries))
    story, wanted = REAL, Filters(countries=("NER",))
    packed = [
        len(gzip.compress(encode_mask(imported_mask(event_set(result, "rows.csv"), story, wanted)).encode()))
        for result in (given, by_country_and_day(given))
    ]
    assert packed[1] < packed[0] / 5
