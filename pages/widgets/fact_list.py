"""The facts of the base document, each in full and with links to the rows that carry it."""

from __future__ import annotations

import streamlit as st

from geodata.asking.filters import Filters
from geodata.asking.told_titles import event_titles
from geodata.knowing.public_sources import base_is_public
from geodata.languages import gettext, noop
from geodata.languages.formats import number
from geodata.reading.story import Story
from pages.viewing import address
from pages.viewing.text import plain

#: What a fact is: every word that the table has for it.
FACT_KINDS = (noop("event"), noop("claim"), noop("context"), noop("assessment"), noop("presence"))


def fact_list(story: Story, filters: Filters) -> None:
    """Draw each fact with a link to the card of every row that carries it; nothing before the document was public."""
    if not base_is_public(story, filters):
        st.markdown(gettext("*The base document was published after the as-of day.*"))
        return
    st.markdown(
        gettext(
            "**{n} facts of the base document**, the news report this project began with, told as it tells them. Below "
            "each are the rows that show it; choose one to open its card."
        ).format(n=number(len(story.facts)))
    )
    for fact in story.facts.itertuples():
        with st.container(border=True, key=f"fact-{fact.Index}", gap="small"):
            st.markdown(f"**{fact.Index}** · *{gettext(fact.kind)}* · {plain(fact.fact)}")
            with st.container(horizontal=True, gap="small"):
                for row_id in fact.row_ids:
                    _row_link(story, str(fact.Index), row_id, filters)


def _row_link(story: Story, fact_id: str, row_id: str, filters: Filters) -> None:
    card, what = _card_of(story, row_id, filters)
    st.button(
        f"{row_id} · {plain(what)}",
        key=f"fact.{fact_id}.{row_id}",
        type="tertiary",
        on_click=address.choose,
        args=(card,),
        help=gettext("Shows the card of this row."),
    )


def _card_of(story: Story, row_id: str, filters: Filters) -> tuple[str, str]:
    """Return the row whose card shows this row, and what the row is called: an event, a speaker, a force, a place."""
    if row_id in story.events.index:
        return row_id, event_titles(story, filters.known_on)[row_id]
    if row_id in story.claims.index:
        return story.claims.at[row_id, "event_id"], story.claims.at[row_id, "claimant"]
    if row_id in story.presence.index:
        return row_id, story.presence.at[row_id, "force"]
    waypoint = story.legs.at[row_id, "to_id"] if row_id in story.legs.index else row_id
    return waypoint, story.route.at[waypoint, "waypoint"]
