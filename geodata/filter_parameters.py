"""Filters read from address parameters: which values a parameter may take, and what is said of one that it may not.

The same parameters serve the pages, the exports and the HTTP interface (see .docs/addresses.md):
``from`` and ``to`` (ISO dates), ``actor``, ``country`` (ISO 3166-1 alpha-3), ``kind``, ``confidence`` (each
may repeat), ``q`` (free text), ``asof`` (an ISO date: only what was public by then) and ``exact`` (``1``: only
what is known to the place and the day). A value that is unknown or broken is named in a notice and left out; it
never empties or breaks a view. :meth:`geodata.filters.Filters.to_params` writes them.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

import pandas as pd

from geodata.filters import CONFIDENCES, Filters
from geodata.languages import gettext, noop
from geodata.languages.formats import number
from geodata.story import Story

#: The longest free text that is searched for; a longer one is cut and the viewer is told.
MAX_TEXT = 200

#: Address parameters that hold lists, with what is said of an unknown value: alone, and with what a page does.
_LISTS = {
    "actor": (
        noop("No actor is called “{value}”."),
        noop("No actor is called “{value}”, so that part of the address was ignored."),
    ),
    "country": (
        noop("No country is called “{value}”."),
        noop("No country is called “{value}”, so that part of the address was ignored."),
    ),
    "kind": (
        noop("No kind of event is called “{value}”."),
        noop("No kind of event is called “{value}”, so that part of the address was ignored."),
    ),
    "confidence": (
        noop("No confidence is called “{value}”."),
        noop("No confidence is called “{value}”, so that part of the address was ignored."),
    ),
}

#: ``date.fromisoformat`` would also read 20240727 and 2024-W30.
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


@lru_cache(maxsize=8)
def vocabulary(story: Story) -> dict[str, list[str]]:
    """Return the values each list parameter may take, in the order in which a page offers them.

    Actors are those that take part in an event or are named as a force present, most frequent first.
    """
    actors = pd.concat([story.events["actor_ids"].explode(), story.presence["force_ids"].explode()]).dropna()
    countries = pd.concat([story.events["country"], story.presence["country"]])
    return {
        "actor": list(actors.value_counts().index),
        "country": list(countries[countries != ""].value_counts().index),
        "kind": sorted(story.events["kind"].unique()),
        "confidence": list(CONFIDENCES),
    }


def read_filters(
    params: Mapping[str, Sequence[str]], story: Story, also: Mapping[str, Sequence[str]] | None = None
) -> tuple[Filters, list[str]]:
    """Read filters from address parameters; return them with a notice for each value that was ignored.

    ``also`` holds values beside those of the story that a list parameter may take, as those of an imported file.
    """
    found, broken = _read(params, story, also or {})
    return found, [notice for _, notice in broken]


def read_strictly(params: Mapping[str, Sequence[str]], story: Story) -> Filters:
    """Read filters where no one would see a notice.

    Raises ValueError with one sentence on the first value for which :func:`read_filters` has a notice.
    """
    found, broken = _read(params, story, {})
    if broken:
        raise ValueError(broken[0][0])
    return found


def _read(
    params: Mapping[str, Sequence[str]], story: Story, also: Mapping[str, Sequence[str]]
) -> tuple[Filters, list[tuple[str, str]]]:
    """Read filters; return them with a pair for each broken value: what is wrong, and that with what a page does."""
    broken: list[tuple[str, str]] = []
    known = {name: {*values, *also.get(name, ())} for name, values in vocabulary(story).items()}
    lists: dict[str, tuple[str, ...]] = {}
    for name, (unknown, ignored) in _LISTS.items():
        wanted = dict.fromkeys(params.get(name, ()))
        for value in wanted:
            if value not in known[name]:
                broken.append(_said(unknown, ignored, value=_shorten(value)))
        lists[name] = tuple(value for value in wanted if value in known[name])
    date_from = _read_date(params, "from", broken)
    date_to = _read_date(params, "to", broken)
    if date_from and date_to and date_from > date_to:
        broken.append(
            _said(
                noop("The address asks for days from {first} to {last}, which is backwards."),
                noop("The address asks for days from {first} to {last}, which is backwards; both were ignored."),
                first=date_from,
                last=date_to,
            )
        )
        date_from = date_to = None
    text = " ".join(params.get("q", [""])[-1:]).strip()
    if len(text) > MAX_TEXT:
        broken.append(
            _said(
                noop("The search text was longer than {limit} characters."),
                noop("The search text was longer than {limit} characters and was cut there."),
                limit=number(MAX_TEXT),
            )
        )
        text = text[:MAX_TEXT].rstrip()
    exact = " ".join(params.get("exact", [""])[-1:])
    if exact not in ("", "1"):
        broken.append(
            _said(
                noop("“exact” can only be 1, not “{value}”."),
                noop("“exact” can only be 1, not “{value}”, so it was ignored."),
                value=_shorten(exact),
            )
        )
    found = Filters(
        date_from=date_from,
        date_to=date_to,
        actors=lists["actor"],
        countries=lists["country"],
        kinds=lists["kind"],
        confidences=lists["confidence"],
        text=text,
        known_on=_read_date(params, "asof", broken),
        exact=exact == "1",
    )
    return found, broken


def _read_date(params: Mapping[str, Sequence[str]], name: str, broken: list[tuple[str, str]]) -> dt.date | None:
    value = " ".join(params.get(name, [""])[-1:]).strip()
    if not value:
        return None
    try:
        if not _DAY.fullmatch(value):
            raise ValueError(value)
        return dt.date.fromisoformat(value)
    except ValueError:
        broken.append(
            _said(
                noop("“{value}” is not a day in the form YYYY-MM-DD."),
                noop("“{value}” is not a day in the form YYYY-MM-DD, so “{name}” was ignored."),
                value=_shorten(value),
                name=name,
            )
        )
        return None


def _said(fault: str, notice: str, **values: object) -> tuple[str, str]:
    return gettext(fault).format(**values), gettext(notice).format(**values)


def _shorten(value: str) -> str:
    return value if len(value) <= 40 else value[:39] + "…"
