"""The filter, in the sidebar of every page."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from geodata.drawing.story_document import country_name
from geodata.drawing.style import KIND_LABELS
from geodata.filter_parameters import MAX_TEXT, vocabulary
from geodata.filters import CONFIDENCES, Filters
from geodata.languages import ENGLISH, gettext, language
from geodata.span import told_years
from geodata.story import Story
from pages.parts import address
from pages.parts.imported import current
from pages.parts.imported_rows import also_known
from pages.parts.row_table import confidence_words
from pages.parts.viewer import is_told_anew

_KEYS = {
    "date_from": "filter.from",
    "date_to": "filter.to",
    "actors": "filter.actor",
    "countries": "filter.country",
    "kinds": "filter.kind",
    "confidences": "filter.confidence",
    "text": "filter.q",
    "known_on": "filter.asof",
    "exact": "filter.exact",
}


def filter_bar(story: Story) -> Filters:
    """Draw the filter's widgets and return what they ask for.

    The address decides what the widgets show; a change of a widget goes into the address at the end of the run.
    """
    days = _days(story)
    _fill_widgets(address.filters(), days)
    more = also_known()
    known = {name: list(dict.fromkeys([*values, *more.get(name, ())])) for name, values in vocabulary(story).items()}
    with st.sidebar:
        st.markdown("##### " + gettext("Filter"))
        st.text_input(
            gettext("Search"),
            key=_KEYS["text"],
            max_chars=MAX_TEXT,
            on_change=_take_over,
            placeholder=gettext("any spelling of a name"),
            help=gettext("Finds places, actors and words in any spelling: Tin Zaouatine, Tinzawatene, In Afarak."),
        )
        _date(gettext("From"), "date_from", days, gettext("Leaves out what ended before this day."))
        _date(gettext("To"), "date_to", days, gettext("Leaves out what began after this day."))
        _list(
            gettext("Actors"),
            "actors",
            known["actor"],
            lambda actor: story.actors.at[actor, "short_name"],
            gettext("Events and forces in which one of these takes part."),
        )
        _list(gettext("Countries"), "countries", known["country"], country_name, gettext("Where it happened."))
        _list(
            gettext("Kinds of event"),
            "kinds",
            known["kind"],
            lambda kind: gettext(KIND_LABELS.get(kind) or str(kind)),
            gettext("Applies to events, not to presence or route."),
        )
        _list(
            gettext("Confidence"),
            "confidences",
            list(CONFIDENCES),
            confidence_words,
            gettext("How well sources bear out that it happened; see Method."),
        )
        _date(
            gettext("As known on"),
            "known_on",
            days,
            gettext("Hides every claim, event and report that was made public later."),
        )
        st.toggle(
            gettext("Exact only"),
            key=_KEYS["exact"],
            on_change=_take_over,
            help=gettext("Only what is known to the day and to a place within 25 km."),
        )
        if not address.filters().is_empty:
            words = gettext("Clear all filters")
            told = gettext("Shows every row again.")
            st.button(words, icon=":material/filter_alt_off:", on_click=clear, width="stretch", help=told)
    return address.filters()


def _days(story: Story) -> tuple[dt.date, dt.date]:
    """The days a date can be chosen from: the whole years of the story, and the days of the viewer's own events."""
    (first, last), file = told_years(story), current()
    if file is None or (span := file.span) is None:
        return first, last
    return min(first, span[0]), max(last, span[1])


def _date(label: str, part: str, days: tuple[dt.date, dt.date], help_text: str | None = None) -> None:
    first, last = days
    st.date_input(
        label,
        value=None,
        help=help_text,
        key=_KEYS[part],
        min_value=first,
        max_value=last,
        format="YYYY-MM-DD" if language() == ENGLISH else "DD/MM/YYYY",
        on_change=_take_over,
    )


def _list(label: str, part: str, options: list[str], name, help_text: str) -> None:  # type: ignore[no-untyped-def]
    st.multiselect(
        label,
        options,
        key=_KEYS[part],
        format_func=name,
        placeholder=gettext("all"),
        help=help_text,
        on_change=_take_over,
    )


def _fill_widgets(filters: Filters, days: tuple[dt.date, dt.date]) -> None:
    first, last = days
    anew = is_told_anew("filter.language")
    for part, key in _KEYS.items():
        value = getattr(filters, part)
        wanted = list(value) if isinstance(value, tuple) else value
        if isinstance(wanted, dt.date):
            wanted = min(max(wanted, first), last)
        if anew or st.session_state.get(key, ...) != wanted:
            st.session_state[key] = wanted


def _take_over() -> None:
    """Turn what the widgets show into filters. A range the wrong way round is put the right way round."""
    values = {part: st.session_state[key] for part, key in _KEYS.items()}
    for part in ("actors", "countries", "kinds", "confidences"):
        values[part] = tuple(values[part])
    values["exact"] = bool(values["exact"])
    values["text"] = (values["text"] or "").strip()
    if values["date_from"] and values["date_to"] and values["date_from"] > values["date_to"]:
        values["date_from"], values["date_to"] = values["date_to"], values["date_from"]
    address.ask(Filters(**values))


def clear() -> None:
    """Ask for everything again."""
    address.ask(Filters())
