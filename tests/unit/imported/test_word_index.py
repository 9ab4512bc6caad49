"""The words of a column: folded as everywhere, found as beginnings of words and as runs."""

from __future__ import annotations

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from geodata.asking.search import fold
from geodata.imported.word_index import WordIndex, text_array, word_index

ANY_TEXT = st.text(st.characters(codec=None), max_size=30)  # with half surrogate pairs
FEW_LETTERS = st.text("aab ß-É½ﬁ", max_size=12)


def indexed(*texts: str) -> WordIndex:
    return word_index(text_array(list(texts)))


def folded_rows(index: WordIndex) -> list[str]:
    rows = range(index.row_count) if index.row_texts is None else index.row_texts.tolist()
    return [index.folded(text) for text in rows]


@given(st.lists(ANY_TEXT | FEW_LETTERS, max_size=8))
@example(["Straße", "STRASSE", "ﬁn", "½m", "e\u0301 \u0301e", "İ", "ΣΑΣ", "ς", "\ud800a\udc00b", "a\x00b", "\u200fמלי"])
@example(["a b", "", " ", "a  b ", "a_b", "٣", "²", "ǰ", "ΐ", "\u0345", "a\u0345b"])
@settings(max_examples=200, deadline=None)
def test_a_column_is_folded_as_every_text_of_it_is(texts: list[str]) -> None:
    assert folded_rows(indexed(*texts)) == [fold(text) for text in texts]


def test_every_single_letter_folds_alike() -> None:
    letters = [f"a{chr(code)}b{chr(code)}" for code in range(0x30000) if not 0xD800 <= code <= 0xDFFF]
    texts = [" ".join(letters[first : first + 64]) for first in range(0, len(letters), 64)]
    assert folded_rows(indexed(*texts)) == [fold(text) for text in texts]


@given(st.lists(FEW_LETTERS, min_size=1, max_size=8), FEW_LETTERS)
@settings(max_examples=200, deadline=None)
def test_words_and_runs_are_found_where_a_plain_search_finds_them(texts: list[str], asked: str) -> None:
    index, words = indexed(*texts), [fold(text).split() for text in texts]
    for word in fold(asked).split():
        assert index.rows_with(word).tolist() == [any(found.startswith(word) for found in row) for row in words]
    run = fold(asked).replace(" ", "")
    if run:
        plainly = [any("".join(row[i:]).startswith(run) for i in range(len(row))) for row in words]
        assert index.rows_with_run(run).tolist() == plainly


@given(st.lists(FEW_LETTERS, min_size=1, max_size=8), st.lists(st.text("ab", min_size=1, max_size=5), max_size=12))
@settings(max_examples=200, deadline=None)
def test_several_runs_are_found_where_one_of_them_is(texts: list[str], runs: list[str]) -> None:
    index = indexed(*texts)
    one_by_one = [index.rows_with_run(run) for run in runs] or [np.zeros(len(texts), dtype=bool)]
    assert index.rows_with_run(*runs).tolist() == np.logical_or.reduce(one_by_one).tolist()


def test_no_run_goes_on_into_the_next_row() -> None:
    assert indexed("in", "afarak").rows_with_run("inafarak").tolist() == [False, False]
    assert indexed("in afarak", "xin afarak").rows_with_run("inafar").tolist() == [True, False]


def test_rows_that_share_a_text_are_all_found() -> None:
    index = indexed("Gao", "Kidal", "Gao", "")
    assert index.rows_with("ga").tolist() == [True, False, True, False]
    assert len(index.starts) == 4  # three different texts


def test_more_texts_than_are_cut_at_one_time() -> None:
    texts = [f"word{number % 70_001} É" for number in range(140_000)]
    index = indexed(*texts)
    assert np.flatnonzero(index.rows_with("word70000")).tolist() == [70_000]
    assert index.rows_with("e").all()


def test_missing_texts_are_blank() -> None:
    index = word_index(pa.chunked_array([["a", None], [None, "b"]], type=pa.string()))
    assert index.rows_with("b").tolist() == [False, False, False, True]


@pytest.mark.parametrize("text", ["x" * 1_000_000, "a " * 500_000, "\x00" * 1_000_000, "é" * 1_000_000])
def test_a_text_of_a_million_characters(text: str) -> None:
    index = indexed(text, "other")
    assert index.folded(int(index.row_texts[0]) if index.row_texts is not None else 0) == fold(text)


def test_a_column_without_rows() -> None:
    index = indexed()
    assert (index.row_count, index.rows_with("a").tolist(), index.rows_with_run("abcde").tolist()) == (0, [], [])
