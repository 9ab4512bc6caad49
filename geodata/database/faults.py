"""What can go wrong with a database, in words for a viewer and in words for the log."""

from __future__ import annotations

from geodata.languages import gettext, noop
from geodata.languages.formats import number

AWAY = noop("The database of events does not answer.")


class DatabaseFault(Exception):
    """Something is wrong with the database.

    ``str()`` is a sentence that a viewer may read: no address, no name, no password. It is in the language that is
    spoken then, for one fault is shown to many viewers; ``numbers`` are set into the words by name. ``detail`` is for
    the log of the operator; it never has the password either. ``slow`` says that only one question took too long.
    """

    def __init__(self, words: str, detail: str = "", *, slow: bool = False, **numbers: int) -> None:
        super().__init__(words)
        self._words, self._numbers = words, numbers
        self.detail = detail or words.format(**{name: number(value) for name, value in numbers.items()})
        self.slow = slow

    def __str__(self) -> str:
        return gettext(self._words).format(**{name: number(value) for name, value in self._numbers.items()})

    def without_traceback(self) -> DatabaseFault:
        """Return the same to be kept: what was raised would keep the variables of all that was running."""
        return DatabaseFault(self._words, self.detail, slow=self.slow, **self._numbers)
