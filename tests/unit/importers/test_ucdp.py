"""UCDP GED, a file as it is published and rows made by hand."""

from __future__ import annotations

import pandas as pd
import pytest
from importers.event_files import UCDP_ROW, read, rows_of, table

from geodata.importers import read_events
from tests.ged_sample import GED, REAL_GED


def test_a_published_file_comes_in_whole_with_its_oddities_flagged() -> None:
    result = read_events(GED)
    assert (result.layout, result.rows_read, result.accepted, result.rejected) == ("UCDP GED", 120, 120, 0)
    assert result.report["column"].value_counts().to_dict() == {"best": 10, "low": 4, "high": 4}
    bounds = result.report[result.report["column"].isin(["low", "high"])]
    assert (bounds["row"].nunique(), result.report["row"].nunique(), result.flagged) == (7, 16, 16)
    places, days = result.events["place_precision"], result.events["date_precision"]
    assert places.value_counts().to_dict() == {
        "exact": 67, "near": 23, "region": 12, "district": 10, "country": 6, "unknown": 2,
    }  # fmt: skip
    assert days.value_counts().to_dict() == {"day": 75, "days": 19, "month": 14, "week": 6, "year": 6}
    plain = pd.read_csv(GED)
    assert result.events.index.tolist() == [f"ucdp:{number}" for number in plain["id"]]
    assert result.events["best"].tolist() == plain["best"].tolist()
    assert result.events["source_text"].tolist() == plain["source_article"].tolist()
    assert result.events["notes"].tolist() == plain["where_description"].tolist()
    assert result.events["lat"].tolist() == plain["latitude"].tolist()
    assert (result.events["date_end"] == pd.to_datetime(plain["date_end"]).to_numpy()).all()
    assert result.events["country"].unique().tolist() == ["CAF"]


def test_real_rows_of_ucdp_come_in_as_they_were_published() -> None:
    result = read_events(REAL_GED)
    assert (result.layout, result.rows_read, result.accepted, result.rejected) == ("UCDP GED", 24, 24, 0)
    assert result.report["column"].value_counts().to_dict() == {"best": 7, "low": 2, "high": 2}
    assert result.flagged == result.report["row"].nunique() == 11
    first = result.events.loc["ucdp:22782"]
    assert (first["date_start"], first["place_name"]) == (pd.Timestamp("1991-08-08"), "Bangui city")
    assert (first["low"], first["best"], first["high"]) == (0, 0, 20)
    plain = pd.read_csv(REAL_GED)
    for column, given in (
        ("best", "best"),
        ("lat", "latitude"),
        ("lon", "longitude"),
        ("source_text", "source_article"),
    ):
        assert result.events[column].tolist() == plain[given].tolist()


def test_a_row_becomes_an_event_of_the_model() -> None:
    result = read(table([UCDP_ROW]))
    event = result.events.loc["ucdp:1"]
    assert event["date_start"] == event["date_end"] == pd.Timestamp("2024-07-25")
    assert event["actors"] == ("Government of Mali", "FLA")
    assert event["actor_ids"] == ("mali-government", "fla")
    assert (event["place_precision"], event["radius_km"], event["date_precision"]) == ("near", 25.0, "day")
    assert (event["country"], event["kind"], event["title"]) == (
        "MLI", "state-based violence", "Government of Mali - FLA: Tinzaouaten",
    )  # fmt: skip
    assert (event["licence"], event["may_export"], event["source_row"]) == ("CC BY 4.0", True, 2)


def test_columns_are_found_by_name_in_any_order_and_case() -> None:
    reordered = {name.upper(): UCDP_ROW[name] for name in reversed(UCDP_ROW)}
    one, other = read(table([UCDP_ROW])).events, read(table([reordered])).events
    pd.testing.assert_frame_equal(one, other)


def test_one_fight_as_several_rows_stays_several_rows() -> None:
    result = read(table(rows_of(UCDP_ROW, {}, {"side_b": "JNIM"}, {"side_b": "JNIM"})))
    assert result.accepted == 3
    events = read_events(GED).events
    fight = events[events["source_row"].isin([62, 63, 64])]
    assert fight["actors"].tolist() == [
        ("Government of Sampleland", "Northern Front"), ("Government of Sampleland", "Séléna"),
        ("Anti-Harrow", "Séléna"),
    ]  # fmt: skip
    assert fight[["date_start", "lat", "lon", "place_name"]].drop_duplicates().shape == (1, 4)


@pytest.mark.parametrize(
    ("code", "words"),
    [("1", "exact"), ("3", "district"), ("4", "region"), ("5", "region"), ("6", "country"), ("7", "unknown")],
)
def test_precision_of_the_place(code: str, words: str) -> None:
    event = read(table([{**UCDP_ROW, "where_prec": code}])).events.iloc[0]
    assert event["place_precision"] == words
    assert pd.isna(event["radius_km"])


def test_a_missing_column_is_said_once_and_not_on_every_row() -> None:
    rows = rows_of({name: UCDP_ROW[name] for name in UCDP_ROW if name != "date_prec"}, {}, {})
    result = read(table(rows))
    assert result.report["row"].isna().tolist() == [True]
    assert result.events["date_precision"].tolist() == ["unknown", "unknown"]


def test_rows_still_to_be_checked_are_flagged() -> None:
    result = read(table([{**UCDP_ROW, "code_status": "Check deaths"}]))
    assert result.report["column"].tolist() == ["code_status"]
