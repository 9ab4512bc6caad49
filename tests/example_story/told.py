"""Prints, as JSON, what the machine makes of the story that ``GEODATA_STORY`` names.

Run as ``python -m tests.example_story.told FOLDER``; every hand-out is written into the folder.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path
from typing import Any

from geodata.asking.filters import Filters
from geodata.exports import FORMATS
from geodata.languages import LANGUAGES
from geodata.reading.story import Story, load_story
from geodata.selecting.colophon import colophon
from geodata.selecting.selection import select
from geodata.views.registry import PAGE_KINDS, page_counts

SHELL = Path(__file__).parents[2] / "pages" / "shell.py"
MADE = dt.datetime(2026, 11, 23, 12, tzinfo=dt.UTC)
#: Attributes of Streamlit's elements that hold words.
_TEXTS = ("value", "label", "help", "options", "body")


def pages(language: str) -> dict[str, Any]:
    """What stands on every page that the navigation leads to, and what went wrong there."""
    from streamlit.testing.v1 import AppTest

    shown = AppTest.from_file(str(SHELL), default_timeout=120)
    shown.query_params["lang"] = [language]
    shown.run()
    found = {}
    for name in list(shown.session_state["shell.pages"]):
        if name != PAGE_KINDS[0].name:
            shown.switch_page(f"{name}.py").run()
        found[name] = {
            "faults": [one.value for one in shown.exception],
            "words": "\n".join(str(getattr(one, text, "")) for one in shown.main for text in _TEXTS),
        }
    return found


def counts(story: Story) -> dict[str, str]:
    """The line of counts of each page that has one."""
    paths = [kind.path(story) for kind in PAGE_KINDS if kind.has_data(story)]
    found = {path: page_counts(path, story, Filters()) for path in paths}
    return {name: shown.words() for name, shown in found.items() if shown is not None}


def write_handouts(story: Story, folder: Path) -> None:
    """Write every hand-out, each named by its format."""
    chosen, about = select(story, Filters()), colophon(story, Filters(), MADE)
    for name, kind in FORMATS.items():
        kind.write(chosen, about, folder / f"{name}{kind.ending}")


def answers(story: Story) -> dict[str, tuple[int, str]]:
    """The status and the text of every answer of the interface."""
    from starlette.applications import Starlette
    from starlette.testclient import TestClient

    from geodata.serving.api.interface import api_routes
    from geodata.serving.api.table import ENDPOINTS

    with TestClient(Starlette(routes=api_routes(lambda: story))) as client:
        got = {end.name: client.get(f"/api/{end.name}") for end in ENDPOINTS}
    return {name: (answer.status_code, answer.text) for name, answer in got.items()}


def main() -> None:
    story = load_story()
    write_handouts(story, Path(sys.argv[1]))
    found = {
        "pages": {language: pages(language) for language in LANGUAGES},
        "counts": counts(story),
        "answers": answers(story),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
