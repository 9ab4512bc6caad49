"""A hand-out speaks the language of the story that it is made of, on whatever page or thread it is made."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec, TypeVar

from geodata.languages import speaking

if TYPE_CHECKING:
    from geodata.selecting.selection import Selection

P = ParamSpec("P")
R = TypeVar("R")


def in_story_language(
    make: Callable[Concatenate[Selection, P], R],
) -> Callable[Concatenate[Selection, P], R]:
    """Have a function that makes something of a selection speak the language of the selection's story."""

    @wraps(make)
    def spoken(selection: Selection, /, *args: P.args, **kwargs: P.kwargs) -> R:
        with speaking(selection.story.language):
            return make(selection, *args, **kwargs)

    return spoken
