"""Sources with what speaks for and against them, and the rows that rest on each."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geodata.asking.filters import Filters, public_by, sources_public
from geodata.asking.told_titles import event_titles, with_told_titles
from geodata.knowing.origins import RELIABILITY, resting_counts, rows_resting_on
from geodata.languages import gettext, ngettext, noop
from geodata.languages.formats import number
from geodata.reading.partial_dates import date_words
from geodata.reading.story import Story
from pages.viewing import address
from pages.viewing.text import link, plain

_KEY = "sources-table"

#: What a source is: every word that the table has for it.
SOURCE_KINDS = (
    noop("news"),
    noop("wire"),
    noop("gazetteer"),
    noop("thinktank"),
    noop("encyclopedia"),
    noop("government"),
    noop("base document"),
    noop("dataset"),
)


def source_table(story: Story, filters: Filters) -> None:
    """Draw the sources public by the as-of day; a chosen one opens what is known of it and all that rests on it."""
    sources = story.sources[sources_public(story, filters)]
    undated = gettext("undated copy")
    origin_count = sources.loc[sources["kind"] != "gazetteer", "origin"].nunique()
    st.markdown(
        gettext(
            "**{n} sources**, carrying the reporting of {origins} independent originals. Many were read as archived "
            "copies or reposts. Letters follow the Admiralty scale. Choose a row for the reasons and for all that "
            "rests on it."
        ).format(n=number(len(sources)), origins=number(origin_count))
    )
    frame = pd.DataFrame(
        {
            gettext("id"): sources.index,
            gettext("publisher"): sources["publisher"],
            gettext("title"): sources["title"],
            gettext("published"): [date_words(day) if day else undated for day in sources["published"]],
            gettext("kind"): sources["kind"].map(gettext),
            gettext("rated"): sources["reliability"],
            gettext("low trust"): sources["low_trust"] == "yes",
            gettext("by relay"): sources["seen"] == "relay",
            gettext("carries"): sources["origin"],
            gettext("rows"): resting_counts(story)[sources.index],
            gettext("interest"): sources["interest"],
        }
    )
    state = st.dataframe(
        frame,
        key=_KEY,
        hide_index=True,
        height=420,
        on_select="rerun",
        selection_mode="single-row",
        alt=gettext("Sources"),
    )
    rows = state["selection"]["rows"]
    if rows:
        _source(story, str(sources.index[rows[0]]), filters)


def _source(story: Story, source_id: str, filters: Filters) -> None:
    source = story.sources.loc[source_id]
    with st.container(border=True):
        title = link(source["title"], source["url"])
        head = gettext("{publisher}: {title}").format(publisher=plain(source["publisher"]), title=title)
        st.markdown(f"#### {head}")
        grade, why = source["reliability"], plain(source["reliability_why"])
        rated = gettext("**Rated {grade}, {words}.** {why}")
        st.markdown(rated.format(grade=grade, words=gettext(RELIABILITY[grade]), why=why))
        interest, origin = plain(source["interest"] or gettext("none seen")), plain(source["origin"])
        words = gettext("Interest in the matter: {interest}. Carries the reporting of {origin}.")
        st.markdown(words.format(interest=interest, origin=origin))
        if source["low_trust"] == "yes":
            st.markdown(gettext("Carrier of low trust: used only for what it carries."))
        if source["seen"] == "relay":
            st.markdown(gettext("Seen through a relay: neither its page nor a copy of the report was opened."))
        if source["notes"]:
            st.caption(plain(source["notes"]))
        resting = _public(story, rows_resting_on(story, source_id), filters)
        _resting(story, resting)


def _resting(story: Story, resting: pd.DataFrame) -> None:
    """Draw the rows that rest on a source; those that have a card open it."""
    only = int(resting["only"].sum())
    words = ngettext("**{n} row rests on it**", "**{n} rows rest on it**", len(resting))
    if only:
        words = ngettext(
            "**{n} row rests on it**; {only} of them on nothing else",
            "**{n} rows rest on it**; {only} of them on nothing else",
            len(resting),
        )
    st.markdown(words.format(n=number(len(resting)), only=number(only)))
    for row in resting.itertuples():
        event = row.row_id if row.row_id in story.events.index else story.claims["event_id"].get(row.row_id, row.row_id)
        mark = " " + gettext("◐ single source") if row.only else ""
        line = f"{row.row_id} · {plain(row.what)}{mark}"
        if row.table in ("events", "claims", "presence", "route"):
            key = f"rests.{row.table}.{row.row_id}"
            told = gettext("Shows the card of this row.")
            st.button(line, key=key, type="tertiary", on_click=address.choose, args=(event,), help=told)
        else:
            st.markdown(line)


def _public(story: Story, resting: pd.DataFrame, filters: Filters) -> pd.DataFrame:
    """Leave out rows that were made public after the as-of day, and texts that were written with later knowledge."""
    if filters.known_on is None:
        return resting
    tables = (story.events, story.claims, story.presence, story.positions, story.route)
    shown = {row for table in tables for row in table.index[public_by(story, table, filters)]}
    shown |= {*story.places.index, *story.actors.index}
    told = pd.concat(
        [event_titles(story, filters.known_on), with_told_titles(story, story.presence, filters.known_on)["role"]]
    )
    resting = resting.assign(what=resting["row_id"].map(told).fillna(resting["what"]))
    return resting[resting["row_id"].isin(list(shown))]
