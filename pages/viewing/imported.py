"""The events under the story: those of a viewer's file, which live in the session of one tab, else of the database."""

from __future__ import annotations

import streamlit as st

from geodata.imported.event_set import EventSet, remapped
from geodata.languages import gettext
from geodata.reading.story import Story
from geodata.serving.private_data import PATH, Lent, address_of, lend, viewer_of, withdraw
from pages.viewing.shared_events import lent_to_all

_LENT = "imported.lent"

#: The map frame is served two levels down (see :data:`geodata.serving.files.ASSETS_FROM_FRAME`).
_FROM_FRAME = f"../..{PATH}"


def current() -> EventSet | None:
    """Return the events that lie under the story now, None when there are none."""
    lent = _lent()
    return lent.events if lent is not None else None


def keep(events: EventSet) -> None:
    """Lay events under the story, in place of those that lay there. Only this browser is served with them."""
    drop()
    st.session_state[_LENT] = lend(events, viewer_of(st.context.cookies))


def drop() -> None:
    """Take the events away. Their addresses hold nothing from then on."""
    lent = st.session_state.pop(_LENT, None)
    if isinstance(lent, Lent):
        withdraw(lent)


def follow_story(story: Story) -> None:
    """Take actors that a new story no longer knows for unknown, also in events that lie under the old one."""
    events = current()
    if events is None or events.shared:
        return
    names = events.actor_names
    mapping = dict(zip(names["name"], names["actor_id"], strict=True))
    if set(mapping.values()) - {"", *story.actors.index}:
        keep(remapped(events, {name: actor if actor in story.actors.index else "" for name, actor in mapping.items()}))


def addresses() -> dict[str, str] | None:
    """Return where the map frame finds the events: ``columns``, and ``texts``, to which the number of a block is added.

    What is found there is in the language that is spoken. None when there are no events, or when they cannot be
    served (:func:`why_not_served`).
    """
    lent = _lent()
    if lent is None or not (lent.viewer or lent.to_all):
        return None
    where = _FROM_FRAME + address_of(lent)
    return {"columns": f"{where}columns", "texts": f"{where}texts/"}


def lent_token() -> str:
    """Return the token under which the events are served to this viewer; "" when there are none to be served."""
    lent = _lent()
    return lent.token if lent is not None and (lent.viewer or lent.to_all) else ""


def why_not_served() -> str:
    """Say in a sentence why no map can show the events; "" when nothing is in the way."""
    if viewer_of(st.context.cookies):
        return ""
    return gettext(
        "Your browser sent no cookie, so no map here can show events of your own: they are handed out only to the "
        "browser that brought them, and the cookie is how that is told. Allow cookies for this site, load the page "
        "again, and choose the file anew."
    )


def _lent() -> Lent | None:
    lent = st.session_state.get(_LENT)
    return lent if isinstance(lent, Lent) else lent_to_all()
