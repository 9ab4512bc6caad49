"""One system for Slavic names, in both languages: persons and bodies as English transliterates them (Yusov, Prigozhin).

Towns have the name that is usual in each language (Bakhmout, Rostov-sur-le-Don), as Method says. Other spellings are
names to be found by, and nothing else.
"""

from __future__ import annotations

import re

import pytest

from geodata.asking.filters import Filters, events_mask
from geodata.knowing.method import method_text
from geodata.languages import speaking
from geodata.languages.catalogue import read_catalogue
from geodata.reading.translation import texts
from tests.real_story import FRENCH

NAMES = (
    "Andriy", "Yusov", "Yurii", "Pyvovarov", "Yevgeny", "Prigozhin", "Yelizarov", "Utkin", "Bikantov", "Shevchenko",
    "Alexander Ivanov", "Vzglyad", "Rybar", "Kyiv",
)  # fmt: skip
#: The same names in other systems, French ones and Russian ones of Ukrainian towns.
OTHERS = re.compile(
    r"Andri[ïi]\b|[IY]oussov|\bI?ouri\b|Pivovar|Evgu?eni|Prigoj|Prigog|\bElizarov|Outkine|Chevtch|Vzgliad|\bKiev\b"
)
#: Columns of the names that a row is found by.
FOUND_BY = ("aliases", "alt_names")
TEXTS = [
    (table, row, column, english, french)
    for table, of in texts("fr").items()
    for (row, column), (english, french) in of.items()
    if column not in FOUND_BY
]


def test_no_text_in_either_language_has_a_name_of_another_system() -> None:
    assert [(t, r, c) for t, r, c, *both in TEXTS if any(OTHERS.search(text) for text in both)] == []


@pytest.mark.parametrize("name", NAMES)
def test_a_name_stands_in_french_as_it_does_in_english(name: str) -> None:
    said = [(t, r, c) for t, r, c, english, _ in TEXTS if name in english]
    assert said
    assert [(t, r, c) for t, r, c, english, french in TEXTS if name in english and name not in french] == []


def test_the_words_of_the_interface_and_of_method_keep_to_it_and_method_names_it() -> None:
    for message in read_catalogue("fr"):
        assert not OTHERS.search(f"{message.id} {message.string}")
    for code in ("en", "fr"):
        with speaking(code):
            assert "(Yusov, Prigozhin)" in method_text()
            assert not OTHERS.search(method_text())


@pytest.mark.parametrize("spelling", ["Prigojine", "Prigozhin", "prigojine bakhmout"])
def test_other_spellings_of_a_surname_are_found_wherever_it_stands(spelling: str) -> None:
    found = set(FRENCH.events.index[events_mask(FRENCH, Filters(text=spelling))])
    assert ({"E08"} if "bakhmout" in spelling else {"E08", "E09", "E12"}) <= found


def test_other_spellings_of_a_whole_name_are_found() -> None:
    assert {"E09", "E12"} <= set(FRENCH.events.index[events_mask(FRENCH, Filters(text="Evgueni Prigojine"))])
