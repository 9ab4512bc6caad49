"""What lies under the story now, what becomes of it, and who can see it."""

from __future__ import annotations

import streamlit as st

from geodata.drawing.story_document import country_name
from geodata.imported.event_set import EventSet
from geodata.partial_dates import date_words
from pages.parts import bringing, imported
from pages.parts.text import plain

#: Of countries and kinds, the most frequent ones that are named.
_NAMED = 4

_FOR_ALL = (
    "These events come from a database that the operator of this dashboard named; everybody who opens these pages sees "
    "them. A file of your own takes their place, for you alone, until you take it away."
)


def laid_panel() -> None:
    """Draw what lies under the story, with the way to take it away."""
    events = imported.current()
    with st.container(border=True, key="laid"):
        st.markdown("##### Under the story now")
        if events is None:
            st.markdown("Nothing of yours. The maps show the story alone.")
        else:
            _about(events)
    if why := imported.why_not_served():
        st.warning(plain(why), icon=":material/cookie_off:")
    _privacy(events is not None and events.shared)


def _about(events: EventSet) -> None:
    frame = events.events
    placeless = int(frame["lat"].isna().sum())
    words = f"{len(frame):,} {'event' if len(frame) == 1 else 'events'}"
    if placeless:
        words += f"; {placeless:,} {'has' if placeless == 1 else 'have'} no place"
    title = f"{events.whose.title}: {events.name}" if events.shared else events.name
    st.markdown(f"**{plain(title)}**  \n{words}")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.page_link(st.session_state["shell.pages"]["overview"], label="See the map", icon=":material/map:")
        if not events.shared:
            st.button(
                "Take it away again",
                key="bringing.take_away",
                icon=":material/layers_clear:",
                on_click=bringing.take_away,
            )
    for name, text in (
        ("Days", _span(events)),
        ("Countries", _most([country_name(code) for code in events.countries if code])),
        ("Kinds", _most([kind for kind in events.kinds if kind])),
        ("Data set and licence", f"{events.dataset}, {events.licence or 'no licence stated'}"),
    ):
        if text:
            st.markdown(f":gray[{name}]  \n{plain(text)}")
    st.markdown("The filter in the sidebar applies to these events, too: dates, actors, countries, kinds and search.")
    if not events.may_export:
        st.markdown(f":material/block: {_held_back(events)}")


def _span(events: EventSet) -> str:
    first, last = events.events["date_start"].min(), events.events["date_end"].max()
    if first != first or last != last:  # no row has a date
        return ""
    return f"{date_words(first.date().isoformat())} to {date_words(last.date().isoformat())}"


def _most(names: list[str]) -> str:
    more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
    return ", ".join(names[:_NAMED]) + more


def _held_back(events: EventSet) -> str:
    if events.licence:
        return (
            "These rows stay out of every file that you take with you: the terms of "
            f"{plain(events.dataset)} forbid passing them on."
        )
    return "These rows stay out of every file that you take with you, because no licence is stated." + (
        "" if events.shared else " If you know it, bring the file again and name it under “Columns”."
    )


def _privacy(has_shared: bool) -> None:
    st.markdown("##### Who can see it")
    if has_shared:
        st.markdown(_FOR_ALL)
    st.markdown(
        "You, in this tab. The file and its events belong to this tab’s session: they are held in the memory of the "
        "computer that runs this dashboard, never kept on its disk, handed out to your browser alone, and gone when "
        "the tab is closed or loaded again. Nobody else who uses the dashboard sees anything of them. "
        "A copied address does not carry them either."
    )
    st.caption(
        "A GeoPackage or shapefile is unpacked into a temporary folder while it is read, and that folder is deleted "
        "at once. What a closed tab held is remembered for some minutes, in case only the connection was lost; "
        "“Take it away again” clears it at once. "
        "ACLED: its terms forbid passing rows on, so they are drawn for you and stay out of every export."
    )
