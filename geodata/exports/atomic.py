"""A file that is there whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Lend a path to write to; when the block ends well, the file written there takes the place of ``path``.

    The lent path lies in a new folder beside ``path``, on the same file system, so that the last step is one
    rename. When the block fails nothing is left behind and an older file stays as it was. A link is followed.

    Raises OSError when the folder does not exist or may not be written to, or when ``path`` is something other
    than a file.
    """
    target = path.resolve()
    if target.is_dir():
        raise IsADirectoryError(f"{path} is a folder, not a file")
    if target.exists() and not target.is_file():
        raise OSError(f"{path} is not an ordinary file")
    with TemporaryDirectory(dir=target.parent, prefix=".export-") as folder:
        lent = Path(folder) / target.name
        yield lent
        lent.replace(target)


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole or not at all. Raises OSError as :func:`replacing` does."""
    with replacing(path) as lent:
        lent.write_bytes(content)
