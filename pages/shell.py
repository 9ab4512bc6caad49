"""The shell around every page: settings, navigation, filter, notices. ``app.py`` has Streamlit run this script."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from geodata.languages import gettext, ngettext
from geodata.languages.formats import number
from geodata.reading.coverage import beyond_words
from geodata.reading.faults import Fault
from geodata.views.registry import PAGE_KINDS, kinds_for
from pages.handing.print_sheet import print_sheet
from pages.viewing import address, guide, look, phone, shared_events, viewer
from pages.viewing.own_words import own_words
from pages.viewing.reading import begin_page, faults, kept_words, story, title
from pages.viewing.reconnection import run_again_when_reconnected
from pages.viewing.sign_in_page import signed_in, way_out
from pages.viewing.text import plain
from pages.widgets.filter_bar import filter_bar

#: Width of the filter at first, in pixels; a viewer can drag it. On a phone it starts folded away.
_SIDEBAR = 236


def main() -> None:
    """Run the shell and the page it points at."""
    viewer.begin_page()
    st.set_page_config(
        page_title=title(),
        page_icon=str(Path(__file__).parent / "viewing" / "icon.svg"),
        layout="wide",
        initial_sidebar_state="collapsed" if phone.is_phone() else _SIDEBAR,
    )
    for sheet in ("page.css", "access.css", "phone.css"):
        st.html(Path(__file__).parent / "viewing" / sheet)
    phone.begin_page()
    own_words()
    if not signed_in():
        return
    begin_page()
    if broken := faults():
        _broken_tables(broken)
        return
    found = story()
    pages = {
        kind.path(found): st.Page(
            f"{kind.name}.py",
            title=(named := kind.in_story(found)).title,
            help=named.words,
            url_path=kind.path(found),
            default=kind is PAGE_KINDS[0],
        )
        for kind in kinds_for(found)
    }
    page = st.navigation(list(pages.values()), position="top")
    st.set_page_config(page_title=f"{page.title} · {title()}")  # each page says which one it is
    look.begin_page()
    st.session_state["shell.page"] = page
    st.session_state["shell.pages"] = pages
    shared_events.begin_page(story())
    address.read(story(), page.url_path or PAGE_KINDS[0].path(story()))
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
            "{n} fault was found in `geodata/story/tables/`, so nothing is shown rather than something wrong. Mend the "
            "rows below and load this page again some seconds later; `python -m geodata check` prints the same lines.",
            "{n} faults were found in `geodata/story/tables/`, so nothing is shown rather than something wrong. "
            "Mend the rows below and load this page again some seconds later; `python -m geodata check` prints the "
            "same lines.",
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
