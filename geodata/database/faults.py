"""What can go wrong with a database, in words for a viewer and in words for the log."""

from __future__ import annotations

AWAY = "The database of events does not answer."


class DatabaseFault(Exception):
    """Something is wrong with the database.

    ``str()`` is a sentence that a viewer may read: no address, no name, no password. ``detail`` is for the log of the
    operator; it never has the password either. ``slow`` says that only one question took too long.
    """

    def __init__(self, words: str, detail: str = "", *, slow: bool = False) -> None:
        super().__init__(words)
        self.detail = detail or words
        self.slow = slow
