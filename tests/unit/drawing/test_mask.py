"""Which rows are on, one bit a row."""

from __future__ import annotations

import base64

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.asking.filters import Filters, events_mask
from geodata.drawing.mask import decode_mask, encode_mask
from tests.real_story import REAL


@given(st.lists(st.booleans(), max_size=300))
def test_a_mask_reads_back_as_it_was_written(rows: list[bool]) -> None:
    assert decode_mask(encode_mask(pd.Series(rows, dtype=bool)), len(rows)) == rows


@pytest.mark.parametrize(
    ("rows", "text"),
    [
        ([], ""),
        ([True], "gA=="),
        ([False], "AA=="),
        ([True, False, True], "oA=="),
        ([False] * 7 + [True], "AQ=="),
        ([False] * 8 + [True], "AIA="),  # the ninth row is the highest bit of the second byte
    ],
)
def test_the_first_row_is_the_highest_bit(rows: list[bool], text: str) -> None:
    assert encode_mask(pd.Series(rows, dtype=bool)) == text


def test_a_mask_is_in_the_order_of_the_table() -> None:
    story = REAL
    mask = events_mask(story, Filters(kinds=("coup",)))
    rows = decode_mask(encode_mask(mask), len(story.events))
    assert [id_ for id_, on in zip(story.events.index, rows, strict=True) if on] == ["E03", "E04", "E11"]


def test_a_hundred_thousand_rows_take_under_17_kb() -> None:
    mask = pd.Series(np.random.default_rng(1).random(100_000) < 0.5)
    text = encode_mask(mask)
    assert len(base64.b64decode(text)) == 12_500
    assert len(text) < 17_000


@pytest.mark.parametrize("text", ["not base64!", "oA=", "ö"])
def test_what_is_no_mask_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - the words are base64's own
        decode_mask(text, 3)
