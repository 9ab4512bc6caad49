"""Beside the presence map: what is claimed of strengths, and every row as a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

import pandas as pd
import streamlit as st

from geodata.drawing.figure_chart import chart_words, figure_chart
from geodata.drawing.style import presence_colour
from geodata.importers.country_names import country_name
from geodata.knowing.ledger import said_dimmed
from geodata.knowing.presence import undated
from geodata.knowing.rivals import dimmed_words, strengths_in_view
from geodata.languages import gettext, ngettext, pgettext
from geodata.languages.formats import day_words, number
from geodata.reading.partial_dates import date_words, parse_partial_date, period_words
from geodata.reading.story import Story
from pages.viewing import address
from pages.viewing.look import look
from pages.widgets.presence_table import presence_table
from pages.widgets.toll_panel import dimmed_note


def presence_panel(story: Story, mask: pd.Series, day: dt.date | None, pale: Collection[str]) -> None:
    """Draw the panel for the rows of the mask; ``pale`` are ids of those last reported before the day.

    Beside a strength that passes stand its rivals that the filter or the day does not match: dimmed, and saying why.
    """
    st.markdown(_count_line(story, mask, day, pale))
    table = strengths_in_view(story, address.filters(), day)
    if len(table):
        st.markdown("##### " + gettext("Strength, as claimed"))
        words = gettext(
            "Each mark is one speaker’s figure for one time and place. They differ in what they count and are never "
            "added up."
        )
        st.caption(words)
        dimmed_note(table["dimmed"])
        limit = float(table[["low", "high"]].max().max()) * 1.3
        for iso, rows in table.groupby("country", sort=False):
            lines = _lines(story, rows)
            name = country_name(story, str(iso))
            st.markdown(f"**{name}**")
            st.vega_lite_chart(
                figure_chart(lines, limit, look()),
                key=f"strength-{iso}",
                alt=chart_words(gettext("Claimed strength, {country}").format(country=name), lines),
            )
    without = story.presence.loc[mask & ~story.presence["country"].isin(table["country"]), "country"].unique()
    if len(without):
        names = ", ".join(country_name(story, iso) for iso in without)
        st.caption(gettext("No number with a claimant found among these reports: {countries}.").format(countries=names))
    _rows(story, mask)


def _count_line(story: Story, mask: pd.Series, day: dt.date | None, pale: Collection[str]) -> str:
    shown = {"shown": number(int(mask.sum())), "total": number(len(story.presence))}
    if day is not None:
        return gettext(
            "**{shown} of {total} reports of presence shown** for {day}, {pale} of them pale: without an end date, and "
            "last reported before that day. Reports without a start date are left out."
        ).format(**shown, day=day_words(day), pale=number(len(pale)))
    if count := undated(story, mask):
        return ngettext(
            "**{shown} of {total} reports of presence shown**; {n} carries no start date",
            "**{shown} of {total} reports of presence shown**; {n} carry no start date",
            count,
        ).format(**shown, n=number(count))
    return gettext("**{shown} of {total} reports of presence shown**").format(**shown)


def _lines(story: Story, rows: pd.DataFrame) -> pd.DataFrame:
    when = [_when(a, b) for a, b in zip(rows["from_date"], rows["to_date"], strict=True)]
    whole = ("whole country", gettext("whole country"))
    scope = ["" if s in whole else f" ({s})" for s in rows["scope"]]
    labels = [
        gettext("{when}: {claimant}").format(when=w + s, claimant=_brief(c))
        for w, s, c in zip(when, scope, rows["claimant"], strict=True)
    ]
    said = gettext("{words}; {more}")
    return pd.DataFrame(
        {
            "label": [said_dimmed(label) if why else label for label, why in zip(labels, rows["dimmed"], strict=True)],
            "low": rows["low"],
            "high": rows["high"],
            "part": "none",
            "colour": presence_colour(story),
            "hint": [
                said.format(words=force, more=dimmed_words(why)) if why else force
                for force, why in zip(rows["force"], rows["dimmed"], strict=True)
            ],
            "dimmed": rows["dimmed"] != "",
        }
    )


def _when(start: str, end: str) -> str:
    """A period, in a chart where nobody takes an end that is not there for one that was reported."""
    if not start or end:
        return period_words(start, end)
    exact = parse_partial_date(start).precision == "day"
    words = pgettext("a day", "from {date}") if exact else pgettext("a month or a year", "from {date}")
    return words.format(date=date_words(start))


def _brief(claimant: str) -> str:
    return claimant if len(claimant) <= 60 else claimant[:59] + "…"


def _rows(story: Story, mask: pd.Series) -> None:
    if not mask.any():
        st.markdown(gettext("*Nothing is reported that passes the filter.*"))
        return
    presence_table(story, mask, gettext("Every report shown"))
