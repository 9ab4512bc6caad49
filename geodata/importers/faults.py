"""Why a whole file was not read."""

from __future__ import annotations


class ImportFault(ValueError):
    """The file cannot be imported; the message is one sentence on one line: what is wrong and what to do.

    It may repeat words of the file: a character that does not print stands in it as an escape.
    """

    def __init__(self, words: str) -> None:
        super().__init__("".join(sign if sign.isprintable() else repr(sign)[1:-1] for sign in words))


class ImportCancelled(ImportFault):
    """The person stopped the import; nothing was taken in."""


class ImportChoice(ImportFault):
    """The file can be imported once a person has said which of its columns, or which of its layers, are meant."""
