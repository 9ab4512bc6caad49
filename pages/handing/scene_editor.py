"""A viewer's own set of scenes: rearrange, reword, save and load. It lives in the session and in files only."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from geodata.exports.web_page import html_bytes
from geodata.languages import ENGLISH, gettext, language, ngettext, noop
from geodata.languages.formats import number
from geodata.reading.story import Story
from geodata.selecting.colophon import colophon
from geodata.selecting.selection import select
from geodata.telling.scenes import Scene, is_told, read_set, scenes_told, write_set
from pages.handing.handout_maker import handout_maker
from pages.handing.own_scenes import SET, add_view, own_scenes
from pages.viewing import address
from pages.viewing.failed_download import made_when_asked
from pages.viewing.limits import MAX_SET_MB
from pages.viewing.text import plain
from pages.viewing.viewer import LOOK
from pages.widgets.event_card import source_links

#: The words of a scene that a viewer can change, each with its label, the most characters it may have, and what it is.
_FIELDS = (
    ("headline", noop("Headline"), 60, noop("Stands large above the map.")),
    ("text", noop("Text"), 320, noop("Stands below the headline: what is seen, and who says so.")),
    ("notes", noop("Speaker notes"), 2000, noop("Only the speaker sees them.")),
)


def scene_editor(story: Story) -> None:
    """Draw the set, one box a scene, with what can be done to it."""
    scenes, wanted = own_scenes(story), address.filters()
    words = ngettext(
        "**{n} scene.** Changes stay in this session until you save the set.",
        "**{n} scenes.** Changes stay in this session until you save the set.",
        len(scenes),
    )
    st.markdown(words.format(n=number(len(scenes))))
    if left_out := scenes_told(story, scenes, wanted).left_out:
        kept = gettext("They are not shown here nor in any hand-out; the saved set keeps them.")
        st.info(f"{left_out} {kept}")
    for place, scene in enumerate(scenes):
        with st.container(border=True, key=f"scene-box-{place}"):
            with st.container(horizontal=True, vertical_alignment="center"):
                told = is_told(story, scene, wanted)
                headline = plain(scene.headline) if told else gettext("Left out by the as-of day")
                st.markdown(f"**{place + 1}. {headline}**", width="stretch")
                _button("keyboard_arrow_up", gettext("Earlier"), "up", scene, place == 0, _swap, (place, place - 1))
                last = place == len(scenes) - 1
                _button("keyboard_arrow_down", gettext("Later"), "down", scene, last, _swap, (place, place + 1))
                _button("delete", gettext("Leave out"), "drop", scene, len(scenes) == 1, _drop, (place,))
            if not told:
                continue
            st.markdown(plain(scene.text))
            with st.expander(gettext("Notes, sources, wording")):
                st.caption(gettext("Notes: {words}").format(words=plain(scene.notes)))
                st.markdown(source_links(story, scene.source_ids))
                _words(scene, place)


def scene_files(story: Story) -> None:
    """Draw what makes a file of the set or takes one in, and the way to presenter mode."""
    st.markdown("##### " + gettext("Present"))
    st.link_button(
        gettext("Open presenter mode"),
        _presenter(),
        icon=":material/slideshow:",
        width="stretch",
        help=gettext("One scene after the other, each with its map in the whole window."),
    )
    st.caption(
        gettext(
            "Presents the story’s own scenes in a window of its own. Page Up and Page Down or the arrows move, Home "
            "and End jump, B blanks the screen, F fills it, N shows notes, the next scene and a clock, Escape leaves. "
            "To present your own set, make the HTML file below: it needs no network."
        )
    )
    st.markdown("##### " + gettext("Your set"))
    scenes = own_scenes(story)
    st.download_button(
        gettext("Save the set (JSON)"),
        write_set(scenes),
        "scenes.json",
        "application/json",
        icon=":material/save:",
        width="stretch",
        help=gettext("The scenes with your changes, to load here another time."),
    )
    st.download_button(
        gettext("One HTML file with your set"),
        made_when_asked(_html_maker(story, list(scenes))),
        f"{story.manifest.files.briefing}.html",
        "text/html",
        icon=":material/html:",
        width="stretch",
        help=gettext("Map, cards and your scenes in one file that needs no network."),
    )
    handout_maker(story, scenes)
    st.file_uploader(
        gettext("Load a set"),
        type="json",
        max_upload_size=MAX_SET_MB,
        key="briefing.file",
        on_change=_load,
        args=(story,),
        help=gettext("A set that was saved here; it takes the place of the scenes shown."),
    )
    if fault := st.session_state.get("briefing.fault"):
        st.error(plain(fault))
    words = gettext("Back to the story’s own scenes")
    told = gettext("Drops your changes; save the set first if you want to keep them.")
    st.button(words, on_click=_reset, icon=":material/restart_alt:", width="stretch", help=told)
    words = gettext(
        "Adds the overview with these filters. To keep a map as you moved it, press the + in a frame on that map."
    )
    st.button(
        gettext("Add the view of these filters as a scene"),
        on_click=add_view,
        args=(story,),
        icon=":material/add:",
        width="stretch",
        help=words,
    )


def _presenter() -> str:
    """The address of presenter mode, in the viewer's language and look and as of the viewer's day."""
    day, code = address.filters().known_on, language()
    params = {**({"asof": day.isoformat()} if day else {}), **({"lang": code} if code != ENGLISH else {})}
    if LOOK.now() != LOOK.plain:
        params[LOOK.parameter] = LOOK.now()
    return f"present?{urlencode(params)}" if params else "present"


def _html_maker(story: Story, scenes: list[Scene]) -> Callable[[], bytes]:
    """A function that makes the file. Streamlit calls it on a thread that knows nothing of the session."""
    wanted, chosen = address.filters(), address.chosen()

    def make() -> bytes:
        made = colophon(story, wanted, dt.datetime.now(dt.UTC), chosen=chosen)
        return html_bytes(select(story, wanted, chosen=chosen), made, scenes)

    return make


def _button(
    icon: str, words: str, what: str, scene: Scene, off: bool, act: Callable[..., None], args: tuple[int, ...]
) -> None:
    key = f"scene.{what}.{scene.id}.{args[0]}"
    label = plain(gettext("{action}: {headline}").format(action=words, headline=scene.headline))  # heard, not seen
    st.button(
        label, icon=f":material/{icon}:", help=words, key=key, disabled=off, on_click=act, args=args, type="tertiary"
    )


def _swap(one: int, other: int) -> None:
    scenes = st.session_state[SET]
    scenes[one], scenes[other] = scenes[other], scenes[one]


def _drop(place: int) -> None:
    del st.session_state[SET][place]


def _reset() -> None:
    st.session_state.pop(SET, None)
    st.session_state.pop("briefing.fault", None)


def _words(scene: Scene, place: int) -> None:
    """Fields for the words of a scene; what is typed is taken over at once."""
    for name, label, most, told in _FIELDS:
        key, words = f"scene.words.{scene.id}.{place}.{name}", str(getattr(scene, name))
        st.session_state[key] = words  # the set is the truth: another one may have been loaded
        field = st.text_input if name == "headline" else st.text_area
        most, args = max(most, len(words)), (place, name, key)
        field(gettext(label), max_chars=most, key=key, on_change=_reword, args=args, help=gettext(told))


def _reword(place: int, name: str, key: str) -> None:
    scene: Scene = st.session_state[SET][place]
    words: dict[str, Any] = {name: st.session_state[key]}
    if words != {"headline": ""}:
        st.session_state[SET][place] = replace(scene, **words)


def _load(story: Story) -> None:
    file = st.session_state["briefing.file"]
    st.session_state.pop("briefing.fault", None)
    if file is None:
        return
    try:
        st.session_state[SET] = read_set(file.getvalue().decode("utf-8"), story)
    except UnicodeDecodeError:
        st.session_state["briefing.fault"] = gettext("This is not a set of scenes: the file is not text in UTF-8.")
    except ValueError as error:
        st.session_state["briefing.fault"] = str(error)
