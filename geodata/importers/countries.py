"""Countries as data sets write them, and the box each lies in.

``countries.csv``: ISO 3166-1 codes and boxes in degrees (WGS 84, rounded outwards to 0.1; from Natural Earth 1:10m,
public domain), and names as UCDP and ACLED write them. A box is only ever used to doubt a coordinate, never to say in
which country a place lies.
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from geodata.asking.search import fold
from geodata.importers.raw_table import codes_of

_TABLE = Path(__file__).parent / "countries.csv"

#: No name of a country is longer; a pattern could take for ever on a cell of a million brackets.
_LONGEST = 200


class Box(NamedTuple):
    """Degrees on WGS 84."""

    west: float
    south: float
    east: float
    north: float


#: Countries of ISO 3166-1 that have no shape of their own in Natural Earth, and so no row in the table.
_WITHOUT_BOX = {
    "BES": "Bonaire, Sint Eustatius and Saba",
    "BVT": "Bouvet Island",
    "CCK": "Cocos (Keeling) Islands",
    "CXR": "Christmas Island",
    "SJM": "Svalbard and Jan Mayen",
    "TKL": "Tokelau",
}


@lru_cache(maxsize=1)
def country_names() -> dict[str, tuple[str, ...]]:
    """Names of every country of ISO 3166-1, by alpha-3 code; first the one to show, without abbreviations.

    >>> country_names()["ESH"][0], country_names()["TCD"][0]
    ('Western Sahara', 'Chad')
    """
    names: dict[str, tuple[str, ...]] = {code: (name,) for code, name in _WITHOUT_BOX.items()}
    with _TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            names[row["iso3"]] = tuple(sorted(row["names"].split(";"), key=lambda name: "." in name))
    return names


@lru_cache(maxsize=1)
def _countries() -> tuple[dict[str, str], dict[str, Box]]:
    """Everything a country is called (folded) -> ISO 3166-1 alpha-3, and the boxes."""
    names: dict[str, str] = {}
    boxes: dict[str, Box] = {}
    with _TABLE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code = row["iso3"]
            boxes[code] = Box(*(float(row[side]) for side in Box._fields))
            names[code.lower()] = code
            if row["numeric"]:
                names[str(int(row["numeric"]))] = code
            for name in row["names"].split(";"):
                names[fold(name)] = code
    return names, boxes


def country_code(text: str) -> str:
    """ISO 3166-1 alpha-3 of a country given by name, alpha-3 or numeric code; "" when it is not known.

    >>> country_code("DR Congo (Zaire)"), country_code("076"), country_code("Atlantis")
    ('COD', 'BRA', '')
    """
    names, _ = _countries()
    text = text.strip()
    if len(text) > _LONGEST:
        return ""
    if text.isdecimal() and text.isascii() and len(text) <= 3:
        return names.get(str(int(text)), "")
    return names.get(fold(text)) or names.get(fold(re.sub(r"\(.*?\)", "", text)), "")


def country_codes(text: pd.Series) -> np.ndarray:
    """:func:`country_code` for a column, as an array of objects."""
    codes, uniques = codes_of(text)
    return np.array([country_code(unique) for unique in uniques] or [""], dtype=object)[codes]


def boxes_of(codes: np.ndarray) -> np.ndarray:
    """West, south, east, north for each row (shape n x 4), NaN where the country is not known."""
    _, boxes = _countries()
    rows, uniques = pd.factorize(codes)
    nowhere = Box(*[np.nan] * 4)
    table = np.array([boxes.get(unique, nowhere) for unique in uniques] or [nowhere], dtype=float)
    return table[rows]
