"""The plain way of showing the same events, to measure against.

The page is ``plain_page.py``. This door only serves Leaflet and jQuery from this machine; the plain way
would fetch them, and five more files, from other hosts; so it is faster here than it is elsewhere.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from tests.benchmarks.package_files import package_files

app = st.App(str(Path(__file__).parent / "plain_page.py"), routes=[package_files("leaflet"), package_files("jquery")])
