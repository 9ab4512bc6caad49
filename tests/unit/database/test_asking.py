"""The filter as SQL: whatever a viewer asks for travels beside the statement, never in it."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy.dialects import postgresql

from geodata.asking.filters import Filters
from geodata.database.asking import condition
from tests.real_story import REAL as STORY

#: All words that a statement about a text may have.
WORDS = {
    "geodata",
    "events",
    "folded",
    "letters",
    "actor_ids",
    "LIKE",
    "AND",
    "OR",
    "CAST",
    "AS",
    "TEXT",
    "VARCHAR",
    "true",
}


def compiled(filters: Filters) -> tuple[str, list[object]]:
    made = condition(STORY, filters).compile(dialect=postgresql.dialect())  # type: ignore[no-untyped-call]
    return str(made), list(made.params.values())


@pytest.mark.parametrize("text", ["' OR 1=1 --", "zxqy%_\\", "tin zaouatine zxqy", "zxqy; DROP TABLE events"])
def test_a_text_is_bound(text: str) -> None:
    statement, values = compiled(Filters(text=text))
    for word in ("zxqy", "DROP", "1=1"):
        assert word not in statement
    assert values


def test_lists_and_days_are_bound() -> None:
    odd = "x') OR ('1'='1"
    statement, values = compiled(
        Filters(actors=(odd,), countries=(odd,), kinds=(odd,), date_from=dt.date(2024, 7, 1), exact=True)
    )
    assert odd not in statement
    assert [odd] in values
    assert dt.date(2024, 7, 1) in values


@given(st.text(max_size=200))
@settings(max_examples=100, deadline=None)
def test_the_statement_of_a_text_has_only_placeholders(text: str) -> None:
    statement, _ = compiled(Filters(text=text))
    fixed = re.sub(r"%\(\w+\)s", "", statement)
    assert set(re.findall(r"\w+", fixed)) <= WORDS, fixed
    assert not re.search(r"""['";\\-]""", fixed), fixed
