"""Which language is spoken now: that of the page, request or hand-out that is being made."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps
from typing import ParamSpec, TypeVar

#: The language of the code and the tables.
ENGLISH = "en"

P = ParamSpec("P")
R = TypeVar("R")

_SPOKEN: ContextVar[str | None] = ContextVar("language", default=None)
_askers: list[Callable[[], str | None]] = []


def language() -> str:
    """Return the code of the language that is spoken here, such as ``fr``; English where nobody chose one."""
    if (spoken := _SPOKEN.get()) is not None:
        return spoken
    return next((found for ask in _askers if (found := ask())), ENGLISH)


def speak(code: str) -> None:
    """Speak a language from here on, in this thread or task."""
    _SPOKEN.set(code)


@contextmanager
def speaking(code: str) -> Iterator[None]:
    """Speak a language for the length of a block."""
    token = _SPOKEN.set(code)
    try:
        yield
    finally:
        _SPOKEN.reset(token)


def bound(function: Callable[P, R]) -> Callable[P, R]:
    """Return a function that speaks, whenever and wherever it is called, the language of now.

    For work that another thread does later, as a file that is made when a viewer downloads it.
    """
    code = language()

    @wraps(function)
    def spoken(*args: P.args, **kwargs: P.kwargs) -> R:
        with speaking(code):
            return function(*args, **kwargs)

    return spoken


def ask_for_language(asker: Callable[[], str | None]) -> None:
    """Have somebody asked where no language was chosen, as a page's session for what runs before its script."""
    if asker not in _askers:
        _askers.append(asker)
