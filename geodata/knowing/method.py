"""The text on method, which the page, the printed brief and the command line all read."""

from __future__ import annotations

from geodata.languages import ENGLISH, language
from geodata.story_folder import WORDS

_FILE = "method.md"


def method_text() -> str:
    """Return the text in Markdown: headings with #, lists, tables, paragraphs, * for emphasis.

    In English while the language that is spoken has none of its own.
    """
    own = WORDS / language() / _FILE
    return (own if own.exists() else WORDS / ENGLISH / _FILE).read_text("utf-8")
