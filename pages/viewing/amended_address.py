"""What a page adds to its own address when it is opened, without an entry of its own in the browser's history.

Streamlit 1.67 pushes an entry for each new query string, and one more for a turned page, in either order: the page's
path is written when React has drawn the navigation, the query string at once when its message is read. A query string
read first lands on the page before. So only what a viewer changes goes through ``st.query_params``; what a page adds by
itself (the filter that is kept, its own parameters, a broken value taken out) replaces the entry that is there.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from urllib.parse import urlencode

import streamlit as st

from geodata.drawing.linked_scripts import module_script
from pages.ties.script_run import restart_from

_script = st.components.v2.component("amend_address", js=module_script("amend_address"))

_AMENDED = "amended_address.data"

Params = dict[str, list[str]]


def amend(read: Params, written: Params, names: Iterable[str], dropped: Iterable[str]) -> None:
    """Have the browser say ``written`` instead of ``read`` in the address of the page that runs.

    ``names`` are all parameters that may be in either, ``dropped`` are others to be taken out; the rest is left alone.
    """
    page = st.session_state["shell.page"].url_path
    st.session_state[_AMENDED] = {
        "token": secrets.token_hex(4),
        "page": page,
        "names": list(names),
        "dropped": list(dropped),
        "read": read,
        "written": written,
    }
    restart_from(urlencode(written, doseq=True))


def draw_amendment() -> None:
    """Put the script on the page. Its data stay the same until the next page, so a filter change sends nothing."""
    with st.container(key="page-address"):
        _script(key="page-address.script", data=st.session_state.get(_AMENDED))
