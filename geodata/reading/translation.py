"""The texts of the tables in another language: ``tables.csv``, each text beside the English it was made from."""

from __future__ import annotations

import csv
from dataclasses import replace
from functools import cache

import pandas as pd

from geodata.languages.current import ENGLISH
from geodata.reading.descriptor import list_items
from geodata.reading.story import Story
from geodata.story_folder import WORDS

#: File name of the texts of a language, below its folder of the story's words.
TEXTS = "tables.csv"

#: Table of the file for names that stand on the basemap and in no table of the story; the row is the English name.
LABELS = "labels"

#: Texts of a table by (row, column): the English they were made from and the translation.
_Texts = dict[tuple[str, str], tuple[str, str]]

#: The columns that hold names of a place or an actor.
_NAMES = ("name", "short_name", "aliases", "alt_names")

#: The tables of a story by the name of their file, where the two differ.
_FIELDS = {"base_document_facts": "facts"}


@cache
def texts(code: str) -> dict[str, _Texts]:
    """Return the texts of a language by table; empty when the story has none in it."""
    found: dict[str, _Texts] = {}
    path = WORDS / code / TEXTS
    if not path.exists():
        return found
    with path.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            found.setdefault(line["table"], {})[line["row"], line["column"]] = line["english"], line["text"]
    return found


def in_language(story: Story, code: str) -> Story:
    """Return the story with its texts in a language; a text whose English was changed since stays English.

    Lists stay tuples, ids, numbers, dates and codes stay as they are.
    """
    if code == ENGLISH:
        return story
    changed = {}
    for table, of_table in texts(code).items():
        if table != LABELS:
            name = _FIELDS.get(table, table)
            changed[name] = _translated(getattr(story, name), of_table)
    return replace(story, language=code, **changed)


def english_names(story: Story, table: str) -> pd.Series:
    """Return the English names of a story's places or actors, by id: a tuple each, empty in an English story."""
    index = getattr(story, table).index
    known = {} if story.language == ENGLISH else texts(story.language).get(table, {})
    names = [
        [known[str(row), column][0] for column in _NAMES if (str(row), column) in known]  # lists are joined by ";"
        for row in index
    ]
    return pd.Series([list_items(";".join(of_row)) for of_row in names], index=index, dtype=object)


def label_names(code: str) -> dict[str, str]:
    """Return the names of the basemap that differ in a language, English to translated."""
    if code == ENGLISH:
        return {}
    return {name: text for (name, _), (_, text) in texts(code).get(LABELS, {}).items() if text != name}


def _translated(frame: pd.DataFrame, of_table: _Texts) -> pd.DataFrame:
    made = frame.copy()
    for column in sorted({column for _, column in of_table}):
        lists = frame[column].map(lambda cell: isinstance(cell, tuple)).any()
        cells = []
        for row, cell in frame[column].items():
            english, text = of_table.get((str(row), column), ("", ""))
            written = ";".join(cell) if isinstance(cell, tuple) else cell
            if not text or written != english:
                cells.append(cell)
            else:
                cells.append(list_items(text) if lists else text)
        made[column] = pd.Series(cells, index=frame.index, dtype=frame[column].dtype)
    return made
