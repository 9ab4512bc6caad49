"""GeoJSON (RFC 7946): features whose properties are the cells and whose points are the places."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence

import numpy as np
import pandas as pd

from geodata.importers.faults import ImportFault
from geodata.importers.limits import MAX_FIELD, MAX_JSON, MAX_JSON_VALUES, MAX_ROWS
from geodata.importers.options import ImportOptions
from geodata.importers.projection import to_degrees
from geodata.importers.raw_table import Chooser, RawTable, check_header, first_positions, plain_names
from geodata.importers.report import Report
from geodata.importers.sentences import SAME_PROPERTY
from geodata.languages import gettext, noop

_REMEDY_POINT = noop("give the feature a point, or a geometry of null when the place is not known")


def read_geojson(data: bytes, name: str, choose: Chooser, options: ImportOptions, report: Report) -> RawTable:
    """Read a FeatureCollection, or one Feature. Rows are numbered from 1. Raises ImportFault when it is neither."""
    content = _parsed(data, name)
    options.step(0.3, gettext("reading features"))
    features = _features(content, name)
    if len(features) > MAX_ROWS:
        words = noop("{name} has more than {most} features (limit MAX_ROWS); cut it into several files.")
        raise ImportFault(words, name=name, most=MAX_ROWS)
    good = [number for number, feature in enumerate(features, start=1) if _is_feature(feature)]
    report.row_numbers = np.array(good, dtype=np.int64)
    taken = set(good)
    broken = [number for number in range(1, len(features) + 1) if number not in taken]
    shown = [json.dumps(features[number - 1])[:200] for number in broken]
    remedy = noop("write it as a Feature with properties and a geometry")
    report.rows(broken, "", shown, noop("this is not a feature"), remedy)
    kept = [features[number - 1] for number in good]
    x, y = _points(kept, report)
    x, y, converted = _stated(content, x, y, name, report)
    options.step(0.5, gettext("reading properties"))
    given, cells = _cells([feature.get("properties") or {} for feature in kept], choose, name, report)
    return RawTable(given, cells, report.row_numbers, report, len(broken), (y, x), converted)


def geojson_columns(data: bytes, name: str) -> list[str]:
    """Names of all properties, in the order in which they are first met. Raises ImportFault as read_geojson does."""
    features = _features(_parsed(data, name), name)
    names = list(_properties([feature.get("properties") or {} for feature in features if _is_feature(feature)]))
    check_header(names, name)
    return names


def _properties(rows: Sequence[dict]) -> dict[str, str]:
    """Names of all properties as they can be shown, each with the key that it is in the file."""
    return {_text(key): key for key in dict.fromkeys(key for row in rows for key in row)}


def _features(content: dict, name: str) -> list:
    features = content.get("features") if content.get("type") == "FeatureCollection" else [content]
    if not isinstance(features, list) or (features == [content] and content.get("type") != "Feature"):
        words = noop("{name} is JSON but not GeoJSON: it holds no features; export it as GeoJSON (RFC 7946).")
        raise ImportFault(words, name=name)
    return features


def _parsed(data: bytes, name: str) -> dict:
    if len(data) > MAX_JSON:
        words = noop("{name} has {size} bytes, more than {most} (limit MAX_JSON) for JSON; bring it as CSV.")
        raise ImportFault(words, name=name, size=len(data), most=MAX_JSON)
    if sum(data.count(mark) for mark in (b",", b"[", b"{")) > MAX_JSON_VALUES:
        words = noop("{name} holds more than {most} values (limit MAX_JSON_VALUES) for JSON; bring it as CSV.")
        raise ImportFault(words, name=name, most=MAX_JSON_VALUES)
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        words = noop("{name} is JSON but not in UTF-8, which JSON must be; save it again in UTF-8.")
        raise ImportFault(words, name=name) from error
    except RecursionError as error:
        words = noop("{name} is JSON nested too deeply to be a table of events; check what it is.")
        raise ImportFault(words, name=name) from error
    except json.JSONDecodeError as error:
        words = noop("{name} looks like JSON but cannot be read (line {line}); check that it is whole.")
        raise ImportFault(words, name=name, line=error.lineno) from error
    except ValueError as error:
        words = noop("{name} looks like JSON but cannot be read; check that it is whole.")
        raise ImportFault(words, name=name) from error
    if not isinstance(content, dict):
        words = noop("{name} is JSON but not GeoJSON: it is no object; export it as GeoJSON (RFC 7946).")
        raise ImportFault(words, name=name)
    return content


def _is_feature(feature: object) -> bool:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        return False
    return isinstance(feature.get("properties"), dict | None)


def _points(features: Sequence[dict], report: Report) -> tuple[np.ndarray, np.ndarray]:
    """Two arrays, x and y of each feature, NaN without a point."""
    x, y = np.full(len(features), np.nan), np.full(len(features), np.nan)
    wrong, shapes = np.zeros(len(features), dtype=bool), np.zeros(len(features), dtype=bool)
    shown: list[str] = []
    for position, feature in enumerate(features):
        geometry = feature.get("geometry")
        if geometry is None:
            continue
        kind = geometry.get("type") if isinstance(geometry, dict) else None
        pair = geometry.get("coordinates") if kind == "Point" else None
        if kind == "Point" and isinstance(pair, list) and _is_pair(pair):
            x[position], y[position] = float(pair[0]), float(pair[1])
        elif kind == "Point" or not isinstance(kind, str):
            wrong[position] = True
            shown.append(str(geometry)[:200])
        else:
            shapes[position] = True
    reason = noop("these are not coordinates of a point")
    report.cells(wrong, "geometry", shown, "rejected", reason, _REMEDY_POINT)
    kinds = [str(features[position]["geometry"]["type"]) for position in np.flatnonzero(shapes).tolist()]
    reason = noop("not a single point; the row is kept without a place")
    report.cells(shapes, "geometry", kinds, "flagged", reason, _REMEDY_POINT)
    return x, y


def _is_pair(pair: list) -> bool:
    return len(pair) >= 2 and all(
        type(value) in (int, float) and abs(value) < 1e15 and math.isfinite(value) for value in pair[:2]
    )


def _stated(
    content: dict, x: np.ndarray, y: np.ndarray, name: str, report: Report
) -> tuple[np.ndarray, np.ndarray, bool]:
    """Heed the member "crs", which RFC 7946 no longer knows but older files have."""
    crs = content.get("crs")
    properties = crs.get("properties") if isinstance(crs, dict) else None
    if isinstance(crs, dict) and crs.get("type") == "link":
        place = properties.get("href") if isinstance(properties, dict) else None
        reason = noop("the coordinate system stands at another address, which is not asked; WGS 84 was assumed")
        report.file("crs", place if isinstance(place, str) else "", reason, noop("save the file in WGS 84 (EPSG:4326)"))
        return x, y, False
    stated = properties.get("name") if isinstance(properties, dict) else None
    if not isinstance(stated, str):
        return x, y, False
    return to_degrees(report, stated, x, y, name)


def _cells(
    rows: Sequence[dict], choose: Chooser, name: str, report: Report
) -> tuple[dict[str, str], dict[str, pd.Series]]:
    keys = _properties(rows)
    header = list(keys)
    check_header(header, name)
    positions = first_positions(plain_names(header))
    given = {plain: header[position] for plain, position in positions.items()}
    for key in header:
        plain = plain_names([key])[0]
        if plain and given[plain] != key:
            report.file(key, "", SAME_PROPERTY.format(name=given[plain][:40]), noop("give each its own name"))
    cells = {}
    for plain in choose(list(positions)):
        texts = [_text(row.get(keys[given[plain]])) for row in rows]
        if any(len(text) > MAX_FIELD for text in texts):
            words = noop("{name} has a value of more than {most} characters (limit MAX_FIELD); shorten it.")
            raise ImportFault(words, name=name, most=MAX_FIELD)
        cells[plain] = pd.Series(texts, dtype="str")
    return given, cells


def _text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, list) and all(isinstance(element, str) for element in value):
        value = "; ".join(value)
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text.encode("utf-8", "backslashreplace").decode()  # JSON may hold half a letter
