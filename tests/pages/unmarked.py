"""Which texts of the pages nobody marked for translation: run as ``python -m tests.pages.unmarked``, prints them.

Every text that is looked up comes back in brackets, ⟦as this⟧. What a viewer sees outside of brackets then stands in
the tables, is a number, an id, an address or a month, or was forgotten. It runs in a process of its own because the
project keeps texts once they are made.
"""

from __future__ import annotations

import calendar
import csv
import io
import json
import logging
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any
from unittest.mock import patch

from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Dataframe, Node

from geodata.knowing.method import method_text
from geodata.languages import words
from geodata.reading.translation import texts
from tests.conftest import TABLES
from tests.page_lists import FILES
from tests.pages.conftest import open_first
from tests.pages.elements import choose_cell, nodes

SHELL = Path(__file__).parents[2] / "pages" / "shell.py"

#: Where Streamlit keeps what a viewer sees of an element; everything else in a message is ids, icons and addresses.
_SEEN = {"label", "help", "placeholder", "body", "alt", "options", "content", "text", "value"}

#: What looks like words and is none, and what is the same in every language.
_NO_WORDS = re.compile(
    r"""https?://[^\s)\]]+ | \bBASE\b | \]\([^)]*\) | :material/\w+: | :[\w-]+\[ | `[^`]*`
    | \b[A-Z]{1,4}[0-9]+[a-z]?\b | \bCC\ BY\b | \bUTC\b | \bkm\b""",
    re.VERBOSE,
)
#: Words of the calendar and names of languages, which come from CLDR.
_CLDR = re.compile(rf"\b({'|'.join([*calendar.month_name[1:], *calendar.month_abbr[1:], 'English', 'Français'])})\b")


class Bracketed:
    """A language that says everything in brackets."""

    def gettext(self, text: str) -> str:
        return f"⟦{text}⟧"

    def ngettext(self, one: str, many: str, number: int) -> str:
        return f"⟦{one if number == 1 else many}⟧"

    def pgettext(self, _context: str, text: str) -> str:
        return f"⟦{text}⟧"


def _table_texts() -> list[str]:
    """Every text of the tables and every item of a list, the longest first. Codes are none: pages have words."""
    columns = {(table, column) for table, texts_of in texts("fr").items() for _, column in texts_of}
    found = {method_text()}
    for path in TABLES.glob("*.csv"):
        for row in csv.DictReader(io.StringIO(path.read_text("utf-8"))):
            for column, cell in row.items():
                if column == "id" or (path.stem, column) in columns | {("sources", "title")}:
                    found |= {cell, *cell.split(";"), re.split(r" \(|, ", cell)[0]}
    found |= {*_story_texts(tomllib.loads((TABLES / "story.toml").read_text("utf-8")))}
    return sorted((" ".join(text.split()) for text in found if re.search("[A-Za-z]{2}", text)), key=len, reverse=True)


def _story_texts(found: Mapping[str, Any]) -> Iterator[str]:
    """What ``story.toml`` says in English, without values; :mod:`geodata.languages` says what has no other language."""
    for name, value in found.items():
        if isinstance(value, Mapping):
            yield from _story_texts(value)
        elif name == "en":
            yield from re.split(r"\{\w+\}", value)


def _texts(message: Any) -> Iterator[str]:
    for field, value in message.ListFields():
        for part in value if field.is_repeated else [value]:
            if field.type == field.TYPE_MESSAGE:
                yield from _texts(part)
            elif field.type == field.TYPE_STRING and field.name in _SEEN:
                yield part


def _said(node: Node) -> Iterator[str]:
    """Each text that a viewer sees of an element."""
    proto: Any = getattr(node, "proto", None)
    if node.type in ("html", "imgs", "component_instance", "bidi_component") or proto is None:
        return  # style sheets; pictures; the map and the timeline, whose words are sent as data
    if isinstance(node, Dataframe):
        yield from (str(name) for name in node.value.columns)
        yield from (str(cell) for row in node.value.to_numpy() for cell in row if isinstance(cell, str))
    if node.type == "vega_lite_chart":
        spec = json.loads(proto.spec)
        yield from (str(line["title"]) for line in spec["encoding"]["tooltip"])
    if hasattr(proto, "ListFields"):
        yield from _texts(proto)


class Finder:
    """Finds what nobody marked in a text."""

    def __init__(self) -> None:
        self._known = _table_texts()

    def __call__(self, text: str) -> str:
        """Return what is left of a text when all that is marked, known or no word was taken out; "" for nothing."""
        rest = " ".join(re.sub(r"\\(?=[!-/:-@\[-`{-~])", "", text).split())
        while re.search("⟦[^⟦⟧]*⟧", rest):
            rest = re.sub("⟦[^⟦⟧]*⟧", " ¦ ", rest)
        rest = re.sub(r"[^¦]*…", lambda cut: " " if self._is_beginning(cut[0]) else cut[0], rest)
        for known in self._known:
            if not re.search("[A-Za-z]{2}", rest):
                return ""
            if known in rest:
                rest = re.sub(rf"(?<!\w){re.escape(known)}(?!\w)", " ", rest)
        rest = " ".join(_CLDR.sub(" ", _NO_WORDS.sub(" ", rest)).split())
        return rest if re.search("[A-Za-z]{2}", rest) else ""

    def _is_beginning(self, cut: str) -> bool:
        return any(known.startswith(cut.strip().removesuffix("…").strip()) for known in self._known)


def _opened(file: str, **params: str) -> AppTest:
    page = AppTest.from_file(str(SHELL), default_timeout=60)
    for name, value in params.items():
        page.query_params[name] = [value]
    if file != "overview.py":
        open_first(page, file)
    return page.run()


def _pages() -> Iterator[tuple[str, AppTest]]:
    views: tuple[dict[str, str], ...] = (
        {},
        {"asof": "2024-07-28", "event": "E34"},
        {"country": "CAF", "from": "2024-07-01"},
        {"kind": "picnic", "lang": "xx", "event": "E999", "zoom": "north", "asof": "soon"},
    )
    for file in FILES:
        for view in views:
            yield file, _opened(file, **view)
    for row in ("E34", "R34", "R01", "RE09"):
        yield f"card of {row}", _opened("overview.py", event=row)
    yield "a day of presence", _opened("presence.py", day="2024-07-27")
    page = _opened("evidence.py")
    yield "a cell of the ledger", choose_cell(page, "CSP-DPA rebels", "⟦Wagner killed⟧")
    for source in range(3):
        page.session_state["sources-table"] = {"selection": {"rows": [source * 30], "columns": [], "cells": []}}
        yield "a source", page.run()


def unmarked() -> Iterator[str]:
    """Return each text that nobody marked, with the page and the kind of element where it stands."""
    finder, known = cache(Finder()), set()  # most texts stand on every page
    scan = cache(manifest_scanner.scan_component_manifests)
    with (
        patch.object(words, "translations", lambda code: Bracketed()),
        patch.object(manifest_scanner, "scan_component_manifests", scan),
    ):
        for name, page in _pages():
            if page.exception:
                yield f"{name}: {page.exception[0].value}"
            said = [(node.type, text) for node in nodes(page._tree) for text in _said(node)]
            titles = [("title of a page", made.title) for made in page.session_state["shell.pages"].values()]
            for kind, text in (*said, *titles):
                if (rest := finder(text)) and rest not in known:
                    known.add(rest)
                    yield f"{name}, {kind}: {rest[:200]}"


if __name__ == "__main__":
    logging.disable()
    for line in unmarked():
        sys.stdout.write(f"{line}\n")
