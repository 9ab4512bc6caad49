"""Rules that tie cells, rows and tables together, beyond what `datapackage.json` can say.

Each rule takes all tables and yields what is wrong. A cell that is faulty by itself (a broken number or date)
is passed over here, for `cells` has already told of it; so is a reference to a table that could not be read.
The rules for the evidence itself stand in `evidence_rules`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from geodata.reading.cells import date_in, number_in
from geodata.reading.descriptor import Column, list_items
from geodata.reading.evidence_rules import EVIDENCE_RULES
from geodata.reading.faults import Fault
from geodata.reading.table_text import Row, TableText

Tables = Mapping[str, TableText]
Rule = Callable[[Tables], Iterator[Fault]]

# table, its column of starts, its column of ends
_PERIODS = (
    ("actors", "valid_from", "valid_to"),
    ("events", "date_start", "date_end"),
    ("presence", "from_date", "to_date"),
    ("route", "date_start", "date_end"),
)
# table, lowest number, highest number, columns that a number needs
_NUMBERS = (
    ("claims", "quantity_min", "quantity_max", ("claimant_id", "claimant", "source_ids", "unit")),
    (
        "presence",
        "strength_min",
        "strength_max",
        ("strength_claimant_ids", "strength_claimant", "source_ids"),
    ),
)
_FORM_OF_PRECISION = {
    "day": "YYYY-MM-DD",
    "latest": "YYYY-MM-DD",
    "month": "YYYY-MM",
    "year": "YYYY",
    "season": "YYYY-MM",
}


def ids_are_unique(tables: Tables) -> Iterator[Fault]:
    """No id stands twice in a table."""
    for table in tables.values():
        first_line: dict[str, int] = {}
        for row in table.rows:
            row_id = row.cells["id"]
            if row_id and first_line.setdefault(row_id, row.line) != row.line:
                reason = f"line {row.line} repeats the id of line {first_line[row_id]}; give it an id of its own"
                yield _fault(table, row, "id", reason)


def references_exist(tables: Tables) -> Iterator[Fault]:
    """Every id that a cell or a list names stands in a table that the column refers to."""
    for table in tables.values():
        for column in table.shape.columns.values():
            known = _ids_of(column, tables)
            if known is None:
                continue
            for row in table.rows:
                yield from _unknown_ids(table, row, column, known)


def _ids_of(column: Column, tables: Tables) -> set[str] | None:
    """All ids that the column may name; None when it names none or a table it refers to could not be read."""
    known: set[str] = set()
    for name in column.refers_to:
        ids = tables[name].ids
        if ids is None:
            return None
        known |= ids
    return known if column.refers_to else None


def _unknown_ids(table: TableText, row: Row, column: Column, known: set[str]) -> Iterator[Fault]:
    cell = row.cells[column.name]
    for item in list_items(cell) if column.is_list else (cell,):
        # an item with a stray space has its own fault already, and that one says what to do
        if item.strip() and item == item.strip() and item not in known:
            where = " or ".join(column.refers_to)
            reason = f"no row of {where} has this id; correct it or add the row"
            yield Fault(table.name, row.label, column.name, item, reason)


def ends_follow_starts(tables: Tables) -> Iterator[Fault]:
    """No period ends before it starts."""
    for name, start_column, end_column in _PERIODS:
        for row in tables[name].rows:
            start, end = date_in(row.cells[start_column]), date_in(row.cells[end_column])
            if start and end and end.last_day < start.first_day:
                reason = f"this lies before {start_column} {row.cells[start_column]}; correct one of the two"
                yield _fault(tables[name], row, end_column, reason)
            # an actor's or a presence's beginning may be unknown; a waypoint is not left before it is reached
            if name == "route" and row.cells[end_column] and not row.cells[start_column]:
                reason = f"there is an end but {start_column} is blank; give the start or take out the end"
                yield _fault(tables[name], row, end_column, reason)


def precision_fits_dates(tables: Tables) -> Iterator[Fault]:
    """An event's dates are written exactly as sharply as its date_precision says."""
    table = tables["events"]
    for row in table.rows:
        form = _FORM_OF_PRECISION.get(row.cells["date_precision"])
        for column in ("date_start", "date_end"):
            cell = row.cells[column]
            if form and date_in(cell) and len(cell) != len(form):
                precision = row.cells["date_precision"]
                reason = f"date_precision is {precision}, which needs {form}; correct one of the two"
                yield _fault(table, row, column, reason)


def numbers_are_attributed(tables: Tables) -> Iterator[Fault]:
    """No number stands without who says so, where, and of what; and no lowest is above its highest."""
    for name, low_column, high_column, needed in _NUMBERS:
        table = tables[name]
        for row in table.rows:
            low, high = number_in(row.cells[low_column]), number_in(row.cells[high_column])
            if low is None and high is None:
                continue
            if low is not None and high is not None and low > high:
                reason = f"this is above {high_column} {row.cells[high_column]}; exchange or correct them"
                yield _fault(table, row, low_column, reason)
            for column in needed:
                if not row.cells[column] and not table.shape.columns[column].required:
                    reason = f"the row gives a number but {column} is blank; fill it in or take the number out"
                    yield _fault(table, row, column, reason)


