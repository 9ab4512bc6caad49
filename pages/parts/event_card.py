"""The card of a chosen row: what, when, where, how well known, who says so, and every source."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geodata.drawing.assets import glyph_name
from geodata.drawing.story_document import country_name
from geodata.drawing.style import CONFIDENCE, KIND_LABELS, NATURES
from geodata.filters import public_by
from geodata.partial_dates import date_words, period_words
from geodata.precision import CONFIDENCE_WORDS, place_words
from geodata.story import Story
from geodata.tolls import range_words
from pages.parts import address
from pages.parts.data import assets
from pages.parts.server import ASSETS_FROM_PAGE
from pages.parts.text import link, plain

_DATE_WORDS = {
    "day": "known to the day",
    "month": "known to the month",
    "season": "known only roughly; the span is a drawing aid",
    "year": "known to the year",
}


def chosen_card(story: Story) -> bool:
    """Draw the card of the chosen row, if there is one. Returns whether there is."""
    row_id = address.chosen()
    if row_id is None:
        return False
    with st.container(border=True, key="event-card"):
        if row_id in story.events.index:
            _event(story, row_id)
        elif row_id in story.presence.index:
            _presence(story, row_id)
        else:
            _waypoint(story, row_id)
        _foot(row_id)
    return True


def actor_words(story: Story, actor_id: str) -> str:
    """Return an actor as Markdown: its glyph, in the shape and colour it has on the maps, and its name."""
    actor = story.actors.loc[actor_id]
    glyph = assets().path_of(glyph_name(actor["shape"], actor["colour"]))
    return f"![{actor['shape']}]({ASSETS_FROM_PAGE}{glyph}) {plain(actor['short_name'])}"


def _event(story: Story, row_id: str) -> None:
    row = story.events.loc[row_id]
    _head(plain(row["title"]), KIND_LABELS.get(row["kind"], row["kind"]), row["confidence"])
    when = date_words(row["date_start"], row["date_end"], row["date_precision"])
    _fact("When", f"**{plain(when)}**, {_DATE_WORDS[row['date_precision']]}")
    _place(story, row["place_id"])
    _fact("Who", " · ".join(actor_words(story, actor) for actor in row["actor_ids"]))
    st.markdown(plain(row["summary"]))
    _claims(story, row_id)
    if row["in_base_document"] == "yes":
        st.caption(f"Base document: {plain(row['base_document_support'])}")
    _sources(story, row["source_ids"])


def _presence(story: Story, row_id: str) -> None:
    row = story.presence.loc[row_id]
    _head(
        plain(row["force"]),
        f"{country_name(row['country'])}: {NATURES[row['nature']]['label']}",
        row["confidence"],
    )
    _fact("Role", plain(row["role"]))
    _fact("When", f"**{plain(period_words(row['from_date'], row['to_date']))}**")
    _place(story, row["place_id"])
    if pd.notna(row["strength_min"]) or pd.notna(row["strength_max"]):
        figure = range_words(row["strength_min"], row["strength_max"])
        _fact("Strength", f"**{figure}** men, according to {plain(row['strength_claimant'])}")
    if row["notes"]:
        st.markdown(plain(row["notes"]))
    _sources(story, row["source_ids"])


def _waypoint(story: Story, row_id: str) -> None:
    row = story.route.loc[row_id]
    _head(plain(row["waypoint"]), "Waypoint of the column", row["confidence"])
    if row["date_start"]:
        _fact("When", f"**{plain(date_words(row['date_start'], row['date_end']))}**")
    _place(story, row["place_id"])
    _fact("Known", plain(row["what_is_known"]))
    _fact("Interpolated", plain(row["what_is_interpolation"]))
    _sources(story, row["source_ids"])


def _head(title: str, kind: str, confidence: str) -> None:
    st.markdown(f"#### {title}")
    look = CONFIDENCE[confidence]
    st.markdown(f"{kind} · {look['mark']} {look['label']}", help=CONFIDENCE_WORDS[confidence])


def _fact(name: str, words: str) -> None:
    st.markdown(f":gray[{name}]  \n{words}")


def _place(story: Story, place_id: str) -> None:
    if not place_id:
        _fact("Where", "No place is given; the event is in the timeline and the table, not on the map.")
        return
    place = story.places.loc[place_id]
    words = place_words(place["precision"], place["radius_km"])
    _fact("Where", f"**{plain(place['name'])}**, {country_name(place['country'])}: {words}")


def _claims(story: Story, event_id: str) -> None:
    claims = story.claims[public_by(story.claims, address.filters()) & (story.claims["event_id"] == event_id)]
    if claims.empty:
        return
    with st.expander(f"Who says what ({len(claims)} claims)", expanded=len(claims) <= 3):
        for row in claims.itertuples():
            day = f", {date_words(row.date_claimed)}" if row.date_claimed else ""
            st.markdown(
                f"**{plain(row.claimant)}**{plain(day)}: {plain(row.claim)} {source_links(story, row.source_ids)}"
            )


def source_links(story: Story, source_ids: tuple[str, ...]) -> str:
    """Return short links to sources, in brackets, as Markdown."""
    links = [link(story.sources.at[s, "publisher"], story.sources.at[s, "url"]) for s in source_ids]
    return f":gray[(]{'; '.join(links)}:gray[)]"


def _sources(story: Story, source_ids: tuple[str, ...]) -> None:
    with st.expander(f"Sources ({len(source_ids)})", expanded=True):
        for source_id in source_ids:
            source = story.sources.loc[source_id]
            day = date_words(source["published"]) if source["published"] else "undated copy"
            low = " · *carrier of low trust*" if source["low_trust"] == "yes" else ""
            st.markdown(f"**{plain(source['publisher'])}**, {plain(day)}: {link(source['title'], source['url'])}{low}")


def _foot(row_id: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.page_link(
            st.session_state["shell.page"],
            label="Link to this event",
            icon=":material/link:",
            query_params={"event": row_id},
        )
        st.button("Close", icon=":material/close:", on_click=address.choose, args=(None,), key="card.close")
