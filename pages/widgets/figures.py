"""A few key figures, each a claim with its claimant; rivals side by side, never added."""

from __future__ import annotations

import re

import pandas as pd
import streamlit as st

from geodata.asking.filters import Filters
from geodata.knowing.public_sources import with_public_sources
from geodata.knowing.rivals import dimmed_words, key_rivals, key_words, none_words, why_dimmed
from geodata.knowing.tolls import short_range
from geodata.languages import gettext
from geodata.reading.partial_dates import date_words
from geodata.reading.story import Story
from pages.viewing import address
from pages.viewing.text import plain
from pages.widgets.event_card import source_links

_BRACKETS = re.compile(r" \([^()]*\)$")


def key_figures(story: Story, filters: Filters) -> None:
    """Draw the key figures that were public by the as-of day, while the filter shows what they speak of.

    Those that it does not match are dimmed and say why: none is left to stand alone.
    """
    st.markdown("##### " + gettext("How many died depends on who speaks"))
    st.caption(story.manifest.sentence("rival_figures"))
    shown, why = key_rivals(story, filters), why_dimmed(story, filters)
    if not shown:
        st.markdown(f"*{plain(none_words(story, filters))}*")
        return
    st.caption(key_words(story, filters))
    for _, claim in with_public_sources(story, story.claims.loc[shown], filters).iterrows():
        _figure(story, claim, why[claim.name])


def _figure(story: Story, claim: pd.Series, why: str) -> None:
    """Draw one claim: the number large, then of what, whose it is, when, from which source, and why it is dimmed."""
    number, unit = short_range(claim["quantity_min"], claim["quantity_max"]), claim["unit"]
    of_what = plain(unit)
    if not number:  # the unit says in brackets that there is no figure
        of_what = gettext("{unit}, no figure given").format(unit=plain(_BRACKETS.sub("", unit)))
    day = f", {date_words(claim['date_claimed'])}" if claim["date_claimed"] else ""
    with st.container(
        key=f"figure-{'dimmed-' if why else ''}{claim.name}",
        horizontal=True,
        vertical_alignment="center",
        gap="small",
        wrap=False,
    ):
        st.markdown(f"**{plain(number or '?')}**", width=74)  # large by page style: a number heads no part of the page
        st.markdown(
            f"{of_what}  \n**{plain(claim['claimant'])}**{plain(day)} {source_links(story, claim['source_ids'][:1])}"
            + (f"  \n*{plain(dimmed_words(why))}*" if why else "")
        )
        st.button(
            plain(
                gettext("Open the event: {number} {unit}, {claimant}").format(
                    number=number or "?", unit=unit, claimant=claim["claimant"]
                )
            ),
            icon=":material/chevron_right:",
            key=f"open.{claim.name}",
            help=gettext("Open the event"),
            type="tertiary",
            on_click=address.choose,
            args=(claim["event_id"],),
        )
