"""The sentences of a report, kept in English and said in the language of whoever reads them.

A report is made once, and may be read in several languages: its sentences stay as the importers wrote them until they
are shown or saved. One without a gap is looked up as it stands; one with gaps is recognised by the words around them.
"""

from __future__ import annotations

import re
from functools import cache

import pandas as pd

from geodata.languages import ENGLISH, gettext, language, noop

ID_TAKEN = noop("this id stands already in row {row}")
ID_LONG = noop("the id has more than {most} characters (limit MAX_ID)")
OTHER_ENCODING = noop("the file is written in {encoding}; it was read so")
SAME_PROPERTY = noop("the property “{name}” has the same name; only that one is read")
FEWER_CELLS = noop("the row has fewer cells than the header ({width})")
MORE_CELLS = noop("the row has more cells than the header ({width})")
YEAR_OUTSIDE = noop("the year lies outside {first} to {last}")
USE_ONE_OF = noop("use one of: {codes}")

#: What a number of deaths means in a plain table; it stands in the events themselves.
AS_GIVEN = noop("number as the file gives it in column {column}")

_WITH_GAPS = (
    ID_TAKEN,
    ID_LONG,
    OTHER_ENCODING,
    SAME_PROPERTY,
    FEWER_CELLS,
    MORE_CELLS,
    YEAR_OUTSIDE,
    USE_ONE_OF,
    AS_GIVEN,
)

#: Columns of a report, and of its findings, that hold words of the importers; the first says one of two things.
_WORDS = ("severity", "reason", "remedy")
_SEVERITIES = noop("rejected"), noop("flagged")


def said(sentence: str) -> str:
    """Return a sentence of the importers in the language that is spoken; as it is when it is none of theirs.

    >>> said("this id stands already in row 7")
    'this id stands already in row 7'
    """
    if not sentence or language() == ENGLISH:
        return sentence
    for words in _WITH_GAPS:
        if found := _pattern(words).fullmatch(sentence):
            return gettext(words).format(**found.groupdict())
    return gettext(sentence)


def report_in_words(lines: pd.DataFrame) -> pd.DataFrame:
    """Return the lines of a report, or its findings, with their words in the language that is spoken.

    Each different sentence is said once. What the file itself holds, and the names of the columns, stay as they are.
    """
    if language() == ENGLISH:
        return lines
    return lines.assign(**{name: _column(lines[name]) for name in _WORDS if name in lines})


def _column(sentences: pd.Series) -> pd.Series:
    codes, different = pd.factorize(sentences)
    words = pd.Series([said(str(sentence)) for sentence in different], dtype="str")
    return pd.Series(words.array.take(codes), index=sentences.index)


@cache
def _pattern(words: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", words)
    gaps = [f"(?P<{part}>.*)" if number % 2 else re.escape(part) for number, part in enumerate(parts)]
    return re.compile("".join(gaps), re.DOTALL)
