"""The filter, in the sidebar of every page: a widget for each row of the table of parameters, by its kind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from geodata.asking.filter_parameters import vocabulary
from geodata.asking.filters import Filters
from geodata.asking.kinds import BOUND, CHOICE, DAY, FLAG, MAX_TEXT, TEXT
from geodata.asking.parameter import Kind, Parameter
from geodata.asking.table import PARAMETERS
from geodata.languages import ENGLISH, gettext, language
from geodata.reading.manifest import Manifest
from geodata.reading.span import told_years
from geodata.reading.story import Story
from geodata.selecting.filter_words import Say
from pages.viewing import address
from pages.viewing.imported import current
from pages.viewing.imported_rows import also_known
from pages.viewing.viewer import is_told_anew
from pages.widgets.filter_strip import filter_strip
from pages.widgets.row_table import confidence_words

#: What the widgets held when the browser was last sent them, or when it last said so.
_SHOWN = "filter.shown"


class _Say(Say):
    """The words of a hand-out, but a degree of confidence with its mark."""

    def confidence(self, level: str) -> str:
        """The mark and the words for a degree of confidence."""
        return confidence_words(level)


@dataclass(frozen=True)
class _Drawn:
    """What the widgets have in common: the days that can be chosen, the values of each choice, words for them."""

    days: tuple[dt.date, dt.date]
    known: dict[str, list[str]]
    say: Say
    manifest: Manifest

    def help(self, row: Parameter) -> str:
        """What is told of a parameter."""
        return self.manifest.sentence(row.sentence) if row.sentence else gettext(row.help)


def filter_bar(story: Story) -> Filters:
    """Draw the filter's widgets and return what they ask for.

    The address decides what the widgets show; a change of a widget goes into the address at the end of the run.
    """
    days = _days(story)
    _fill_widgets(address.filters(), days)
    more = also_known()
    known = {name: list(dict.fromkeys([*values, *more.get(name, ())])) for name, values in vocabulary(story).items()}
    drawn = _Drawn(days, known, _Say(story), story.manifest)
    with st.sidebar:
        st.markdown("##### " + gettext("Filter"))
        for row in PARAMETERS:
            if row.kind is TEXT:  # the search stands on top
                _WIDGETS[TEXT](row, drawn)
        filter_strip(story)
        for row in PARAMETERS:
            if row.kind is not TEXT:
                _WIDGETS[row.kind](row, drawn)
        if not address.filters().is_empty:
            words = gettext("Clear all filters")
            told = gettext("Shows every row again.")
            st.button(words, icon=":material/filter_alt_off:", on_click=clear, width="stretch", help=told)
    st.session_state[_SHOWN] = _values()
    return address.filters()


def _days(story: Story) -> tuple[dt.date, dt.date]:
    """The days a date can be chosen from: the whole years of the story, and the days of the viewer's own events."""
    (first, last), file = told_years(story), current()
    if file is None or (span := file.span) is None:
        return first, last
    return min(first, span[0]), max(last, span[1])


def _key(row: Parameter) -> str:
    return f"filter.{row.name}"


def _text(row: Parameter, drawn: _Drawn) -> None:
    st.text_input(
        gettext(row.label),
        key=_key(row),
        max_chars=MAX_TEXT,
        on_change=_take_over,
        placeholder=gettext(row.placeholder) if row.placeholder else None,
        help=drawn.help(row),
    )


def _date(row: Parameter, drawn: _Drawn) -> None:
    first, last = drawn.days
    st.date_input(
        gettext(row.label),
        value=None,
        help=drawn.help(row),
        key=_key(row),
        min_value=first,
        max_value=last,
        format="YYYY-MM-DD" if language() == ENGLISH else "DD/MM/YYYY",
        on_change=_take_over,
    )


def _list(row: Parameter, drawn: _Drawn) -> None:
    choice = row.choice
    st.multiselect(
        gettext(row.label),
        drawn.known[row.name],
        key=_key(row),
        format_func=lambda value: value if choice is None else choice.named(drawn.say, value),
        placeholder=gettext("all"),
        help=drawn.help(row),
        on_change=_take_over,
    )


def _toggle(row: Parameter, drawn: _Drawn) -> None:
    st.toggle(gettext(row.label), key=_key(row), on_change=_take_over, help=drawn.help(row))


_WIDGETS: dict[Kind, Callable[[Parameter, _Drawn], None]] = {
    CHOICE: _list,
    BOUND: _date,
    DAY: _date,
    TEXT: _text,
    FLAG: _toggle,
}

#: What the value of a widget is as the value of a filter.
_VALUES: dict[Kind, Callable[[Any], Any]] = {
    CHOICE: tuple,
    BOUND: lambda day: day,
    DAY: lambda day: day,
    TEXT: lambda text: (text or "").strip(),
    FLAG: bool,
}


def _fill_widgets(filters: Filters, days: tuple[dt.date, dt.date]) -> None:
    first, last = days
    anew = is_told_anew("filter.language")
    for row in PARAMETERS:
        value, key = filters.value(row), _key(row)
        wanted = list(value) if isinstance(value, tuple) else value
        if isinstance(wanted, dt.date):
            wanted = min(max(wanted, first), last)
        if anew or st.session_state.get(key, ...) != wanted:
            st.session_state[key] = wanted


def _take_over() -> None:
    """Turn what a viewer has changed in the widgets into filters. A range the wrong way round is put right.

    A run that was cut short has filled widgets that the browser never got: it goes on sending what they held before,
    which is no wish of the viewer's and must not undo what the live filter, a button or the address asks for.
    """
    shown, values = st.session_state.get(_SHOWN, {}), _values()
    st.session_state[_SHOWN] = values
    asked = address.filters().asking({name: value for name, value in values.items() if value != shown.get(name, ...)})
    first, last = (row for row in PARAMETERS if row.kind is BOUND)
    begins, ends = asked.value(first), asked.value(last)
    if begins and ends and begins > ends:
        asked = asked.asking({first.name: ends, last.name: begins})
    address.ask(asked)


def _values() -> dict[str, Any]:
    """What the widgets hold, by parameter."""
    return {row.name: _VALUES[row.kind](st.session_state[_key(row)]) for row in PARAMETERS}


def clear() -> None:
    """Ask for everything again."""
    address.ask(Filters())
