"""The card of a chosen row: what, when, where, how well known, who says so, and every source."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from geodata.drawing.assets import glyph_name
from geodata.drawing.card_document import card_document, source_document
from geodata.imported.card import imported_card
from geodata.origins import origins
from geodata.precision import CONFIDENCE_WORDS
from geodata.story import Story
from pages.parts import address
from pages.parts.data import assets
from pages.parts.imported import current
from pages.parts.server import ASSETS_FROM_PAGE
from pages.parts.text import link, plain


def chosen_card(story: Story) -> bool:
    """Draw the card of the chosen row, if there is one. Returns whether there is."""
    row_id = address.chosen()
    if row_id is None:
        return False
    filters = address.filters()
    file = current()
    own = file is not None and row_id in file.events.index
    card = imported_card(file, row_id) if file is not None and own else card_document(story, row_id, filters)
    with st.container(border=True, key="event-card"):
        st.markdown(f"#### {plain(card['title'])}")
        st.markdown(plain(card["kind"]), help=CONFIDENCE_WORDS.get(card["confidence"]))
        for name, words in card["facts"]:
            st.markdown(f":gray[{name}]  \n{plain(words)}")
        if card["who"]:
            st.markdown(":gray[Who]  \n" + " · ".join(actor_words(story, actor) for actor in card["who"]))
        st.markdown(plain(card["text"]))
        if file is not None and own:
            st.caption(file.whose.about)
        elif filters.known_on is not None:
            st.caption(
                "The text of the card was written with later knowledge; claims and counts keep to the as-of day."
            )
        _claims(story, card["claims"])
        if card["base"]:
            st.caption(f"Base document: {plain(card['base'])}")
        if card["sources"]:
            _sources(story, card["sources"])
        _foot(row_id)
    return True


def actor_words(story: Story, actor_id: str) -> str:
    """Return an actor as Markdown: its glyph, in the shape and colour it has on the maps, and its name."""
    actor = story.actors.loc[actor_id]
    glyph = assets().path_of(glyph_name(actor["shape"], actor["colour"]))
    return f"![{actor['shape']}]({ASSETS_FROM_PAGE}{glyph}) {plain(actor['short_name'])}"


def source_links(story: Story, source_ids: Sequence[str]) -> str:
    """Return short links to sources, in brackets, as Markdown."""
    links = [link(story.sources.at[s, "publisher"], story.sources.at[s, "url"]) for s in source_ids]
    return f":gray[(]{'; '.join(links)}:gray[)]"


def _claims(story: Story, claims: list[dict[str, str]]) -> None:
    if not claims:
        return
    with st.expander(
        f"Who says what ({len(claims)} {'claim' if len(claims) == 1 else 'claims'})", expanded=len(claims) <= 3
    ):
        for claim in claims:
            day = f", {claim['when']}" if claim["when"] else ""
            st.markdown(
                f"**{plain(claim['claimant'])}**{plain(day)}: {plain(claim['text'])} "
                f"{source_links(story, claim['sources'])} {claim['single']}"
            )


def _sources(story: Story, source_ids: list[str]) -> None:
    independent = len(origins(story, source_ids))
    words = "a single independent source" if independent == 1 else f"{independent} independent sources"
    with st.expander(f"Sources ({len(source_ids)}, {words})", expanded=True):
        for source_id in source_ids:
            source = source_document(story.sources.loc[source_id])
            low = " · *carrier of low trust*" if source["low"] else ""
            title = link(source["title"], source["url"])
            st.markdown(f"**{plain(source['publisher'])}**, {plain(source['when'])}: {title}{low}")


def _foot(row_id: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(
            st.session_state["shell.page"],
            label="Link to this event",
            icon=":material/link:",
            query_params={"event": row_id},
        )
        st.button("Close", icon=":material/close:", on_click=address.choose, args=(None,), key="card.close")
