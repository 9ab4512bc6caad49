"""The claims ledger on a page: the matrix, what stands behind a cell, and the same figures as a chart."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geodata.asking.filters import Filters, claims_mask
from geodata.asking.told_titles import event_titles
from geodata.knowing.ledger import cell_words, ledger, notes, signs, what_others_say
from geodata.knowing.origins import CREDIBILITY, origins
from geodata.knowing.public_sources import with_public_sources
from geodata.knowing.rivals import dimmed_words, rivals_mask, why_dimmed
from geodata.knowing.tolls import range_words, short_range
from geodata.languages import gettext, ngettext
from geodata.languages.formats import number
from geodata.reading.partial_dates import date_words
from geodata.reading.story import Story
from pages.viewing import address
from pages.viewing.look import look
from pages.viewing.text import plain
from pages.viewing.viewer import is_told_anew
from pages.widgets.event_card import source_links
from pages.widgets.toll_panel import dimmed_note, toll_panel

_SCOPE, _CELL = "ledger.scope", "ledger.cell"
_ALL, _FIGHTING = "all", "fighting"


def ledger_panel(story: Story, filters: Filters) -> None:
    """Draw the ledger of the claims that pass and of their rivals: of the fighting, of one event, or of everything."""
    passing, why = claims_mask(story, filters), why_dimmed(story, filters)
    scope = _choose_scope(story, passing)
    within = _in_scope(story, scope)
    chosen = rivals_mask(story, filters) & within
    matrix = ledger(story, chosen)
    st.markdown(
        gettext(
            "**{shown} of {total} claims.** Rows are claimants: ◆ parties to the fight first, then ■ those close to a "
            "party, then ● everybody else. Choose a cell for what stands behind it. Nothing is added across claimants."
        ).format(shown=number(int((passing & within).sum())), total=number(len(story.claims)))
    )
    if matrix.empty:
        st.markdown(gettext("*No claim passes the filter.*"))
        return
    dimmed_note(why[chosen])
    left, right = st.columns([1.9, 1], gap="medium")
    with left:
        cell = _matrix(story, matrix, scope, set(why.index[why != ""]))
        for note in notes(story, story.claims.index[chosen]):
            st.caption(note)
    with right, st.container(key="ledger-side"):
        if cell:
            _behind(story, cell, why)
        else:
            toll_panel(story, chosen, story.manifest.tolls_of_evidence)


def _choose_scope(story: Story, mask: pd.Series) -> str:
    counts = story.claims.loc[mask, "event_id"].value_counts()
    events = [event for event in story.events.index if event in counts.index]
    options = [*([_FIGHTING] if story.manifest.fighting else []), _ALL, *events]
    words = {_FIGHTING: story.manifest.sentence("fighting"), _ALL: gettext("All claims")}

    titles = event_titles(story, address.filters().known_on)

    def name(option: str) -> str:
        return words.get(option) or f"{titles[option]} ({number(counts[option])})"

    if is_told_anew(f"{_SCOPE}.language") and _SCOPE in st.session_state:
        st.session_state[_SCOPE] = st.session_state[_SCOPE]
    told = gettext("The ledger has a row for each claimant and a column for each thing that is counted.")
    return st.selectbox(gettext("Claims about"), options, key=_SCOPE, format_func=name, help=told) or options[0]


def _in_scope(story: Story, scope: str) -> pd.Series:
    if scope == _ALL:
        return pd.Series(True, index=story.claims.index)
    return story.claims["event_id"].isin(story.manifest.fighting if scope == _FIGHTING else [scope])


def _matrix(story: Story, matrix: pd.DataFrame, scope: str, dimmed: set[str]) -> tuple[str, ...]:
    """Draw the matrix, cells of nothing but dimmed claims in muted ink, and return the claims of the chosen cell."""
    sign = signs(story)
    words = matrix.map(lambda ids: cell_words(story, ids, dimmed))
    muted = matrix.map(lambda ids: f"color: {look().muted}" if ids and dimmed.issuperset(ids) else "")
    headings = {story.manifest.columns[column].words(): column for column in matrix}
    words.columns = muted.columns = list(headings)
    claimant = gettext("claimant")
    words.insert(0, claimant, [f"{sign[name]} {name}" for name in matrix.index])
    frame = words.reset_index(drop=True)
    config = {claimant: st.column_config.TextColumn(claimant, pinned=look().type == 1, width=round(190 * look().type))}
    styles = muted.reindex(columns=frame.columns, fill_value="").reset_index(drop=True)
    state = st.dataframe(
        frame.style.apply(lambda _: styles, axis=None) if dimmed else frame,
        key=f"{_CELL}.{scope}.{len(frame)}",
        hide_index=True,
        on_select="rerun",
        selection_mode="single-cell",
        column_config=config,
        height=min(560, 38 + 35 * len(frame)),
        alt=gettext("Claims ledger: claimants by outcome"),
    )
    cells = state["selection"]["cells"]
    if not cells:
        return ()
    row, heading = cells[0]
    if heading not in headings:
        return tuple(claim for column in matrix for claim in matrix.iloc[row][column])
    found: tuple[str, ...] = matrix.iloc[row][headings[heading]]
    return found


def _behind(story: Story, claim_ids: tuple[str, ...], why: pd.Series) -> None:
    """Say all that is known of each claim of a cell, and why one is dimmed."""
    for _, claim in with_public_sources(story, story.claims.loc[list(claim_ids)], address.filters()).iterrows():
        claim_id = str(claim.name)
        with st.container(border=True):
            low, high = claim["quantity_min"], claim["quantity_max"]
            head = gettext("**{who}**: **{figure}** {unit}") if short_range(low, high) else "**{who}**"
            figure = range_words(low, high)
            st.markdown(head.format(who=plain(claim["claimant"]), figure=figure, unit=plain(claim["unit"])))
            if why[claim_id]:
                st.caption(f"*{plain(dimmed_words(why[claim_id]))}*")
            st.markdown(plain(claim["claim"]))
            st.markdown(f"{_carried(story, claim)} {source_links(story, claim['source_ids'])}")
            grade = claim["credibility"]
            rated = gettext("Information rated {grade}: {words}.")
            st.markdown(rated.format(grade=grade, words=gettext(CREDIBILITY[grade])))
            for sentence in what_others_say(story, claim_id, address.filters()):
                st.markdown(f"- {plain(sentence)}")
            if claim["notes"]:
                st.caption(plain(claim["notes"]))
            st.button(
                gettext("Open the event"),
                key=f"behind.{claim_id}",
                on_click=address.choose,
                args=(claim["event_id"],),
                type="tertiary",
                icon=":material/chevron_right:",
                help=gettext("Shows the card of the event that the claim is about."),
            )


def _carried(story: Story, claim: pd.Series) -> str:
    """Say when a claim was made and how many independent sources carry it."""
    count, day = len(origins(story, claim["source_ids"])), claim["date_claimed"]
    if count == 1:
        dated = gettext("Claimed {day}; carried by a single independent source ◐")
        undated = gettext("Claimed day not known; carried by a single independent source ◐")
    else:
        dated = ngettext(
            "Claimed {day}; carried by {n} independent source",
            "Claimed {day}; carried by {n} independent sources",
            count,
        )
        undated = ngettext(
            "Claimed day not known; carried by {n} independent source",
            "Claimed day not known; carried by {n} independent sources",
            count,
        )
    return (dated if day else undated).format(day=plain(date_words(day)), n=number(count))
