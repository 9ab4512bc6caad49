"""The text on method, which the page, the printed brief and the command line all read."""

from __future__ import annotations

from pathlib import Path

from geodata.languages import ENGLISH, language


def method_text() -> str:
    """Return the text in Markdown: headings with #, lists, tables, paragraphs, * for emphasis.

    In English while the language that is spoken has none of its own.
    """
    english = Path(__file__).parent / "method.md"
    own = english.parent / "languages" / language() / english.name
    return (own if language() != ENGLISH and own.exists() else english).read_text("utf-8")
