"""What the free text is looked for in: the words of every text of a row."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
import pyarrow as pa  # type: ignore[import-untyped]

from geodata.imported.data_words import kind_words
from geodata.imported.word_index import WordIndex, text_array, word_index
from geodata.importers.countries import country_names
from geodata.languages import LANGUAGES, gettext, noop, speaking
from geodata.languages.formats import territory

#: Columns of free text, in which rows may share a text, with words for the step of indexing them.
_TEXTS = {
    "title": noop("making the events searchable: title"),
    "place_name": noop("making the events searchable: place name"),
    "notes": noop("making the events searchable: notes"),
    "source_text": noop("making the events searchable: source text"),
}


def _silent(share: float, words: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True, eq=False)
class SearchedWords:
    """One index for each text of a row: title, place, notes, source, id, actors as given, country and kind.

    Country and kind are found in all languages of the project: the index is made once, whoever searches.
    """

    columns: tuple[WordIndex, ...]

    def rows_with(self, prefix: str) -> np.ndarray:
        """Say for each row whether a word in one of its texts begins so; ``prefix`` is one folded word."""
        return np.logical_or.reduce([column.rows_with(prefix) for column in self.columns])

    def rows_with_run(self, *runs: str) -> np.ndarray:
        """Say for each row whether one of its texts has one of the runs, spaces aside, from the start of a word."""
        return np.logical_or.reduce([column.rows_with_run(*runs) for column in self.columns])


def searched_words(
    events: pd.DataFrame,
    name_codes: np.ndarray,
    names: Sequence[tuple[str, ...]],
    progress: Callable[[float, str], None] = _silent,
) -> SearchedWords:
    """Index the texts of events; ``names`` are the different tuples of actors, ``name_codes`` which each row has."""
    step = 1 / (len(_TEXTS) + 2)
    columns = []
    for done, (column, step_words) in enumerate(_TEXTS.items()):
        progress(step * done, gettext(step_words))
        columns.append(word_index(_arrow(events[column])))
    progress(step * len(_TEXTS), gettext("making the events searchable: ids"))
    columns.append(word_index(_arrow(events.index.to_series()), all_differ=True))
    progress(step * (len(_TEXTS) + 1), gettext("making the events searchable: actors"))
    # one actor to a text would find no run that goes from one name into the next, but needs a text for each name
    columns.append(_shared([" ".join(given) for given in names], name_codes))
    for column, words in (("country", country_words), ("kind", kind_in_all_languages)):
        codes, values = _coded(events[column])
        columns.append(_shared([words(value) for value in values], codes))
    return SearchedWords(tuple(columns))


def country_words(code: str) -> str:
    """Everything a country is called, in all languages of the project, with its code."""
    called = [*country_names().get(code, ()), *(_in(language, territory, code) for language in LANGUAGES[1:])]
    return " ".join([code, *dict.fromkeys(filter(None, called))])


def kind_in_all_languages(kind: str) -> str:
    """A kind of event, as it is called in each language of the project."""
    return " ".join(dict.fromkeys(_in(language, kind_words, kind) for language in LANGUAGES))


def _in(language: str, words: Callable[[str], str], of: str) -> str:
    with speaking(language):
        return words(of)


def _shared(texts: list[str], codes: np.ndarray) -> WordIndex:
    """Index texts that rows share by number; a row without one (-1) has the blank that is put last."""
    made = word_index(text_array([*texts, ""]), all_differ=True)
    return WordIndex(made.vocabulary, made.words, made.starts, np.where(codes < 0, len(texts), codes))


def _coded(column: pd.Series) -> tuple[np.ndarray, list[str]]:
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.cat.codes.to_numpy(), column.cat.categories.tolist()
    codes, values = pd.factorize(column.to_numpy(dtype=object))
    return codes, list(values)


def _arrow(column: pd.Series) -> pa.Array | pa.ChunkedArray:
    if isinstance(column.dtype, pd.StringDtype) and column.dtype.storage == "pyarrow":
        return pa.array(column.array, from_pandas=True)
    return text_array(["" if value is None or value != value else str(value) for value in column])
