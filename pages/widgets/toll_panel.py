"""The rival tolls: one chart for each outcome, and the words that keep them apart."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geodata.drawing.figure_chart import chart_words, figure_chart
from geodata.drawing.style import side_looks
from geodata.knowing.ledger import said_dimmed
from geodata.knowing.public_sources import single_mark, with_public_sources
from geodata.knowing.rivals import dimmed_summary, dimmed_words, why_dimmed
from geodata.knowing.tolls import toll_rows
from geodata.languages import gettext, noop
from geodata.reading.partial_dates import date_words
from geodata.reading.story import Story
from geodata.reading.terms import called
from pages.viewing import address
from pages.viewing.look import look
from pages.viewing.text import plain

#: Who speaks: how near to the fighting, as a heading, and in the words of a chart.
SPEAKERS = (
    ("party", noop("Parties to the fight"), noop("{outcome}, parties to the fight")),
    ("close", noop("Close to a party"), noop("{outcome}, close to a party")),
    ("none", noop("Others, independent counts among them"), noop("{outcome}, others, independent counts among them")),
)


def toll_panel(story: Story, mask: pd.Series, outcomes: tuple[str, ...]) -> None:
    """Draw the charts of these outcomes, all on one scale, from the claims of the mask.

    The mask holds rivals too that the filter does not match (:func:`geodata.knowing.rivals.rivals_mask`): they are
    dimmed.
    """
    why = why_dimmed(story, address.filters())
    tables = {outcome: toll_rows(story, outcome, mask) for outcome in outcomes}
    highest = [table[["low", "high"]].max().max() for table in tables.values()]
    figures = [float(figure) for figure in highest if pd.notna(figure)]
    if not figures:
        st.markdown(gettext("*No figure passes the filter.*"))
        return
    limit = max(figures) * 1.3
    st.caption(
        gettext(
            "◆ a party to the fight   ■ close to a party   ● somebody else   → at least, ← at most   ◐ single source. "
            "Rival figures overlap; they are never added up."
        )
    )
    shown = pd.concat(list(tables.values())).index
    dimmed_note(why[shown])
    for outcome, rows in tables.items():
        counted = rows[rows["low"].notna() | rows["high"].notna()]
        if len(rows):
            st.markdown(f"**{called(story.manifest.outcomes, outcome)}**")
        for part, heading, inside in SPEAKERS:
            lines = _lines(story, counted[counted["part"] == part], why)
            if len(lines):
                st.caption(gettext(heading))
                st.vega_lite_chart(
                    figure_chart(lines, limit, look()),
                    key=f"toll-{outcome}-{part}",
                    alt=chart_words(gettext(inside).format(outcome=called(story.manifest.outcomes, outcome)), lines),
                )
        for row in rows.drop(counted.index).itertuples():
            told = gettext("{who}: {text}").format(who=plain(row.claimant), text=plain(row.claim))
            st.caption(said_dimmed(told) if why[row.Index] else told)


def dimmed_note(why: pd.Series) -> None:
    """Say how many of the claims shown are dimmed, and why; ``why`` is empty text for the others."""
    if words := dimmed_summary(why):
        st.caption(words)


def _lines(story: Story, rows: pd.DataFrame, why: pd.Series) -> pd.DataFrame:
    cut = with_public_sources(story, rows, address.filters())
    marks = [" ◐" if single_mark(story, ids) else "" for ids in cut["source_ids"]]
    days = [story.manifest.days.without_year(date_words(day)) if day else "" for day in rows["date_claimed"]]
    reasons = [str(reason) for reason in why[rows.index]]
    labels = [
        f"{claimant}, {day}{mark}" if day else f"{claimant}{mark}"
        for claimant, day, mark in zip(rows["claimant"], days, marks, strict=True)
    ]
    said = gettext("{words}; {more}")
    return pd.DataFrame(
        {
            "label": [said_dimmed(label) if reason else label for label, reason in zip(labels, reasons, strict=True)],
            "low": rows["low"],
            "high": rows["high"],
            "part": rows["part"],
            "colour": rows["side"].map({code: look.colour for code, look in side_looks(story).items()}),
            "hint": [
                said.format(words=claim, more=dimmed_words(reason)) if reason else claim
                for claim, reason in zip(rows["claim"], reasons, strict=True)
            ],
            "dimmed": [bool(reason) for reason in reasons],
        }
    )
