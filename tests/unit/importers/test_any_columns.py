"""Whatever the columns and the mapping: a clear refusal, or every row accepted or rejected, and nothing else raised."""

from __future__ import annotations

import csv
import io

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from importers.event_files import collection, point, read
from importers.reading_ways import WAYS, Way

from geodata.importers import ImportFault, ImportOptions, acled, ucdp
from geodata.importers.plain import FIELDS, LAYOUT

KNOWN = sorted({*(name for names in FIELDS.values() for name in names), *ucdp.COLUMNS, *acled.COLUMNS, "side_a", "wkt"})
ODD = ["", " ", "Où ?", "ID", "Event ID", "quand", "1", "=1+1", "a,b", 'a"b', "a\nb", "\u0301", "descriptio", "x" * 30]
NAMES = st.sampled_from([*KNOWN, *ODD])
CELLS = st.sampled_from(
    ["", " ", "A1", "a1 ", "0", "1", "-1", "7.0", "19.5", "2.6", "19,5", "200", "nan", "2024-07-25", "25/07/2024",
     "03/04/2024", "July 2024", "2024", "1527", "Mali", "466", "near", "exact", "FLA; x", ";", "=1+1", "é", "\x00",
     "N/A", "a\nb", '"', "x" * 300]
)  # fmt: skip

#: A table is so many columns of as many cells as there are rows; a mapping is so many pairs.
TABLES = st.integers(0, 3).flatmap(
    lambda rows: st.lists(st.tuples(NAMES, st.lists(CELLS, min_size=rows, max_size=rows)), min_size=1, max_size=6)
)
#: The field of each pair, how many columns it has, and where in the table those begin; beyond it is an odd name.
MAPPINGS = st.lists(st.tuples(st.sampled_from([*FIELDS, "moment"]), st.integers(0, 2), st.integers(0, 6)), max_size=5)
#: A day and a place, without which most tables would be refused.
WHOLE = [("date", "2024-07-25"), ("lat", "19.5"), ("lon", "2.6")]
QUICK = settings(max_examples=2000, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def mapping_of(pairs: list[tuple[str, int, int]], names: list[str]) -> dict[str, str | tuple[str, ...]]:
    there = [*names, "nowhere"]
    mapping: dict[str, str | tuple[str, ...]] = {}
    for field, columns, first in pairs:
        chosen = tuple(there[(first + more) % len(there)] for more in range(columns))
        mapping[field] = chosen[0] if columns == 1 else chosen
    return mapping


def written(names: list[str], rows: list[list[str]]) -> bytes:
    """A CSV file; a name may stand twice."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([names, *rows])
    return text.getvalue().encode()


def survives(data: bytes, rows: int | None, options: ImportOptions) -> None:
    """``read`` checks that the rows read are those accepted and those rejected."""
    try:
        result = read(data, "events", options)
    except ImportFault as fault:
        text = str(fault)
        assert text.endswith(".")
        assert "\n" not in text
        return
    if rows is not None:
        assert result.rows_read == rows
    if result.layout == LAYOUT:
        assert result.events.index.str.startswith("events:").all()


@QUICK
@given(TABLES, st.booleans(), MAPPINGS, st.sampled_from(["comma", "ragged", "json"]))
def test_any_columns_and_any_mapping(
    columns: list[tuple[str, list[str]]], whole: bool, pairs: list[tuple[str, int, int]], kind: str
) -> None:
    count = len(columns[0][1])
    if whole:
        columns = [*columns, *((name, [cell] * count) for name, cell in WHOLE)]
    names = [name for name, _ in columns]
    rows = [[cells[row] for _, cells in columns] for row in range(count)]
    options = ImportOptions(mapping=mapping_of(pairs, names))
    if kind == "json":
        place = point(2.6, 19.5)
        made = [
            {"type": "Feature", "properties": dict(zip(names, row, strict=True)), "geometry": place} for row in rows
        ]
        survives(collection(*made), count, options)
    else:
        survives(written(names, rows) + b"x\n" * (kind == "ragged"), None, options)


@settings(QUICK, max_examples=60)
@given(TABLES, MAPPINGS, st.sampled_from([way for way in WAYS if "GeoPackage" in way.name or way.cuts]))
def test_any_columns_of_a_layer(
    columns: list[tuple[str, list[str]]], pairs: list[tuple[str, int, int]], way: Way
) -> None:
    cells = {name: cells for name, cells in columns if name.isidentifier() and name.lower() not in ("fid", "geom")}
    cells = {"date": ["2024-07-25"] * len(columns[0][1]), **cells}
    names = [*dict.fromkeys(name.lower() for name in cells)]
    rows = [{name: cells.get(name, [""] * 3)[row] for name in names} for row in range(len(columns[0][1]))]
    if rows:
        survives(way.write(rows), len(rows), ImportOptions(mapping=mapping_of(pairs, names)))
