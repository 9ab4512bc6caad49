"""Sources with what speaks for and against them, the rows that rest on each, and the facts of the base document."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geodata.drawing.card_document import BASE_DOCUMENT
from geodata.filters import Filters, public_by, route_public, sources_public
from geodata.origins import RELIABILITY, resting_counts, rows_resting_on
from geodata.partial_dates import date_words
from geodata.story import Story
from pages.parts import address
from pages.parts.text import link, plain

_KEY = "sources-table"


def source_table(story: Story, filters: Filters) -> None:
    """Draw the sources public by the as-of day; a chosen one opens what is known of it and all that rests on it."""
    sources = story.sources[sources_public(story, filters)]
    origin_count = sources.loc[sources["kind"] != "gazetteer", "origin"].nunique()
    st.markdown(
        f"**{len(sources)} sources**, carrying the reporting of {origin_count} independent originals. Many were read "
        "as archived copies or reposts. Letters follow the Admiralty scale. Choose a row for the reasons and for all "
        "that rests on it."
    )
    frame = pd.DataFrame(
        {
            "id": sources.index,
            "publisher": sources["publisher"],
            "title": sources["title"],
            "published": [date_words(day) if day else "undated copy" for day in sources["published"]],
            "kind": sources["kind"],
            "rated": sources["reliability"],
            "low trust": sources["low_trust"] == "yes",
            "carries": sources["origin"],
            "rows": resting_counts(story)[sources.index],
            "interest": sources["interest"],
        }
    )
    state = st.dataframe(
        frame,
        key=_KEY,
        hide_index=True,
        height=420,
        on_select="rerun",
        selection_mode="single-row",
        alt="Sources",
    )
    rows = state["selection"]["rows"]
    if rows:
        _source(story, str(sources.index[rows[0]]), filters)


def _source(story: Story, source_id: str, filters: Filters) -> None:
    source = story.sources.loc[source_id]
    with st.container(border=True):
        st.markdown(f"#### {plain(source['publisher'])}: {link(source['title'], source['url'])}")
        st.markdown(
            f"**Rated {source['reliability']}, {RELIABILITY[source['reliability']]}.** "
            f"{plain(source['reliability_why'])}"
        )
        st.markdown(
            f"Interest in the matter: {plain(source['interest'] or 'none seen')}. "
            f"Carries the reporting of {plain(source['origin'])}."
        )
        if source["low_trust"] == "yes":
            st.markdown("Carrier of low trust: used only for what it carries.")
        if source["notes"]:
            st.caption(plain(source["notes"]))
        resting = _public(story, rows_resting_on(story, source_id), filters)
        st.markdown(
            f"**{len(resting)} rows rest on it**"
            + (f"; {int(resting['only'].sum())} of them on nothing else" if resting["only"].any() else "")
        )
        for row in resting.itertuples():
            event = (
                row.row_id if row.row_id in story.events.index else story.claims["event_id"].get(row.row_id, row.row_id)
            )
            only = " ◐ single source" if row.only else ""
            if row.table in ("events", "claims", "presence", "route"):
                st.button(
                    f"{row.row_id} · {plain(row.what)}{only}",
                    key=f"rests.{row.table}.{row.row_id}",
                    type="tertiary",
                    on_click=address.choose,
                    args=(event,),
                )
            else:
                st.markdown(f"{row.row_id} · {plain(row.what)}{only}")


def _public(story: Story, resting: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """Leave out rows that were made public after the as-of day, and texts that were written with later knowledge."""
    if filters.known_on is None:
        return resting
    shown = {
        row for name in ("events", "claims", "presence", "positions") for row in _known(getattr(story, name), filters)
    }
    shown |= {*story.places.index, *story.actors.index, *story.route.index[route_public(story, filters)]}
    return resting[resting["row_id"].isin(list(shown))]


def _known(table: pd.DataFrame, filters: Filters) -> list[str]:
    return list(table.index[public_by(table, filters)])


def fact_table(story: Story, filters: Filters) -> None:
    """Draw the 33 facts of the base document, each with the rows that carry it; nothing before it was published."""
    if not sources_public(story, filters)[BASE_DOCUMENT]:
        st.markdown("*The base document was published after the as-of day.*")
        return
    st.markdown(
        f"**{len(story.facts)} facts of the base document**, the news report this project began with, each with the "
        "rows that show it."
    )
    frame = pd.DataFrame(
        {
            "id": story.facts.index,
            "kind": story.facts["kind"],
            "fact": story.facts["fact"],
            "shown by": story.facts["row_ids"].map(", ".join),
        }
    )
    st.dataframe(frame, hide_index=True, height=520, alt="Facts of the base document")
