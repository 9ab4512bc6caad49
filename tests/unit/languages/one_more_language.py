"""Prints, as JSON, what each place makes of the language that ``.docs/adding-a-language.md`` adds.

Run as ``python -m languages.one_more_language`` where the code is that of a copy to which the language was added.
"""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path
from typing import Any

import geodata
from geodata.asking.filters import Filters
from geodata.exports import FORMATS
from geodata.knowing.method import method_text
from geodata.languages import LANGUAGES, gettext, ngettext, speaking
from geodata.languages.formats import day_words, number, territory
from geodata.reading.translation import in_language
from geodata.selecting.colophon import colophon
from geodata.selecting.selection import select
from tests.real_story import REAL

SHELL = Path(geodata.__file__).parents[1] / "pages" / "shell.py"
MADE = dt.datetime(2024, 11, 23, 17, 30, tzinfo=dt.UTC)


def page() -> dict[str, Any]:
    from streamlit.testing.v1 import AppTest

    shown = AppTest.from_file(str(SHELL), default_timeout=120)
    shown.query_params["lang"] = ["de"]
    shown.run()
    return {
        "faults": [one.value for one in shown.exception],
        "titles": [made.title for made in shown.session_state["shell.pages"].values()],
        "offered": [option for box in shown.selectbox for option in box.options],
    }


def answer() -> str:
    from starlette.applications import Starlette
    from starlette.testclient import TestClient

    from geodata.serving.api.interface import api_routes

    return TestClient(Starlette(routes=api_routes())).get("/api/events.csv?lang=de&kind=weather").text


def main() -> None:
    story = in_language(REAL, "de")
    with speaking("de"):
        said = [
            gettext("Evidence"),
            gettext("Open questions"),
            ngettext("**{n}** has no place", "**{n}** have no place", 2),
        ]
        said += [day_words(dt.date(2024, 3, 27)), number(1848.5), territory("TCD"), method_text()]
        said += [REAL.manifest.kinds["weather"].words(), REAL.manifest.kinds["ambush"].words()]
    handout = FORMATS["geojson"].content(select(story, Filters()), colophon(story, Filters(), MADE)).decode()
    found = {"languages": LANGUAGES, "said": said, "handout": handout, "page": page(), "answer": answer()}
    print(json.dumps(found))


if __name__ == "__main__":
    main()
