"""Whose events these are, in the words of the pages: a viewer's own, or those of a database that everybody sees."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Whose:
    """``own`` begins a sentence, ``heading`` stands before a count, ``origin`` after a kind of event."""

    own: str
    heading: str
    title: str
    carrier: str
    origin: str
    about: str


YOURS = Whose(
    own="Your own events",
    heading="Your file",
    title="Your events",
    carrier="file",
    origin="from your file",
    about="A row of the file that you brought. What it says is the file's word, not this project's.",
)

THE_DATABASES = Whose(
    own="The events of the database",
    heading="Events of the database",
    title="Events of the database",
    carrier="database",
    origin="from the database",
    about="A row of the database. What it says is its source's word, not this project's.",
)
