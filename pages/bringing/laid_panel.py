"""What lies under the story now, what becomes of it, and who can see it."""

from __future__ import annotations

import streamlit as st

from geodata.imported.data_words import kind_words, licence_or_none
from geodata.imported.event_set import EventSet
from geodata.importers.country_names import world_country
from geodata.languages import gettext, ngettext, noop
from geodata.languages.formats import number
from geodata.reading.partial_dates import date_words
from geodata.views.registry import PAGE_KINDS
from pages.bringing import upload
from pages.viewing import imported
from pages.viewing.reading import story
from pages.viewing.text import plain

#: Of countries and kinds, the most frequent ones that are named.
_NAMED = 4

_FOR_ALL = noop(
    "These events come from a database that the operator of this dashboard named; everybody who opens these pages sees "
    "them. A file of your own takes their place, for you alone, until you take it away."
)


def laid_panel() -> None:
    """Draw what lies under the story, with the way to take it away."""
    events = imported.current()
    with st.container(border=True, key="laid"):
        st.markdown("##### " + gettext("Under the story now"))
        if events is None:
            st.markdown(gettext("Nothing of yours. The maps show the story alone."))
        else:
            _about(events)
    if why := imported.why_not_served():
        st.warning(plain(why), icon=":material/cookie_off:")
    _privacy(events is not None and events.shared)


def _about(events: EventSet) -> None:
    title = events.name
    if events.shared:
        title = gettext("{title}: {name}").format(title=events.whose.title, name=events.name)
    st.markdown(f"**{plain(title)}**  \n{_counted(events)}")
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.page_link(
            st.session_state["shell.pages"][PAGE_KINDS[0].path(story())],
            label=gettext("See the map"),
            icon=":material/map:",
            help=gettext("Opens the overview with these events on it."),
        )
        if not events.shared:
            st.button(
                gettext("Take it away again"),
                key="bringing.take_away",
                icon=":material/layers_clear:",
                on_click=upload.take_away,
                help=gettext("Forgets the file and shows the story alone."),
            )
    for name, text in (
        (gettext("Days"), _span(events)),
        (gettext("Countries"), _most([world_country(code) for code in events.countries if code])),
        (gettext("Kinds"), _most([kind_words(kind) for kind in events.kinds if kind])),
        (gettext("Data set and licence"), f"{events.dataset}, {licence_or_none(events.licence)}"),
    ):
        if text:
            st.markdown(f":gray[{name}]  \n{plain(text)}")
    st.markdown(
        gettext("The filter in the sidebar applies to these events, too: dates, actors, countries, kinds and search.")
    )
    if not events.may_export:
        st.markdown(f":material/block: {_held_back(events)}")


def _counted(events: EventSet) -> str:
    rows, placeless = len(events.events), int(events.events["lat"].isna().sum())
    words = ngettext("{n} event", "{n} events", rows).format(n=number(rows))
    if not placeless:
        return words
    with_placeless = ngettext("{events}; {n} has no place", "{events}; {n} have no place", placeless)
    return with_placeless.format(events=words, n=number(placeless))


def _span(events: EventSet) -> str:
    first, last = events.events["date_start"].min(), events.events["date_end"].max()
    if first != first or last != last:  # no row has a date
        return ""
    days = (date_words(day.date().isoformat()) for day in (first, last))
    return gettext("{start_day} to {end_day}").format(**dict(zip(("start_day", "end_day"), days, strict=True)))


def _most(names: list[str]) -> str:
    named = ", ".join(names[:_NAMED])
    if len(names) <= _NAMED:
        return named
    return gettext("{names} and {n} more").format(names=named, n=number(len(names) - _NAMED))


def _held_back(events: EventSet) -> str:
    if events.licence:
        words = gettext(
            "These rows stay out of every file that you take with you: the terms of {dataset} forbid passing them on."
        )
        return words.format(dataset=plain(events.dataset))
    words = gettext("These rows stay out of every file that you take with you, because no licence is stated.")
    if events.shared:
        return words
    return words + " " + gettext("If you know it, bring the file again and name it under “Columns”.")


def _privacy(has_shared: bool) -> None:
    st.markdown("##### " + gettext("Who can see it"))
    if has_shared:
        st.markdown(gettext(_FOR_ALL))
    st.markdown(
        gettext(
            "You, in this tab. The file and its events belong to this tab’s session: they are held in the memory of "
            "the computer that runs this dashboard, never kept on its disk, handed out to your browser alone, and gone "
            "when the tab is closed or loaded again. Nobody else who uses the dashboard sees anything of them. "
            "A copied address does not carry them either."
        )
    )
    st.caption(
        gettext(
            "A GeoPackage or shapefile is unpacked into a temporary folder while it is read, and that folder is "
            "deleted at once. What a closed tab held is remembered for some minutes, in case only the connection was "
            "lost; “Take it away again” clears it at once. "
            "ACLED: its terms forbid passing rows on, so they are drawn for you and stay out of every export."
        )
    )
