"""The shell around every page: settings, navigation, filter, notices. ``app.py`` has Streamlit run this script."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from geodata.faults import Fault
from pages.parts import address, shared_events
from pages.parts.data import begin_page, faults, kept_words, story
from pages.parts.filter_bar import filter_bar
from pages.parts.reconnection import run_again_when_reconnected
from pages.parts.sign_in_page import signed_in, way_out
from pages.parts.text import plain

_PAGES = (
    ("overview.py", "Overview", "The theatre: ambush, route and the four countries."),
    (
        "kidal_ambush.py",
        "Kidal ambush",
        "The ambush area, the days from 22 to 30 July, the rival tolls.",
    ),
    (
        "convoy_route.py",
        "Convoy route",
        "The legs of the column, how sure each is, lengths and speeds.",
    ),
    (
        "russian_presence.py",
        "Russian presence",
        "Countries, sites, forces and claimed strengths, day by day.",
    ),
    (
        "timeline.py",
        "Timeline",
        "Events and presence in time, beside a map of the same rows.",
    ),
    ("briefing.py", "Briefing", "Scenes to present, edit, save and hand out."),
    ("evidence.py", "Evidence", "Every claim and every source as a table."),
    (
        "your_data.py",
        "Your data",
        "Bring a file of events and lay it under the story, for yourself alone.",
    ),
    (
        "method.py",
        "Method",
        "What is shown and what is not, precision, confidence, licences, corrections.",
    ),
)


#: Width of the filter at first, in pixels; a viewer can drag it. On a phone it starts folded away.
_SIDEBAR = 236


def main() -> None:
    """Run the shell and the page it points at."""
    st.set_page_config(
        page_title="Kidal, July 2024",
        page_icon=str(Path(__file__).parent / "parts" / "icon.svg"),
        layout="wide",
        initial_sidebar_state=_SIDEBAR,
    )
    st.html(Path(__file__).parent / "parts" / "page.css")
    if not signed_in():
        return
    begin_page()
    if broken := faults():
        _broken_tables(broken)
        return
    pages = [
        st.Page(file, title=title, help=words, url_path=Path(file).stem, default=file == "overview.py")
        for file, title, words in _PAGES
    ]
    page = st.navigation(pages, position="top")
    st.session_state["shell.page"] = page
    st.session_state["shell.pages"] = {Path(file).stem: made for (file, *_), made in zip(_PAGES, pages, strict=True)}
    shared_events.begin_page(story())
    address.read(story(), page.url_path or "overview")
    for notice in address.notices():
        st.warning(plain(notice), icon=":material/link_off:")
    if words := kept_words():
        st.warning(plain(words), icon=":material/sync_problem:")
    shared_events.notice()
    address.write()  # every change was made by a callback, so the address is final before the page is drawn
    page.run()
    filter_bar(story())  # last: its many widgets would keep the map waiting, and only show what the address says
    with st.sidebar:
        run_again_when_reconnected()
    way_out()


def _broken_tables(broken: list[Fault]) -> None:
    st.title("The tables need mending")
    st.markdown(
        f"{len(broken)} {'fault was' if len(broken) == 1 else 'faults were'} found in `geodata/tables/`, so nothing "
        "is shown rather than something wrong. Mend the rows below and load this page again some seconds later; "
        "`python -m geodata check` prints the same lines."
    )
    st.dataframe(
        [
            {"table": f.table, "row": f.row, "column": f.column, "value": f.value, "what is wrong": f.reason}
            for f in broken
        ],
        hide_index=True,
    )


main()
