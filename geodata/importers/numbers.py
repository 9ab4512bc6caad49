"""Numbers as data sets write them: counts of people, codes, coordinates."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

import numpy as np
import pandas as pd

from geodata.importers.raw_table import RawTable, codes_of
from geodata.importers.report import Report
from geodata.importers.sentences import USE_ONE_OF
from geodata.languages import noop

_COUNT = re.compile(r"\d{1,9}(?:\.0*)?", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(?:\d{1,15}(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d{1,2})?", re.ASCII)

_REASON_COUNT = noop("this is not a whole number of people, so the number is taken as not known")
_REASON_CODE = noop("this code is not in the code book, so it is taken as unknown")
_REASON_NO_CODE = noop("this code is not in the code book, so it is taken as blank")
_REMEDY_COUNT = noop("write digits only, or leave the cell blank")


def read_counts(report: Report, text: pd.Series, column: str) -> np.ndarray:
    """Whole numbers from 0; NaN where blank. Anything else is flagged and NaN."""
    codes, uniques = codes_of(text)
    values = np.array([float(unique) if _COUNT.fullmatch(unique) else np.nan for unique in uniques] or [np.nan])[codes]
    wrong = np.isnan(values) & (text != "").to_numpy(dtype=bool)
    report.cells(wrong, column, text, "flagged", _REASON_COUNT, _REMEDY_COUNT)
    return values


def read_decimals(text: pd.Series) -> np.ndarray:
    """Decimal numbers with a point; NaN for anything else, "nan" and "inf" too."""
    codes, uniques = codes_of(text)
    return np.array([float(unique) if _DECIMAL.fullmatch(unique) else np.nan for unique in uniques] or [np.nan])[codes]


def read_codes(table: RawTable, name: str, meaning: Mapping[str, str], unknown: Literal["unknown", ""]) -> np.ndarray:
    """What each code of a column stands for; one that is not in ``meaning`` is flagged and becomes ``unknown``.

    ``meaning`` has its keys in lower case. Without the column all is unknown, and nothing is flagged.
    """
    if name not in table.cells:
        return np.full(len(table), unknown, dtype=object)
    text = table.text(name)
    codes, uniques = codes_of(text)
    known = [meaning.get(unique.removesuffix(".0").casefold()) for unique in uniques] or [None]
    values = np.array([unknown if word is None else word for word in known], dtype=object)[codes]
    strange = np.array([word is None for word in known])[codes]
    remedy = USE_ONE_OF.format(codes=", ".join(code for code in meaning if code))
    reason = _REASON_CODE if unknown else _REASON_NO_CODE
    table.report.cells(strange, table.named(name), text, "flagged", reason, remedy)
    return values


def categories(values: np.ndarray) -> pd.Categorical:
    """A column with few different texts."""
    codes, uniques = pd.factorize(values, sort=True)
    return pd.Categorical.from_codes(codes, categories=uniques)
