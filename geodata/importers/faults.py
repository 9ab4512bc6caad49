"""Why a whole file was not read."""

from __future__ import annotations

from collections.abc import Callable

from geodata.languages import gettext

#: Languages put it before marks; for Python it does not print.
_NO_BREAK = "\u00a0"


class ImportFault(ValueError):
    """The file cannot be imported; the message is one sentence on one line: what is wrong and what to do.

    ``str()`` says it in the language that is spoken then: a fault that is still on the page follows its viewer into
    another language. ``values`` are set into the words by name; one that holds words itself is a function, which is
    called then. The sentence may repeat words of the file: a character that does not print stands in it as an escape.
    """

    def __init__(self, words: str, **values: str | int | Callable[[], str]) -> None:
        super().__init__(words)
        self._words, self._values = words, values

    def __str__(self) -> str:
        words = gettext(self._words)
        if self._values:
            now = {name: value() if callable(value) else value for name, value in self._values.items()}
            words = words.format(**now)
        return "".join(sign if sign.isprintable() or sign == _NO_BREAK else repr(sign)[1:-1] for sign in words)


class ImportCancelled(ImportFault):
    """The person stopped the import; nothing was taken in."""


class ImportChoice(ImportFault):
    """The file can be imported once a person has said which of its columns, or which of its layers, are meant."""
