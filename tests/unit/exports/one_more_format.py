"""Prints, as JSON, what each place makes of the format that ``.docs/adding-a-format.md`` adds.

Run as ``python -m exports.one_more_format`` where the code is that of a copy to which the format was added.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import streamlit

from geodata.asking.filters import Filters
from geodata.exports import FORMATS
from geodata.languages import LANGUAGES, speaking
from geodata.reading.translation import in_language
from geodata.selecting.colophon import colophon
from geodata.selecting.selection import select
from tests.real_story import REAL

MADE = dt.datetime(2024, 11, 23, 17, 30, tzinfo=dt.UTC)


def panel(language: str) -> list[tuple[str, str]]:
    """The buttons of the panel and what each says to a pointer."""
    from pages.handing import download_panel
    from pages.viewing import address

    found = []
    setattr(streamlit, "download_button", lambda label, **how: found.append((label, how["help"])))  # noqa: B010
    setattr(address, "chosen", lambda: None)  # noqa: B010 - as a test that patches them does
    with speaking(language):
        download_panel.download_panel(in_language(REAL, language), Filters())
    return found


def written(language: str, filters: Filters) -> str:
    story = in_language(REAL, language)
    return FORMATS["md"].content(select(story, filters), colophon(story, filters, MADE)).decode()


def main() -> None:
    early = Filters(known_on=dt.date(2024, 7, 27))
    found: dict[str, Any] = {
        "panel": {language: panel(language) for language in LANGUAGES},
        "file": {language: written(language, Filters()) for language in LANGUAGES},
        "early": written("en", early),
        "colophon": list(colophon(REAL, early, MADE).parts().values()),
    }
    print(json.dumps(found))


if __name__ == "__main__":
    main()
