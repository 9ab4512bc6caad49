"""Whose events these are, in the words of the pages: a viewer's own, or those of a database that everybody sees."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from geodata.languages import gettext, noop


@dataclass(frozen=True)
class Whose:
    """``heading`` stands before a count, ``origin`` after a kind of event; the last three are sentences.

    They say why a filter hides all of the events: it asks for a confidence, for an as-of day, or for both.
    """

    heading: str
    title: str
    origin: str
    about: str
    hidden_by_confidence: str
    hidden_by_as_of: str
    hidden_by_both: str


YOURS = Whose(
    heading=noop("Your file"),
    title=noop("Your events"),
    origin=noop("from your file"),
    about=noop("A row of the file that you brought. What it says is the file's word, not this project's."),
    hidden_by_confidence=noop(
        "Your own events are hidden while the filter asks for a confidence: their rows carry no rating."
    ),
    hidden_by_as_of=noop(
        "Your own events are hidden while an as-of day is set: the file does not say when each row became public."
    ),
    hidden_by_both=noop(
        "Your own events are hidden while the filter asks for a confidence and an as-of day: their rows carry no "
        "rating, and the file does not say when each became public."
    ),
)

THE_DATABASES = Whose(
    heading=noop("Events of the database"),
    title=noop("Events of the database"),
    origin=noop("from the database"),
    about=noop("A row of the database. What it says is its source's word, not this project's."),
    hidden_by_confidence=noop(
        "The events of the database are hidden while the filter asks for a confidence: their rows carry no rating."
    ),
    hidden_by_as_of=noop(
        "The events of the database are hidden while an as-of day is set: the database does not say when each row "
        "became public."
    ),
    hidden_by_both=noop(
        "The events of the database are hidden while the filter asks for a confidence and an as-of day: their rows "
        "carry no rating, and the database does not say when each became public."
    ),
)


def in_words(whose: Whose) -> Whose:
    """Return the same in the language that is spoken."""
    return Whose(**{name: gettext(words) for name, words in asdict(whose).items()})
