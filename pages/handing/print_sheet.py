"""Pages on paper: the script that makes a sheet of a page when somebody prints it.

A page is sent without any of it. Its tables are pictures on a canvas, so on paper they would be cut where the screen
ends; the script (``drawing/browser/sheet.js``) fetches the rows as text at the moment of printing, from a route that
reads the page's own address (:mod:`geodata.serving.sheet_route`).
"""

from __future__ import annotations

from html import escape

import pandas as pd
import streamlit as st

from geodata.languages import gettext, ngettext
from geodata.languages.formats import number
from geodata.serving.files import ASSETS_FROM_PAGE
from geodata.serving.sheet_route import PATH
from pages.viewing import address
from pages.viewing.imported import lent_token
from pages.viewing.reading import assets

#: The most rows of a table that a page sends along to be printed.
_MOST = 100

_script = st.components.v2.component(
    "print_sheet",
    js="export default ({ data }) => import(new URL(data.script, document.baseURI)).then((on) => on.sheet(data));",
)


def print_sheet() -> None:
    """Have the browser make a sheet when this page is printed. To be called when the page has been drawn."""
    page, files = address.page(), assets()
    data = {
        "page": page,
        "script": ASSETS_FROM_PAGE + files.path_of("sheet.js"),
        "style": ASSETS_FROM_PAGE + files.path_of("print.css"),
        "address": PATH + page,
        "failed": gettext("The tables of this page could not be loaded for printing."),
    }
    if token := lent_token():
        data["own"] = token
    if "ledger" in address.kind().sheet and (scope := st.session_state.get("ledger.scope")):
        data["scope"] = scope
    with st.container(key="print-sheet"):
        _script(key="print-sheet.script", data=data)


def printed_table(frame: pd.DataFrame) -> None:
    """Send along what a table on the screen says, for paper alone: where only the page itself knows its rows."""
    head = "".join(f'<th scope="col">{escape(str(name))}</th>' for name in frame.columns)
    lines = [
        "".join(f"<td>{escape(str(cell))}</td>" for cell in row)
        for row in frame.head(_MOST).itertuples(index=False, name=None)
    ]
    left = len(frame) - _MOST
    words = ngettext("{n} more row is left out on paper.", "{n} more rows are left out on paper.", left)
    more = f"<p>{escape(words.format(n=number(left)))}</p>" if left > 0 else ""
    body = "".join(f"<tr>{line}</tr>" for line in lines)
    st.html(f'<div class="sheet-own"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{more}</div>')
