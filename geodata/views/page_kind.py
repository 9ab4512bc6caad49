"""One kind of page: a row of :data:`geodata.views.registry.PAGE_KINDS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from geodata.asking.filters import Counts, Filters
from geodata.drawing.story_map import Bounds
from geodata.languages import gettext
from geodata.reading.frame import read_frame
from geodata.reading.story import Story
from geodata.reading.terms import said
from geodata.views.own_parameter import Own, OwnParameter, OwnValue


@dataclass(frozen=True)
class Named:
    """What a page is called: its title, what stands above it, what a pointer is told of it, what a link to it says."""

    title: str
    heading: str
    words: str
    way: str


def always(story: Story) -> bool:
    """Say of any story that there is something to show."""
    return True


@dataclass(frozen=True, eq=False)
class PageKind:
    """What is known of a page outside its own Streamlit file, ``pages/<name>.py``.

    ``title`` stands in the navigation, ``words`` tell a pointer that rests there what the page shows, ``way`` is what a
    link from the overview says, "" for none; all three are to be looked up. Of each the story may say something else
    (:meth:`in_story`). A story for which ``has_data`` is not true has no such page. ``parameters`` are what the page is
    asked for beside the filter.

    ``frame`` gives where its map opens unless the story says it, and ``layers`` are the fields of
    :class:`geodata.drawing.story_map.MapState` that it shows; None for a page without a map. ``counts`` tells how many
    of its own rows are shown; None when it has none in the story. ``apart`` names the tables ("events", "presence") of
    which it shows, counted apart, the rows that only may lie in the days asked for.

    ``sheet`` names the blocks of :mod:`geodata.exports.sheet` that stand on paper, by tab in the order of the tabs; a
    page that prints the same whatever tab is open has one list, under "".
    """

    name: str
    title: str
    words: str
    way: str = ""
    has_data: Callable[[Story], bool] = always
    parameters: tuple[OwnParameter[Any], ...] = ()
    frame: Callable[[Story], Bounds] | None = None
    layers: Callable[[Story, Filters, Own], dict[str, Any]] | None = None
    counts: Callable[[Story, Filters, Own], Counts] | None = None
    apart: tuple[str, ...] = ()
    sheet: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def path(self, story: Story) -> str:
        """Return its address in a story: the one that the story gives it, usually its name."""
        page = story.manifest.pages.get(self.name)
        return page.path if page and page.path else self.name

    def in_story(self, story: Story) -> Named:
        """Return what it is called in a story, in the language that is spoken."""
        page = story.manifest.pages.get(self.name)
        if page is None:
            title = gettext(self.title)
            return Named(title, title, gettext(self.words), gettext(self.way))
        return Named(
            title=page.words(),
            heading=said(page.heading or page.texts),
            words=said(page.about) if page.about else gettext(self.words),
            way=said(page.way) if page.way else gettext(self.way),
        )

    def home(self, story: Story) -> Bounds | None:
        """Return where its map opens in a story; None for a page without a map."""
        page = story.manifest.pages.get(self.name)
        if self.frame is None:
            return None
        return read_frame(page.frame) if page and page.frame else self.frame(story)

    @property
    def has_map(self) -> bool:
        """Whether there is a map on it; a viewer's own events then lie there beside the story."""
        return self.layers is not None

    @property
    def is_wide(self) -> bool:
        """Whether its sheet lies on its side: it has a map or a table of many columns."""
        return self.has_map or bool(self.sheet)

    def read_own(self, texts: Mapping[str, str]) -> dict[str, OwnValue]:
        """Read the page's own parameters from those of an address; what is no value is left out."""
        return {own.name: own.read(texts[own.name]) for own in self.parameters if own.name in texts}

    def blocks(self, tab: str) -> tuple[str, ...]:
        """Return the blocks of the sheet for a tab; those of the first where there is no such tab."""
        return self.sheet.get(tab, next(iter(self.sheet.values()), ()))
