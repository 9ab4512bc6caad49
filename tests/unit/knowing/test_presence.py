"""Who was reported where on a day, and strengths as their claimants gave them."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest

from geodata.knowing.presence import faded_on, last_reported, on_day, report_periods, strengths, undated
from geodata.languages import speaking
from geodata.reading.coverage import coverage
from geodata.reading.story import Story, load_story
from geodata.reading.translation import in_language
from small_tables import SmallTables
from tests.real_story import REAL


@pytest.fixture
def small(small_tables: SmallTables) -> Story:
    small_tables.append_text("places", "P_NEXT,Next country,,CAF,7,21,country,,By hand,S01,,n/a,\n")
    small_tables.append_text(
        "presence",
        "R04,MLI,P_VALLEY,rebels,Rebels,operation,camp,2024-07-26,2024-07-27,,80,army,The army,"
        "S01,,contested,2024-08-05,,\n"
        "R05,CAF,P_NEXT,wagner,Wagner,country-total,total,2023,,900,,army,The army,S01,,contested,2024-08-05,,\n"
        "R06,MLI,P_TOWN,wagner,Wagner,garrison,guard,2020,2021-06,40,40,rebels,The rebels,S02,,contested,2024-08-05,,\n"
        "R07,MLI,P_TOWN,wagner,Wagner,base,guard,,2022,12,15,rebels,The rebels,S02,,contested,2024-08-05,,\n",
    )
    return load_story(small_tables.folder)


def every(story: Story) -> pd.Series:
    return pd.Series(True, index=story.presence.index)


def there(story: Story, day: str) -> list[str]:
    mask = on_day(story, dt.date.fromisoformat(day))
    return list(mask.index[mask])


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ("2019-12-31", []),
        ("2020-01-01", ["R06"]),  # "2020" begins with its first day
        ("2021-06-30", ["R02", "R06"]),  # "2021-06" ends with its last
        ("2021-07-01", ["R02"]),
        ("2021-11-30", ["R02"]),
        ("2021-12-01", ["R01", "R02"]),
        ("2022-02-28", ["R01", "R02"]),
        ("2022-03-01", ["R02"]),
        ("2024-07-25", ["R02", "R05"]),
        ("2024-07-26", ["R02", "R04", "R05"]),
        ("2024-07-27", ["R02", "R04", "R05"]),
        ("2024-07-28", ["R02", "R05"]),
        ("2030-01-01", ["R02", "R05"]),  # no end was reported
    ],
)
def test_who_is_reported_on_a_day(small: Story, day: str, expected: list[str]) -> None:
    assert there(small, day) == expected


def test_a_row_without_a_start_stands_on_no_day() -> None:
    no_start = set(REAL.presence.index[REAL.presence["from_date"] == ""])
    assert no_start
    for day in pd.date_range("2017-06-01", "2025-06-01", freq="QS"):
        assert no_start.isdisjoint(there(REAL, day.date().isoformat()))


def test_an_answer_for_every_row(small: Story) -> None:
    mask = on_day(small, dt.date(2024, 7, 26))
    assert mask.index.equals(small.presence.index)
    assert mask.dtype == bool


def test_niger_before_and_after_the_instructors_landed() -> None:
    niger = REAL.presence["country"] == "NER"

    def in_niger(day: str) -> set[str]:
        return set(there(REAL, day)) & set(REAL.presence.index[niger])

    assert "R51" not in in_niger("2024-04-09")
    assert "R51" in in_niger("2024-04-10")
    assert in_niger("2023-12-31") == set()


def test_undated_rows_are_counted_within_the_mask(small: Story) -> None:
    assert undated(small, every(small)) == 2  # R03 and R07
    assert undated(small, ~every(small)) == 0
    only = ~every(small)
    only["R07"] = True
    assert undated(small, only) == 1
    assert undated(small, on_day(small, dt.date(2022, 1, 1))) == 0


# --- strengths


def test_strengths_one_row_a_claim_by_country_and_time(small: Story) -> None:
    table = strengths(small, every(small))
    assert list(table.index) == ["R05", "R06", "R01", "R04", "R07"]  # undated last in its country
    assert list(table["country"]) == ["CAF", "MLI", "MLI", "MLI", "MLI"]
    assert list(table["scope"]) == ["whole country", "Town", "Town", "Valley", "Town"]


def test_an_open_end_stays_open(small: Story) -> None:
    table = strengths(small, every(small))
    assert table.loc["R01", ["low", "high"]].tolist() == [300, 350]
    assert table.at["R05", "low"] == 900
    assert pd.isna(table.at["R05", "high"])
    assert pd.isna(table.at["R04", "low"])
    assert table.at["R04", "high"] == 80


def test_a_report_without_a_number_claims_no_strength(small: Story) -> None:
    assert not {"R02", "R03"} & set(strengths(small, every(small)).index)
    assert "R34" not in strengths(REAL, every(REAL)).index  # its number is of deaths


def test_only_rows_of_the_mask_are_there(small: Story) -> None:
    only = ~every(small)
    assert strengths(small, only).empty
    only["R01"] = only["R02"] = True
    assert list(strengths(small, only).index) == ["R01"]


def test_every_claimed_strength_stands_alone_with_its_claimant() -> None:
    """Nothing is added, averaged or left out: the numbers are those of the table."""
    rows, table = REAL.presence, strengths(REAL, every(REAL))
    numbered = rows.index[rows["strength_min"].notna() | rows["strength_max"].notna()]
    assert set(table.index) == set(numbered)
    assert table.index.is_unique
    assert table["low"].equals(rows.loc[table.index, "strength_min"].rename("low"))
    assert table["high"].equals(rows.loc[table.index, "strength_max"].rename("high"))
    assert table["claimant"].equals(rows.loc[table.index, "strength_claimant"].rename("claimant"))
    assert (table["claimant"] != "").all()
    assert (table["source_ids"].map(len) > 0).all()
    for _, group in table.groupby("country"):
        assert group["start"].dropna().is_monotonic_increasing


def test_the_scope_says_what_is_counted() -> None:
    table = strengths(REAL, every(REAL))
    assert table.at["R22", "scope"] == "whole country"
    assert table.at["R21", "scope"] == "Berengo"
    whole = REAL.presence.loc[table.index, "nature"].isin(["country-level", "country-total"])
    assert ((table["scope"] == "whole country") == whole).all()


def test_the_whole_country_is_called_so_in_the_language_of_the_story_whoever_asks_first() -> None:
    french = in_language(REAL, "fr")
    everything = pd.Series(True, index=REAL.presence.index)
    with speaking("fr"):
        assert "whole country" in set(strengths(load_story(), everything)["scope"])
    told = set(strengths(french, everything)["scope"])
    assert "tout le pays" in told
    assert "whole country" not in told


def test_a_row_without_an_end_is_known_until_its_newest_dated_source(small_tables: SmallTables) -> None:
    small_tables.append_text(
        "presence",
        "R08,MLI,P_TOWN,wagner,Wagner,base,guard,2021-03-04,,,,,,S01;S02,,contested,2024-07-31,,\n"
        "R09,MLI,P_TOWN,wagner,Wagner,base,guard,2024-08-02,,,,,,S01;BASE,,contested,2024-08-05,,\n",
    )
    small = load_story(small_tables.folder)
    reported = last_reported(small)
    assert dict(reported["words"]) == {
        "R02": "last reported: 2021",
        "R08": "last reported: July 2024",
        "R09": "last reported: 5 August 2024",
    }
    assert set(faded_on(small, dt.date(2024, 7, 31))) == {"R02"}
    assert set(faded_on(small, dt.date(2024, 8, 1))) == {"R02", "R08"}
    assert set(faded_on(small, dt.date(2024, 8, 6))) == {"R02", "R08", "R09"}
    # what was reported after the as-of day says nothing then
    assert last_reported(small, dt.date(2024, 7, 30))["words"]["R08"] == "last reported: 4 March 2021"


def test_the_dates_of_a_row_without_an_end_say_until_when_it_was_reported() -> None:
    said = report_periods(REAL)
    assert said["R71"] == "from 28 January 2026, no end reported; last reported: 3 February 2026"
    assert said["R10"] == "14 November 2023 to 6 June 2025"
    assert said["R20"] == "dates not known"
    no_end = REAL.presence["end"].isna() & REAL.presence["start"].notna()
    assert list(said.str.contains("; last reported: ")) == list(no_end)
    earlier = report_periods(REAL, dt.date(2024, 7, 28))
    assert (earlier != said).any()
    assert (earlier[~no_end] == said[~no_end]).all()


def test_after_the_last_review_no_row_without_an_end_is_known() -> None:
    after = coverage(REAL).reviewed + dt.timedelta(days=1)
    on = on_day(REAL, after)
    assert set(REAL.presence.index[on & REAL.presence["end"].isna()]) <= set(faded_on(REAL, after))
