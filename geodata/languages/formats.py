"""Numbers, dates and lists as the language that is spoken writes them, by Babel (Unicode CLDR)."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from functools import cache

from babel import Locale
from babel.core import get_global
from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from geodata.languages.current import ENGLISH, language

#: The English of the project is British: 27 July 2001.
_LOCALES = {ENGLISH: "en_GB"}

#: CLDR groups French digits with a narrow no-break space, which not every face in print has.
_NARROW, _SPACE = "\u202f", "\u00a0"


@cache
def _locale(code: str) -> Locale:
    return Locale.parse(_LOCALES.get(code, code))


def locale_tag() -> str:
    """Return the language as browsers name it (BCP 47), such as ``en-GB``."""
    return str(_locale(language())).replace("_", "-")


def number(value: float, decimals: int | None = None) -> str:
    """Write a number with its thousands grouped; ``decimals`` rounds to so many places, None to three at most.

    >>> number(1848), number(0.5), number(1848.25, 1)
    ('1,848', '0.5', '1,848.2')
    """
    form = "#,##0.###" if decimals is None else "#,##0" + ("." + "0" * decimals if decimals else "")
    return str(format_decimal(value, form, locale=_locale(language()))).replace(_NARROW, _SPACE)


def day_words(day: dt.date) -> str:
    """Write a day out.

    >>> day_words(dt.date(2001, 7, 27))
    '27 July 2001'
    """
    return f"{month_day(day.day)} {month_words(day)}"


def month_day(day: int) -> str:
    """Write the number of a day in its month; French says "1er", which CLDR's patterns leave out."""
    return "1er" if day == 1 and language() == "fr" else str(day)


def month_words(day: dt.date, year: bool = True) -> str:
    """Write the month of a day, with its year or without.

    >>> month_words(dt.date(2001, 7, 27)), month_words(dt.date(2001, 7, 27), year=False)
    ('July 2001', 'July')
    """
    month = _month(day, "LLLL")
    return f"{month} {day.year:04d}" if year else month


def short_month(day: dt.date) -> str:
    """Write the month of a day as short as a narrow cell needs it: three letters in English, else as CLDR has it.

    >>> short_month(dt.date(2001, 9, 27))
    'Sep'
    """
    return month_words(day, year=False)[:3] if language() == ENGLISH else _month(day, "LLL")


def joined_up(words: str) -> str:
    """Run words together as the language does: French makes "de août" "d’août". Other languages stay as they are."""
    return re.sub(r"\b([dD])e (?=[aeiouâéèêîôœ])", r"\1’", words) if language() == "fr" else words


def moment_words(moment: dt.datetime) -> str:
    """Write a moment in UTC to the minute.

    >>> moment_words(dt.datetime(2001, 7, 27, 17, 10, tzinfo=dt.UTC))
    '27 July 2001, 17:10 UTC'
    """
    moment = moment.astimezone(dt.UTC)
    return f"{day_words(moment)}, {hour_words(f'{moment:%H:%M}')} UTC"


def hour_words(hour: str) -> str:
    """Write an hour of the tables, "HH:MM", as the language does: French "17 h 10". No zone is added.

    >>> hour_words("17:10")
    '17:10'
    """
    return hour.replace(":", "\u00a0h\u00a0") if language() == "fr" else hour


def listed(parts: Iterable[str]) -> str:
    """Join the parts of a list, the last with "and".

    >>> listed(["Chile", "Peru", "Bolivia"])
    'Chile, Peru and Bolivia'
    """
    return str(format_list(list(parts), locale=_locale(language())))


@cache
def _alpha_2() -> dict[str, str]:
    """ISO 3166-1 alpha-3 to alpha-2, from CLDR's aliases."""
    return {code: to[0] for code, to in get_global("territory_aliases").items() if len(code) == 3 and len(to) == 1}


def territory(iso_3: str) -> str:
    """Return the name of a country by its ISO 3166-1 alpha-3 code, "" where CLDR has none.

    >>> territory("DOM")
    'Dominican Republic'
    """
    return str(_locale(language()).territories.get(_alpha_2().get(iso_3, ""), ""))


def _month(day: dt.date, form: str) -> str:
    return str(format_date(day, form, locale=_locale(language())))


def languages_by_name(codes: Iterable[str]) -> dict[str, str]:
    """Return languages with their own names for themselves, as ``{"fr": "Français"}``."""
    return {code: str(_locale(code).language_name or code).capitalize() for code in codes}
