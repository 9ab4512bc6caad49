"""The shell around every page: settings, navigation, filter, notices. ``app.py`` has Streamlit run this script."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from geodata.coverage import beyond_words
from geodata.faults import Fault
from geodata.languages import gettext, ngettext, noop
from geodata.languages.formats import number
from pages.parts import address, guide, look, phone, shared_events, viewer
from pages.parts.data import begin_page, faults, kept_words, story
from pages.parts.filter_bar import filter_bar
from pages.parts.own_words import own_words
from pages.parts.print_sheet import print_sheet
from pages.parts.reconnection import run_again_when_reconnected
from pages.parts.sign_in_page import signed_in, way_out
from pages.parts.text import plain

_PAGES = (
    ("overview.py", noop("Overview"), noop("The theatre: ambush, route and the four countries.")),
    ("kidal_ambush.py", noop("Kidal ambush"), noop("The ambush area, the days from 22 to 30 July, the rival tolls.")),
    ("convoy_route.py", noop("Convoy route"), noop("The legs of the column, how sure each is, lengths and speeds.")),
    (
        "russian_presence.py",
        noop("Russian presence"),
        noop("Countries, sites, forces and claimed strengths, day by day."),
    ),
    ("timeline.py", noop("Timeline"), noop("Events and presence in time, beside a map of the same rows.")),
    ("briefing.py", noop("Briefing"), noop("Scenes to present, edit, save and hand out.")),
    ("evidence.py", noop("Evidence"), noop("Every claim and every source as a table.")),
    (
        "your_data.py",
        noop("Your data"),
        noop("Bring a file of events and lay it under the story, for yourself alone."),
    ),
    (
        "method.py",
        noop("Method"),
        noop("What is shown and what is not, precision, confidence, licences, corrections."),
    ),
)


#: Width of the filter at first, in pixels; a viewer can drag it. On a phone it starts folded away.
_SIDEBAR = 236


def main() -> None:
    """Run the shell and the page it points at."""
    viewer.begin_page()
    st.set_page_config(
        page_title=gettext("Kidal, July 2024"),
        page_icon=str(Path(__file__).parent / "parts" / "icon.svg"),
        layout="wide",
        initial_sidebar_state="collapsed" if phone.is_phone() else _SIDEBAR,
    )
    for sheet in ("page.css", "access.css", "phone.css"):
        st.html(Path(__file__).parent / "parts" / sheet)
    phone.begin_page()
    own_words()
    if not signed_in():
        return
    begin_page()
    if broken := faults():
        _broken_tables(broken)
        return
    pages = [
        st.Page(
            file, title=gettext(title), help=gettext(words), url_path=Path(file).stem, default=file == "overview.py"
        )
        for file, title, words in _PAGES
    ]
    page = st.navigation(pages, position="top")
    whole = gettext("Kidal, July 2024")
    st.set_page_config(page_title=f"{page.title} · {whole}")  # each page says which one it is
    look.begin_page()
    st.session_state["shell.page"] = page
    st.session_state["shell.pages"] = {Path(file).stem: made for (file, *_), made in zip(_PAGES, pages, strict=True)}
    shared_events.begin_page(story())
    address.read(story(), page.url_path or "overview")
    guide.begin_page()
    for notice in (*viewer.notices(), *address.notices()):
        st.warning(plain(notice), icon=":material/link_off:")
    if words := beyond_words(story(), *address.days_asked()):
        st.warning(plain(words), icon=":material/event_busy:")
    if words := kept_words():
        st.warning(plain(words), icon=":material/sync_problem:")
    shared_events.notice()
    address.write()  # every change was made by a callback, so the address is final before the page is drawn
    page.run()
    filter_bar(story())  # last: its many widgets would keep the map waiting, and only show what the address says
    with st.sidebar:
        viewer.viewer_bar(address.reopen)
        run_again_when_reconnected()
    guide.guide()
    phone.phone()
    print_sheet()
    way_out()


def _broken_tables(broken: list[Fault]) -> None:
    st.title(gettext("The tables need mending"))
    st.markdown(
        ngettext(
            "{n} fault was found in `geodata/tables/`, so nothing is shown rather than something wrong. Mend the rows "
            "below and load this page again some seconds later; `python -m geodata check` prints the same lines.",
            "{n} faults were found in `geodata/tables/`, so nothing is shown rather than something wrong. Mend the "
            "rows below and load this page again some seconds later; `python -m geodata check` prints the same lines.",
            len(broken),
        ).format(n=number(len(broken)))
    )
    st.dataframe(
        [
            {
                gettext("table"): fault.table,
                gettext("row"): fault.row,
                gettext("column"): fault.column,
                gettext("value"): fault.value,
                gettext("what is wrong"): fault.reason,
            }
            for fault in broken
        ],
        hide_index=True,
    )


main()
