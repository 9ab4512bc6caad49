"""The words of a column of texts, numbered, so that a word or a run of letters is found in many rows at once.

Texts are folded exactly as :func:`geodata.asking.search.fold` folds them. Folding goes character by character, and
nothing joins across a space, so a text may be cut at its ASCII spaces and marks first: each different word is then
folded once, instead of each text. That holds the cost of a million texts to that of the words in them.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np
import pyarrow as pa  # type: ignore[import-untyped]
import pyarrow.compute as pc  # type: ignore[import-untyped]

from geodata.asking.search import fold

#: Texts that are cut into words at one time; it bounds the memory that this needs.
_CHUNK = 65_536

#: ASCII letters in lower case, digits as they are, every other ASCII character a space; bytes of others as they are.
_PLAIN = bytes(
    code if code >= 128 else ord(chr(code).lower()) if chr(code).isalnum() else ord(" ") for code in range(256)
)


#: So many ranges of words are looked for one by one; more of them are looked up in a table of all words.
_COMPARED = 6


class _Step(NamedTuple):
    """How the rest of a run can go on: words (from, to) that begin with all of it, words that are a part of it."""

    whole: tuple[int, int]
    parts: list[tuple[int, int]]

    @property
    def first_words(self) -> list[tuple[int, int]]:
        ranges = [(number, number + 1) for _, number in self.parts]
        return [*ranges, self.whole] if self.whole[0] < self.whole[1] else ranges


@dataclass(frozen=True, eq=False)
class WordIndex:
    """Texts as numbers of words.

    ``vocabulary`` holds the different words in order; ``words`` the number of each word of each text, one text after
    the other, each closed by a number that is no word's, so that no run goes on into the next text; ``starts`` where
    each text begins in it (one more than there are texts). ``row_texts`` is the number of each row's text, None when
    every row has a text of its own.
    """

    vocabulary: pa.LargeStringArray
    words: np.ndarray
    starts: np.ndarray
    row_texts: np.ndarray | None = None

    def rows_with(self, prefix: str) -> np.ndarray:
        """Say for each row whether one of its words begins so; ``prefix`` is one folded word."""
        low, high = self._range(prefix, 0, 0, len(self.vocabulary))
        if low == high:
            return self._nowhere
        return self._rows(np.flatnonzero(_among(self.words, low, high)))

    def rows_with_run(self, *runs: str) -> np.ndarray:
        """Say for each row whether one of some runs of letters, spaces aside, begins at the beginning of a word of it.

        That is what ``geodata.asking.search`` asks of a text: "elalamein" is found in "el alamein". Runs are folded and
        have no spaces.
        """
        steps: dict[str, _Step | None] = {}
        firsts = [step.first_words for step in (self._step(run, steps) for run in runs) if step]
        if not firsts:
            return self._nowhere
        starts = self._positions_of([bounds for ranges in firsts for bounds in ranges])
        return self._rows(np.unique(np.concatenate([self._laid(run, steps, starts) for run in runs])))

    def _step(self, rest: str, steps: dict[str, _Step | None]) -> _Step | None:
        """How the rest of a run can be laid over the words, None when it cannot; ``steps`` remembers what is asked."""
        if rest not in steps:
            low, high = 0, len(self.vocabulary)
            parts = []
            for size in range(1, len(rest) + 1):
                low, high = self._range(rest[:size], size - 1, low, high)
                if low == high:
                    break
                is_word = size < len(rest) and self.vocabulary[low].as_py() == rest[:size]
                if is_word and self._step(rest[size:], steps):
                    parts.append((size, low))
            steps[rest] = _Step((low, high), parts) if low < high or parts else None
        return steps[rest]

    def _laid(self, run: str, steps: dict[str, _Step | None], starts: np.ndarray) -> np.ndarray:
        """Follow one run through the words from some positions on; return where it is complete."""
        waiting = {0: [starts]}
        found = [np.zeros(0, dtype=np.int64)]
        for done in range(len(run)):
            step = steps[run[done:]] if done in waiting else None
            if step:
                at = np.concatenate(waiting.pop(done))
                words = self.words[at]
                found.append(at[_among(words, *step.whole)])
                for size, number in step.parts:
                    waiting.setdefault(done + size, []).append(at[words == np.uint32(number)] + 1)
        return np.concatenate(found)

    def _positions_of(self, ranges: list[tuple[int, int]]) -> np.ndarray:
        """Where words of some ranges of numbers stand, in order."""
        different = sorted(set(ranges))
        if len(different) <= _COMPARED:
            return np.flatnonzero(np.logical_or.reduce([_among(self.words, *bounds) for bounds in different]))
        wanted = np.zeros(len(self.vocabulary) + 1, dtype=bool)
        for low, high in different:
            wanted[low:high] = True
        slices = range(0, len(self.words), _CHUNK)
        return np.concatenate([np.flatnonzero(wanted[self.words[at : at + _CHUNK]]) + at for at in slices])

    def folded(self, text: int) -> str:
        """The folded form of a text, by its number."""
        return " ".join(self.vocabulary.take(self.words[self.starts[text] : self.starts[text + 1] - 1]).to_pylist())

    @cached_property
    def _nowhere(self) -> np.ndarray:
        nowhere = np.zeros(self.row_count, dtype=bool)
        nowhere.flags.writeable = False
        return nowhere

    @property
    def row_count(self) -> int:
        """How many rows there are."""
        return len(self.starts) - 1 if self.row_texts is None else len(self.row_texts)

    def _rows(self, positions: np.ndarray) -> np.ndarray:
        """The rows in whose texts the positions (in order) lie."""
        before = np.searchsorted(positions, self.starts)
        texts = before[1:] > before[:-1]
        return texts if self.row_texts is None else texts[self.row_texts]

    def _range(self, text: str, done: int, low: int, high: int) -> tuple[int, int]:
        """Of words ``low`` to ``high``, alike in their first ``done`` letters, those that begin with a text."""
        size = len(text)
        low = bisect_left(self.vocabulary, text[done:], low, high, key=lambda word: word.as_py()[done:size])
        high = bisect_right(self.vocabulary, text[done:], low, high, key=lambda word: word.as_py()[done:size])
        return low, high


def word_index(texts: pa.Array | pa.ChunkedArray, *, all_differ: bool = False) -> WordIndex:
    """Index a column of texts, a missing one being blank. ``all_differ`` saves the search for equal ones."""
    column = pc.fill_null(texts.cast(pa.large_string()), "")
    column = column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
    row_texts = None
    if not all_differ:
        encoded = column.dictionary_encode()
        if len(encoded.dictionary) < len(column):
            column, row_texts = encoded.dictionary, encoded.indices.to_numpy(zero_copy_only=False)
    parts, counts = [], []
    for first in range(0, max(len(column), 1), _CHUNK):
        lists = pc.split_pattern(_plain(column.slice(first, _CHUNK)), " ")
        parts.append(lists.flatten().dictionary_encode())
        counts.append(pc.list_value_length(lists).to_numpy(zero_copy_only=False))
    unified = pa.chunked_array(parts).unify_dictionaries()
    raw = unified.chunk(0).dictionary
    vocabulary, pieces, piece_counts = _fold_words(raw)
    numbers = [
        _numbers(chunk.indices.to_numpy(zero_copy_only=False), count, pieces, piece_counts, len(vocabulary))
        for chunk, count in zip(unified.chunks, counts, strict=True)
    ]
    lengths = np.concatenate([length for _, length in numbers])
    starts = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(lengths)])
    return WordIndex(vocabulary, np.concatenate([words for words, _ in numbers]), starts, row_texts)


def text_array(texts: list[str]) -> pa.LargeStringArray:
    """Python texts as Arrow texts; half a surrogate pair, which UTF-8 cannot hold, becomes a space as in folding."""
    try:
        return pa.array(texts, type=pa.large_string())
    except UnicodeEncodeError:
        return pa.array([_whole(text) for text in texts], type=pa.large_string())


def _whole(text: str) -> str:
    return "".join(" " if "\ud800" <= letter <= "\udfff" else letter for letter in text)


def _among(words: np.ndarray, low: int, high: int) -> np.ndarray:
    """Whether low <= word < high, in one comparison: what is too low wraps round and is too high."""
    return (words - np.uint32(low)) < np.uint32(high - low)


def _plain(texts: pa.LargeStringArray) -> pa.LargeStringArray:
    """Texts with their ASCII part folded; the offsets stay, for every byte becomes one byte."""
    offsets = np.frombuffer(texts.buffers()[1], dtype=np.int64)[texts.offset : texts.offset + len(texts) + 1]
    if not len(texts):
        return texts
    letters = bytes(memoryview(texts.buffers()[2] or b"")[offsets[0] : offsets[-1]]).translate(_PLAIN)
    return pa.LargeStringArray.from_buffers(len(texts), pa.py_buffer(offsets - offsets[0]), pa.py_buffer(letters))


def _fold_words(raw: pa.LargeStringArray) -> tuple[pa.LargeStringArray, np.ndarray, np.ndarray]:
    """The vocabulary in order, and what each raw word becomes: numbers one after the other, and how many for each.

    Most become one word. A blank becomes none, and "½m" becomes two: "1" and "2m".
    """
    is_ascii = pc.string_is_ascii(raw).to_numpy(zero_copy_only=False)
    blank = pc.equal(raw, "").to_numpy(zero_copy_only=False)
    others = [fold(word).split() for word in raw.filter(pa.array(~is_ascii)).to_pylist()]
    counts = np.where(blank, 0, 1)
    counts[~is_ascii] = [len(words) for words in others]
    plain = raw.filter(pa.array(is_ascii & ~blank))
    strange = pa.array([word for words in others for word in words], type=pa.large_string())
    every = pa.concat_arrays([plain, strange]).dictionary_encode()
    order = pc.sort_indices(every.dictionary)
    ranks = np.empty(len(order), dtype=np.uint32)
    ranks[order.to_numpy()] = np.arange(len(order), dtype=np.uint32)
    of_every = ranks[every.indices.to_numpy()]
    pieces = np.empty(len(of_every), dtype=np.uint32)
    of_strange = np.repeat(~is_ascii, counts)
    pieces[~of_strange] = of_every[: len(plain)]
    pieces[of_strange] = of_every[len(plain) :]
    return every.dictionary.take(order), pieces, counts


def _numbers(
    raw: np.ndarray, per_text: np.ndarray, pieces: np.ndarray, piece_counts: np.ndarray, end: int
) -> tuple[np.ndarray, np.ndarray]:
    """Words of a chunk of texts, each text closed by a mark, and how long each text is with its mark."""
    firsts = np.cumsum(piece_counts) - piece_counts
    counts = piece_counts[raw]
    before = np.concatenate([np.zeros(1, dtype=np.int64), np.cumsum(counts)])
    ends = before[np.cumsum(per_text)]  # where each text ends among the words
    if (counts <= 1).all():
        words = pieces[firsts[raw[counts == 1]]]
    else:
        inside = np.arange(before[-1]) - np.repeat(before[:-1], counts)
        words = pieces[np.repeat(firsts[raw], counts) + inside]
    closed = np.full(len(words) + len(ends), end, dtype=np.uint32)
    is_word = np.ones(len(closed), dtype=bool)
    is_word[ends + np.arange(len(ends))] = False
    closed[is_word] = words
    return closed, np.diff(ends, prepend=0) + 1
