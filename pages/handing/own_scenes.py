"""A viewer's own set of scenes, in the session: what is in it, and how a view gets into it."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st

from geodata.asking.filters import Filters
from geodata.drawing.story_map import Bounds
from geodata.languages import gettext
from geodata.languages.formats import number
from geodata.reading.story import Story
from geodata.telling.scenes import Scene, story_scenes
from geodata.views.registry import own_parameters, page_map, pages_with_map
from pages.viewing import address

SET = "briefing.set"

#: The story for which the set was last looked at.
_OF = "briefing.story"


def own_scenes(story: Story) -> list[Scene]:
    """Return the viewer's set; at first it is the story's own, and it is that of a new story unless it was changed."""
    state = st.session_state
    before: Story | None = state.get(_OF)
    if before is not None and before is not story and SET in state:
        if state[SET] == story_scenes(before):
            del state[SET]
        else:
            known = story.sources.index
            state[SET] = [
                replace(scene, source_ids=tuple(source for source in scene.source_ids if source in known))
                for scene in state[SET]
            ]
    if SET not in state:
        state[SET] = story_scenes(story)
    state[_OF] = story
    found: list[Scene] = state[SET]
    return found


def add_view(story: Story, frame: Bounds | None = None) -> None:
    """Add what the viewer sees as a scene: page, filters, chosen row, and what the map shows.

    ``frame`` comes from the browser, which alone knows how a viewer moved the map; None stands for the opening frame
    of the page. A page without a map gives the overview.
    """
    pages = pages_with_map(story)
    page = address.page() if address.page() in pages else pages[0]
    known = own_parameters()
    own = {name: [value] for name, value in address.own_now().items() if known[name].is_of_map}
    parameters = address.filters().to_params() | own
    if address.chosen():
        parameters["event"] = [str(address.chosen())]
    scenes = own_scenes(story)
    taken = {scene.id for scene in scenes}
    free = next(n for n in range(1, len(scenes) + 2) if f"OWN{n}" not in taken)
    scene = Scene(
        id=f"OWN{free}",
        headline=gettext("A view of your own"),
        text=gettext("Say here what the view shows, and who says so."),
        notes="",
        page=page,
        query=urlencode(parameters, doseq=True),
        bounds=frame or page_map(page, story, Filters()).home,
        source_ids=(),
    )
    scenes.append(scene)
    words = gettext("Added to the briefing as scene {n}.").format(n=number(len(scenes)))
    st.toast(words, icon=":material/slideshow:")
