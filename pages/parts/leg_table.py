"""The legs of the route as a table, with what is odd about them said in words."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from geodata.drawing.style import LEG_KINDS, PHASES
from geodata.route import PLAUSIBLE_KM_PER_DAY, VARIANTS, Leg
from geodata.story import Story
from pages.parts.text import plain


def leg_table(story: Story, legs: list[Leg], variant: str) -> None:
    """Draw the table and the notes of the legs shown."""
    if not legs:
        st.markdown("*The filter leaves out every leg of the route.*")
        return
    rows = [_row(story, leg) for leg in legs]
    st.dataframe(
        pd.DataFrame(rows),
        hide_index=True,
        height="content",
        alt=f"Legs of the route: {VARIANTS[variant]}",
        column_config={
            "km": st.column_config.NumberColumn("km", format="%.0f", help="Straight line on the ellipsoid between the two waypoints; no track was published."),
            "a day": st.column_config.TextColumn("km a day", help=f"⚠ marks more than {PLAUSIBLE_KM_PER_DAY:.0f} km a day, which is hard to believe for a searching column."),
        },
    )
    st.caption("Lengths are straight lines; no track of the column was published. Two starts are told: Kidal (version A) and Tessalit (version B).")
    for leg in legs:
        if leg.is_implausible:
            st.warning(f"{_ends(story, leg)}: {leg.km:.0f} km in {leg.days:.0f} day. {plain(leg.note)}", icon=":material/speed:")
    with st.expander("What is known of each leg"):
        for leg in legs:
            st.markdown(f"**{plain(_ends(story, leg))}**: {plain(leg.note)}")


def _row(story: Story, leg: Leg) -> dict[str, object]:
    start = f" ({leg.start_version})" if leg.start_version != "both" else ""
    speed = "" if leg.km_per_day is None else f"{leg.km_per_day:.0f}{' ⚠' if leg.is_implausible else ''}"
    how = PHASES["intended"].label if leg.phase == "intended" else f"{leg.phase}, {LEG_KINDS[leg.kind].label}"
    return {"leg": _ends(story, leg) + start, "km": round(leg.km, 1), "a day": speed, "how sure": how}


def _ends(story: Story, leg: Leg) -> str:
    names = [story.places.at[story.route.at[point, "place_id"], "name"] for point in (leg.from_id, leg.to_id)]
    return " → ".join(names)
