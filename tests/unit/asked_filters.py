"""Filters as anyone might ask for them, made at random from what the real tables offer."""

from __future__ import annotations

from hypothesis import strategies as st

from geodata.asking.kinds import MAX_TEXT
from geodata.asking.table import CONFIDENCES
from geodata.filter_parameters import vocabulary
from geodata.filters import Filters
from tests.real_story import REAL

KNOWN = vocabulary(REAL)


def some(values: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), unique=True, max_size=4).map(tuple)


@st.composite
def asked(draw: st.DrawFn) -> Filters:
    days = draw(st.lists(st.dates(), min_size=2, max_size=2).map(sorted))
    return Filters(
        date_from=draw(st.sampled_from([None, days[0]])),
        date_to=draw(st.sampled_from([None, days[1]])),
        actors=draw(some(KNOWN["actor"])),
        countries=draw(some(KNOWN["country"])),
        kinds=draw(some(KNOWN["kind"])),
        confidences=draw(some(list(CONFIDENCES))),
        text=draw(st.text(max_size=MAX_TEXT).map(str.strip)),
        known_on=draw(st.none() | st.dates()),
        exact=draw(st.booleans()),
    )
