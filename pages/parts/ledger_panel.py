"""The claims ledger on a page: the matrix, what stands behind a cell, and the same figures as a chart."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geodata.ledger import AMBUSH, COLUMNS, UCDP_NOTE, cell_words, ledger, what_others_say
from geodata.origins import CREDIBILITY, origins
from geodata.partial_dates import date_words
from geodata.public_sources import single_mark, with_public_sources
from geodata.story import Story
from geodata.tolls import PARTIES, range_words
from pages.parts import address
from pages.parts.event_card import source_links
from pages.parts.text import plain
from pages.parts.toll_panel import toll_panel

_SCOPE, _CELL = "ledger.scope", "ledger.cell"
_ALL, _AMBUSH = "all", "ambush"


def ledger_panel(story: Story, mask: pd.Series) -> None:
    """Draw the ledger of the claims that pass the mask, for the ambush, for one event, or for everything."""
    scope = _choose_scope(story, mask)
    chosen = mask & _in_scope(story, scope)
    matrix = ledger(story, chosen)
    st.markdown(
        f"**{int(chosen.sum())} of {len(story.claims)} claims.** Rows are claimants, parties to the fight first. "
        "Choose a cell for what stands behind it. Nothing is added across claimants."
    )
    if matrix.empty:
        st.markdown("*No claim passes the filter.*")
        return
    left, right = st.columns([1.9, 1], gap="medium")
    with left:
        cell = _matrix(story, matrix, scope)
        if story.claims.loc[chosen, "claimant_id"].eq("ucdp").any():
            st.caption(UCDP_NOTE)
    with right, st.container(key="ledger-side"):
        if cell:
            _behind(story, cell)
        else:
            toll_panel(
                story,
                chosen,
                ("wagner-killed", "soldiers-killed", "rebels-killed", "all-killed", "civilians-killed"),
            )


def _choose_scope(story: Story, mask: pd.Series) -> str:
    counts = story.claims.loc[mask, "event_id"].value_counts()
    events = [event for event in story.events.index if event in counts.index]
    options = [_AMBUSH, _ALL, *events]
    words = {_AMBUSH: "The ambush and the fighting of 25 to 27 July", _ALL: "All claims"}

    def name(option: str) -> str:
        return words.get(option) or f"{story.events.at[option, 'title']} ({counts[option]})"

    return st.selectbox("Claims about", options, key=_SCOPE, format_func=name) or _AMBUSH


def _in_scope(story: Story, scope: str) -> pd.Series:
    if scope == _ALL:
        return pd.Series(True, index=story.claims.index)
    return story.claims["event_id"].isin(AMBUSH if scope == _AMBUSH else [scope])


def _matrix(story: Story, matrix: pd.DataFrame, scope: str) -> tuple[str, ...]:
    """Draw the matrix and return the claims of the chosen cell."""
    party = (
        story.claims.drop_duplicates("claimant")
        .set_index("claimant")["claimant_id"]
        .map(story.actors["side"])
        .isin(PARTIES)
    )
    words = matrix.map(lambda ids: cell_words(story, ids))
    words.columns = [COLUMNS[column][0] for column in matrix]
    frame = words.reset_index()
    frame["claimant"] = [f"{'◆' if party[name] else '●'} {name}" for name in matrix.index]
    config = {"claimant": st.column_config.TextColumn("claimant", pinned=True, width=190)}
    state = st.dataframe(
        frame,
        key=f"{_CELL}.{scope}.{len(frame)}",
        hide_index=True,
        on_select="rerun",
        selection_mode="single-cell",
        column_config=config,
        height=min(560, 38 + 35 * len(frame)),
        alt="Claims ledger: claimants by outcome",
    )
    cells = state["selection"]["cells"]
    if not cells:
        return ()
    row, heading = cells[0]
    columns = {COLUMNS[column][0]: column for column in matrix}
    if heading not in columns:
        return tuple(claim for column in matrix for claim in matrix.iloc[row][column])
    found: tuple[str, ...] = matrix.iloc[row][columns[heading]]
    return found


def _behind(story: Story, claim_ids: tuple[str, ...]) -> None:
    """Say all that is known of each claim of a cell."""
    for _, claim in with_public_sources(story, story.claims.loc[list(claim_ids)], address.filters()).iterrows():
        claim_id = str(claim.name)
        with st.container(border=True):
            figure = range_words(claim["quantity_min"], claim["quantity_max"])
            head = f"**{plain(claim['claimant'])}**" + (
                "" if figure == "no number" else f": **{figure}** {plain(claim['unit'])}"
            )
            st.markdown(head)
            st.markdown(plain(claim["claim"]))
            day = date_words(claim["date_claimed"]) if claim["date_claimed"] else "day not known"
            count, mark = len(origins(story, claim["source_ids"])), single_mark(story, claim["source_ids"])
            carried = "a single independent source ◐" if mark else f"{count} independent sources"
            st.markdown(f"Claimed {plain(day)}; carried by {carried} {source_links(story, claim['source_ids'])}")
            st.markdown(f"Information rated {claim['credibility']}: {CREDIBILITY[claim['credibility']]}.")
            for sentence in what_others_say(story, claim_id, address.filters()):
                st.markdown(f"- {plain(sentence)}")
            if claim["notes"]:
                st.caption(plain(claim["notes"]))
            st.button(
                "Open the event",
                key=f"behind.{claim_id}",
                on_click=address.choose,
                args=(claim["event_id"],),
                type="tertiary",
                icon=":material/chevron_right:",
            )
