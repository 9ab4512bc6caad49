"""What a row of the table may say in each of its meanings.

The table knows no data frame, no column store and no database, so that reading it costs nothing. Each of these is
handed to a row by the module that has the rows at hand: a mask is whatever that module makes masks of.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from typing import Any, Protocol

#: A mask of rows: a pandas Series of bool, a numpy array of bool or a condition in SQL.
Mask = Any


class StoryRows(Protocol):
    """The rows of one table of the story: ``events``, ``presence``, ``route`` or ``claims``; masks are by id."""

    table: str
    story: Any
    frame: Any

    def ends_from(self, day: dt.date) -> Mask:
        """Whether a row may have lasted to the day; an end that is not known shuts nothing out."""

    def starts_by(self, day: dt.date) -> Mask:
        """Whether a row may have begun by the day."""

    def surely_ends_from(self, day: dt.date) -> Mask:
        """Whether a row lasted to the day, wherever within its dates it ended."""

    def surely_starts_by(self, day: dt.date) -> Mask:
        """Whether a row had begun by the day, wherever within its dates it began."""

    def share(self, actors: Collection[str]) -> Mask:
        """Whether one of the actors takes part."""

    def lie_in(self, countries: Collection[str]) -> Mask:
        """Whether it happened in one of the countries."""

    def have(self, column: str, values: Collection[str]) -> Mask:
        """Whether a column holds one of the values."""

    def say(self, text: str) -> Mask:
        """Whether the text is found, in any spelling of a name."""

    def public_by(self, day: dt.date) -> Mask:
        """Whether a row was public by the day."""

    def at_point(self) -> Mask:
        """Whether the place is drawn as a point."""

    def to_the_day(self) -> Mask:
        """Whether the first date is known to the day."""


class StoryDays(Protocol):
    """The days of the rows of a table of the story, as :class:`geodata.asking.story_columns.StoryDays` has them."""

    def ends(self) -> Any:
        """Up to which day a row passes."""

    def starts(self) -> Any:
        """From which day on a row passes."""

    def becomes_public(self) -> Any:
        """From which day on a row is public."""


class SetRows(Protocol):
    """The rows of a :class:`geodata.imported.event_set.EventSet`; masks are arrays in its order."""

    events: Any

    def day(self, day: dt.date) -> int:
        """The day as the set counts days."""

    def have(self, groups: Any, values: Collection[str]) -> Mask:
        """Whether the value by which rows are grouped is one of some values."""

    def share(self, groups: Any, values: Collection[str]) -> Mask:
        """Whether the tuple by which rows are grouped holds one of some values."""

    def say(self, text: str) -> Mask:
        """Whether the text is found, in any spelling of a place."""


class SqlRows(Protocol):
    """The rows of ``geodata.events`` in a database; ``columns`` are those of :mod:`geodata.database.schema`.

    What is compared with a column is bound, never written into the statement.
    """

    columns: Any

    def share(self, actors: Sequence[str]) -> Mask:
        """Whether one of the actors takes part."""

    def say(self, text: str) -> Mask:
        """Whether the text is found, in any spelling of a place."""

    def at_point(self) -> Mask:
        """Whether the place is drawn as a point."""


class Say(Protocol):
    """Words for values, in the language that is spoken."""

    def actor(self, actor_id: str) -> str:
        """The short name of an actor."""

    def country(self, iso: str) -> str:
        """The name of a country by its ISO 3166-1 alpha-3 code."""

    def kind(self, kind: str) -> str:
        """The name of a kind of event."""

    def confidence(self, level: str) -> str:
        """The words for a degree of confidence."""

    def day(self, day: dt.date) -> str:
        """A day."""

    def point_km(self) -> str:
        """Within how many kilometres a place is known that is drawn as a point."""


class Offered(Protocol):
    """What the story offers as values of a choice."""

    story: Any

    def most_frequent(self, *columns: tuple[str, str]) -> list[str]:
        """What stands in some columns, each a table and a name, without blanks; the most frequent first."""
