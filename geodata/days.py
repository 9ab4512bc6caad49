"""The days of the ambush, 22 to 30 July 2024, as numbered steps."""

from __future__ import annotations

import pandas as pd

from geodata.story import Story

FIRST, LAST = pd.Timestamp("2024-07-22"), pd.Timestamp("2024-07-30")


def steps_of(story: Story, mask: pd.Series) -> dict[str, int]:
    """Number the events of the days, by event id, in order of time; only those that pass the mask.

    An event keeps its number whatever the filter leaves out, so that step 8 is step 8 in every view.
    """
    events = story.events
    of_the_days = events[(events["start"] >= FIRST) & (events["end"] <= LAST) & (events["date_precision"] == "day")]
    ordered = of_the_days.sort_values(["start", "end"], kind="stable")
    numbers = {event_id: number for number, event_id in enumerate(ordered.index, start=1)}
    return {event_id: number for event_id, number in numbers.items() if mask[event_id]}
