"""The bytes of a file, in memory or still on disk: a long table is read piece by piece and never held whole."""

from __future__ import annotations

import io
from pathlib import Path
from typing import BinaryIO

from geodata.importers.faults import ImportFault
from geodata.importers.limits import MAX_BYTES
from geodata.languages import noop

_PIECE = 1 << 16


class Source:
    """Content of ``size`` bytes, called ``name`` in messages. Raises ImportFault when too large or not a file."""

    def __init__(self, content: bytes | Path, name: str) -> None:
        self._content, self.name = content, name
        if isinstance(content, bytes):
            self.size = len(content)
        else:
            try:
                if not content.is_file():
                    raise ImportFault(f"{content} is not a file; name one that exists.")
                self.size = content.stat().st_size
            except (OSError, ValueError) as error:
                raise _unreadable(content, error) from error
        if self.size > MAX_BYTES:
            words = noop("{name} has more than {most} bytes (limit MAX_BYTES); cut it into several files.")
            raise ImportFault(words, name=name, most=MAX_BYTES)

    def open(self) -> BinaryIO:
        """The bytes from the first on, as a stream to close."""
        if isinstance(self._content, bytes):
            return io.BytesIO(self._content)
        try:
            return self._content.open("rb")
        except OSError as error:
            raise _unreadable(self._content, error) from error

    def start(self, length: int) -> bytes:
        """The first bytes."""
        with self.open() as stream:
            return stream.read(length)

    def whole(self) -> bytes:
        """All bytes."""
        return self._content if isinstance(self._content, bytes) else self.start(-1)

    def has_only(self, blanks: bytes) -> bool:
        """Whether there is no other byte than these."""
        with self.open() as stream:
            while piece := stream.read(_PIECE):
                if piece.strip(blanks):
                    return False
        return True

    def end_without(self, blanks: bytes) -> int:
        """Where the content ends when these bytes are taken off its end."""
        end = self.size
        with self.open() as stream:
            while end:
                begin = max(end - _PIECE, 0)
                stream.seek(begin)
                piece = stream.read(end - begin).rstrip(blanks)
                if piece:
                    return begin + len(piece)
                end = begin
        return 0


def unwritable(name: str, error: OSError) -> ImportFault:
    """Say that the temporary folder into which a map file is unpacked could not take it."""
    why = error.strerror or type(error).__name__
    return ImportFault(
        noop(
            "{name} could not be unpacked into the temporary folder of this computer ({why}); make room there, or "
            "bring the table as CSV."
        ),
        name=name,
        why=why,
    )


def _unreadable(path: Path, error: Exception) -> ImportFault:
    why = getattr(error, "strerror", None) or str(error)
    return ImportFault(f"{path} could not be read ({why}); check that you may read it.")
