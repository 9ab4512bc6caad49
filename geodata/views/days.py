"""The days of the fighting as numbered steps: those that ``story.toml`` names."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from geodata.reading.story import Story


def steps_of(story: Story, mask: pd.Series) -> dict[str, int]:
    """Number the events of the days, by event id, in order of time; only those that pass the mask.

    An event keeps its number whatever the filter leaves out, so that step 8 is step 8 in every view.
    """
    return {event_id: number for event_id, number in _numbers(story).items() if mask[event_id]}


def step_events(story: Story) -> list[str]:
    """Return the ids of the events of the days, in order of time."""
    return list(_numbers(story))


@lru_cache(maxsize=4)
def _numbers(story: Story) -> dict[str, int]:
    events = story.events
    if story.manifest.days.steps is None:
        return {}
    first, last = map(pd.Timestamp, story.manifest.days.steps)
    of_the_days = events[(events["start"] >= first) & (events["end"] <= last) & (events["date_precision"] == "day")]
    ordered = of_the_days.sort_values(["start", "end"], kind="stable")
    return {event_id: number for number, event_id in enumerate(ordered.index, start=1)}
