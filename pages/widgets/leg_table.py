"""The legs of the route as a table, with what is odd about them said in words."""

from __future__ import annotations

import streamlit as st

from geodata.drawing.story_document import short_name
from geodata.knowing.route import PLAUSIBLE_KM_PER_DAY, Leg
from geodata.languages import gettext, ngettext
from geodata.languages.formats import number
from geodata.reading.story import Story
from pages.viewing.text import plain

_STROKES = {"documented": "━", "inferred": "╍", "claimed": "┅"}


def leg_table(story: Story, legs: list[Leg]) -> None:
    """Draw the table and the notes of the legs shown."""
    if not legs:
        st.markdown(gettext("*The filter leaves out every leg of the route.*"))
        return
    head = " | ".join([gettext("leg"), gettext("km"), gettext("km a day")])
    lines = [f"| {head} |", "|:--|--:|--:|", *(_line(story, leg) for leg in legs)]
    st.markdown("\n".join(lines))
    said = story.manifest.sentence
    strokes = gettext("━ documented, ╍ inferred, ┅ claimed by one source.")
    st.caption(f"{strokes} {said('starts')}".rstrip())
    st.caption(said("lengths").format(km=number(PLAUSIBLE_KM_PER_DAY, 0)))
    for leg in legs:
        if leg.is_implausible:
            st.warning(_too_fast(story, leg), icon=":material/speed:")
    with st.expander(gettext("What is known of each leg")):
        for leg in legs:
            words = gettext("**{leg}**: {note}")
            st.markdown(words.format(leg=plain(_ends(story, leg)), note=plain(leg.note)))


def _too_fast(story: Story, leg: Leg) -> str:
    days = int(leg.days or 0)
    words = ngettext("{leg}: {km} km in {days} day. {note}", "{leg}: {km} km in {days} days. {note}", days)
    return words.format(leg=_ends(story, leg), km=number(leg.km, 0), days=number(days), note=plain(leg.note))


def _line(story: Story, leg: Leg) -> str:
    start = f" ({leg.start_version})" if leg.start_version != "both" else ""
    speed = "" if leg.km_per_day is None else f"{number(leg.km_per_day, 0)}{' ⚠' if leg.is_implausible else ''}"
    aim = " " + gettext("*(intended)*") if leg.phase == "intended" else ""
    return f"| {_STROKES[leg.kind]} {plain(_ends(story, leg) + start)}{aim} | {number(leg.km, 0)} | {speed} |"


def _ends(story: Story, leg: Leg) -> str:
    return " → ".join(
        short_name(story.places.at[story.route.at[point, "place_id"], "name"]) for point in (leg.from_id, leg.to_id)
    )
