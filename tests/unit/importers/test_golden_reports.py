"""Each kind of dirt gives exactly this report: row, column, value, severity, reason."""

from __future__ import annotations

import datetime as dt

import pytest
from importers.event_files import ACLED_ROW, PLAIN_ROW, UCDP_ROW, lines, read, rows_of, table

from geodata.importers import ImportOptions

NO_DAY = "there is no such day in the calendar"
SWAPPED = "latitude beyond 90 degrees; latitude and longitude seem to be swapped"
METRES = "these are not degrees, perhaps metres of another projection than WGS 84"
COMMA = "a decimal comma; coordinates need a point"
DEGREES = "this is not a number of degrees"
NUMBER = "a bare number stands where a date belongs, perhaps an id"
NOWHERE = "0, 0 lies in the Gulf of Guinea and mostly means that the place is not known"
PEOPLE = "this is not a whole number of people, so the number is taken as not known"

#: Name of the fault: change of a plain row, and the lines of the report on it (without the row number).
FAULTS = {
    "year 1527": ({"date": "1527-07-25"}, [("date", "1527-07-25", "rejected", "the year lies outside 1900 to 2100")]),
    "no date": ({"date": ""}, [("date", "", "rejected", "there is no date")]),
    "id in the date column": ({"date": "4711"}, [("date", "4711", "rejected", NUMBER)]),
    "day number in the date column": ({"date": "45498"}, [("date", "45498", "rejected", NUMBER)]),
    "no such day": ({"date": "2024-02-30"}, [("date", "2024-02-30", "rejected", NO_DAY)]),
    "words for a date": ({"date": "soon"}, [("date", "soon", "rejected", "this cannot be read as a date")]),
    "swapped": (
        {"lat": "106.5", "lon": "19.95"},
        [("lat, lon", "106.5, 19.95", "rejected", SWAPPED)],
    ),
    "beyond": (
        {"lon": "200"}, [("lat, lon", "19.95, 200", "rejected", "latitude beyond 90 or longitude beyond 180 degrees")]
    ),
    "metres": (
        {"lat": "2206000", "lon": "330000"},
        [("lat, lon", "2206000, 330000", "rejected", METRES)],
    ),
    "nowhere": ({"lat": "0", "lon": "0.0"}, [("lat, lon", "0, 0", "rejected", NOWHERE)]),
    "decimal commas": (
        {"lat": "19,95", "lon": "2,97"},
        [("lat", "19,95", "rejected", COMMA), ("lon", "2,97", "rejected", COMMA)],
    ),
    "NaN": ({"lat": "NaN"}, [("lat", "NaN", "rejected", DEGREES)]),
    "inf": ({"lon": "-inf"}, [("lon", "-inf", "rejected", DEGREES)]),
    "degrees, minutes": ({"lat": "19°57'N"}, [("lat", "19°57'N", "rejected", DEGREES)]),
    "half a coordinate": ({"lon": ""}, [("lon", "", "rejected", "half a coordinate: the other cell is filled")]),
    "text in the numbers": ({"deaths": "many"}, [("deaths", "many", "flagged", PEOPLE)]),
    "minus in the numbers": ({"deaths": "-4"}, [("deaths", "-4", "flagged", PEOPLE)]),
    "thousands in the numbers": ({"deaths": "1,200"}, [("deaths", "1,200", "flagged", PEOPLE)]),
    "future": ({"date": "2031-01-01"}, [("date", "2031-01-01", "flagged", "the day lies in the future")]),
    "no id": ({"id": ""}, [("id", "", "flagged", "there is no id; the row is called by its number")]),
    "id twice": ({"id": "1"}, [("id", "1", "rejected", "this id stands already in row 2")]),
}  # fmt: skip


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_is_reported_with_row_column_value_and_reason(fault: str) -> None:
    change, expected = FAULTS[fault]
    result = read(table(rows_of(PLAIN_ROW, {}, {}, change)), options=ImportOptions(today=dt.date(2026, 1, 1)))
    assert lines(result) == [(4, *line) for line in expected]
    assert result.rows_read == 3
    assert result.rejected == (expected[0][2] == "rejected")
    assert result.flagged == (expected[0][2] == "flagged")


def test_what_is_flagged_is_kept_as_not_known_and_never_guessed() -> None:
    result = read(table(rows_of(PLAIN_ROW, {"deaths": "10+"}, {"deaths": ""}, {"deaths": "12.0"})))
    assert result.events["best"].isna().tolist() == [True, True, False]
    assert result.accepted == 3
    assert result.flagged == 1


def test_a_row_without_a_place_is_kept_and_counted_and_is_no_fault() -> None:
    result = read(table(rows_of(PLAIN_ROW, {}, {"lat": "", "lon": " "})))
    assert (result.accepted, result.without_place, len(result.report)) == (2, 1, 0)


