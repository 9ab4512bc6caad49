"""Every kind of fault gives exactly one line that says where it is, what is wrong and what to do."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.reading.check import check_tables
from geodata.reading.descriptor import table_shapes
from geodata.reading.faults import Fault
from small_tables import SmallTables

TABLE_NAMES = list(table_shapes())


def test_the_small_tables_have_no_fault(small_tables: SmallTables) -> None:
    assert check_tables(small_tables.folder) == []


def test_the_real_tables_have_no_fault() -> None:
    assert [str(fault) for fault in check_tables()] == []


# the reason that is given: the cells that give it, as table | row | column | value put there
BROKEN_CELLS = {
    "the cell is blank; it must hold: One line.": ["events | E01 | title |"],
    "this word is not in the column's vocabulary; write one of well-attested, single-source, contested": [
        "events | E01 | confidence | sure"
    ],
    (
        "this does not have the form the column needs; it must hold: Colour of the family of actors, "
        "as #RRGGBB, from the Okabe-Ito set and greys."
    ): ["actors | army | colour | blue"],
    "this is not a number; write digits, with a point before decimals, and nothing else": [
        "places | P_TOWN | lat | 18,5",
        "places | P_TOWN | lat | NaN",
        "places | P_TOWN | lat | 1_8",
    ],
    "the number is above 90, the highest the column allows; correct it": ["places | P_TOWN | lat | 91"],
    "the number is below -180, the lowest the column allows; correct it": ["places | P_TOWN | lon | -180.5"],
    "this is not a whole number; write digits only": ["route | RE01 | seq | 1.5"],
    "this does not have the form the column needs; it must hold: Web address; blank when there is none.": [
        "sources | S01 | url | www.example.org"
    ],
    "this is not a date; write YYYY, YYYY-MM or YYYY-MM-DD": ["events | E01 | date_start | 26 July 2024"],
    "there is no such day in the calendar; correct the year, month or day": ["events | E01 | date_start | 2024-02-30"],
    "the year is outside 1900 to 2099; correct it": ["actors | army | valid_from | 1527"],
    "date_precision is day, which needs YYYY-MM-DD; correct one of the two": ["events | E01 | date_start | 2024-07"],
    "date_precision is month, which needs YYYY-MM; correct one of the two": ["events | E02 | date_start | 2018"],
    "date_precision is season, which needs YYYY-MM; correct one of the two": ["events | E03 | date_end | 2024-02-01"],
    "date_precision is year, which needs YYYY; correct one of the two": ["events | E04 | date_end | 2020-01"],
    "this lies before date_start 2024-07-26; correct one of the two": ["events | E01 | date_end | 2024-07-25"],
    "this lies before date_start 2024-07-25; correct one of the two": ["route | RB2 | date_end | 2024-07-24"],
    "this lies before valid_from 2014; correct one of the two": ["actors | wagner | valid_to | 2013"],
    "there is an end but date_start is blank; give the start or take out the end": [
        "route | RB1 | date_end | 2024-07-24"
    ],
    "no row of places has this id; correct it or add the row": ["events | E01 | place_id | P_X"],
    "no row of events has this id; correct it or add the row": ["claims | K01 | event_id | E99"],
    "no row of actors has this id; correct it or add the row": [
        "claims | K02 | claimant_id | nobody",
        "presence | R01 | strength_claimant_ids | nobody",
    ],
    "no row of route has this id; correct it or add the row": ["legs | LE1 | to_id | RE09"],
    "no row of events or claims or presence or route or legs has this id; correct it or add the row": [
        "base_document_facts | F02 | row_ids | K99"
    ],
    (
        "the cell is blank; it must hold: The rows that carry the fact. A list: ids of events, "
        "claims, presence, route or legs, joined by ';' without spaces."
    ): ["base_document_facts | F02 | row_ids |"],
    "an item of the list is blank; take out the ';' that is too many": ["events | E01 | source_ids | S01;;S02"],
    "an item of the list begins or ends with a space; join items by ';' without spaces": [
        "events | E01 | source_ids | S01; S02"
    ],
    "the list names 'S01' more than once; keep one": ["events | E01 | source_ids | S01;S01"],
    "this is above quantity_max 50; exchange or correct them": ["claims | K01 | quantity_min | 51"],
    "the row gives a number but unit is blank; fill it in or take the number out": ["claims | K01 | unit |"],
    "this is above strength_max 350; exchange or correct them": ["presence | R01 | strength_min | 351"],
    "the row gives a number but strength_claimant_ids is blank; fill it in or take the number out": [
        "presence | R01 | strength_claimant_ids |"
    ],
    "the row gives a number but strength_claimant is blank; fill it in or take the number out": [
        "presence | R01 | strength_claimant |"
    ],
    "the cell is blank; it must hold: The claimant as the dossier names it.": ["claims | K01 | claimant |"],
    (
        "the cell is blank; it must hold: Where the row comes from. A list: ids of sources, joined by"
        " ';' without spaces."
    ): ["claims | K01 | source_ids |"],
    "only half of the point is given; give both lat and lon, or neither": [
        "places | P_TOWN | lon |",
        "places | P_VALLEY | lat |",
    ],
    "the point has no radius; say within how many kilometres the true place lies": ["places | P_TOWN | radius_km |"],
    "a radius of zero would make the point exact; say within how many kilometres the place lies": [
        "places | P_TOWN | radius_km | 0"
    ],
    "the place P_VALLEY lies in MLI; correct the country or the place": ["events | E01 | country | NER"],
    "the event has the place P_VALLEY but no country; write MLI": ["events | E01 | country |"],
    "the place P_TOWN lies in MLI; correct the country or the place": ["presence | R01 | country | NER"],
    "row RE01 has this place in the same variant; give each its own": ["route | RE02 | seq | 1"],
    "this waypoint belongs to the variant base-document-only; a leg stays in its own variant": [
        "legs | LE1 | from_id | RB1"
    ],
    "the leg ends where it starts; name another waypoint": ["legs | LE1 | to_id | RE01"],
    "this is not a point; write latitude, one space, longitude, in degrees, as in '19.9 2.9'": [
        "legs | LE1 | via | 19.9,2.9",
        "legs | LE1 | via | 99 2.9",
    ],
    "this word is not in the column's vocabulary; write one of A, B, C, D, E, F": ["sources | S01 | reliability | G"],
    "this word is not in the column's vocabulary; write one of 1, 2, 3, 4, 5, 6": ["claims | K01 | credibility | 0"],
    (
        "this word is not in the column's vocabulary; write one of denied-by, not-corroborated-by, "
        "overlaps-with, updated-by, adds-up-with, conflicts-with"
    ): ["claim_links | L01 | relation | refuted-by"],
    (
        "this is not sharp enough for the column; it must hold: First day on which the event was public, or "
        "the last day it can have been. The summary may tell what came out later. A whole day: YYYY-MM-DD."
    ): ["events | E02 | known_from | 2018-03"],
    (
        "the cell is blank; it must hold: First day on which the event was public, or the last day it can "
        "have been. The summary may tell what came out later. A whole day: YYYY-MM-DD."
    ): ["events | E02 | known_from |"],
    "this lies before date_start 2018-01; correct one of the two": ["events | E02 | known_from | 2017-12-31"],
    "this lies before from_date 2021-12; correct one of the two": [
        "presence | R01 | to_date | 2020",
        "presence | R01 | known_from | 2021-11-30",
    ],
    "this lies before since 2024-07; correct one of the two": ["positions | H01 | known_from | 2024-06-30"],
    "this lies before date_claimed 2024-07-28; correct one of the two": ["claims | K03 | known_from | 2024-07-27"],
    "its event E01 was not public before 2024-07-27; correct one": ["claims | K01 | known_from | 2024-07-26"],
    "known_from is blank; say why no day can be given": [
        "claims | K02 | known_from_why |",
        "presence | R03 | known_from_why |",
    ],
    (
        "this does not have the form the column needs; it must hold: Last hour that a source gives for it, "
        "in UTC; blank when no source gives one. HH:MM."
    ): ["events | E01 | time_end | 5:10 pm", "events | E01 | time_end | 24:00"],
    "the event has an hour; say who gives it": ["events | E01 | time_note |"],
    "this is not among the row's source_ids; add it there or take it out here": [
        "events | E02 | title_sources | S01",
        "presence | R01 | role_sources | S02",
    ],
    "the claim is linked to itself; name another claim": ["claim_links | L01 | other_id | K01"],
    "no row of claims has this id; correct it or add the row": [
        "claim_links | L01 | other_id | K99",
        "positions | H01 | claim_ids | K99",
    ],
    "no row of questions has this id; correct it or add the row": ["positions | H02 | question_id | Q9"],
    "no row and no table has this id or name, now or when last published; correct it": [
        "corrections | C01 | row_id | K99"
    ],
}


@pytest.mark.parametrize(
    ("broken", "reason"), [(cell, reason) for reason, cells in BROKEN_CELLS.items() for cell in cells]
)
def test_a_broken_cell_gives_exactly_its_line(small_tables: SmallTables, broken: str, reason: str) -> None:
    table, row, column, value = (part.strip() for part in broken.split("|"))
    small_tables.set_cell(table, row, column, value)
    assert small_tables.fault_lines() == [f"{table}, row {row}, column {column}, value {value!r}: {reason}"]


def test_only_an_event_known_to_the_day_has_hours(small_tables: SmallTables) -> None:
    small_tables.set_cell("events", "E02", "time_note", "By the mirror")
    small_tables.set_cell("events", "E02", "time_start", "08:00")
    assert small_tables.fault_lines() == [
        "events, row E02, column time_start, value '08:00': "
        "date_precision is month; only an event known to the day has hours"
    ]


def test_hours_of_one_day_do_not_run_backwards(small_tables: SmallTables) -> None:
    small_tables.set_cell("events", "E01", "date_end", "2024-07-26")
    small_tables.set_cell("events", "E01", "time_start", "18:00")
    assert small_tables.fault_lines() == [
        "events, row E01, column time_end, value '17:10': this lies before time_start 18:00; correct one of the two"
    ]


def test_the_same_link_twice_is_told(small_tables: SmallTables) -> None:
    small_tables.append_text("claim_links", "L03,K01,conflicts-with,K03,,S01,Again\n")
    assert small_tables.fault_lines() == [
        "claim_links, row L03, column claim_id, value 'K01': row L01 says the same; keep one"
    ]


def test_a_question_without_a_position_is_told(small_tables: SmallTables) -> None:
    small_tables.append_text("questions", "Q2,Where?,no,Not established.,S01\n")
    assert small_tables.fault_lines() == [
        "questions, row Q2, column id, value 'Q2': "
        "no row of positions takes a stand on this; add one or take the question out"
    ]


def test_an_id_means_one_row_in_all_tables(small_tables: SmallTables) -> None:
    small_tables.set_cell("legs", "LB1", "id", "LE1")
    small_tables.set_cell("base_document_facts", "F01", "row_ids", "E01;RB2")
    small_tables.set_cell("positions", "H02", "id", "H01")
    assert [line.split(", value")[0] for line in small_tables.fault_lines()] == [
        "legs, row LE1, column id",
        "positions, row H01, column id",
    ]


def test_an_actor_without_source_must_say_why(small_tables: SmallTables) -> None:
    small_tables.set_cell("actors", "rebels", "notes", "")
    assert small_tables.fault_lines() == [
        "actors, row rebels, column source_ids, value '': the row has no source and no notes; "
        "name its sources, or say in notes why there are none"
    ]


def test_one_unknown_item_of_a_list_is_named_alone(small_tables: SmallTables) -> None:
    small_tables.set_cell("events", "E01", "actor_ids", "army;nobody;rebels")
    assert check_tables(small_tables.folder) == [
        Fault("events", "E01", "actor_ids", "nobody", "no row of actors has this id; correct it or add the row")
    ]


def test_succession_must_be_told_by_both_actors(small_tables: SmallTables) -> None:
    small_tables.set_cell("actors", "africa-corps", "predecessor_ids", "")
    assert small_tables.fault_lines() == [
        "actors, row wagner, column successor_ids, value 'africa-corps': "
        "africa-corps does not name this actor in its predecessor_ids; add it or take this out"
    ]


def test_a_repeated_id_names_both_lines(small_tables: SmallTables) -> None:
    small_tables.append_text("sources", "S01,Agency,Again,,,wire,no,B,An agency.,none seen,Agency,,\n")
    assert small_tables.fault_lines() == [
        "sources, row S01, column id, value 'S01': line 5 repeats the id of line 3; give it an id of its own"
    ]


def test_a_row_without_id_is_named_by_its_line(small_tables: SmallTables) -> None:
    small_tables.append_text("sources", ",Agency,Again,,,wire,no,B,An agency.,none seen,Agency,,\n")
    assert small_tables.fault_lines() == [
        "sources, row line 5, column id, value '': the cell is blank; it must hold: "
        "BASE, or a capital letter and a number; unique in this table."
    ]


def test_all_faults_of_all_tables_are_told_at_once_in_reading_order(small_tables: SmallTables) -> None:
    small_tables.set_cell("places", "P_TOWN", "lat", "x")
    small_tables.set_cell("events", "E02", "title", "")
    small_tables.set_cell("events", "E01", "title", "")
    small_tables.set_cell("events", "E01", "place_id", "P_X")
    found = [(fault.table, fault.row, fault.column) for fault in check_tables(small_tables.folder)]
    assert found == [
        ("events", "E01", "title"),
        ("events", "E01", "place_id"),
        ("events", "E02", "title"),
        ("places", "P_TOWN", "lat"),
    ]


def test_what_is_not_a_folder_is_one_fault(tmp_path: Path) -> None:
    missing = tmp_path / "nowhere"
    assert check_tables(missing) == [
        Fault("tables", "", "", str(missing), "this is not a folder; name the folder that holds the tables")
    ]


anything = st.one_of(
    st.binary(max_size=300),
    st.text(alphabet=st.sampled_from('id,";\n\r\0 \tE0129-.é'), max_size=200).map(lambda text: text.encode()),
)


@settings(max_examples=200, deadline=None)
@given(table=st.sampled_from(TABLE_NAMES), content=anything, keep_header=st.booleans())
def test_whatever_bytes_a_file_holds_nothing_is_raised(table: str, content: bytes, keep_header: bool) -> None:
    with tempfile.TemporaryDirectory() as folder:
        tables = SmallTables(Path(folder))
        header = tables.path(table).read_bytes().split(b"\n")[0] + b"\n" if keep_header else b""
        tables.path(table).write_bytes(header + content)
        assert all("\n" not in str(fault) for fault in check_tables(tables.folder))


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_whatever_text_a_cell_holds_nothing_is_raised(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        tables = SmallTables(Path(folder))
        table = data.draw(st.sampled_from(TABLE_NAMES))
        lines = tables.read(table)
        row = data.draw(st.integers(1, len(lines) - 1))
        column = data.draw(st.integers(0, len(lines[0]) - 1))
        letters = st.characters(codec="utf-8", exclude_characters="\0")
        lines[row][column] = data.draw(
            st.one_of(st.text(letters), st.from_regex(r"-?[0-9.;: -]{0,400}", fullmatch=True))
        )
        tables.write(table, lines)
        assert all(fault.reason for fault in check_tables(tables.folder))
