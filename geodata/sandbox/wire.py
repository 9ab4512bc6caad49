"""What a confined reader hands over: values of JSON, arrays of numbers, texts, bytes; never Python objects.

Each part is one line of JSON with its name and its lengths, then its bytes. Whoever reads them trusts nothing that they
say: a reader may have been taken over by its file.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any, BinaryIO

import numpy as np

from geodata.sandbox.limits import MAX_LINE, MAX_SENT

#: One length for each element; this one for an element that is None.
_NONE = -1
_LENGTH = np.dtype("<i4")

#: Of the process itself, not of its reader: "locked", "end", and how it failed.
CONTROL = "control"


@dataclass(frozen=True)
class Part:
    """``value``: what JSON can hold, or a sequence when ``of`` is "texts" or "bytes", None among its elements."""

    name: str
    value: Any
    of: str = "json"


class Question(Part):
    """A part after which the reader waits for an answer, which the ``yield`` returns."""


class BrokenWireError(ValueError):
    """What came is not what was agreed on."""


def write(part: Part, out: BinaryIO) -> None:
    """Write one part and flush."""
    head: dict[str, Any] = {"name": part.name, "of": part.of}
    pieces: list[bytes] = []
    if part.of in ("json", CONTROL):
        head["value"] = part.value
    else:
        lengths = np.fromiter((_NONE if one is None else len(one) for one in part.value), dtype=_LENGTH)
        given = [one for one in part.value if one is not None]
        content = "".join(given).encode("utf-8", "surrogatepass") if part.of == "texts" else b"".join(given)
        head |= {"number": len(lengths), "bytes": len(content)}
        pieces = [lengths.tobytes(), content]
    out.write(json.dumps(head).encode() + b"\n")
    for piece in pieces:
        out.write(piece)
    out.flush()


def read(line: Callable[[int], bytes], exactly: Callable[[int], bytes]) -> Part:
    """Read one part: ``line(most)`` returns the next line without its end, ``exactly(length)`` the next bytes.

    Raises BrokenWireError.
    """
    start = line(MAX_LINE)
    try:
        head = json.loads(start)
        name, of = str(head["name"]), head["of"]
        if of in ("json", CONTROL):
            return Part(name, head["value"], of)
        number, size = int(head["number"]), int(head["bytes"])
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise BrokenWireError("not the head of a part") from error
    most = MAX_SENT - number * _LENGTH.itemsize
    if of not in ("texts", "bytes") or number < 0 or not 0 <= size <= most:
        raise BrokenWireError("not the lengths of a part")
    lengths = np.frombuffer(exactly(number * _LENGTH.itemsize), dtype=_LENGTH)
    content = exactly(size)
    try:
        whole: Sequence = content.decode("utf-8", "surrogatepass") if of == "texts" else content
    except UnicodeDecodeError as error:
        raise BrokenWireError("not texts") from error
    if (lengths < _NONE).any() or int(np.maximum(lengths, 0).sum(dtype=np.int64)) != len(whole):
        raise BrokenWireError("lengths that do not fit")
    return Part(name, list(_elements(whole, lengths.tolist())), of)


def _elements(whole: Sequence, lengths: list[int]) -> Iterator[Any]:
    ends = accumulate((max(length, 0) for length in lengths), initial=0)
    for length, (begin, end) in zip(lengths, pairwise(ends), strict=True):
        yield None if length == _NONE else whole[begin:end]
