"""How a viewer wants to read every page: in which language, in which look. Kept in the address, whatever the page.

An address that says nothing leaves it as it was; at the first visit the browser's own preference decides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st
from babel.core import negotiate_locale

from geodata.languages import ENGLISH, LANGUAGES, ask_for_language, gettext, language, noop, speak
from geodata.languages.formats import languages_by_name
from pages.ties.script_run import is_running
from pages.viewing.text import plain

#: The looks of every page, with their names; the first is the usual one.
LOOKS = {"light": noop("Light"), "contrast": noop("High contrast, large type"), "dark": noop("Dark")}


@dataclass(frozen=True)
class Wish:
    """One thing a viewer can wish for: its parameter in the address, what it may be, and what it is at first."""

    parameter: str
    options: tuple[str, ...]
    first: Callable[[], str]
    plain: str

    @property
    def _chosen(self) -> str:
        return f"viewer.{self.parameter}"

    @property
    def _seen(self) -> str:
        return f"viewer.{self.parameter}.seen"

    def read(self) -> None:
        """Take over what the address says, when that is news."""
        state, asked = st.session_state, st.query_params.get(self.parameter)
        if asked != state.get(self._seen) and asked in self.options:
            state[self._chosen] = asked
        elif self._chosen not in state:
            state[self._chosen] = self.first()
        state[self._seen] = asked

    def now(self) -> str:
        """Return what is wished for."""
        found: str = st.session_state.get(self._chosen, self.plain)
        return found

    def choose(self, value: str) -> None:
        """Wish for something else. What the address says at that moment is no news: it is what is being changed."""
        st.session_state[self._chosen] = value
        st.session_state[self._seen] = st.query_params.get(self.parameter)

    def in_address(self) -> dict[str, list[str]]:
        """Return what the address has to say, so that it shows the same to everybody; nothing where that is usual."""
        now = self.now()
        return {} if now == self.plain == self.first() else {self.parameter: [now]}

    def written(self) -> None:
        """Take what was just written into the address for seen, so that it is no news when the page runs again."""
        st.session_state[self._seen] = next(iter(self.in_address().get(self.parameter, ())), None)

    def unknown(self) -> str:
        """Return what the address asks for and nobody has; "" when it asks for nothing of the kind."""
        asked = st.query_params.get(self.parameter, "")
        return "" if asked in self.options else asked


def _preferred_language() -> str:
    """The first language of the browser that there is, by the standard's order of preference."""
    asked = (part.partition(";")[0].strip() for part in st.context.headers.get("Accept-Language", "").split(","))
    wanted = [st.context.locale or "", *asked]
    return negotiate_locale([tag for tag in wanted if tag], LANGUAGES, sep="-") or ENGLISH


LANGUAGE = Wish("lang", LANGUAGES, _preferred_language, ENGLISH)
LOOK = Wish("look", tuple(LOOKS), lambda: "light", "light")
WISHES = (LANGUAGE, LOOK)


def begin_page() -> None:
    """Read the wishes and speak the viewer's language from here on."""
    for wish in WISHES:
        wish.read()
    speak(LANGUAGE.now())


def in_address() -> dict[str, list[str]]:
    """Return what an address that leads elsewhere has to say, so that it opens there as it is read here."""
    return {name: values for wish in WISHES for name, values in wish.in_address().items()}


def notices() -> list[str]:
    """Return what has to be said about wishes that nobody can grant."""
    return [
        gettext("“{value}” is not a value of “{parameter}”, so that part of the address was ignored.").format(
            value=plain(wish.unknown()[:40]), parameter=wish.parameter
        )
        for wish in WISHES
        if wish.unknown()
    ]


def is_told_anew(key: str) -> bool:
    """Say whether the language is another one than when this was last asked under the key.

    A browser knows the value of a list by its words, so it has to be told the value again when they change.
    """
    before = st.session_state.get(key)
    st.session_state[key] = language()
    return before != language()


def viewer_bar(reopen: Callable[[], None]) -> None:
    """Draw the choice of language and look. ``reopen`` is called when a map has to be drawn anew where it stands.

    That is so in another language. Another look is put on the map that is there.
    """
    names = languages_by_name(LANGUAGES)
    with st.container(key="viewer-bar"):
        _choice(LANGUAGE, gettext("Language"), names, gettext("The language of every page, file and number."), reopen)
        looks = {name: gettext(words) for name, words in LOOKS.items()}
        _choice(
            LOOK,
            gettext("Look"),
            looks,
            gettext("Colours and type for a desk, a bad projector or a dark room."),
            lambda: None,
        )


def _choice(wish: Wish, label: str, names: dict[str, str], words: str, reopen: Callable[[], None]) -> None:
    key = f"viewer.{wish.parameter}.field"
    st.session_state[key] = wish.now()

    def chosen() -> None:
        wish.choose(st.session_state[key])
        reopen()

    st.selectbox(label, wish.options, format_func=names.__getitem__, key=key, on_change=chosen, help=words)


def _of_session() -> str | None:
    return LANGUAGE.now() if is_running() else None


ask_for_language(_of_session)
