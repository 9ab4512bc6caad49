"""Filters as anyone might ask for them, made at random from the table of parameters and what the real tables offer."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from geodata.asking.filter_parameters import vocabulary
from geodata.asking.filters import Filters
from geodata.asking.kinds import BOUND, CHOICE, DAY, FLAG, MAX_TEXT, TEXT
from geodata.asking.parameter import Parameter
from geodata.asking.table import PARAMETERS
from tests.real_story import REAL

KNOWN = vocabulary(REAL)


def values_of(row: Parameter) -> st.SearchStrategy[Any]:
    if row.kind is CHOICE:
        return st.lists(st.sampled_from(KNOWN[row.name]), unique=True, max_size=4).map(tuple)
    return {
        TEXT: st.text(max_size=MAX_TEXT).map(str.strip),
        FLAG: st.booleans(),
        DAY: st.none() | st.dates(),
        BOUND: st.none() | st.dates(),
    }[row.kind]


@st.composite
def asked(draw: st.DrawFn) -> Filters:
    values = {row.name: draw(values_of(row)) for row in PARAMETERS}
    first, last = (row.name for row in PARAMETERS if row.kind is BOUND)
    if values[first] and values[last]:
        values[first], values[last] = sorted((values[first], values[last]))
    return Filters().asking(values)
