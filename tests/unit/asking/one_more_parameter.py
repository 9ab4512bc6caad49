"""Adds the row of ``.docs/adding-a-filter.md`` to the table and prints, as JSON, what each place makes of it.

Run as ``python -m asking.one_more_parameter FOLDER``. It is a process of its own because the table is read once, when
the modules that read it are imported: so they are imported here after the row is there.
"""

from __future__ import annotations

import contextlib
import io
import json
import re
import sys
from pathlib import Path
from typing import Any

import geodata  # noqa: F401 - before anything imports pyogrio, as in the dashboard
from geodata.asking import table

TOP = Path(__file__).parents[3]


def documented_row() -> str:
    """The row as the document shows it."""
    block = re.search(r"```python\n(.*?)```", (TOP / ".docs/adding-a-filter.md").read_text("utf-8"), re.DOTALL)
    assert block is not None
    return block[1]


def address() -> dict[str, Any]:
    from geodata.asking.filter_parameters import read_filters, vocabulary
    from tests.real_story import REAL

    filters, notices = read_filters({"dated": ["month", "never"]}, REAL)
    return {
        "offered": vocabulary(REAL)["dated"],
        "read": filters.others,
        "written": filters.to_params(),
        "notices": notices,
    }


def words() -> dict[str, Any]:
    from exports.written import about

    from geodata.asking.filter_parameters import read_filters
    from geodata.asking.filters import PARTS, events_mask, too_tight
    from geodata.knowing import rivals
    from tests.real_story import REAL

    filters, _ = read_filters({"dated": ["month", "year"], "country": ["MLI"]}, REAL)
    nowhere, _ = read_filters({"dated": ["season"], "kind": ["coup"]}, REAL)
    tight = too_tight(nowhere, lambda looser: int(events_mask(REAL, looser).sum()))
    return {
        "colophon": about(REAL, filters).filters,
        "address": about(REAL, filters).address,
        "tight": [PARTS[part] for part, _ in tight],
        "dimmed": sorted(set(rivals.why_dimmed(REAL, filters))),
    }


def interface() -> dict[str, Any]:
    from starlette.applications import Starlette
    from starlette.testclient import TestClient

    from geodata.serving.api.interface import api_routes
    from tests.real_story import REAL

    client = TestClient(Starlette(routes=api_routes(lambda: REAL)))
    operation = client.get("/api/openapi.json").json()["paths"]["/api/events.geojson"]["get"]
    rows = client.get("/api/events.geojson", params={"dated": "month"})
    return {
        "openapi": [found for found in operation["parameters"] if found["name"] == "dated"],
        "readable": "<code>dated=day</code>" in client.get("/api/").text,
        "rows": [feature["id"] for feature in rows.json()["features"]],
        "refused": client.get("/api/events.geojson", params={"dated": "never"}).text,
    }


def command(folder: Path) -> dict[str, Any]:
    from geodata.__main__ import main

    said, out = io.StringIO(), folder / "out.geojson"
    with contextlib.redirect_stdout(said):
        with contextlib.suppress(SystemExit):
            main(["export", "--help"])
        code = main(["export", "--format", "geojson", "--out", str(out), "--dated", "month", "--dated", "year"])
    features = json.loads(out.read_text("utf-8"))["features"]
    events = [feature["id"] for feature in features if feature["properties"]["layer"] == "events"]
    return {"help": said.getvalue(), "code": code, "events": events}


def rows() -> dict[str, Any]:
    from imported.event_rows import made
    from sqlalchemy.dialects import postgresql

    from geodata.asking.filter_parameters import read_filters
    from geodata.asking.filters import claims_mask, events_mask, presence_mask, route_mask
    from geodata.database.asking import condition
    from geodata.imported.event_filter import imported_mask
    from tests.real_story import REAL

    filters, _ = read_filters({"dated": ["month", "year"]}, REAL)
    masks = {mask.__name__: mask(REAL, filters) for mask in (events_mask, claims_mask, presence_mask, route_mask)}
    brought = made({}, {"date_precision": "month"}, {"date_precision": "year"})
    statement = condition(REAL, filters).compile(dialect=postgresql.dialect())  # type: ignore[no-untyped-call]
    return {
        **{name: list(mask.index[mask]) for name, mask in masks.items()},
        "imported": imported_mask(brought, REAL, filters).tolist(),
        "sql": str(statement),
        "bound": list(statement.params.values()),
    }


def page() -> dict[str, Any]:
    from streamlit.testing.v1 import AppTest

    shell = AppTest.from_file(str(TOP / "pages/shell.py"), default_timeout=120)
    shell.query_params["dated"] = ["month"]
    shell.run()
    opened = next(widget for widget in shell.multiselect if widget.key == "filter.dated")
    found = {"label": opened.label, "shown": opened.value, "faults": len(shell.exception)}
    opened.set_value(["month", "year"]).run()
    return {**found, "address": shell.query_params["dated"]}


def main() -> None:
    row = eval(documented_row(), vars(table))
    table.PARAMETERS = (*table.PARAMETERS, row)
    from documented import missing_lines

    found = {
        "address": address(),
        "words": words(),
        "interface": interface(),
        "command": command(Path(sys.argv[1])),
        "rows": rows(),
        "page": page(),
        "missing lines": missing_lines(),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
