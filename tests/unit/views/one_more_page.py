"""Prints, as JSON, what each place makes of the page that ``.docs/adding-a-page.md`` adds.

Run as ``python -m views.one_more_page`` where the code is that of a copy to which the page was added.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import geodata
from geodata.reading.story import Story
from tests.real_story import REAL

COPY = Path(geodata.__file__).parents[1]


def opened(file: str = "", **params: list[str]) -> Any:
    from streamlit.testing.v1 import AppTest

    page = AppTest.from_file(str(COPY / "pages/shell.py"), default_timeout=120)
    for name, values in params.items():
        page.query_params[name] = values
    if file:
        page.switch_page(file)
    return page.run()


def _address(shown: Any) -> dict[str, list[str]]:
    """What the address says; Streamlit keeps a text of its own writing as a text, else as a list."""
    said = dict(shown.query_params)
    return {name: [value] if isinstance(value, str) else list(value) for name, value in said.items()}


def page() -> dict[str, Any]:
    shown = opened("sites.py", tint=["pale"], country=["MLI"])
    found = {
        "faults": [one.value for one in shown.exception],
        "title": shown.title[0].value,
        "choice": shown.get("button_group")[0].value,
        "count": next(text.value for text in shown.markdown if " of " in text.value and "shown" in text.value),
        "address": _address(shown),
    }
    shown.switch_page("timeline.py").run()
    return {**found, "address of another page": _address(shown)}


def navigation(language: str = "en") -> dict[str, Any]:
    shown = opened(lang=[language])
    return {
        "faults": [one.value for one in shown.exception],
        "titles": [made.title for made in shown.session_state["shell.pages"].values()],
        "links": [one.proto.label for one in shown.get("page_link")],
    }


def of_a_story_without_presence() -> dict[str, Any]:
    from geodata.serving import tables as served

    story: Story = replace(REAL, presence=REAL.presence.iloc[:0])
    served.tables.forget()
    setattr(served, "load_story", lambda: story)  # noqa: B010 - as a test that patches it does
    return navigation()


def map_and_counts() -> dict[str, Any]:
    from geodata.asking.filters import Filters
    from geodata.views.registry import page_counts, page_map

    counts = page_counts("sites", REAL, Filters())
    return {
        "shade": {tint: page_map("sites", REAL, Filters(), tint=tint).layers["shade"] for tint in ("tinted", "pale")},
        "counts": None if counts is None else counts.words(),
    }


def scene() -> dict[str, Any]:
    from geodata.telling.scenes import Scene, read_set, write_set

    own = Scene("OWN1", "Where", "", "", "sites", "tint=pale", ((10.0, -10.0), (25.0, 10.0)), ())
    (read,) = read_set(write_set([own]), REAL)
    return {"page": read.page, "shade": read.map(REAL).layers["shade"]}


def sheet() -> dict[str, Any]:
    from starlette.applications import Starlette
    from starlette.testclient import TestClient

    from geodata.serving.sheet_route import sheet_routes

    found = TestClient(Starlette(routes=sheet_routes())).get("/sheet/sites", params={"day": "2024-07-27"}).json()
    return {"wide": found["wide"], "titles": [block["title"] for block in found["blocks"]]}


def main() -> None:
    from documented import missing_lines

    found = {
        "page": page(),
        "navigation": {code: navigation(code) for code in ("en", "fr")},
        "map": map_and_counts(),
        "scene": scene(),
        "sheet": sheet(),
        "missing lines": missing_lines(),
        "without presence": of_a_story_without_presence(),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
