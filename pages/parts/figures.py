"""A few key figures, each a claim with its claimant; rivals side by side, never added."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geodata.partial_dates import date_words
from geodata.story import Story
from geodata.tolls import short_range
from pages.parts import address
from pages.parts.event_card import source_links
from pages.parts.text import plain

#: The claims that open the story, by id: both attackers' figures, the independent counts, the army's word.
KEY_CLAIMS = ("K01", "K03", "K04", "K29", "K30", "K27", "K18")


def key_figures(story: Story, claims: pd.Series) -> None:
    """Draw the figures among the claims that pass the filter."""
    st.markdown("##### How many died depends on who speaks")
    st.caption("Rival figures for 25 to 27 July 2024. They overlap and are never added up.")
    shown = [claim_id for claim_id in KEY_CLAIMS if claims[claim_id]]
    if not shown:
        st.markdown("*The filter leaves out every figure that stands here.*")
    for claim_id in shown:
        _figure(story, story.claims.loc[claim_id])


def _figure(story: Story, claim: pd.Series) -> None:
    """Draw one claim: the number large, then of what, whose it is, when, and from which source."""
    number = short_range(claim["quantity_min"], claim["quantity_max"]) or "?"
    day = f", {date_words(claim['date_claimed'])}" if claim["date_claimed"] else ""
    with st.container(
        key=f"figure-{claim.name}", horizontal=True, vertical_alignment="center", gap="small", wrap=False
    ):
        st.markdown(f"### {plain(number)}", width=74)
        st.markdown(
            f"{plain(claim['unit'].removesuffix(' (no number)'))}{'' if number != '?' else ', no figure given'}  \n"
            f"**{plain(claim['claimant'])}**{plain(day)} {source_links(story, claim['source_ids'][:1])}"
        )
        st.button(
            "",
            icon=":material/chevron_right:",
            key=f"open.{claim.name}",
            help="Open the event",
            type="tertiary",
            on_click=address.choose,
            args=(claim["event_id"],),
        )
