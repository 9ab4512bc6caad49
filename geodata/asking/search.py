"""Free-text search that finds every spelling.

A place or an actor is written many ways ("El Alamein", "Al Alamayn", "Alamein"). Each row is
therefore searched together with all names and aliases of its place and its actors. Accents, case, hyphens
and spaces are ignored, so that "El Alamein", "El-Alamein" and "elalamein" are one. A story in another language
than English is found by its own words, and by the English names of its places and actors as well.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import cache, lru_cache
from weakref import WeakKeyDictionary

import pandas as pd

from geodata.asking.publication import all_of_them_public, public_by
from geodata.asking.told_titles import with_told_titles
from geodata.languages import ENGLISH, LANGUAGES, speaking
from geodata.languages.formats import territory
from geodata.reading.coverage import coverage
from geodata.reading.story import Story
from geodata.reading.terms import Country, called
from geodata.reading.translation import english_names

#: A run of fewer letters would be found across the ends of words that have nothing to do with it.
SHORTEST_RUN = 5

#: Of each table that is searched the columns of texts, and that of actors; all of a route is one column's.
_SEARCHED = {
    "events": (("title", "summary", "kind", "kind_words"), "actor_ids"),
    "presence": (("force", "role", "strength_claimant", "notes"), "force_ids"),
    "route": (("waypoint", "what_is_known", "what_is_interpolation"), ""),
    "claims": (("claimant", "claim", "notes"), "claimant_id"),
}

#: The account's own words on a row, which draw on all its sources at once.
_OWN_WORDS = ("summary", "notes", "what_is_known", "what_is_interpolation")

#: Tables as of a day whose texts are kept of each story.
_KEPT = 64

#: The texts of a story's rows by table and as-of day; those without a day stand under None.
_indexes: WeakKeyDictionary[Story, dict[tuple[str, dt.date | None], pd.Series]] = WeakKeyDictionary()


def fold(text: str) -> str:
    """Reduce a text to lower-case letters and digits without accents, words parted by one space.

    >>> fold("El-Alamein, Côte d’Ivoire")
    'el alamein cote d ivoire'
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    letters = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return " ".join(re.findall(r"[^\W_]+", letters))


def matches(story: Story, table: str, text: str, known_on: dt.date | None = None) -> pd.Series:
    """Say for each row of ``events``, ``claims``, ``presence`` or ``route`` whether the text is found in it.

    All words of the text must be found as beginnings of words, in any order; or the whole text, spaces aside,
    must be found as one run ("el alamein" finds "Elalamein"), if it is long enough not to be found by chance.
    With an as-of day only rows that were public by then are found, and only by what could be told of them.
    """
    frame = getattr(story, table)
    wanted = fold(text)
    if not wanted:
        return pd.Series(True, index=frame.index)
    haystack = _index(story, table, known_on)
    words = pd.Series(True, index=frame.index)
    for word in wanted.split():
        words &= haystack.str.contains(" " + word, regex=False)
    if len(wanted.replace(" ", "")) < SHORTEST_RUN:
        return words
    run = wanted.replace(" ", "")
    return words | haystack.map(lambda text: has_run(text, run)).astype(bool)


def has_run(text: str, run: str) -> bool:
    """Whether a run of letters, spaces aside, begins at the beginning of a word of the text."""
    if run not in text.replace(" ", ""):
        return False
    parts = text.split()
    return any("".join(parts[i : i + len(run)]).startswith(run) for i in range(len(parts)))


def _index(story: Story, table: str, known_on: dt.date | None = None) -> pd.Series:
    """Return what each row of a table is searched in; "" for a row that was not public as of a day."""
    day = None if known_on is None or known_on >= coverage(story).reviewed else known_on
    kept = _indexes.setdefault(story, {})
    found = kept.get((table, day))
    if found is None:
        if len(kept) > _KEPT:
            kept.clear()
        found = _as_of(story, table, day) if day else _haystack(story, table, getattr(story, table))
        kept[table, day] = found
    return found


