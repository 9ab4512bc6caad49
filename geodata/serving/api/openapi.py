"""The interface, described for programs (OpenAPI 3.1)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from geodata.asking.filter_parameters import vocabulary
from geodata.languages import ENGLISH, speaking
from geodata.reading.manifest import NO_PARTS
from geodata.reading.story import Story
from geodata.selecting.colophon import LICENCE
from geodata.serving.api.answers import data_version_of
from geodata.serving.api.endpoint import Endpoint
from geodata.serving.api.parameters import Parameter, example_of

LICENCE_ADDRESS = "https://creativecommons.org/licenses/by/4.0/"

_SENTENCE = {"content": {"text/plain": {"schema": {"type": "string"}}}}

#: What any address may answer besides its rows.
REFUSALS = {
    "400": "a parameter is unknown, or its value is; one sentence says which",
    "401": "the operator asks for sign-in, and the request brought no sign of one",
    "405": "only GET and HEAD are answered",
    "416": "the range lies beyond the end",
    "500": "something went wrong; the sentence holds a number that is also in the operator's log",
    "503": "the tables need mending, or too many wait; ask again later",
}

_HEADERS = {
    "ETag": "changes with the data; send it back as If-None-Match",
    "Link": 'rel="license", rel="service-desc" and, where rows remain, rel="next"',
    "X-Citation": "how to cite the data",
    "X-Data-Version": "the version of the tables",
    "X-Total-Count": "how many rows pass, where an answer may hold only some of them",
}


def title_of(story: Story | None) -> str:
    """Return what the story is called in English, the language of the interface; None has tables that are broken."""
    with speaking(ENGLISH):
        return (NO_PARTS if story is None else story.manifest).sentence("full_title")


def description(endpoints: Iterable[Endpoint], story: Story) -> dict[str, Any]:
    """Return the description as plain data, made from the table of the interface."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": title_of(story),
            "summary": "The rows of the dashboard's pages, under the same filter.",
            "description": f"{LICENCE}. A number is what its claimant says, not a fact.",
            "license": {"name": "CC BY 4.0", "url": LICENCE_ADDRESS},
            "version": data_version_of(story),
        },
        "paths": {f"/api/{endpoint.name}": {"get": _operation(endpoint, story)} for endpoint in endpoints},
        "components": {
            "responses": {status: {"description": words, **_SENTENCE} for status, words in REFUSALS.items()},
            "headers": {name: {"description": words, "schema": {"type": "string"}} for name, words in _HEADERS.items()},
        },
    }


def _operation(endpoint: Endpoint, story: Story) -> dict[str, Any]:
    media_type = endpoint.media_type.split(";")[0]
    found = {
        "headers": {name: {"$ref": f"#/components/headers/{name}"} for name in _HEADERS},
        "content": {media_type: {"schema": dict(endpoint.schema)}},
    }
    return {
        "operationId": endpoint.name.replace(".", "_") or "readable",
        "summary": endpoint.words,
        "parameters": [_parameter(parameter, story) for parameter in endpoint.parameters],
        "responses": {
            "200": {"description": endpoint.words, **found},
            "206": {"description": "the range that was asked for", "content": {media_type: {}}},
            "304": {"description": "the answer has not changed since the one whose ETag was sent"},
            **{status: {"$ref": f"#/components/responses/{status}"} for status in REFUSALS},
        },
    }


def _parameter(parameter: Parameter, story: Story) -> dict[str, Any]:
    schema = {**parameter.schema, **({"enum": vocabulary(story)[parameter.name]} if parameter.listed else {})}
    if parameter.repeats:
        schema = {"type": "array", "items": schema}
    example = example_of(parameter, story)
    return {
        "name": parameter.name,
        "in": "query",
        "description": parameter.words,
        "schema": schema,
        "example": [example] if parameter.repeats else _typed(parameter, example),
    }


def _typed(parameter: Parameter, example: str) -> str | float:
    kinds: dict[str, Callable[[str], float]] = {"number": float, "integer": int}
    kind = parameter.schema.get("type")
    return kinds[kind](example) if kind in kinds else example