def points_are_whole(tables: Tables) -> Iterator[Fault]:
    """A point has a latitude, a longitude and a radius above zero; only a whole country needs no radius."""
    table = tables["places"]
    for row in table.rows:
        lat, lon, radius = (row.cells[column] for column in ("lat", "lon", "radius_km"))
        for column, cell, other in (("lon", lon, lat), ("lat", lat, lon)):
            if other and not cell:
                reason = "only half of the point is given; give both lat and lon, or neither"
                yield _fault(table, row, column, reason)
        if (lat or lon) and not radius and row.cells["precision"] != "country":
            reason = "the point has no radius; say within how many kilometres the true place lies"
            yield _fault(table, row, "radius_km", reason)
        if number_in(radius) == 0:
            reason = "a radius of zero would make the point exact; say within how many kilometres the place lies"
            yield _fault(table, row, "radius_km", reason)


def actors_have_sources_or_notes(tables: Tables) -> Iterator[Fault]:
    """An actor without a source says why in its notes.

    An army or a state needs no proof that it exists, so an actor may do without. Every other table that has
    the column requires sources by its description.
    """
    for row in tables["actors"].rows:
        if not row.cells["source_ids"] and not row.cells["notes"]:
            reason = "the row has no source and no notes; name its sources, or say in notes why there are none"
            yield _fault(tables["actors"], row, "source_ids", reason)


def countries_agree(tables: Tables) -> Iterator[Fault]:
    """An event or a presence lies in the country of its place."""
    country_of = {row.cells["id"]: row.cells["country"] for row in tables["places"].rows}
    for name in ("events", "presence"):
        for row in tables[name].rows:
            country, place = row.cells["country"], row.cells["place_id"]
            if place not in country_of:
                continue
            if name == "events" and not country:
                reason = f"the event has the place {place} but no country; write {country_of[place]}"
                yield _fault(tables[name], row, "country", reason)
            elif country and country != country_of[place]:
                reason = f"the place {place} lies in {country_of[place]}; correct the country or the place"
                yield _fault(tables[name], row, "country", reason)


def legs_join_their_variant(tables: Tables) -> Iterator[Fault]:
    """A leg joins two different waypoints of its own variant."""
    variant_of = {row.cells["id"]: row.cells["variant"] for row in tables["route"].rows}
    table = tables["legs"]
    for row in table.rows:
        for column in ("from_id", "to_id"):
            variant = variant_of.get(row.cells[column])
            if variant is not None and variant != row.cells["variant"]:
                reason = f"this waypoint belongs to the variant {variant}; a leg stays in its own variant"
                yield _fault(table, row, column, reason)
        if row.cells["from_id"] and row.cells["from_id"] == row.cells["to_id"]:
            yield _fault(table, row, "to_id", "the leg ends where it starts; name another waypoint")


def guide_points_are_points(tables: Tables) -> Iterator[Fault]:
    """Every item of a leg's via is a latitude and a longitude in degrees, with one space between."""
    for row in tables["legs"].rows:
        for item in list_items(row.cells["via"]):
            if item and item == item.strip() and not _is_point(item):
                reason = "this is not a point; write latitude, one space, longitude, in degrees, as in '19.9 2.9'"
                yield Fault("legs", row.label, "via", item, reason)


def _is_point(text: str) -> bool:
    parts = [number_in(part) for part in text.split(" ")]
    if len(parts) != 2 or parts[0] is None or parts[1] is None:
        return False
    return abs(parts[0]) <= 90 and abs(parts[1]) <= 180


def waypoints_have_an_order(tables: Tables) -> Iterator[Fault]:
    """No two waypoints of a variant claim the same place in its order."""
    table = tables["route"]
    taken: dict[tuple[str, float], str] = {}
    for row in table.rows:
        order = number_in(row.cells["seq"])
        if order is None:
            continue
        owner = taken.setdefault((row.cells["variant"], order), row.label)
        if owner != row.label:
            yield _fault(table, row, "seq", f"row {owner} has this place in the same variant; give each its own")


def succession_is_mutual(tables: Tables) -> Iterator[Fault]:
    """When one actor names another as predecessor, that one names it as successor, and vice versa."""
    table = tables["actors"]
    rows = {row.cells["id"]: row for row in table.rows}
    for column, opposite in (("predecessor_ids", "successor_ids"), ("successor_ids", "predecessor_ids")):
        for row in table.rows:
            for other in list_items(row.cells[column]):
                if other in rows and row.cells["id"] not in list_items(rows[other].cells[opposite]):
                    reason = f"{other} does not name this actor in its {opposite}; add it or take this out"
                    yield Fault(table.name, row.label, column, other, reason)


RULES: tuple[Rule, ...] = (
    ids_are_unique,
    references_exist,
    ends_follow_starts,
    precision_fits_dates,
    numbers_are_attributed,
    points_are_whole,
    actors_have_sources_or_notes,
    countries_agree,
    legs_join_their_variant,
    guide_points_are_points,
    waypoints_have_an_order,
    succession_is_mutual,
    *EVIDENCE_RULES,
)


def _fault(table: TableText, row: Row, column: str, reason: str) -> Fault:
    return Fault(table.name, row.label, column, row.cells[column], reason)
