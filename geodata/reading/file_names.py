"""What the files of a story's hand-outs are called, from the section ``[files]`` of ``story.toml``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any

#: The section of the file.
SECTION = "files"

_NAME = re.compile("[a-z0-9]+(-[a-z0-9]+)*")


@dataclass(frozen=True)
class FileNames:
    """``stem`` begins the name of every file, ``briefing`` that of a set of scenes; both without an ending."""

    stem: str = "conflict-map"
    briefing: str = "briefing"

    @property
    def layer(self) -> str:
        """What a map program calls a layer, where it takes no dash."""
        return self.stem.replace("-", "_")


def read_file_names(found: Mapping[str, Any]) -> FileNames:
    """Return the names of a file that :func:`file_name_faults` finds no fault in."""
    return FileNames(**found.get(SECTION, {}))


def file_name_faults(found: Mapping[str, Any]) -> Iterator[tuple[str, str, str]]:
    """Yield key, value and reason for each fault of the section."""
    lines = found.get(SECTION, {})
    if not isinstance(lines, dict):
        yield "", str(lines), "this has to be a section of names; correct it"
        return
    known = [one.name for one in fields(FileNames)]
    for name, value in lines.items():
        if name not in known:
            yield name, str(value), f"nothing of this name can be said here; use one of: {', '.join(known)}"
        elif not isinstance(value, str) or not _NAME.fullmatch(value):
            yield name, str(value), "this has to be small letters and digits, with single dashes between; correct it"
