"""The version of the data: a digest of the tables."""

from __future__ import annotations

import hashlib
from pathlib import Path

from geodata.reading.descriptor import table_shapes
from geodata.reading.manifest import FILE as MANIFEST
from geodata.story_folder import TABLES


def data_version(folder: Path = TABLES) -> str:
    """Return the first 12 hexadecimal digits of the SHA-256 over all table files, in the order of their names.

    The file that says which rows have a part of their own goes in too, where there is one.

    Each file goes in as its name, its length and its bytes, so that no text can move from one to the next unseen.
    Raises OSError when one cannot be read.
    """
    digest = hashlib.sha256()
    names = [shape.file_name for shape in table_shapes().values()]
    if (folder / MANIFEST).is_file():
        names.append(MANIFEST)
    for name in sorted(names):
        content = (folder / name).read_bytes()
        digest.update(f"{name}\n{len(content)}\n".encode())
        digest.update(content)
    return digest.hexdigest()[:12]
