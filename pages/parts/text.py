"""Text from the tables, made safe for Streamlit's Markdown."""

from __future__ import annotations

import re

#: CommonMark lets a backslash stand before any ASCII punctuation.
_MARKS = re.compile(r"([!-/:-@\[-`{-~])")


def plain(text: object) -> str:
    """Return a text on one line, so that Markdown shows it letter by letter, with no list, emphasis or formula."""
    return _MARKS.sub(r"\\\1", " ".join(str(text).split()))


def link(text: object, url: str) -> str:
    """Return a Markdown link when the address is a web address, else the text alone."""
    if not re.fullmatch(r"https?://[^\s<>]+", url):
        return plain(text)
    safe = url.replace("(", "%28").replace(")", "%29").replace("[", "%5B").replace("]", "%5D")
    return f"[{plain(text)}]({safe})"
