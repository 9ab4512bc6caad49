"""Every field of the model, under each of its names, by every way of reading: the value arrives in its column."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from importers.event_files import ACLED_ROW, UCDP_ROW
from importers.reading_ways import CUT, PLACES, WAYS, Row, Way

from geodata.importers import ImportOptions, acled, ucdp
from geodata.importers.plain import FIELDS, recognised

DAYS = ["2024-07-25", "2024-07-26", "2024-07-25"]
LATER = ["2024-07-27", "2024-07-28", "2024-07-27"]


def stamps(days: list[str]) -> list[pd.Timestamp]:
    return [pd.Timestamp(day) for day in days]


#: Field -> cells of three rows, and what the column of that name then holds. Two rows are alike, where they may be.
VALUES: dict[str, tuple[list[str], list]] = {
    "id": (["A1", "A2", "A3"], ["events:A1", "events:A2", "events:A3"]),
    "date": (DAYS, stamps(DAYS)),
    "date_end": (LATER, stamps(LATER)),
    "lat": (["18.5", "18.25", "18.5"], [18.5, 18.25, 18.5]),
    "lon": (["1.5", "1.25", "1.5"], [1.5, 1.25, 1.5]),
    "place_precision": (["exact", "Near", ""], ["exact", "near", "unknown"]),
    "radius_km": (["5", "7.5", "5"], [5.0, 7.5, 5.0]),
    "country": (["Mali", "NER", "466"], ["MLI", "NER", "MLI"]),
    "place_name": (["Here", "There", "Here"], ["Here", "There", "Here"]),
    "kind": (["Clash", "Raid", "Clash"], ["clash", "raid", "clash"]),
    "actors": (["FLA; x", "y", "FLA; x"], [("FLA", "x"), ("y",), ("FLA", "x")]),
    "low": (["3", "4", "3"], [3.0, 4.0, 3.0]),
    "best": (["5", "6", "5"], [5.0, 6.0, 5.0]),
    "high": (["7", "8", "7"], [7.0, 8.0, 7.0]),
    "title": (["A clash", "A raid", "A clash"], ["A clash", "A raid", "A clash"]),
    "notes": (["So it was", "", "So it was"], ["So it was", "", "So it was"]),
    "source_text": (["a paper", "http://x", "a paper"], ["a paper", "http://x", "a paper"]),
}

#: Column of the model in which the value of a field stands; of all others it is the one of the same name.
STANDS_IN = {"date": "date_start"}

#: Names that a shapefile cuts to what another name is, or is cut to: nobody can tell them apart in the file.
CUT_ALIKE = {"event_date_end", "fatalities_low", "fatalities_high", "quantity_min", "quantity_max"}

EVERY_WAY = pytest.mark.parametrize("way", WAYS, ids=lambda way: way.name)


def rows_of_columns(columns: dict[str, list[str]]) -> list[Row]:
    """Three rows out of columns."""
    return [{name: cells[row] for name, cells in columns.items()} for row in range(3)]


def rows_with(way: Way, name: str, cells: list[str]) -> list[Row]:
    """Three rows of a day and a place, with one column more."""
    columns = {"date": DAYS}
    if not way.with_points:
        columns |= {"lat": [str(lat) for _, lat in PLACES], "lon": [str(lon) for lon, _ in PLACES]}
    return rows_of_columns({**columns, name: cells})


def check_arrival(way: Way, named: dict[str, str], options: ImportOptions | None = None, around: str = "") -> None:
    """Import a table with a column for each field of ``named`` (field -> column); each value is in its column.

    ``around`` stands before and after each cell: of cells without spaces the fast reader leaves categories as they are.
    """
    cells = {column: [f"{around}{cell}{around}" for cell in VALUES[field][0]] for field, column in named.items()}
    result = way.read(rows_of_columns(cells), options)
    assert result.accepted == 3
    events = result.events.reset_index()
    expected = {STANDS_IN.get(field, field): VALUES[field][1] for field in named}
    if way.with_points:  # the geometry is what is used; columns that say otherwise are read, and flagged
        expected |= {"lon": [lon for lon, _ in PLACES], "lat": [lat for _, lat in PLACES]}
        flagged = result.report[result.report["reason"].str.contains("than the geometry")]
        columns = [named[field][:CUT] if way.cuts else named[field] for field in ("lat", "lon") if field in named]
        assert sorted(flagged["column"]) == sorted(columns * 3)
    found = {column: events[column].tolist() for column in expected}
    assert found == expected
    if "best" in named:
        meanings = events["fatalities_meaning"].unique().tolist()
        assert meanings == [f"number as the file gives it in column {named['best'][: CUT if way.cuts else None]}"]


def test_every_field_of_the_model_has_a_value_here() -> None:
    assert list(VALUES) == list(FIELDS)


@EVERY_WAY
@pytest.mark.parametrize("turn", range(max(map(len, FIELDS.values()))))
def test_each_name_of_each_field_is_recognised(way: Way, turn: int) -> None:
    """Tables with the first names of all fields, with the second names, and so on until none is left."""
    named = {field: names[turn % len(names)] for field, names in FIELDS.items()}
    check_arrival(way, {field: name for field, name in named.items() if not (way.cuts and name in CUT_ALIKE)})


@pytest.mark.parametrize("spelled", [str.upper, lambda name: f" {name.replace('_', ' ').title()} "])
@pytest.mark.parametrize("way", WAYS[:3], ids=lambda way: way.name)
def test_capitals_and_spaces_make_no_difference(way: Way, spelled: Callable[[str], str]) -> None:
    for turn in range(2):
        named = {field: spelled(names[turn % len(names)]) for field, names in FIELDS.items()}
        result = way.read(rows_of_columns({column: VALUES[field][0] for field, column in named.items()}))
        assert result.events.index.tolist() == VALUES["id"][1]
        assert result.events["date_end"].tolist() == VALUES["date_end"][1]


@EVERY_WAY
def test_all_fields_can_be_mapped_to_columns_with_odd_names(way: Way) -> None:
    odd = {field: f"Qx_{number}" if way.cuts else f"Où ({number}) ?" for number, field in enumerate(FIELDS)}
    check_arrival(way, odd, ImportOptions(mapping=odd))


@pytest.mark.parametrize("field", FIELDS)
def test_each_field_can_be_mapped_by_itself(field: str) -> None:
    for way in WAYS[:3]:
        named = ({"date": "date"} if way.with_points else {"date": "date", "lat": "lat", "lon": "lon"}) | {field: "odd"}
        for around in ("", " "):
            check_arrival(way, named, ImportOptions(mapping=named), around)


def test_only_names_that_a_shapefile_makes_alike_are_not_made_whole() -> None:
    known = {*(name for names in FIELDS.values() for name in names), *ucdp.COLUMNS, *acled.COLUMNS}
    alike = {name for name in known if any(name[:CUT] == other[:CUT] for other in known - {name})}
    assert {name for name in alike if len(name) > CUT} == CUT_ALIKE | {"assoc_actor_1", "assoc_actor_2"}


def test_the_cut_name_of_a_column_can_be_mapped_as_it_stands_in_the_shapefile() -> None:
    way = WAYS[-1]
    assert way.cuts
    for column in ("descriptio", "description"):
        options = ImportOptions(mapping={"date": "date", "title": column})
        result = way.read(rows_with(way, "description", ["a", "b", "a"]), options)
        assert result.events["title"].tolist() == ["a", "b", "a"]


@EVERY_WAY
def test_two_columns_of_actors_are_the_actors(way: Way) -> None:
    for one, two in (("actor1", "actor2"), ("side_a", "side_b")):
        rows: list[Row] = [{**row, two: "y"} for row in rows_with(way, one, ["FLA", "x", "FLA"])]
        assert way.read(rows).events["actors"].tolist() == [("FLA", "y"), ("x", "y"), ("FLA", "y")]
        mapping = {name: name for name in rows[0] if name in FIELDS} | {"actors": (two, one)}
        found = way.read(rows, ImportOptions(mapping=mapping)).events
        assert found["actors"].tolist() == [("y", "FLA"), ("y", "x"), ("y", "FLA")]


@EVERY_WAY
def test_rows_without_an_id_among_others_are_called_by_their_number(way: Way) -> None:
    result = way.read(rows_with(way, "uid", ["A", "", ""]))
    numbers = result.events["source_row"].tolist()
    assert result.events.index.tolist() == ["events:A", *(f"events:row-{number}" for number in numbers[1:])]
    flagged = result.report[result.report["column"] == "uid"]
    assert flagged["row"].tolist() == numbers[1:]


@EVERY_WAY
def test_an_id_that_stands_twice_or_is_too_long_is_rejected(way: Way) -> None:
    result = way.read(rows_with(way, "uid", ["A", "A", "long" * 60]))
    assert result.events.index.tolist() == ["events:A"]
    rejected = result.report[(result.report["severity"] == "rejected") & (result.report["column"] == "uid")]
    assert len(rejected) == 2


@pytest.mark.parametrize("way", [way for way in WAYS if "CSV" not in way.name], ids=lambda way: way.name)
def test_numbers_that_are_numbers_in_the_file(way: Way) -> None:
    numbers: dict[str, list[float]] = {
        "uid": [7, 8, 9],
        "low": [1, 2, 1],
        "best": [3, 3, 3],
        "high": [5, 6, 5],
        "radius_km": [2.5, 5.0, 2.5],
    }
    if not way.with_points:
        numbers |= {"lat": [place[1] for place in PLACES], "lon": [place[0] for place in PLACES]}
    rows: list[Row] = [{"date": day, **{name: numbers[name][row] for name in numbers}} for row, day in enumerate(DAYS)]
    result = way.read(rows)
    found = result.events
    assert found.index.tolist() == ["events:7", "events:8", "events:9"]
    assert found[["low", "best", "high", "radius_km"]].values.tolist() == [[1, 3, 5, 2.5], [2, 3, 6, 5], [1, 3, 5, 2.5]]
    assert found["lat"].tolist() == [place[1] for place in PLACES]
    assert result.flagged == 0


# --- the layouts that are known

UCDP_EVENT = {
    "date_start": pd.Timestamp("2024-07-25"), "date_end": pd.Timestamp("2024-07-26"), "date_precision": "days",
    "place_precision": "near", "radius_km": 25.0, "country": "MLI", "place_name": "Tinzaouaten",
    "kind": "state-based violence", "actors": ("Government of Mali", "FLA"), "low": 1.0, "best": 2.0, "high": 3.0,
    "title": "Government of Mali - FLA: Tinzaouaten", "notes": "near it", "source_text": "a source",
}  # fmt: skip
UCDP_CELLS = {
    name: UCDP_ROW[name] for name in ucdp.COLUMNS
} | {"date_end": "2024-07-26", "date_prec": "2", "code_status": "Check", "year": "2023", "latitude": "19.5",
     "longitude": "2.6"}  # fmt: skip

ACLED_EVENT = {
    "date_start": pd.Timestamp("2024-07-22"), "date_end": pd.Timestamp("2024-07-28"), "date_precision": "week",
    "place_precision": "near", "country": "MLI", "place_name": "Tinzaouaten", "kind": "battles",
    "actors": ("Wagner Group", "Military Forces of Mali (2021-)", "JNIM", "Somebody"),
    "actor_kinds": ("external or other forces", "", "rebel group", ""), "best": 7.0,
    "title": "Armed clash: Tinzaouaten", "notes": "What happened.", "source_text": "A paper",
}  # fmt: skip
ACLED_CELLS = {name: ACLED_ROW.get(name, "") for name in acled.COLUMNS} | {
    "time_precision": "2", "geo_precision": "2", "assoc_actor_2": "Somebody", "latitude": "19.5", "longitude": "2.6",
    "year": "2023",
}  # fmt: skip


def check_layout(way: Way, cells: list[dict[str, str]], event: dict, flagged: set[str], prefix: str, key: str) -> None:
    """Three rows of a known layout by one way; ``flagged`` columns are in the report because they were read."""
    rows: list[Row] = [
        {**row, key: f"E{number}", "longitude": str(lon), "latitude": str(lat)}
        for number, (row, (lon, lat)) in enumerate(zip(cells, PLACES, strict=True), start=1)
    ]
    result = way.read(rows)
    assert result.events.index.tolist() == [f"{prefix}:E{number}" for number in (1, 2, 3)]
    assert (result.events["lat"].tolist(), result.events["lon"].tolist()) == ([19.5, 19.6, 19.5], [2.6, 2.7, 2.6])
    for name, value in event.items():
        assert result.events[name].tolist() == [value] * 3, (name, way.name)
    lines = result.report[result.report["row"].notna() & (result.report["severity"] == "flagged")]
    assert set(lines["column"]) == {name[:CUT] if way.cuts else name for name in flagged}


@EVERY_WAY
def test_each_column_of_ucdp(way: Way) -> None:
    check_layout(way, [UCDP_CELLS] * 3, UCDP_EVENT, {"year", "code_status"}, "ucdp", "id")


@EVERY_WAY
def test_each_column_of_acled_whichever_of_three_names_the_country(way: Way) -> None:
    given = {"iso3": "MLI", "iso": "466", "country": "Mali"}
    cells = [ACLED_CELLS | {name: given[name] if name == one else "" for name in given} for one in given]
    check_layout(way, cells, ACLED_EVENT, {"year"}, "acled", "event_id_cnty")


def test_all_columns_of_the_known_layouts_are_tried() -> None:
    assert set(UCDP_CELLS) == set(ucdp.COLUMNS)
    assert set(ACLED_CELLS) == set(acled.COLUMNS)
    assert "actors" in recognised(["side_a"])
