"""ACLED, current and older columns."""

from __future__ import annotations

import pandas as pd
import pytest
from importers.event_files import ACLED_ROW, lines, read, rows_of, table


def test_a_row_becomes_an_event_that_is_held_back_from_exports() -> None:
    result = read(table([ACLED_ROW]))
    event = result.events.loc["acled:MLI1"]
    assert result.layout == "ACLED"
    assert event["actors"] == ("Wagner Group", "Military Forces of Mali (2021-)", "JNIM")
    assert event["actor_kinds"] == ("external or other forces", "", "rebel group")
    assert event["actor_ids"] == ("wagner", "jnim")
    assert (event["best"], event["country"], event["may_export"]) == (7.0, "MLI", False)
    assert pd.isna(event["low"])
    assert pd.isna(event["high"])
    names = result.actor_names.set_index("name")
    assert names.loc["Military Forces of Mali (2021-)", "actor_id"] == ""


@pytest.mark.parametrize("date", ["2024-07-25", "25 July 2024", "25-07-2024", "25-Jul-2024"])
@pytest.mark.parametrize("separator", [",", ";"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_date_styles_separators_and_mark(date: str, separator: str, mark: bytes) -> None:
    result = read(mark + table([{**ACLED_ROW, "event_date": date}], separator))
    assert result.events["date_start"].tolist() == [pd.Timestamp("2024-07-25")]
    assert len(result.report) == 0


def test_day_comes_before_month() -> None:
    result = read(table([{**ACLED_ROW, "event_date": "03-04-2024"}]))
    assert result.events["date_start"].tolist() == [pd.Timestamp("2024-04-03")]


def test_hxl_tags_are_no_event() -> None:
    result = read(table([ACLED_ROW], second=[f"#tag+{name}" for name in ACLED_ROW]))
    assert (result.rows_read, result.events["source_row"].tolist()) == (1, [3])
    assert "HXL" in lines(result)[0][4]


def test_older_columns_with_numbers_for_kinds() -> None:
    old = {"data_id": "9", **ACLED_ROW, "inter1": "8", "inter2": "2", "iso3": "MLI"}
    del old["disorder_type"]
    event = read(table([old])).events.iloc[0]
    assert event["actor_kinds"] == ("external or other forces", "", "rebel group")


def test_a_week_and_a_month_are_spans() -> None:
    events = read(table(rows_of(ACLED_ROW, {"time_precision": "2"}, {"time_precision": "3"}))).events
    assert events["date_start"].tolist() == [pd.Timestamp("2024-07-22"), pd.Timestamp("2024-07-01")]
    assert events["date_end"].tolist() == [pd.Timestamp("2024-07-28"), pd.Timestamp("2024-07-31")]
    assert events["date_precision"].tolist() == ["week", "month"]


def test_a_mapping_does_not_turn_acled_into_a_plain_table() -> None:
    from geodata.importers import ImportOptions

    options = ImportOptions(mapping={"date": "event_date"}, licence="mine")
    assert not read(table([ACLED_ROW]), options=options).events["may_export"].any()
