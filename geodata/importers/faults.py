"""Why a whole file was not read."""

from __future__ import annotations


class ImportFault(ValueError):
    """The file cannot be imported; the message is one sentence: what is wrong and what to do."""


class ImportCancelled(ImportFault):
    """The person stopped the import; nothing was taken in."""


class ImportChoice(ImportFault):
    """The file can be imported once a person has said which of its columns, or which of its layers, are meant."""
