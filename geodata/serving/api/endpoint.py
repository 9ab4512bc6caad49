"""One address of the interface: what it is called, what it takes, and what makes its answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from geodata.reading.story import Story
from geodata.serving.api.parameters import Asked, Parameter


@dataclass(frozen=True)
class Made:
    """The bytes of an answer. ``total`` is how many rows pass, where the answer may hold only some of them."""

    body: bytes
    total: int | None = None


@dataclass(frozen=True)
class Endpoint:
    """One line of the table that routes, description and readable page are made from.

    ``name`` is the path below ``/api/``. ``ending`` comes after the stem of
    the story in the name that a browser saves it by; "" shows it in the window.
    ``schema`` is the JSON schema of its body. ``kept`` says whether the answer depends on nothing but the address
    and the data, so that it may be kept.
    """

    name: str
    words: str
    media_type: str
    make: Callable[[Story, Asked], Made]
    parameters: tuple[Parameter, ...] = ()
    ending: str = ""
    schema: Mapping[str, Any] = field(default_factory=dict)
    kept: bool = True
