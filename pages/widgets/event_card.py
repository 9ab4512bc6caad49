"""The card of a chosen row: what, when, where, how well known, who says so, and every source."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from geodata.drawing.assets import glyph_name
from geodata.drawing.card_document import card_document, source_document
from geodata.imported.card import imported_card
from geodata.knowing.origins import origins
from geodata.languages import gettext, ngettext, noop
from geodata.languages.formats import number
from geodata.reading.codes import CONFIDENCE_MEANINGS
from geodata.reading.story import Story
from geodata.serving.files import ASSETS_FROM_PAGE
from pages.viewing import address, guide
from pages.viewing.imported import current
from pages.viewing.reading import assets
from pages.viewing.text import link, plain
from pages.viewing.viewer import in_address

#: The shapes of glyphs, as a screen reader says them.
_SHAPES = (
    noop("circle"),
    noop("square"),
    noop("diamond"),
    noop("triangle"),
    noop("triangle-down"),
    noop("pentagon"),
    noop("hexagon"),
    noop("star"),
    noop("cross"),
    noop("plus"),
)


def chosen_card(story: Story) -> bool:
    """Draw the card of the chosen row, if there is one. Returns whether there is."""
    row_id = address.chosen()
    if row_id is None:
        return False
    filters = address.filters()
    file = current()
    own = file is not None and row_id in file.events.index
    card = imported_card(file, row_id) if file is not None and own else card_document(story, row_id, filters)
    guide.tell_card(story, row_id, card)
    with st.container(border=True, key="event-card"):
        st.markdown(f"#### {plain(card['title'])}")
        st.markdown(plain(card["kind"]), help=gettext(CONFIDENCE_MEANINGS.get(card["confidence"], "")) or None)
        for name, words in card["facts"]:
            st.markdown(f":gray[{name}]  \n{plain(words)}")
        if card["who"]:
            who = gettext("Who")
            st.markdown(f":gray[{who}]  \n" + " · ".join(actor_words(story, actor) for actor in card["who"]))
        st.markdown(plain(card["text"]))
        if file is not None and own:
            st.caption(file.whose.about)
        _claims(story, card["claims"])
        if card["base"]:
            st.caption(gettext("Base document: {words}").format(words=plain(card["base"])))
        if card["sources"]:
            _sources(story, card["sources"])
        _foot(row_id)
    return True


def actor_words(story: Story, actor_id: str) -> str:
    """Return an actor as Markdown: its glyph, in the shape and colour it has on the maps, and its name."""
    actor = story.actors.loc[actor_id]
    glyph = assets().path_of(glyph_name(actor["shape"], actor["colour"]))
    shape = actor["shape"]
    return f"![{gettext(shape)}]({ASSETS_FROM_PAGE}{glyph}) {plain(actor['short_name'])}"


def source_links(story: Story, source_ids: Sequence[str]) -> str:
    """Return short links to sources, in brackets, as Markdown."""
    links = [link(story.sources.at[s, "publisher"], story.sources.at[s, "url"]) for s in source_ids]
    between = gettext("; ")
    return f":gray[(]{between.join(links)}:gray[)]"


def _claims(story: Story, claims: list[dict[str, str]]) -> None:
    if not claims:
        return
    words = ngettext("Who says what ({n} claim)", "Who says what ({n} claims)", len(claims))
    with st.expander(words.format(n=number(len(claims))), expanded=len(claims) <= 3):
        for claim in claims:
            told = gettext("**{who}**, {day}: {text}") if claim["when"] else gettext("**{who}**: {text}")
            told = told.format(who=plain(claim["claimant"]), day=plain(claim["when"]), text=plain(claim["text"]))
            st.markdown(f"{told} {source_links(story, claim['sources'])} {claim['single']}")


def _sources(story: Story, source_ids: list[str]) -> None:
    independent = len(origins(story, source_ids))
    if independent == 1:
        words = gettext("Sources ({all}, a single independent source)")
    else:
        words = ngettext(
            "Sources ({all}, {n} independent source)", "Sources ({all}, {n} independent sources)", independent
        )
    with st.expander(words.format(all=number(len(source_ids)), n=number(independent)), expanded=True):
        for source_id in source_ids:
            source = source_document(story.sources.loc[source_id])
            low = " · " + gettext("*carrier of low trust*") if source["low"] else ""
            line = gettext("**{who}**, {day}: {text}").format(
                who=plain(source["publisher"]), day=plain(source["when"]), text=link(source["title"], source["url"])
            )
            relay = " · " + gettext("*seen through a relay; page not opened*") if source["relay"] else ""
            st.markdown(line + low + relay)


def _foot(row_id: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(
            st.session_state["shell.page"],
            label=gettext("Link to this event"),
            icon=":material/link:",
            query_params={"event": [row_id], **in_address()},
            help=gettext("Opens this page with the card; copy the address to share it."),
        )
        st.button(
            gettext("Close"),
            icon=":material/close:",
            on_click=address.choose,
            args=(None,),
            key="card.close",
            help=gettext("Closes the card and leaves map and filter as they are."),
        )
