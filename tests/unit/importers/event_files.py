"""Small files of events, made by hand, for the tests of the import."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Mapping, Sequence

from geodata.importers import ImportOptions, ImportResult, read_events

UCDP_ROW = {
    "id": "1", "relid": "MLI-2024-1-1", "year": "2024", "active_year": "1", "code_status": "Clear",
    "type_of_violence": "1", "dyad_name": "Government of Mali - FLA", "side_a": "Government of Mali", "side_b": "FLA",
    "source_article": "a source", "where_prec": "2", "where_coordinates": "Tinzaouaten", "where_description": "near it",
    "latitude": "19.95", "longitude": "2.97", "country": "Mali", "event_clarity": "1", "date_prec": "1",
    "date_start": "2024-07-25 00:00:00.000", "date_end": "2024-07-25 00:00:00.000",
    "low": "1", "best": "2", "high": "3",
}  # fmt: skip

ACLED_ROW = {
    "event_id_cnty": "MLI1", "event_date": "2024-07-25", "year": "2024", "time_precision": "1",
    "disorder_type": "Political violence", "event_type": "Battles", "sub_event_type": "Armed clash",
    "actor1": "Wagner Group", "assoc_actor_1": "Military Forces of Mali (2021-)", "inter1": "External/Other Forces",
    "actor2": "JNIM", "assoc_actor_2": "", "inter2": "Rebel Groups", "iso": "466", "country": "Mali",
    "location": "Tinzaouaten", "latitude": "19.95", "longitude": "2.97", "geo_precision": "1", "source": "A paper",
    "notes": "What happened.", "fatalities": "7",
}  # fmt: skip

PLAIN_ROW = {"id": "a", "date": "2024-07-25", "lat": "19.95", "lon": "2.97", "deaths": "4", "title": "A clash"}


def table(rows: Sequence[Mapping[str, str]], separator: str = ",", second: Sequence[str] = ()) -> bytes:
    """A delimited file; ``second`` is a row between header and rows."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, lineterminator="\n")
    writer.writerow(rows[0])
    if second:
        writer.writerow(second)
    writer.writerows(row.values() for row in rows)
    return text.getvalue().encode()


def rows_of(row: Mapping[str, str], *changes: Mapping[str, str]) -> list[dict[str, str]]:
    """The row once for each change, each under an id of its own unless the change names one."""
    key = next(name for name in ("id", "event_id_cnty") if name in row)
    return [{**row, key: f"{number}", **change} for number, change in enumerate(changes, start=1)]


def read(data: bytes, name: str = "events", options: ImportOptions | None = None) -> ImportResult:
    """Import, and check what holds for every import."""
    result = read_events(data, name, options)
    assert result.rows_read == result.accepted + result.rejected
    assert result.events.index.is_unique
    rejected = set(result.report.loc[result.report["severity"] == "rejected", "row"])
    assert not rejected & set(result.events["source_row"])
    assert (result.report[["reason", "remedy", "severity"]] != "").all(axis=None)
    return result


def lines(result: ImportResult) -> list[tuple[int | str, str, str, str, str]]:
    """The report without remedies, as plain tuples; a line on the whole file has row ""."""
    return [
        ("" if row != row else int(row), column, value, severity, reason)
        for row, column, value, severity, reason in result.report[
            ["row", "column", "value", "severity", "reason"]
        ].astype({"row": "float64"}).itertuples(index=False)
    ]  # fmt: skip


def feature(geometry: object, **properties: object) -> dict[str, object]:
    """A GeoJSON feature."""
    return {"type": "Feature", "properties": {"date": "2024-07-25", **properties}, "geometry": geometry}


def point(*coordinates: object) -> dict[str, object]:
    """A GeoJSON point: longitude, latitude."""
    return {"type": "Point", "coordinates": list(coordinates)}


def collection(*features: object, **members: object) -> bytes:
    """A GeoJSON file."""
    return json.dumps({"type": "FeatureCollection", "features": features, **members}).encode()


def zipped(files: Mapping[str, bytes]) -> bytes:
    """A zip file."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return stream.getvalue()
