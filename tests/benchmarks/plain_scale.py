"""The door of the plain ways of showing many events; the page is ``plain_scale_page.py``, which says how each is done.

Scripts and styles come from this machine, where the plain ways would fetch them, and five more files, from other hosts.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from tests.benchmarks.package_files import package_files

app = st.App(
    str(Path(__file__).parent / "plain_scale_page.py"),
    routes=[package_files(name) for name in ("leaflet", "leaflet_markercluster", "jquery")],
)
