"""The presence: who was reported where, on one day or at all times, and how many it was claimed to be."""

from __future__ import annotations

import datetime as dt
from typing import Any

from geodata.asking.filters import Counts, Filters
from geodata.drawing.legend import pale_entries, presence_entries
from geodata.drawing.page_map import all_months, presence_layers, presence_on
from geodata.languages import noop
from geodata.reading.story import Story
from geodata.views.frames import of_everything
from geodata.views.own_parameter import Own, OwnParameter
from geodata.views.page_kind import PageKind

#: The one day of which presence is shown; None for all times together.
DAY: OwnParameter[dt.date | None] = OwnParameter(
    "day",
    words="on *{presence}*: one day; beyond the account a notice says so",
    example="2001-06-30",
    from_text=dt.date.fromisoformat,
    usual=None,
    fault=noop("“day” has to be a day in the form YYYY-MM-DD."),
)


def _has_data(story: Story) -> bool:
    return not story.presence.empty


def _layers(story: Story, filters: Filters, own: Own) -> dict[str, Any]:
    day = DAY.of(own)
    presence = presence_on(story, filters, day)
    layers = presence_layers(story, filters, presence, day)
    legend = [*presence_entries(story, story.presence[presence]), *pale_entries(story, layers["soft"])]
    look = {"marks": False, "sites": True, "shade": True, "play": all_months(story)}
    return {"events": "", **layers, **look, "legend": legend}


def _counts(story: Story, filters: Filters, own: Own) -> Counts:
    return Counts(int(presence_on(story, filters, DAY.of(own)).sum()), len(story.presence), 0, "reports")


PRESENCE = PageKind(
    name="presence",
    title=noop("Presence"),
    words=noop("Countries, sites, forces and claimed strengths, day by day."),
    way=noop("Who was where, on any day"),
    has_data=_has_data,
    parameters=(DAY,),
    frame=of_everything,
    layers=_layers,
    counts=_counts,
    apart=("presence",),
    sheet={"": ("strengths", "presence_on_the_day")},
)
