"""The legs of the route as a table, with what is odd about them said in words."""

from __future__ import annotations

import streamlit as st

from geodata.drawing.story_document import short_name
from geodata.route import PLAUSIBLE_KM_PER_DAY, Leg
from geodata.story import Story
from pages.parts.text import plain

_STROKES = {"documented": "━", "inferred": "╍", "claimed": "┅"}


def leg_table(story: Story, legs: list[Leg]) -> None:
    """Draw the table and the notes of the legs shown."""
    if not legs:
        st.markdown("*The filter leaves out every leg of the route.*")
        return
    lines = ["| leg | km | km a day |", "|:--|--:|--:|", *(_line(story, leg) for leg in legs)]
    st.markdown("\n".join(lines))
    st.caption(
        "━ documented, ╍ inferred, ┅ claimed by one source. (A) and (B) are the two starts that are told: "
        "Kidal and Tessalit."
    )
    st.caption(
        "Lengths are straight lines; no track of the column was published. "
        f"⚠ marks more than {PLAUSIBLE_KM_PER_DAY:.0f} km a day."
    )
    for leg in legs:
        if leg.is_implausible:
            st.warning(
                f"{_ends(story, leg)}: {leg.km:.0f} km in {leg.days:.0f} day. {plain(leg.note)}",
                icon=":material/speed:",
            )
    with st.expander("What is known of each leg"):
        for leg in legs:
            st.markdown(f"**{plain(_ends(story, leg))}**: {plain(leg.note)}")


def _line(story: Story, leg: Leg) -> str:
    start = f" ({leg.start_version})" if leg.start_version != "both" else ""
    speed = "" if leg.km_per_day is None else f"{leg.km_per_day:.0f}{' ⚠' if leg.is_implausible else ''}"
    aim = " *(intended)*" if leg.phase == "intended" else ""
    return f"| {_STROKES[leg.kind]} {plain(_ends(story, leg) + start)}{aim} | {leg.km:.0f} | {speed} |"


def _ends(story: Story, leg: Leg) -> str:
    return " → ".join(
        short_name(story.places.at[story.route.at[point, "place_id"], "name"]) for point in (leg.from_id, leg.to_id)
    )
