"""What the live filter shows of a story, whatever is asked for: fetched once by an address that names its content."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pandas as pd

from geodata.asking.filter_parameters import vocabulary
from geodata.asking.publication import first_public_days
from geodata.asking.table import PARAMETERS
from geodata.drawing.style import SHAPES, side_looks
from geodata.languages import gettext, language
from geodata.languages.catalogue import browser_words
from geodata.languages.formats import locale_tag
from geodata.reading.coverage import coverage
from geodata.reading.span import told_months
from geodata.reading.story import Story

#: Actors with a chip, those who take part most often; all stand in the list.
_CHIPS = 12


def strip_json(story: Story) -> bytes:
    """Return what ``browser/strip.js`` draws, whatever is asked for, as compact UTF-8 JSON."""
    return json.dumps(strip_document(story), ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def strip_document(story: Story) -> dict[str, Any]:
    """Return it as plain data: names of the parameters, how many events and reports there are, actors with a chip by
    side, first and last day, rows by month, the days between which the as-of day moves, and the script's words.
    """
    return {
        "language": {"tag": locale_tag(), "words": browser_words(language(), "strip")},
        "names": [row.name for row in PARAMETERS],
        "whole": [len(story.events), len(story.presence)],
        "sides": _sides(story),
        "span": [day.isoformat() for day in told_months(story)],
        "months": _months(story),
        "words": gettext("Events and reports by the month in which they began"),
        "known": [_first_known(story).isoformat(), coverage(story).reviewed.isoformat()],
    }


def _sides(story: Story) -> list[dict[str, Any]]:
    """The actors with a chip, by side, in the order of legends."""
    rows = pd.concat([story.events["actor_ids"].explode(), story.presence["force_ids"].explode()]).value_counts()
    chosen = vocabulary(story)["actor"][:_CHIPS]
    found = []
    for side, look in side_looks(story).items():
        actors = [actor for actor in chosen if story.actors.at[actor, "side"] == side]
        if actors:
            found.append({"label": look.label, "actors": [_actor(story, actor, int(rows[actor])) for actor in actors]})
    return found


def _actor(story: Story, actor: str, count: int) -> dict[str, Any]:
    row = story.actors.loc[actor]
    return {
        "id": actor,
        "short": row["short_name"],
        "colour": row["colour"],
        "path": SHAPES[row["shape"]],
        "count": count,
    }


def _months(story: Story) -> list[tuple[str, int]]:
    """Each month that the story tells of, as YYYY-MM, with the rows that began in it."""
    first, last = told_months(story)
    began = pd.concat([story.events["start"], story.presence["start"]]).dropna().dt.strftime("%Y-%m").value_counts()
    return [(month, int(began.get(month, 0))) for month in pd.period_range(first, last, freq="M").strftime("%Y-%m")]


def _first_known(story: Story) -> dt.date:
    """The day before the first on which a row was public: nothing was known then."""
    first: pd.Timestamp = first_public_days(story, story.events).min()
    return first.date() - dt.timedelta(days=1)
