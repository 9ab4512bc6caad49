"""The text on method, which the page, the printed brief and the command line all read."""

from __future__ import annotations

from pathlib import Path


def method_text() -> str:
    """Return the text in Markdown: headings with #, lists, tables, paragraphs, * for emphasis."""
    return (Path(__file__).parent / "method.md").read_text("utf-8")
