"""Answers that have been made: their bytes, their tag, and the store that keeps the latest of them."""

from __future__ import annotations

import gzip
import hashlib
import re
import threading
from collections import OrderedDict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import geodata
from geodata.reading.story import Story
from geodata.reading.translation import TEXTS
from geodata.selecting.colophon import data_version
from geodata.story_folder import WORDS

#: The most bytes that are kept in all, and of one answer.
MAX_KEPT = 32_000_000
MAX_ANSWER = 8_000_000

#: A body shorter than this, in bytes, gains nothing by compression.
_MIN_GZIP = 500

_RANGE = re.compile(r"bytes=([0-9]{0,18})-([0-9]{0,18})")


@dataclass(frozen=True)
class Answer:
    """The bytes of an answer, as they are and compressed by gzip (None where that gains nothing)."""

    body: bytes
    gzipped: bytes | None
    total: int | None

    @property
    def size(self) -> int:
        """Bytes that it takes to keep."""
        return len(self.body) + len(self.gzipped or b"")


def answer_of(body: bytes, total: int | None) -> Answer:
    """Compress a body once, for all who will ask for it."""
    packed = gzip.compress(body, 5, mtime=0) if len(body) >= _MIN_GZIP else None
    return Answer(body, packed if packed and len(packed) < len(body) else None, total)


class Store:
    """The latest answers, bounded in bytes: the one that was asked for longest ago goes first."""

    def __init__(self, most: int = MAX_KEPT, most_each: int = MAX_ANSWER) -> None:
        self._most, self._most_each = most, most_each
        self._kept: OrderedDict[str, Answer] = OrderedDict()
        self._lock = threading.Lock()
        self.size = 0

    def get(self, key: str) -> Answer | None:
        """Return an answer that is kept."""
        with self._lock:
            found = self._kept.get(key)
            if found is not None:
                self._kept.move_to_end(key)
            return found

    def put(self, key: str, answer: Answer) -> None:
        """Keep an answer, unless it is too large."""
        if answer.size > self._most_each:
            return
        with self._lock:
            before = self._kept.pop(key, None)
            self.size += answer.size - (before.size if before else 0)
            self._kept[key] = answer
            while self.size > self._most:
                _, oldest = self._kept.popitem(last=False)
                self.size -= oldest.size


def data_version_of(story: Story) -> str:
    """Return the version of the tables that a story was read from."""
    return story.version or data_version()


@cache
def _code_version() -> str:
    """A digest of the code and translations that make answers: a new release makes new ones from the same data."""
    digest = hashlib.sha256()
    roots = (Path(geodata.__file__).parent, WORDS)
    kinds = (".py", ".html", ".po")
    for path in sorted(path for root in roots for path in root.rglob("*")):
        if path.suffix in kinds or path.name == TEXTS:
            digest.update(path.read_bytes())
    return digest.hexdigest()


def tag_of(name: str, query: str, story: Story) -> str:
    """Return the entity tag of an answer.

    It is made of address, data and code, not of bytes, so that it is known before the answer is made and is the same
    on every machine. It is weak, because the bytes also say when they were made.
    """
    parts = "\n".join((name, query, data_version_of(story), _code_version()))
    return f'W/"{hashlib.sha256(parts.encode()).hexdigest()[:20]}"'


def is_known(tag: str, if_none_match: str) -> bool:
    """Say whether the one who asks has the answer already (RFC 9110, weak comparison)."""
    known = [item.strip().removeprefix("W/") for item in if_none_match.split(",")]
    return "*" in known or tag.removeprefix("W/") in known


def takes_gzip(accept_encoding: str) -> bool:
    """Say whether an Accept-Encoding allows gzip."""
    for item in accept_encoding.lower().split(","):
        name, _, rest = item.partition(";")
        if name.strip() in ("gzip", "*"):
            return not re.fullmatch(r"\s*q\s*=\s*0(\.0*)?\s*", rest)
    return False


def part_of(wanted: str, length: int) -> tuple[int, int] | None:
    """Return first and last byte of a range, None when the header is not one range in bytes and so does not count.

    Raises ValueError when the range lies beyond the end.

    >>> part_of("bytes=0-99", 1000), part_of("bytes=-10", 1000), part_of("lines=1-2", 1000)
    ((0, 99), (990, 999), None)
    """
    match = _RANGE.fullmatch(wanted.strip())
    if match is None or match.groups() == ("", ""):
        return None
    first, last = match.groups()
    if not first:
        start, end = max(0, length - int(last)), length - 1
    else:
        start, end = int(first), min(int(last), length - 1) if last else length - 1
        if last and int(last) < start:
            return None
    if start >= length or start > end:
        raise ValueError(f"The range lies beyond the end: there are {length} bytes.")
    return start, end
