"""Large hand-outs of a set of scenes: slides and the printed brief, with progress, to be stopped at any time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

import streamlit as st

from geodata.exports.brief import brief_bytes
from geodata.exports.slides import pptx_bytes
from geodata.languages import gettext, noop
from geodata.languages.formats import number
from geodata.reading.story import Story
from geodata.selecting.colophon import Colophon, colophon
from geodata.selecting.selection import Selection, select
from geodata.telling.scenes import Scene
from pages.viewing import address
from pages.viewing.making import Making
from pages.viewing.text import plain

_NOW = "making.now"
_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"

_Report = Callable[[int, int], None]
_Write = Callable[[Selection, Colophon, Sequence[Scene], _Report], bytes]


def _slides(selection: Selection, about: Colophon, scenes: Sequence[Scene], report: _Report) -> bytes:
    return pptx_bytes(selection, about, scenes, report)


def _brief(page: str) -> _Write:
    def write(selection: Selection, about: Colophon, scenes: Sequence[Scene], report: _Report) -> bytes:
        return brief_bytes(selection, about, scenes, page=page, progress=report)

    return write


#: What each kind is called, how its file name ends after the stem of the story, its media type, and what writes it.
_KINDS: dict[str, tuple[str, str, str, _Write]] = {
    "pptx": (noop("Slides (PowerPoint)"), ".pptx", _PPTX, _slides),
    "a4": (noop("Printed brief (PDF, A4)"), "-a4.pdf", "application/pdf", _brief("A4")),
    "letter": (noop("Printed brief (PDF, Letter)"), "-letter.pdf", "application/pdf", _brief("Letter")),
}

#: What the file of each kind is good for.
_TOLD = {
    "pptx": noop("One slide for each scene, with its map, its words and the speaker notes."),
    "a4": noop("Scenes with their maps, claims, open questions, method and sources on A4 paper."),
    "letter": noop("The same pages on paper of American size."),
}


def handout_maker(story: Story, scenes: list[Scene]) -> None:
    """Draw a button for each kind, and the one that is being made with its progress. A new one stops the old one."""
    now: Making[bytes] | None = st.session_state.get(_NOW)
    for name, (words, *_) in _KINDS.items():
        st.button(
            gettext(words),
            key=f"make.{name}",
            icon=":material/print:" if name != "pptx" else ":material/co_present:",
            on_click=_start,
            args=(name, story, list(scenes)),
            width="stretch",
            help=gettext(_TOLD[name]),
        )
    if now is not None:
        st.fragment(_progress, run_every=0.7 if now.running else None)()


def _start(name: str, story: Story, scenes: list[Scene]) -> None:
    words, ending, media_type, write = _KINDS[name]
    filters, chosen = address.filters(), address.chosen()
    about = colophon(story, filters, dt.datetime.now(dt.UTC), chosen=chosen)
    selection = select(story, filters, chosen=chosen)
    if isinstance(before := st.session_state.get(_NOW), Making):
        before.stopped.set()
    making: Making[bytes] = Making(gettext(words), story.manifest.files.stem + ending, media_type, total=len(scenes))
    making.start(lambda report: write(selection, about, scenes, report))
    st.session_state[_NOW] = making


def _progress() -> None:
    now: Making[bytes] = st.session_state[_NOW]
    with st.container(border=True, key="making"):
        if now.running:
            line = gettext("{what}: {done} of {total} parts")
            words = line.format(what=now.words, done=number(now.done), total=number(now.total))
            st.progress(min(1.0, now.done / max(1, now.total)), words)
            told = gettext("Stops the work; nothing is kept of it.")
            st.button(
                gettext("Stop"), icon=":material/stop_circle:", on_click=now.stopped.set, key="making.stop", help=told
            )
            return
        if now.stopped.is_set():
            st.markdown(gettext("{what}: stopped. Nothing was kept.").format(what=now.words))
        elif now.fault:
            st.error(plain(now.fault))
        elif now.content is not None:
            size = number(len(now.content) / 1e6, 1)
            st.download_button(
                gettext("Save {file} ({size} MB)").format(file=now.file_name, size=size),
                _content(now),
                now.file_name,
                now.media_type,
                on_click="ignore",
                icon=":material/download:",
                width="stretch",
                help=gettext("The file as it was made, with the filters of that moment."),
            )


def _content(now: Making[bytes]) -> Callable[[], bytes]:
    """A function that returns the finished file: the button is drawn often, the bytes are wanted once."""
    return lambda: now.content or b""
