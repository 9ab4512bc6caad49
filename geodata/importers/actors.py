"""Names of actors as a file gives them, and which actor of the registry each is.

A name is matched when, case, accents and marks aside, it is the name, the short name or an alias of exactly one actor.
Nothing is guessed: a name that is not matched is kept as it is and listed, for a person to decide.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from geodata.asking.search import fold
from geodata.importers.raw_table import codes_of
from geodata.story_folder import TABLES

_ACTORS = TABLES / "actors.csv"

#: Given one row's texts, the names and the kinds of the actors in it.
Namer = Callable[[Sequence[str]], tuple[tuple[str, ...], tuple[str, ...]]]


@lru_cache(maxsize=4)
def story_registry(path: Path = _ACTORS) -> Mapping[str, str]:
    """Every name, short name and alias in the table of actors -> id of the actor, where only one is called so."""
    owners: dict[str, set[str]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for name in (row["name"], row["short_name"], *row["aliases"].split(";")):
                owners.setdefault(fold(name), set()).add(row["id"])
    return {name: next(iter(ids)) for name, ids in owners.items() if name and len(ids) == 1}


def name_actors(columns: Sequence[pd.Series], namer: Namer) -> tuple[np.ndarray, np.ndarray]:
    """Names and kinds of the actors of each row, as two arrays of tuples; each different combination is named once."""
    combined = np.zeros(len(columns[0]), dtype=np.int64)
    texts: list[tuple[np.ndarray, list[str]]] = [codes_of(column) for column in columns]
    for codes, uniques in texts:
        combined = pd.factorize(combined * (len(uniques) + 1) + codes)[0].astype(np.int64)
    _, rows = np.unique(combined, return_index=True)
    named = [namer([uniques[codes[row]] for codes, uniques in texts]) for row in rows]
    return tuple_array([names for names, _ in named])[combined], tuple_array([kinds for _, kinds in named])[combined]


def tuple_array(tuples: Sequence[tuple[str, ...]]) -> np.ndarray:
    """An array whose elements are tuples; numpy by itself would make columns of them."""
    array = np.empty(max(len(tuples), 1), dtype=object)
    for position, element in enumerate(tuples):
        array[position] = element
    return array


def map_actors(actors: np.ndarray, registry: Mapping[str, str]) -> tuple[np.ndarray, pd.DataFrame]:
    """Ids of the actors of each row (unmatched ones left out), and a frame of all names: name, actor_id, rows."""
    folded = {fold(name): actor for name, actor in registry.items()}
    codes, uniques = pd.factorize(pd.Series(actors, dtype=object))
    counts = np.bincount(codes, minlength=len(uniques))
    rows: dict[str, int] = {}
    for names, count in zip(uniques, counts, strict=True):
        for name in dict.fromkeys(names):
            rows[name] = rows.get(name, 0) + int(count)
    known = {name: folded.get(fold(name), "") for name in rows}
    ids = [tuple(dict.fromkeys(known[name] for name in names if known[name])) for names in uniques]
    order = sorted(rows, key=lambda name: (-rows[name], name))
    frame = pd.DataFrame(
        {"name": order, "actor_id": [known[name] for name in order], "rows": [rows[name] for name in order]}
    ).astype({"name": "str", "actor_id": "str", "rows": "int64"})
    return tuple_array(ids)[codes], frame
