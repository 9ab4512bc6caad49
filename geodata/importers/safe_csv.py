"""A table as CSV whose texts no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
from typing import Literal

import pandas as pd

#: = + - @ tab and line ends begin a formula or hide one (OWASP, "CSV Injection"); so do the full-width forms of the
#: first four where a spreadsheet runs in an East Asian language.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_csv(frame: pd.DataFrame) -> bytes:
    """Write the columns of a table, without its index, as UTF-8; a text that begins like a formula gets an apostrophe.

    Numbers and dates are left alone.
    """
    frame = frame.copy(deep=False)
    quoting: Literal[0, 2] = csv.QUOTE_MINIMAL
    for column in frame.columns:
        if isinstance(frame[column].dtype, pd.CategoricalDtype):
            frame[column] = frame[column].astype("str")
        if isinstance(frame[column].dtype, pd.StringDtype) or frame[column].dtype == object:
            risky = frame[column].str.startswith(FORMULA_STARTS)
            frame[column] = frame[column].where(~risky, "'" + frame[column])
            if frame[column].str.contains("\r", regex=False).any():
                quoting = (
                    csv.QUOTE_NONNUMERIC
                )  # Python below 3.13 leaves a lone carriage return without quotation marks
    return frame.to_csv(index=False, lineterminator="\n", quoting=quoting).encode("utf-8", "backslashreplace")
