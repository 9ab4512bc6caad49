"""Text from the tables and from strangers' files, made safe for Streamlit's Markdown."""

from __future__ import annotations

import re

from geodata.languages import gettext
from geodata.languages.formats import number
from pages.viewing.limits import MAX_TEXT

#: CommonMark lets a backslash stand before any ASCII punctuation.
_MARKS = re.compile(r"([!-/:-@\[-`{-~])")


#: Controls, halves of surrogate pairs, which cannot be sent at all, and the marks that turn the direction of what
#: follows, beyond the text that they stand in.
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


#: Space of any kind but the one that keeps a mark or a group of digits on its line.
_SPACES = re.compile(r"[^\S\u00a0]+")


def plain(text: object) -> str:
    """Return a text on one line, so that Markdown shows it letter by letter, with no list, emphasis or formula.

    What cannot be shown becomes U+FFFD, the replacement character; beyond :data:`MAX_TEXT` characters it is cut.
    """
    words = str(text)
    if len(words) > MAX_TEXT:
        cut = gettext("{text} … (cut here: {n} characters in all)")
        words = cut.format(text=words[:MAX_TEXT], n=number(len(words)))
    return _MARKS.sub(r"\\\1", _UNSEEN.sub("\N{REPLACEMENT CHARACTER}", _SPACES.sub(" ", words).strip()))


def link(text: object, url: str) -> str:
    """Return a Markdown link when the address is a web address, else the text alone."""
    if not re.fullmatch(r"https?://[^\s<>]+", url):
        return plain(text)
    safe = url.replace("(", "%28").replace(")", "%29").replace("[", "%5B").replace("]", "%5D")
    return f"[{plain(text)}]({safe})"
