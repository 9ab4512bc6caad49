"""The lists of the printed brief, before they are set: no rival alone, no empty cell, no empty brackets."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from reportlab.lib.colors import HexColor
from reportlab.platypus import Paragraph, Table

from geodata.asking.filters import Filters
from geodata.drawing.style import MUTED
from geodata.exports.brief_parts import claims_table, question_parts
from geodata.selecting.selection import select
from tests.real_story import REAL


def lines(parts: list[Any]) -> list[list[Paragraph]]:
    """The rows of all tables, without their heads."""
    return [row for part in parts if isinstance(part, Table) for row in part._cellvalues[1:]]


def test_with_jnim_chosen_the_rivals_of_its_fifty_are_printed_dimmed_and_say_why() -> None:
    filters = Filters(actors=("jnim",))
    selection = select(REAL, filters)
    rows = lines(claims_table(selection, 500))
    assert len(rows) == len(selection.rivals) > len(selection.claims)
    dimmed = [row for row in rows if "dimmed" in row[0].text]
    assert len(dimmed) == len(selection.rivals) - len(selection.claims)
    assert any("CSP-DPA rebels (dimmed: not about an event of the chosen actor)" in row[0].text for row in dimmed)
    assert {row[0].style.textColor for row in dimmed} == {HexColor(MUTED)}
    assert HexColor(MUTED) not in {row[0].style.textColor for row in rows if row not in dimmed}


@pytest.mark.parametrize("day", [dt.date(2024, 7, 28), dt.date(2024, 7, 31), dt.date(2030, 1, 1)])
def test_as_of_a_day_no_source_cell_is_empty_and_no_position_has_empty_brackets(day: dt.date) -> None:
    selection = select(REAL, Filters(known_on=day))
    rows = lines(claims_table(selection, 500))
    assert len(rows) == len(selection.claims)
    assert all(row[4].text.strip() for row in rows)
    said = [part.text for part in question_parts(selection) if isinstance(part, Paragraph)]
    assert said
    assert not [text for text in said if "[]" in text]
