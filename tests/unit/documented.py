"""What the documents in `.docs/` say in their tables, and which parameters of an address have no line there yet."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlencode

from geodata.asking.table import PARAMETERS
from geodata.views.registry import PAGE_KINDS, own_parameters
from tests.real_story import REAL

TOP = Path(__file__).parents[2]
DOCS = TOP / ".docs"


#: What the story calls its pages, by the name of their kind.
TITLES = {kind.name: kind.in_story(REAL).title for kind in PAGE_KINDS}


def text(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def rows(name: str) -> list[list[str]]:
    """Cells of the first table of a document, without its head."""
    lines = [line for line in text(name).splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def names(cell: str) -> list[str]:
    return re.findall(r"`([^`]+)`", cell)


def missing_lines() -> list[str]:
    """The lines that ``addresses.md`` lacks: of each parameter that it does not name together with its example."""
    shown = {name: row[2] for row in rows("addresses.md") for name in names(row[0])}
    missing = []
    for row in PARAMETERS:
        example = urlencode({row.name: REAL.manifest.examples.get(row.name, row.example)})
        if example not in shown.get(row.name, ""):
            words = row.words + ("; may repeat" if row.kind.repeats else "")
            missing.append(f"| `{row.name}` | {words} | `{example}` |")
    for own in own_parameters().values():
        example = urlencode({own.name: REAL.manifest.examples.get(own.name, own.example)})
        if example not in shown.get(own.name, ""):
            missing.append(f"| `{own.name}` | {own.words.format(**TITLES)} | `{example}` |")
    return missing
