"""The events of one file, with what the filter needs of them made once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from geodata.asking.table import PARAMETERS
from geodata.imported.searched_words import SearchedWords, searched_words
from geodata.imported.whose import THE_DATABASES, YOURS, Whose, in_words
from geodata.importers import ImportResult
from geodata.importers.actors import tuple_array
from geodata.languages import gettext
from geodata.reading.precision import GLYPH_LIMIT_KM

#: A first day that is not known lies before all days, a last day after all: neither ever shuts a row out.
NO_FIRST_DAY, NO_LAST_DAY = np.iinfo(np.int32).min, np.iinfo(np.int32).max

#: Precisions of a place that is drawn as a point.
POINTS = ("exact", "near")


def _silent(share: float, words: str) -> None:
    """Tell nobody."""


@dataclass(frozen=True)
class Groups:
    """Rows that are alike in something: ``values`` in no order, and for each row which of them it has."""

    codes: np.ndarray
    values: list[Any]

    @cached_property
    def counts(self) -> np.ndarray:
        """How many rows have each value."""
        return np.bincount(self.codes[self.codes >= 0], minlength=len(self.values))

    def rows_where(self, chosen: list[bool]) -> np.ndarray:
        """Say for each row whether its value is chosen; ``chosen`` holds one answer for each value."""
        return np.array([*chosen, False], dtype=bool)[self.codes]


@dataclass(frozen=True, eq=False)
class EventSet:
    """Imported events.

    ``events`` has the columns of ``geodata.importers.model.COLUMNS``, indexed by id, with the mapping of actors
    applied. ``name`` is what the file is called. ``actor_names`` has one row for each name of an actor: name, actor_id
    ("" when it is mapped to none), rows. ``shared`` says that the events are of a database, for everybody, and not of a
    viewer's file. The frames are not to be changed: what is made of them is made once.
    """

    events: pd.DataFrame
    name: str
    layout: str
    dataset: str
    licence: str
    may_export: bool
    actor_names: pd.DataFrame
    shared: bool = False

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self.events)

    def __bool__(self) -> bool:
        """A set without rows is still a set."""
        return True

    @property
    def whose(self) -> Whose:
        """The words for whose events these are, in the language that is spoken."""
        return in_words(THE_DATABASES if self.shared else YOURS)

    @property
    def countries(self) -> list[str]:
        """ISO 3166-1 alpha-3 codes that occur, the most frequent first."""
        return _by_frequency(self.country_groups)

    @property
    def kinds(self) -> list[str]:
        """Kinds of event that occur, the most frequent first."""
        return _by_frequency(self.kind_groups)

    @cached_property
    def actors(self) -> list[str]:
        """Ids of the registry that occur, the most frequent first."""
        rows: dict[str, int] = {}
        for ids, count in zip(self.actor_groups.values, self.actor_groups.counts.tolist(), strict=True):
            for actor in ids:
                rows[actor] = rows.get(actor, 0) + count
        return sorted(rows, key=lambda actor: (-rows[actor], actor))

    @property
    def vocabulary(self) -> dict[str, list[str]]:
        """Values by address parameter, for ``geodata.asking.filter_parameters.read_filters(..., also=...)``."""
        choices = {row.name: row.choice for row in PARAMETERS if row.choice is not None}
        return {name: choice.imported(self) for name, choice in choices.items() if choice.imported is not None}

    @cached_property
    def first_days(self) -> np.ndarray:
        """First day of each row: int32 days since 1970-01-01, ``NO_FIRST_DAY`` where none is known."""
        return _days(self.events["date_start"], NO_FIRST_DAY)

    @cached_property
    def last_days(self) -> np.ndarray:
        """Last day of each row: int32 days since 1970-01-01, ``NO_LAST_DAY`` where none is known."""
        return _days(self.events["date_end"], NO_LAST_DAY)

    @cached_property
    def in_order(self) -> np.ndarray:
        """Numbers of the rows in order of time; those without a first day come first."""
        return np.lexsort((self.last_days, self.first_days))

    @property
    def span(self) -> tuple[dt.date, dt.date] | None:
        """First and last day of the whole set; None when no row has both."""
        first, last = self.events["date_start"].min(), self.events["date_end"].max()
        return None if pd.isna(first) or pd.isna(last) else (first.date(), last.date())

    @cached_property
    def country_groups(self) -> Groups:
        """Rows by country."""
        return _groups(self.events["country"])

    @cached_property
    def kind_groups(self) -> Groups:
        """Rows by kind of event."""
        return _groups(self.events["kind"])

    @cached_property
    def actor_groups(self) -> Groups:
        """Rows by the tuple of ids of their actors."""
        return _groups(self.events["actor_ids"])

    @cached_property
    def name_groups(self) -> Groups:
        """Rows by the tuple of names of their actors, as given."""
        return _groups(self.events["actors"])

    @cached_property
    def has_place(self) -> np.ndarray:
        """Whether a row has coordinates."""
        return np.isfinite(self.events["lat"].to_numpy()) & np.isfinite(self.events["lon"].to_numpy())

    @cached_property
    def is_at_point(self) -> np.ndarray:
        """Whether the place is known to a point: said to be exact or near, and to within 25 km."""
        precision = _groups(self.events["place_precision"])
        too_wide = self.events["radius_km"].to_numpy() > GLYPH_LIMIT_KM
        return precision.rows_where([value in POINTS for value in precision.values]) & ~too_wide

    @cached_property
    def is_exact(self) -> np.ndarray:
        """Whether a row is known to the day and to a point."""
        precision = _groups(self.events["date_precision"])
        return precision.rows_where([value == "day" for value in precision.values]) & self.is_at_point & self.has_place

    @cached_property
    def words(self) -> SearchedWords:
        """The words of the rows, for the search. Making them takes a while: see :meth:`make_searchable`."""
        return searched_words(self.events, self.name_groups.codes, self.name_groups.values)

    def make_searchable(self, progress: Callable[[float, str], None] = _silent) -> None:
        """Make everything the filter needs now, so that no viewer waits for it; ``progress`` may raise to stop it."""
        progress(0.0, gettext("making the events ready for the filter"))
        for part in ("first_days", "last_days", "country_groups", "kind_groups", "actor_groups", "is_exact"):
            getattr(self, part)
        if "words" not in self.__dict__:
            names = self.name_groups
            self.__dict__["words"] = searched_words(self.events, names.codes, names.values, progress)
        progress(1.0, gettext("the events are ready"))

    def position(self, row_id: str) -> int:
        """Where a row stands. Raises KeyError when there is no such row."""
        found = np.flatnonzero(np.asarray(self.events.index == row_id))
        if not len(found):
            raise KeyError(row_id)
        return int(found[0])


def event_set(result: ImportResult, name: str, mapping: Mapping[str, str] | None = None) -> EventSet:
    """Make a set of what was imported; ``mapping`` says of names in the file which actor of the registry each is."""
    events = result.events
    licences = events["licence"].unique()
    made = EventSet(
        events=events,
        name=name,
        layout=result.layout,
        dataset=result.dataset,
        licence=str(licences[0]) if len(licences) else "",
        may_export=bool(events["may_export"].all()) and len(events) > 0,
        actor_names=result.actor_names,
    )
    return remapped(made, mapping) if mapping else made


def remapped(events: EventSet, mapping: Mapping[str, str]) -> EventSet:
    """The same events with names mapped anew: name as given -> id of the registry, or "" for none.

    Names that the mapping leaves out stay as they are mapped; names that do not occur are passed over.
    """
    names = events.actor_names
    ids = {**dict(zip(names["name"], names["actor_id"], strict=True)), **mapping}
    groups = events.name_groups
    mapped = [tuple(dict.fromkeys(ids[name] for name in given if ids.get(name))) for given in groups.values]
    actor_ids = tuple_array(mapped)[groups.codes] if len(groups.codes) else events.events["actor_ids"].to_numpy()
    made = EventSet(
        events=events.events.assign(actor_ids=pd.Series(actor_ids, index=events.events.index, dtype=object)),
        name=events.name,
        layout=events.layout,
        dataset=events.dataset,
        licence=events.licence,
        may_export=events.may_export,
        actor_names=names.assign(actor_id=pd.array([ids[name] for name in names["name"]], dtype="str")),
        shared=events.shared,
    )
    mapped_anew = ("actor_groups", "actors")
    kept = {part: made_once for part, made_once in events.__dict__.items() if part not in mapped_anew}
    for part in set(kept) - set(made.__dict__):
        made.__dict__[part] = kept[part]
    return made


def _days(dates: pd.Series, missing: int) -> np.ndarray:
    days = dates.to_numpy().astype("datetime64[D]")
    return np.where(np.isnat(days), missing, days.astype(np.int64)).astype(np.int32)


def _groups(column: pd.Series) -> Groups:
    if isinstance(column.dtype, pd.CategoricalDtype):
        return Groups(column.cat.codes.to_numpy(), column.cat.categories.tolist())
    codes, values = pd.factorize(column.to_numpy(dtype=object))  # of a Series it would make a MultiIndex of tuples
    return Groups(codes, list(values))


def _by_frequency(groups: Groups) -> list[str]:
    pairs = zip(groups.values, groups.counts.tolist(), strict=True)
    found = [(value, count) for value, count in pairs if value and count]
    return [value for value, _ in sorted(found, key=lambda pair: (-pair[1], pair[0]))]
