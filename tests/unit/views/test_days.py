"""The days of the ambush as numbered steps: in order of time, and a step keeps its number."""

from __future__ import annotations

import pandas as pd
import pytest

from geodata.reading.story import Story, load_story
from geodata.views.days import steps_of
from small_tables import SmallTables
from tests.real_story import REAL

assert REAL.manifest.days.steps is not None
FIRST, LAST = map(pd.Timestamp, REAL.manifest.days.steps)

# id, first day, last day, precision
EVENTS = (
    ("E05", "2024-07-30", "2024-07-30", "day"),  # the last of the days
    ("E06", "2024-07-26", "2024-07-26", "day"),  # begins with E01 and ends before it
    ("E07", "2024-07-22", "2024-07-22", "day"),  # the first of the days
    ("E08", "2024-07-22", "2024-07-22", "day"),  # the same day, later in the table
    ("E09", "2024-07-21", "2024-07-22", "day"),  # begins too early
    ("E10", "2024-07-30", "2024-07-31", "day"),  # ends too late
    ("E11", "2024-07", "2024-07", "month"),  # no day is known
    ("E12", "2024-07", "2024-08", "season"),  # about these days
)


@pytest.fixture
def small(small_tables: SmallTables) -> Story:
    for event_id, first, last, precision in EVENTS:
        row = f"{event_id},{first},{last},{precision},T,S,contact,rebels,P_TOWN,MLI,S01,,no,,contested,2030-01-01,,,,\n"
        small_tables.append_text("events", row)
    return load_story(small_tables.folder)


def every(story: Story) -> pd.Series:
    return pd.Series(True, index=story.events.index)


def test_steps_are_numbered_by_time_and_then_as_in_the_table(small: Story) -> None:
    steps = steps_of(small, every(small))
    assert steps == {"E07": 1, "E08": 2, "E06": 3, "E01": 4, "E05": 5}
    assert list(steps) == ["E07", "E08", "E06", "E01", "E05"]


def test_a_step_keeps_its_number_whatever_is_filtered_out(small: Story) -> None:
    whole = steps_of(small, every(small))
    for left_out in whole:
        mask = every(small)
        mask[left_out] = False
        assert steps_of(small, mask) == {step: n for step, n in whole.items() if step != left_out}


def test_nothing_shown_no_step(small: Story) -> None:
    assert steps_of(small, ~every(small)) == {}
    only_before = pd.Series(small.events["end"] < FIRST, index=small.events.index)
    assert steps_of(small, only_before) == {}


def test_a_story_that_names_no_days_has_no_steps(small_tables: SmallTables) -> None:
    small_tables.manifest.unlink()
    found = load_story(small_tables.folder)
    assert steps_of(found, every(found)) == {}


def test_the_ambush_is_step_eight_of_thirteen() -> None:
    steps = steps_of(REAL, every(REAL))
    assert list(steps.values()) == list(range(1, 14))
    assert steps["E27"] == 1
    assert steps["E34"] == 8
    assert steps["E39"] == 13
    assert not {"E18", "E52"} & set(steps)  # dated to the year only


def test_every_event_within_the_days_is_a_step() -> None:
    events = REAL.events[REAL.events["date_precision"] == "day"]
    within = events[events["start"].ge(FIRST) & events["end"].le(LAST)]
    steps = steps_of(REAL, every(REAL))
    assert set(steps) == set(within.index)
    assert within.loc[list(steps), "start"].is_monotonic_increasing
