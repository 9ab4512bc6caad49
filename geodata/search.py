"""Free-text search that finds every spelling.

A place or an actor is written many ways ("Tin Zaouatine", "Tinzawatene", "Tinzaouaten"). Each row is
therefore searched together with all names and aliases of its place and its actors. Accents, case, hyphens
and spaces are ignored, so that "In Afarak", "In-Afarak" and "inafarak" are one.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from weakref import WeakKeyDictionary

import pandas as pd

from geodata.story import COLUMN_ACTORS, Story

_COUNTRY_NAMES = {
    "MLI": "Mali",
    "CAF": "Central African Republic Centrafrique CAR",
    "BFA": "Burkina Faso",
    "NER": "Niger",
    "DZA": "Algeria Algerie",
    "LBY": "Libya Libye",
    "UKR": "Ukraine",
    "RUS": "Russia Russie",
    "SEN": "Senegal",
}

#: A run of fewer letters would be found across the ends of words that have nothing to do with it.
SHORTEST_RUN = 5

_indexes: WeakKeyDictionary[Story, dict[str, pd.Series]] = WeakKeyDictionary()


def fold(text: str) -> str:
    """Reduce a text to lower-case letters and digits without accents, words parted by one space.

    >>> fold("Tin-Zaouatine, Côte d’Ivoire")
    'tin zaouatine cote d ivoire'
    """
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    letters = "".join(mark for mark in plain if not unicodedata.combining(mark))
    return " ".join(re.findall(r"[^\W_]+", letters))


def matches(story: Story, table: str, text: str) -> pd.Series:
    """Say for each row of ``events``, ``claims``, ``presence`` or ``route`` whether the text is found in it.

    All words of the text must be found as beginnings of words, in any order; or the whole text, spaces aside,
    must be found as one run ("in afarak" finds "Inafarak"), if it is long enough not to be found by chance.
    """
    frame = getattr(story, table)
    wanted = fold(text)
    if not wanted:
        return pd.Series(True, index=frame.index)
    haystack = _index(story)[table]
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


def _index(story: Story) -> dict[str, pd.Series]:
    if story not in _indexes:
        _indexes[story] = {
            "events": _haystack(story, story.events, ["title", "summary", "kind"], "actor_ids"),
            "presence": _haystack(story, story.presence, ["force", "role", "strength_claimant", "notes"], "force_ids"),
            "route": _haystack(
                story,
                story.route.assign(actor_ids=[COLUMN_ACTORS] * len(story.route)),
                ["waypoint", "what_is_known", "what_is_interpolation"],
                "actor_ids",
            ),
            "claims": _haystack(story, story.claims, ["claimant", "claim", "notes"], "claimant_id"),
        }
    return _indexes[story]


def _haystack(story: Story, frame: pd.DataFrame, texts: list[str], actors: str | None) -> pd.Series:
    """Join the texts of each row with every name of its place, its country and its actors, folded."""
    names = story.actors.apply(lambda a: " ".join([a["name"], a["short_name"], *a["aliases"]]), axis=1)
    rows = frame[texts].agg(" ".join, axis=1)
    if "place_id" in frame:
        places = story.places.apply(
            lambda p: " ".join([p["name"], *p["alt_names"], _COUNTRY_NAMES.get(p["country"], p["country"])]),
            axis=1,
        )
        rows = rows + " " + frame["place_id"].map(places).fillna("")
    if actors == "claimant_id":
        rows = rows + " " + frame[actors].map(names).fillna("")
    elif actors:
        rows = rows + " " + frame[actors].map(lambda ids: " ".join(names.get(i, "") for i in ids))
    families = spellings(story)
    return (rows + " " + frame.index).map(fold).map(lambda text: " " + _with_every_spelling(text, families))


@lru_cache(maxsize=4)
def spellings(story: Story) -> list[set[str]]:
    """The folded names of each place that has more than one; names of a country are no spellings of a town."""
    towns = story.places[story.places["precision"] != "country"]
    names = [{fold(name) for name in (row.name, *row.alt_names)} for row in towns.rename_axis("id").itertuples()]
    return [family for family in names if len(family) > 1]


def _with_every_spelling(text: str, families: list[set[str]]) -> str:
    """Add to a text that uses one spelling of a place all the others."""
    padded = f" {text} "
    more = [" ".join(sorted(family)) for family in families if any(f" {name} " in padded for name in family)]
    return " ".join([text, *more])
