"""The table of the interface. Routes, description and readable page are made from it, so that they cannot differ."""

from __future__ import annotations

import json

from geodata.exports import FORMATS
from geodata.reading.story import Story
from geodata.serving.api import openapi, readable
from geodata.serving.api.answers import data_version_of
from geodata.serving.api.endpoint import Endpoint, Made
from geodata.serving.api.parameters import FILTERS, PAGING, ROUTE, VIEW, Asked
from geodata.serving.api.rows import csv_of, geojson_of, handout_of

_JSON = "application/json; charset=utf-8"
_CSV = "text/csv; charset=utf-8"
_GEOJSON = FORMATS["geojson"].media_type

_STRING, _COUNT = {"type": "string"}, {"type": "integer", "minimum": 0}
_ABOUT = (
    "title",
    "filters",
    "as_of",
    "coverage",
    "address",
    "made_at",
    "data_version",
    "citation",
    "licence",
)
_AT_WILL = ("credits",)
_FEATURES = {
    "type": "object",
    "required": ["type", "features", "numberMatched", "numberReturned", "links", *_ABOUT],
    "properties": {
        "type": {"const": "FeatureCollection"},
        "features": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "id", "geometry", "properties"],
                "properties": {
                    "type": {"const": "Feature"},
                    "id": _STRING,
                    "geometry": {"type": ["object", "null"]},
                    "properties": {"type": "object"},
                },
            },
        },
        "numberMatched": _COUNT,
        "numberReturned": _COUNT,
        "links": {"type": "array", "items": {"type": "object", "required": ["rel", "href"]}},
        **dict.fromkeys((*_ABOUT, *_AT_WILL), _STRING),
    },
}
_HEALTH = {
    "type": "object",
    "required": ["status", "data_version", "rows"],
    "properties": {
        "status": {"const": "ok"},
        "data_version": _STRING,
        "rows": {"type": "object", "additionalProperties": _COUNT},
    },
}


def _health(story: Story, asked: Asked) -> Made:
    rows = {name: len(getattr(story, name)) for name in ("events", "claims", "presence", "places", "sources")}
    return _json({"status": "ok", "data_version": data_version_of(story), "rows": rows})


def _description(story: Story, asked: Asked) -> Made:
    return _json(openapi.description(ENDPOINTS, story))


def _readable(story: Story, asked: Asked) -> Made:
    return Made(readable.page(ENDPOINTS, story))


def _json(document: object) -> Made:
    return Made(json.dumps(document, ensure_ascii=False, indent=1).encode())


ENDPOINTS = (
    Endpoint("", "this interface, to read", "text/html; charset=utf-8", _readable, schema=_STRING),
    Endpoint(
        "health", "whether the data are sound, and how many rows there are", _JSON, _health, schema=_HEALTH, kept=False
    ),
    Endpoint(
        "events.geojson",
        "events that pass the filter, each as exact as its place is known",
        _GEOJSON,
        geojson_of("events"),
        (*FILTERS, *PAGING, *VIEW),
        schema=_FEATURES,
    ),
    Endpoint(
        "events.csv",
        "the same events as a table",
        _CSV,
        csv_of("events"),
        (*FILTERS, *PAGING, *VIEW),
        "-events.csv",
        _STRING,
    ),
    Endpoint(
        "events.kml",
        "events, presence, route, places and claims of the view, in folders",
        FORMATS["kml"].media_type,
        handout_of("kml"),
        (*FILTERS, *ROUTE, *VIEW),
        ".kml",
        _STRING,
    ),
    Endpoint(
        "events.gpkg",
        "events, presence, route, places, claims and sources of the view, in layers",
        FORMATS["gpkg"].media_type,
        handout_of("gpkg"),
        (*FILTERS, *ROUTE, *VIEW),
        ".gpkg",
    ),
    Endpoint(
        "claims.csv",
        "who says what about the events that pass",
        _CSV,
        csv_of("claims"),
        (*FILTERS, *PAGING, *VIEW),
        "-claims.csv",
        _STRING,
    ),
    Endpoint(
        "presence.geojson",
        "reports of presence that pass the filter",
        _GEOJSON,
        geojson_of("presence"),
        (*FILTERS, *PAGING, *VIEW),
        schema=_FEATURES,
    ),
    Endpoint(
        "openapi.json", "this interface, for programs (OpenAPI 3.1)", _JSON, _description, schema={"type": "object"}
    ),
)