def test_a_point_swapped_inside_the_ranges_is_known_by_the_country_of_the_row() -> None:
    rows = rows_of({**PLAIN_ROW, "country": "Mali"}, {}, {"lat": "2.97", "lon": "19.95"}, {"lat": "50", "lon": "60"})
    assert lines(read(table(rows))) == [
        (3, "lat, lon", "2.97, 19.95", "rejected",
         "outside the country that the row names, and inside it with latitude and longitude swapped"),
        (4, "lat, lon", "50, 60", "flagged", "far outside the country that the row names"),
    ]  # fmt: skip


def test_ragged_and_blank_rows_are_rejected_and_the_others_keep_their_numbers() -> None:
    data = b"date,lat,lon\n2024-07-25,19,2\n\n2024-07-26,19,2,9\n2024-07-27,19\n2024-07-28,19,2\n\n\n"
    result = read(data)
    assert lines(result) == [
        (3, "", "", "rejected", "nothing stands in this row"),
        (4, "", "2024-07-26,19,2,9", "rejected", "the row has more cells than the header (3)"),
        (5, "", "2024-07-27,19", "rejected", "the row has fewer cells than the header (3)"),
    ]
    assert result.events["source_row"].tolist() == [2, 6]


def test_mixed_encodings_are_flagged_in_the_very_cell() -> None:
    rows = table(rows_of(PLAIN_ROW, {"title": "Ménaka"}, {"title": "Menaka"}))
    result = read(rows.replace(b"Menaka", b"M\xe9naka"))
    assert lines(result) == [(3, "title", "M\\xe9naka", "flagged", "bytes that are no UTF-8 letters, here as \\x..")]
    assert result.events["title"].tolist() == ["Ménaka", "M\\xe9naka"]


def test_a_file_wholly_in_windows_1252_is_read_as_such_and_says_so() -> None:
    result = read(table(rows_of(PLAIN_ROW, {"title": "Ménaka"})).decode().encode("cp1252"))
    assert lines(result)[0][:4] == ("", "", "Windows-1252", "flagged")
    assert result.events["title"].tolist() == ["Ménaka"]


def test_utf16_is_read_and_said() -> None:
    result = read(table(rows_of(PLAIN_ROW, {"title": "Ménaka"})).decode().encode("utf-16"))
    assert lines(result) == [("", "", "utf-16", "flagged", "the file is written in UTF-16; it was read so")]
    assert result.events["title"].tolist() == ["Ménaka"]


def test_a_nul_byte_rejects_its_row() -> None:
    result = read(table(rows_of(PLAIN_ROW, {}, {"title": "x\0y"})))
    assert lines(result) == [(3, "title", "x\\x00y", "rejected", "the cell holds a NUL byte")]


def test_a_quotation_mark_that_is_not_closed_is_said() -> None:
    data = b'id,date,lat,lon,title\n1,2024-07-25,19,2,one\n2,2024-07-25,19,2,"two\n3,2024-07-25,19,2,three\n'
    result = read(data)
    assert "odd number of quotation marks" in lines(result)[0][4]
    assert result.rows_read == 2


def test_a_byte_order_mark_is_no_part_of_the_first_name() -> None:
    result = read(b"\xef\xbb\xbf" + table(rows_of(PLAIN_ROW, {})))
    assert result.events.index.tolist() == ["events:1"]
    assert len(result.report) == 0


def test_ucdp_codes_outside_the_code_book_are_flagged() -> None:
    rows = rows_of(UCDP_ROW, {}, {"where_prec": "9"}, {"date_prec": ""}, {"country": "Atlantis"}, {"year": "2023"})
    assert lines(read(table(rows))) == [
        (3, "where_prec", "9", "flagged", "this code is not in the code book, so it is taken as unknown"),
        (4, "date_prec", "", "flagged", "this code is not in the code book, so it is taken as unknown"),
        (5, "country", "Atlantis", "flagged", "this country is not in the list, so it is left blank"),
        (6, "year", "2023", "flagged", "another year than that of the date"),
    ]


def test_ucdp_bounds_and_spans_the_wrong_way_round() -> None:
    rows = rows_of(UCDP_ROW, {"low": "9"}, {"high": "1"}, {"best": "0", "low": "0"}, {"date_end": "2024-07-24"})
    assert lines(read(table(rows))) == [
        (2, "low", "9", "flagged", "the low estimate is above the best one"),
        (3, "high", "1", "flagged", "the high estimate is below the best one"),
        (4, "best", "0", "flagged",
         "the best estimate is 0, so the mark has no size by deaths; the high estimate may be above 0"),
        (5, "date_end", "2024-07-24", "rejected", "the event ends before it begins"),
    ]  # fmt: skip


def test_acled_codes_that_are_none() -> None:
    rows = rows_of(ACLED_ROW, {"inter1": "99"}, {"geo_precision": "x"})
    assert [line[:4] for line in lines(read(table(rows)))] == [
        (2, "inter1", "99", "flagged"),
        (3, "geo_precision", "x", "flagged"),
    ]
