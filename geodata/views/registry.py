"""The registry of the kinds of page, in the order of the navigation.

Navigation, links, address, counts, maps, scenes and printed sheets read it. Adding a page is told in
``.docs/adding-a-page.md``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from geodata.asking.filters import Counts, Filters
from geodata.asking.told_titles import instead_of_titles
from geodata.drawing.page_map import PageMap
from geodata.languages import noop
from geodata.reading.story import Story
from geodata.views.episode import EPISODE
from geodata.views.evidence import EVIDENCE
from geodata.views.overview import OVERVIEW
from geodata.views.own_parameter import OwnParameter, OwnValue
from geodata.views.page_kind import PageKind
from geodata.views.presence import PRESENCE
from geodata.views.route import ROUTE
from geodata.views.timeline import TIMELINE

#: The scenes are the viewer's own, so the page counts them itself; it is there without any, for a viewer adds some.
BRIEFING = PageKind(
    name="briefing",
    title=noop("Briefing"),
    words=noop("Scenes to present, edit, save and hand out."),
)

YOUR_DATA = PageKind(
    name="your_data",
    title=noop("Your data"),
    words=noop("Bring a file of events and lay it under the story, for yourself alone."),
)

METHOD = PageKind(
    name="method",
    title=noop("Method"),
    words=noop("What is shown and what is not, precision, confidence, licences, corrections."),
    way=noop("How to read this, and what it does not show"),
)

#: The first one is the door: it opens where the address names no page, and stands for those without a map.
PAGE_KINDS = (
    OVERVIEW,
    EPISODE,
    ROUTE,
    PRESENCE,
    TIMELINE,
    BRIEFING,
    EVIDENCE,
    YOUR_DATA,
    METHOD,
)


def find_kind(page: str, story: Story) -> PageKind | None:
    """Return the kind of the page at an address in a story; None for one that there is not."""
    return next((kind for kind in PAGE_KINDS if kind.path(story) == page), None)


def kind_of(page: str, story: Story) -> PageKind:
    """Return the kind of the page at an address in a story. Raises KeyError for one that there is not."""
    kind = find_kind(page, story)
    if kind is None:
        raise KeyError(page)
    return kind


def kinds_for(story: Story) -> tuple[PageKind, ...]:
    """Return the kinds of page for which a story has data."""
    return tuple(kind for kind in PAGE_KINDS if kind.has_data(story))


def pages_with_map(story: Story) -> tuple[str, ...]:
    """Return the addresses that the pages with a map have in a story."""
    return tuple(kind.path(story) for kind in PAGE_KINDS if kind.has_map)


def own_parameters() -> dict[str, OwnParameter[Any]]:
    """Return the parameters that belong to pages, by name."""
    return {own.name: own for kind in PAGE_KINDS for own in kind.parameters}


def read_strictly(texts: Mapping[str, str]) -> dict[str, OwnValue]:
    """Read the parameters of all pages from the texts of an address.

    Raises ValueError with one sentence for a text that is no value, where its parameter has words for it.
    """
    return {own.name: own.read(texts.get(own.name, ""), strictly=True) for own in own_parameters().values()}


def page_map(page: str, story: Story, filters: Filters, **own: OwnValue) -> PageMap:
    """Return the map of the page at an address; ``own`` are values of its own parameters, as ``variant`` and ``day``.

    Raises KeyError for a page that there is not, and for one without a map.
    """
    kind = kind_of(page, story)
    home = kind.home(story)
    if kind.layers is None or home is None:
        raise KeyError(page)
    layers = kind.layers(story, filters, own)
    return PageMap(home, {**layers, "titles": instead_of_titles(story, filters.known_on)})


def page_counts(page: str, story: Story, filters: Filters, **own: OwnValue) -> Counts | None:
    """Count the rows that are a page's own, as its map and tables hold them; None for a page without rows of the story.

    ``own`` are values of its own parameters, such as ``variant`` and ``day``. Raises KeyError for a page that there is
    not.
    """
    kind = kind_of(page, story)
    return None if kind.counts is None else kind.counts(story, filters, own)
