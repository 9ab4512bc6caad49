"""Numbers, days, lists and countries as British English and French write them."""

from __future__ import annotations

import datetime as dt

import pytest

from geodata.languages import speaking
from geodata.languages.formats import (
    day_words,
    joined_up,
    languages_by_name,
    listed,
    locale_tag,
    moment_words,
    month_day,
    month_words,
    number,
    short_month,
    territory,
)

NBSP = "\u00a0"


@pytest.mark.parametrize(
    ("value", "decimals", "english", "french"),
    [
        (0, None, "0", "0"),
        (999, None, "999", "999"),
        (1848, None, "1,848", f"1{NBSP}848"),
        (1234567.0, None, "1,234,567", f"1{NBSP}234{NBSP}567"),
        (0.5, None, "0.5", "0,5"),
        (12.25, 1, "12.2", "12,2"),
        (7, 1, "7.0", "7,0"),
        (211.6, 0, "212", "212"),
        (-3.5, None, "-3.5", "-3,5"),
    ],
)
def test_a_number(value: float, decimals: int | None, english: str, french: str) -> None:
    assert number(value, decimals) == english
    with speaking("fr"):
        assert number(value, decimals) == french


@pytest.mark.parametrize(
    ("day", "english", "french"),
    [
        (dt.date(2024, 7, 27), "27 July 2024", "27 juillet 2024"),
        (dt.date(2024, 8, 1), "1 August 2024", "1er août 2024"),
        (dt.date(2023, 2, 21), "21 February 2023", "21 février 2023"),
        (dt.date(812, 12, 31), "31 December 0812", "31 décembre 0812"),
    ],
)
def test_a_day(day: dt.date, english: str, french: str) -> None:
    assert day_words(day) == english
    with speaking("fr"):
        assert day_words(day) == french


def test_only_the_first_day_of_a_french_month_is_counted() -> None:
    assert [month_day(day) for day in (1, 2, 11, 21, 31)] == ["1", "2", "11", "21", "31"]
    with speaking("fr"):
        assert [month_day(day) for day in (1, 2, 11, 21, 31)] == ["1er", "2", "11", "21", "31"]


def test_a_month_with_its_year_without_and_short() -> None:
    day = dt.date(2024, 9, 5)
    assert [month_words(day), month_words(day, year=False), short_month(day)] == ["September 2024", "September", "Sep"]
    with speaking("fr"):
        french = [month_words(day), month_words(day, year=False), short_month(day)]
    assert french == ["septembre 2024", "septembre", "sept."]


def test_a_moment_is_told_in_utc_whatever_zone_it_comes_in() -> None:
    moment = dt.datetime(2024, 7, 27, 19, 5, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    assert moment_words(moment) == "27 July 2024, 17:05 UTC"
    with speaking("fr"):
        assert moment_words(moment) == f"27 juillet 2024, 17{NBSP}h{NBSP}05 UTC"


def test_a_list() -> None:
    names = ["Mali", "Niger", "Burkina Faso"]
    assert [listed(names[:n]) for n in range(4)] == ["", "Mali", "Mali and Niger", "Mali, Niger and Burkina Faso"]
    with speaking("fr"):
        french = [listed(names[:n]) for n in range(4)]
    assert french == ["", "Mali", "Mali et Niger", "Mali, Niger et Burkina Faso"]


def test_a_country_by_its_code() -> None:
    assert [territory(iso) for iso in ("CAF", "DZA", "SEN", "XXX", "")] == [
        "Central African Republic", "Algeria", "Senegal", "", "",
    ]  # fmt: skip
    with speaking("fr"):
        assert [territory(iso) for iso in ("CAF", "DZA", "SEN")] == ["République centrafricaine", "Algérie", "Sénégal"]


def test_french_runs_de_into_a_vowel_and_english_leaves_words_alone() -> None:
    words = "de avril à juin, de juillet au 3 août, de octobre, modèle de été"
    assert joined_up(words) == words
    with speaking("fr"):
        assert joined_up(words) == "d’avril à juin, de juillet au 3 août, d’octobre, modèle d’été"


def test_browsers_are_told_which_english_is_meant() -> None:
    assert locale_tag() == "en-GB"
    with speaking("fr"):
        assert locale_tag() == "fr"


def test_a_language_is_called_as_its_speakers_call_it() -> None:
    assert languages_by_name(["en", "fr"]) == {"en": "English", "fr": "Français"}
