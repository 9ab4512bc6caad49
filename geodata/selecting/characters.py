"""Characters that not every format can hold, made visible."""

from __future__ import annotations

import re

#: Controls other than tab, line feed and carriage return, halves of surrogate pairs and non-characters: XML 1.0
#: forbids them all, C libraries end a text at NUL, and half a pair has no UTF-8.
_NOT_STORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def storable(text: str) -> str:
    """Return a text with U+FFFD, the replacement character, in place of each that some format cannot hold.

    Every format gets the same text. Marks that only change how a text is shown, such as a right-to-left override,
    are part of the text and stay.

    >>> storable("a" + chr(0) + "b")
    'a�b'
    """
    return _NOT_STORABLE.sub("\N{REPLACEMENT CHARACTER}", text)
