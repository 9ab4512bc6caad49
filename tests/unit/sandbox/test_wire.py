"""Parts on the wire: whatever is written is read again, and whatever else comes is refused."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.sandbox.wire import BrokenWireError, Part, read, write

_TEXTS = st.lists(st.none() | st.text(st.characters(exclude_categories=[])), max_size=20)
_BYTES = st.lists(st.none() | st.binary(), max_size=20)
_JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(), st.lists, max_leaves=10)


def read_back(content: bytes) -> Part:
    stream = io.BytesIO(content)

    def exactly(length: int) -> bytes:
        found = stream.read(length)
        if len(found) < length:
            raise BrokenWireError("short")
        return found

    return read(lambda most: stream.readline(most).removesuffix(b"\n"), exactly)


@given(
    st.builds(Part, st.text(), _TEXTS, st.just("texts"))
    | st.builds(Part, st.text(), _BYTES, st.just("bytes"))
    | st.builds(Part, st.text(), _JSON, st.sampled_from(["json", "control"]))
)
def test_what_is_written_is_read(part: Part) -> None:
    stream = io.BytesIO()
    write(part, stream)
    assert read_back(stream.getvalue()) == part


@given(st.binary())
def test_anything_else_is_refused(content: bytes) -> None:
    with pytest.raises(BrokenWireError):
        read_back(content)


@pytest.mark.parametrize(
    "content",
    [
        b'{"name": "a", "of": "texts", "number": 1, "bytes": 99999999999999}\n',
        b'{"name": "a", "of": "texts", "number": -1, "bytes": 0}\n',
        b'{"name": "a", "of": "texts", "number": 1, "bytes": 1}\n\x02\x00\x00\x00a',
        b'{"name": "a", "of": "texts", "number": 1, "bytes": 1}\n\xfe\xff\xff\xffa',
        b'{"name": "a", "of": "texts", "number": 1, "bytes": 1}\n\x01\x00\x00\x00\xff',
        b'{"name": "a", "of": "pickle", "number": 0, "bytes": 0}\n',
        b"[" * 100_000 + b"\n",
    ],
)
def test_lengths_that_do_not_fit_are_refused(content: bytes) -> None:
    with pytest.raises(BrokenWireError):
        read_back(content)
