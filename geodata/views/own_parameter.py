"""A parameter of the address that belongs to pages: what a page is asked for beside the filter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar, cast

from geodata.languages import gettext

#: What a page is asked for beside the filter, by the name of the parameter; the usual value of one that is missing.
OwnValue = str | dt.date | None
Own = Mapping[str, OwnValue]

_Value = TypeVar("_Value", bound=OwnValue)


@dataclass(frozen=True, eq=False)
class OwnParameter(Generic[_Value]):
    """One parameter. Only the pages whose kind names it take it from the address and write it there.

    ``words`` say in English what it chooses, the names of kinds of page in braces for their titles; ``example`` is a
    value where ``story.toml`` gives none; both are for ``.docs/addresses.md``. ``from_text`` reads the text of an
    address and raises ValueError for one that is no value; ``usual`` then stands, as it does when the address says
    nothing. ``fault`` says so of a scene that somebody wrote; without it nothing is said. A scene keeps what was chosen
    when ``is_of_map``: the map of the page shows it.
    """

    name: str
    words: str
    example: str
    from_text: Callable[[str], _Value]
    usual: _Value
    fault: str = ""
    is_of_map: bool = True

    def of(self, own: Own) -> _Value:
        """Return the value among those of a page."""
        return cast(_Value, own[self.name]) if self.name in own else self.usual

    def read(self, text: str, strictly: bool = False) -> _Value:
        """Read the text of an address. Raises ValueError with ``fault`` when it has to be a value and is none."""
        if not text:
            return self.usual
        try:
            return self.from_text(text)
        except ValueError:
            if strictly and self.fault:
                raise ValueError(gettext(self.fault)) from None
            return self.usual


def one_of(options: Iterable[str]) -> Callable[[str], str]:
    """Return what reads one of a few ids."""
    known = tuple(options)

    def from_text(text: str) -> str:
        return known[known.index(text)]

    return from_text
