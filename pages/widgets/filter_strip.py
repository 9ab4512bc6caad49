"""The live filter above the lists: actors, days and the as-of day, which the map follows while they are touched.

The lists and fields of :mod:`pages.widgets.filter_bar` say the same and go on working where a browser runs no script.
"""

from __future__ import annotations

import datetime as dt
import json
from functools import lru_cache
from typing import Any

import pandas as pd
import streamlit as st

from geodata.asking.filter_parameters import read_filters, vocabulary
from geodata.asking.filters import events_mask, presence_mask
from geodata.asking.publication import first_public_days
from geodata.asking.table import PARAMETERS
from geodata.drawing.linked_scripts import BROWSER, module_script
from geodata.drawing.style import SHAPES, side_looks
from geodata.languages import gettext, language
from geodata.languages.catalogue import browser_words
from geodata.languages.formats import locale_tag
from geodata.reading.coverage import coverage
from geodata.reading.span import told_months
from geodata.reading.story import Story
from pages.viewing import address
from pages.viewing.imported_rows import also_known

_KEY = "filter-strip"

#: Actors with a chip, those who take part most often; all stand in the list.
_CHIPS = 12

_strip = st.components.v2.component(
    "filter_strip",
    html='<div id="strip-root"></div>',
    css=(BROWSER / "strip.css").read_text("utf-8"),
    js=module_script("strip"),
)


def filter_strip(story: Story) -> None:
    """Draw the live filter for what is asked for now."""

    def asked() -> None:
        _take_over(story, st.session_state[_KEY].ask)

    now = address.filters()
    data = {
        **_of_story(story),
        "language": {"tag": locale_tag(), "words": browser_words(language(), "strip")},
        "asked": now.to_params(),
        "change": address.last_change(),
        "shown": [int(mask(story, now).sum()) for mask in (events_mask, presence_mask)],
    }
    _strip(key=_KEY, data=data, on_ask_change=asked)


def _take_over(story: Story, text: Any) -> None:
    """Ask for what the browser shows already. What is no such text changes nothing."""
    try:
        told = json.loads(text)
        params = {row.name: [str(value) for value in told["asked"].get(row.name, ())] for row in PARAMETERS}
        change = int(told["change"])
    except (TypeError, ValueError, KeyError, AttributeError):
        return
    address.ask(read_filters(params, story, also_known())[0], change)


@lru_cache(maxsize=8)
def _of_story(story: Story) -> dict[str, Any]:
    """What does not change with the filter."""
    months = _months(story)
    return {
        "names": [row.name for row in PARAMETERS],
        "whole": [len(story.events), len(story.presence)],
        "sides": _sides(story),
        "span": [day.isoformat() for day in told_months(story)],
        "months": months,
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
