"""Partial dates stand for exactly the days they allow, and are said no sharper than they are written."""

from __future__ import annotations

import doctest
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.languages import speaking
from geodata.reading import partial_dates
from geodata.reading.partial_dates import date_words, first_and_last_day, parse_partial_date, period_words


def test_the_examples_in_the_docstrings_hold() -> None:
    outcome = doctest.testmod(partial_dates)
    assert outcome.attempted > 10
    assert outcome.failed == 0


@pytest.mark.parametrize(
    ("text", "first", "last", "precision"),
    [
        ("2024-07-27", date(2024, 7, 27), date(2024, 7, 27), "day"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28), "month"),
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31), "month"),
        ("2024", date(2024, 1, 1), date(2024, 12, 31), "year"),
    ],
)
def test_a_partial_date_stands_for_all_the_days_it_allows(text: str, first: date, last: date, precision: str) -> None:
    assert parse_partial_date(text) == (first, last, precision)


@pytest.mark.parametrize(
    "text",
    ["", " 2024", "2024-7", "2024-07-1", "24", "27/07/2024", "2024-07-27T00:00", "2024\n", "٢٠٢٤", "-2024"],
)
def test_what_is_no_partial_date_is_refused_with_the_forms_that_are(text: str) -> None:
    with pytest.raises(ValueError, match="not a date; write YYYY, YYYY-MM or YYYY-MM-DD"):
        parse_partial_date(text)


@pytest.mark.parametrize("text", ["2023-02-29", "2024-13", "2024-00", "2024-06-31", "0000"])
def test_a_day_that_does_not_exist_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="no such day in the calendar"):
        parse_partial_date(text)


def test_a_blank_start_or_end_stays_open() -> None:
    assert first_and_last_day("", "2022-02") == (None, date(2022, 2, 28))
    assert first_and_last_day("2022-02", "") == (date(2022, 2, 1), None)
    assert first_and_last_day("", "") == (None, None)


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [
        ("2024-07-27", "2024-07-27", "day", "27 July 2024"),
        ("2024-07-27", "", "day", "27 July 2024"),
        ("2024-07-01", "2024-07-09", "day", "1-9 July 2024"),
        ("2023-12-31", "2024-01-01", "day", "31 December 2023 to 1 January 2024"),
        ("2024-06", "2024-07", "month", "June to July 2024"),
        ("2018-01", "", "month", "January 2018"),
        ("2024", "2024", "year", "2024"),
        ("2024-01", "2024-03-05", "", "January 2024 to 5 March 2024"),
        ("2024-03", "", "season", "about March 2024"),
        ("2024-11-02", "2024-11-02", "latest", "by 2 November 2024"),
    ],
)
def test_words_say_what_two_dates_share_once(start: str, end: str, precision: str, words: str) -> None:
    assert date_words(start, end, precision) == words


def test_an_end_without_a_start_is_no_date() -> None:
    with pytest.raises(ValueError, match="end date without a start date"):
        date_words("", "2024")


def test_a_period_with_the_same_start_and_end_is_said_once() -> None:
    assert period_words("2021-12", "2021-12") == "December 2021"


days = st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31))


@given(days, st.sampled_from([4, 7, 10]))
def test_every_shortened_day_lies_in_the_span_it_stands_for(day: date, length: int) -> None:
    first, last, precision = parse_partial_date(day.isoformat()[:length])
    assert first <= day <= last
    assert precision == {4: "year", 7: "month", 10: "day"}[length]
    # the span is whole: the days just outside are written differently
    assert (first - timedelta(days=1)).isoformat()[:length] != day.isoformat()[:length]
    assert (last + timedelta(days=1)).isoformat()[:length] != day.isoformat()[:length]


@given(days, days, st.sampled_from([4, 7, 10]), st.sampled_from([4, 7, 10]))
def test_words_name_no_month_or_day_that_is_not_written(
    one: date, other: date, start_length: int, end_length: int
) -> None:
    words = date_words(one.isoformat()[:start_length], other.isoformat()[:end_length])
    assert f"{other.year}" in words
    if start_length == end_length == 4:
        assert not any(letter.isalpha() for letter in words.replace("to", ""))


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_refused_with_a_sentence(text: str) -> None:
    try:
        first, last, _ = parse_partial_date(text)
    except ValueError as error:
        reason = str(error)
    else:
        reason = ""
        assert first <= last
    assert reason == "" or reason.startswith(("this is not a date; ", "there is no such day in the calendar; "))


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [
        ("2024-07-27", "", "day", "27 juillet 2024"),
        ("2024-08-01", "2024-08-01", "day", "1er août 2024"),
        ("2024-07", "", "month", "juillet 2024"),
        ("2024", "", "year", "2024"),
        ("2024-07-26", "2024-07-27", "day", "26-27 juillet 2024"),
        ("2024-08-01", "2024-08-03", "day", "1er-3 août 2024"),
        ("2024-06-30", "2024-07-02", "day", "du 30 juin au 2 juillet 2024"),
        ("2024-12-30", "2025-01-01", "day", "du 30 décembre 2024 au 1er janvier 2025"),
        ("2024-04", "2024-06", "month", "d’avril à juin 2024"),
        ("2021-12", "2022-02", "month", "de décembre 2021 à février 2022"),
        ("2023-11", "2024-02", "season", "de novembre 2023 à février 2024 environ"),
        ("2023-11", "", "season", "novembre 2023 environ"),
        ("2024-11-02", "2024-11-02", "latest", "le 2 novembre 2024 au plus tard"),
        ("2019", "2020", "year", "2019-2020"),
        ("2024-05", "2024-08-27", "", "de mai 2024 au 27 août 2024"),
        ("2024-08", "2024-09-01", "", "d’août 2024 au 1er septembre 2024"),
        ("2024-05-04", "2024-08", "", "du 4 mai 2024 à août 2024"),
        ("2020", "2022-08-15", "", "de 2020 au 15 août 2022"),
        ("2020-01-05", "2022", "", "du 5 janvier 2020 à 2022"),
        ("2020", "2022-08", "", "de 2020 à août 2022"),
        ("2020-10", "2022", "", "d’octobre 2020 à 2022"),
        ("", "", "", "date inconnue"),
    ],
)
def test_french_words_for_dates(start: str, end: str, precision: str, words: str) -> None:
    with speaking("fr"):
        assert date_words(start, end, precision) == words


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2018-01", "2023-07", "de janvier 2018 à juillet 2023"),
        ("2023-11-14", "", "depuis le 14 novembre 2023, fin non signalée"),
        ("2023-11-01", "", "depuis le 1er novembre 2023, fin non signalée"),
        ("2023-08", "", "depuis août 2023, fin non signalée"),
        ("2021", "", "depuis 2021, fin non signalée"),
        ("", "2024-07-01", "jusqu’au 1er juillet 2024, début inconnu"),
        ("", "2022-02", "jusqu’en février 2022, début inconnu"),
        ("", "2020", "jusqu’en 2020, début inconnu"),
        ("", "", "dates inconnues"),
    ],
)
def test_french_words_for_periods(start: str, end: str, words: str) -> None:
    with speaking("fr"):
        assert period_words(start, end) == words