def _as_of(story: Story, table: str, known_on: dt.date) -> pd.Series:
    """Of the rows whose sources were not all public, only what could be told; that of all others stands."""
    rows = getattr(story, table)
    public = public_by(story, rows, known_on)
    partly = rows[public & ~all_of_them_public(story, rows["source_ids"], known_on)]
    silent = partly.assign(**{name: "" for name in _OWN_WORDS if name in rows})
    found = _index(story, table).where(public, "")
    found.update(_haystack(story, table, with_told_titles(story, silent, known_on)))
    return found


def _kind_words(story: Story) -> pd.Series:
    """What each kind of event is called; in English as one word, for that is how it is mostly written: "landslide"."""
    with speaking(story.language):
        words = story.events["kind"].map(lambda kind: called(story.manifest.kinds, str(kind)))
    return words.str.replace(" ", "") if story.language == ENGLISH else words


def _haystack(story: Story, table: str, rows: pd.DataFrame) -> pd.Series:
    """Join the texts of each row with every name of its place, its country and its actors, folded."""
    if rows.empty:
        return pd.Series("", index=rows.index, dtype="str")
    if table == "events":
        rows = rows.assign(kind_words=_kind_words(story))
    texts, actors = _SEARCHED[table]
    joined = rows[list(texts)].apply(" ".join, axis=1)
    if "place_id" in rows:
        joined = joined + " " + rows["place_id"].map(_place_names(story)).fillna("")
    names = _actor_names(story)
    if table == "route":  # all of it is one column's
        joined = joined + " " + " ".join(names.get(actor, "") for actor in story.manifest.column_actors)
    elif table == "claims":
        joined = joined + " " + rows[actors].map(names).fillna("")
    else:
        joined = joined + " " + rows[actors].map(lambda ids: " ".join(names.get(i, "") for i in ids))
    families = [*spellings(story), *_surnames(story)]
    return (joined + " " + rows.index).map(fold).map(lambda text: " " + _with_every_spelling(text, families))


@lru_cache(maxsize=4)
def _actor_names(story: Story) -> pd.Series:
    """Every name of each actor, by id."""
    names = story.actors.apply(lambda a: " ".join([a["name"], a["short_name"], *a["aliases"]]), axis=1)
    return names + " " + english_names(story, "actors").map(" ".join)


@lru_cache(maxsize=4)
def _place_names(story: Story) -> pd.Series:
    """Every name of each place and of its country, by id."""
    names = story.places.apply(
        lambda p: " ".join([p["name"], *p["alt_names"], _country_names(story, p["country"])]),
        axis=1,
    )
    return names + " " + english_names(story, "places").map(" ".join)


def _country_names(story: Story, iso: str) -> str:
    """What a country is called in the story and in all languages of the project; its code where it has no name."""
    term = story.manifest.countries.get(iso, Country({}))
    names = [*term.texts.values(), *_world_names(iso), *term.also]
    return " ".join(dict.fromkeys(filter(None, names))) or iso


@cache
def _world_names(iso: str) -> tuple[str, ...]:
    names = []
    for code in LANGUAGES:
        with speaking(code):
            names.append(territory(iso))
    return tuple(names)


@lru_cache(maxsize=4)
def spellings(story: Story) -> list[set[str]]:
    """The folded names of each place that has more than one; names of a country are no spellings of a town."""
    towns = story.places[story.places["precision"] != "country"]
    english = english_names(story, "places")
    names = [
        {fold(name) for name in (row.name, *row.alt_names, *english[row.id])}
        for row in towns.rename_axis("id").reset_index().itertuples()
    ]
    return [family for family in names if len(family) > 1]


@lru_cache(maxsize=4)
def _surnames(story: Story) -> list[set[str]]:
    """The folded surnames of each person who is written in more than one way, as "Tchekhov" is "Chekhov"."""
    persons = story.actors[story.actors["kind"] == "person"]
    english = english_names(story, "actors")
    names = [
        {name for name in map(fold, (row.short_name, *row.aliases, *english[row.id])) if " " not in name}
        for row in persons.rename_axis("id").reset_index().itertuples()
    ]
    return [family for family in names if len(family) > 1]


def _with_every_spelling(text: str, families: list[set[str]]) -> str:
    """Add to a text that uses one spelling of a place or a person all the others."""
    padded = f" {text} "
    more = [" ".join(sorted(family)) for family in families if any(f" {name} " in padded for name in family)]
    return " ".join([text, *more])
