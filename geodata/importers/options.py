"""What a person may say about a file before it is read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from geodata.importers.faults import ImportCancelled
from geodata.languages import noop

#: Told now and then how far the import is: share done from 0 to 1, and words for the step in the language of now.
Progress = Callable[[float, str], None]


def _silent(share: float, words: str) -> None:
    """Tell nobody."""


def _never() -> bool:
    return False


@dataclass(frozen=True)
class ImportOptions:
    """Choices for one import; a blank one is worked out from the file.

    ``mapping``: for a plain table, field of the model -> column (``plain.FIELDS`` lists the fields); for ``actors`` a
    tuple of columns. ``day_order``: whether 03/04/2001 is the third of April ("dmy") or of March ("mdy"). ``dataset``
    and ``licence``: name and licence of a plain file; without a licence its rows are held back from exports.
    ``registry``: name or alias of an actor -> its id, in place of the registry of the story. ``layer``: which layer
    of a file with several. ``today``: dates after this day are flagged. ``cancelled`` is asked between steps.
    """

    mapping: Mapping[str, str | tuple[str, ...]] = field(default_factory=dict)
    day_order: Literal["", "dmy", "mdy"] = ""
    dataset: str = ""
    licence: str = ""
    layer: str = ""
    registry: Mapping[str, str] | None = None
    today: dt.date = field(default_factory=dt.date.today)
    progress: Progress = _silent
    cancelled: Callable[[], bool] = _never

    def step(self, share: float, words: str) -> None:
        """Tell how far the import is. Raises ImportCancelled when the person no longer wants it."""
        if self.cancelled():
            raise ImportCancelled(noop("The import was stopped; nothing was taken in."))
        self.progress(min(max(share, 0.0), 1.0), words)
