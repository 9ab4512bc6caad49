"""Any other table, with recognised or chosen columns."""

from __future__ import annotations

import pandas as pd
import pytest
from importers.event_files import PLAIN_ROW, lines, read, rows_of, table

from geodata.importers import ImportFault, ImportOptions


def test_obvious_names_are_recognised() -> None:
    row = {
        "Event Date": "July 2024",
        "Latitude": "19.95",
        "LONGITUDE": "2.97",
        "Place": "Tinzaouaten",
        "Actors": "FLA; x",
    }
    event = read(table([row]), "My events.csv").events.loc["my-events:row-2"]
    assert (event["date_start"], event["date_end"]) == (pd.Timestamp("2024-07-01"), pd.Timestamp("2024-07-31"))
    assert (event["date_precision"], event["place_name"], event["actors"]) == ("month", "Tinzaouaten", ("FLA", "x"))
    assert event["actor_ids"] == ("fla",)


def test_unknown_names_need_a_mapping_and_the_message_says_what_was_seen() -> None:
    data = b"quand,nord,est\n2024-07-25,19.95,2.97\n"
    with pytest.raises(ImportFault, match=r"date or lat or lon.*Columns seen: quand, nord, est\.$"):
        read(data)
    mapping = {"date": "quand", "lat": "Nord", "lon": "est"}
    assert read(data, options=ImportOptions(mapping=mapping)).events["lat"].tolist() == [19.95]


def test_a_mapping_to_a_column_or_field_that_is_not_there_is_refused() -> None:
    for mapping in ({"date": "when"}, {"moment": "date"}):
        with pytest.raises(ImportFault, match=r"when|moment"):
            read(table([PLAIN_ROW]), options=ImportOptions(mapping=mapping))


@pytest.mark.parametrize("column", ["event_id", "uid", "identifier", "id", "Event ID", "EVENT_ID"])
def test_the_ids_of_a_file_are_taken_whatever_their_column_is_called(column: str) -> None:
    result = read(f"{column},date,lat,lon\nA1,2024-07-25,19.5,2.6\nA2,2024-07-26,19.6,2.7\n".encode(), "mine.csv")
    assert (result.rows_read, result.accepted, len(result.report)) == (2, 2, 0)
    assert result.events.index.tolist() == ["mine:A1", "mine:A2"]


def test_ids_can_be_mapped() -> None:
    data = b"eventid,date,lat,lon\nA1,2024-07-25,19.5,2.6\nA2,2024-07-26,19.6,2.7\n"
    options = ImportOptions(mapping={"id": "eventid", "date": "date", "lat": "lat", "lon": "lon"})
    result = read(data, "mine.csv", options)
    assert (result.rows_read, result.accepted) == (2, 2)
    assert result.events.index.tolist() == ["mine:A1", "mine:A2"]


def test_rows_are_held_back_until_a_licence_is_stated() -> None:
    assert not read(table([PLAIN_ROW])).events["may_export"].any()
    assert read(table([PLAIN_ROW]), options=ImportOptions(licence="CC0")).events["may_export"].all()


def test_day_and_month_that_cannot_be_told_apart_are_rejected() -> None:
    assert [
        line[0] for line in lines(read(table(rows_of(PLAIN_ROW, {"date": "03/04/2024"}, {"date": "05/05/2024"}))))
    ] == [2]


def test_another_date_in_the_column_can_tell_and_the_report_says_so() -> None:
    result = read(table(rows_of(PLAIN_ROW, {"date": "03/04/2024"}, {"date": "25/07/2024"})))
    assert result.events["date_start"].tolist() == [pd.Timestamp("2024-04-03"), pd.Timestamp("2024-07-25")]
    assert lines(result)[0][:4] == ("", "date", "dmy", "flagged")


def test_the_order_may_be_chosen() -> None:
    result = read(table([{**PLAIN_ROW, "date": "03/04/2024"}]), options=ImportOptions(day_order="mdy"))
    assert result.events["date_start"].tolist() == [pd.Timestamp("2024-03-04")]


def test_actors_are_mapped_by_names_and_aliases_and_by_a_mapping_of_ones_own() -> None:
    row = {**PLAIN_ROW, "actors": "PMC Wagner;FAMa;Somebody"}
    result = read(table([row]))
    assert result.events["actor_ids"].tolist() == [("wagner", "malian-army")]
    assert result.actor_names["name"][result.actor_names["actor_id"] == ""].tolist() == ["Somebody"]
    own = read(table([row]), options=ImportOptions(registry={"somebody": "fla"}))
    assert own.events["actor_ids"].tolist() == [("fla",)]


def test_a_column_that_stands_twice_is_said() -> None:
    result = read(b"date,lat,lon,Date\n2024-07-25,19,2,2024-07-26\n")
    assert lines(result)[0][1:4] == ("date", "", "flagged")
    assert result.events["date_start"].tolist() == [pd.Timestamp("2024-07-25")]


def test_a_header_without_rows_is_said() -> None:
    result = read(b"date,lat,lon\n")
    assert result.rows_read == 0
    assert "not one row" in lines(result)[0][4]
