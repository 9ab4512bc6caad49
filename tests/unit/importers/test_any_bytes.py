"""Whatever the bytes: rows in = accepted + rejected, and nothing but ImportFault is raised."""

from __future__ import annotations

import csv
import io
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from importers.event_files import ACLED_ROW, PLAIN_ROW, UCDP_ROW, collection, feature, point, read, table, zipped

from geodata.importers import ImportFault

CELLS = st.one_of(
    st.text(st.characters(exclude_categories=["Cc", "Cs"]), max_size=8),
    st.sampled_from(
        [
            "",
            " ",
            "0",
            "1",
            "-1",
            "91",
            "1e9",
            "nan",
            "inf",
            "19,95",
            "2024-07-25",
            "25/07/2024",
            "03/04/2024",
            "1527-01-01",
            "9" * 400,
            "٣",
            "2024-02-30",
            "=1+1",
            "\x00",
            "�",
            "a\nb",
            '"',
            "Mali",
            "466",
            "5 foo 2024",
            "31-31-2024",
        ]
    ),
)
SEEDS = [
    table([UCDP_ROW, UCDP_ROW]),
    table([ACLED_ROW], ";"),
    table([PLAIN_ROW, {**PLAIN_ROW, "id": "b", "title": 'a "quoted" é'}]),
    collection(feature(point(2, 19), title="a"), feature(None)),
    zipped({"events.csv": table([PLAIN_ROW])}),
]
CALM = settings(deadline=5000, suppress_health_check=[HealthCheck.too_slow])


def survives(data: bytes) -> None:
    try:
        read(data)
    except ImportFault as fault:
        text = str(fault)
        assert text.endswith(".")
        assert "\n" not in text


@CALM
@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    survives(data)


@CALM
@given(st.binary(max_size=200))
def test_any_rows_below_a_good_header(data: bytes) -> None:
    survives(b"date,lat,lon,deaths\n" + data)


@CALM
@given(st.sampled_from(SEEDS), st.data())
def test_good_files_with_bytes_put_in_or_taken_out(seed: bytes, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(seed)))
    length = data.draw(st.integers(0, 40))
    survives(seed[:start] + data.draw(st.binary(max_size=20)) + seed[start + length :])


@CALM
@given(
    st.sampled_from([UCDP_ROW, ACLED_ROW, PLAIN_ROW]),
    st.lists(st.dictionaries(st.integers(0, 30), CELLS, max_size=5), min_size=1, max_size=8),
)
def test_any_cells_in_every_layout_lose_no_row(row: dict[str, str], changes: list[dict[int, str]]) -> None:
    names = list(row)
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(names)
    for change in changes:
        cells = list(row.values())
        for position, cell in change.items():
            cells[position % len(cells)] = cell
        writer.writerow(cells)
    result = read(text.getvalue().encode("utf-8", "replace"))
    assert result.rows_read == len(changes)


@CALM
@given(st.lists(st.lists(CELLS, min_size=1, max_size=6), max_size=8))
def test_the_fast_and_the_patient_reader_agree(rows: list[list[str]]) -> None:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n", quoting=csv.QUOTE_ALL)
    writer.writerow(["date", "lat", "lon", "title"])
    for row in rows:
        writer.writerow(["2024-07-25", *([*row, "", "", ""][:3])])
    data = text.getvalue().encode("utf-8", "replace")
    fast = read(data)
    patient = read(data + b"2024-07-25\n")  # a ragged row at the end sends the file to the patient reader
    assert patient.rows_read == fast.rows_read + 1
    assert patient.events["title"].tolist() == fast.events["title"].tolist()
    assert patient.events["lat"].tolist() == pytest.approx(fast.events["lat"].tolist(), nan_ok=True)


@CALM
@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(max_size=5),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["type", "coordinates", "date", "x"]), inner, max_size=3)
        ),
    )
)
def test_any_geometry_and_property(anything: object) -> None:
    result = read(collection(feature(anything), feature(point(anything, 1)), feature(None, title=anything), anything))
    assert result.rows_read == 4


@pytest.mark.parametrize("letter", ["(", " ", ";", "1", "-", "é", "\u0301", "x;"])
@pytest.mark.parametrize("row", [UCDP_ROW, ACLED_ROW, PLAIN_ROW], ids=["ucdp", "acled", "plain"])
def test_very_long_cells_take_no_longer_than_others(row: dict[str, str], letter: str) -> None:
    changed = [{**row, name: letter * 100_000} for name in row]
    start = time.monotonic()
    assert read(table(changed)).rows_read == len(row)
    assert time.monotonic() - start < 30


def test_a_file_of_nothing_but_line_ends_below_the_header() -> None:
    assert read(b"date,lat,lon\n" + b"\n" * 200_000 + b"2024,19,2\n").rows_read == 200_001
