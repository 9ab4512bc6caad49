"""The plain way of showing the same events, to measure against.

The page is ``plain_page.py``. This door only serves Leaflet and jQuery from this machine; the plain way
would fetch them, and five more files, from other hosts; so it is faster here than it is elsewhere.
"""

from __future__ import annotations

import importlib.util
from pathlib import Path

import streamlit as st
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles


def _files(name: str) -> Mount:
    package = importlib.util.find_spec(f"xstatic.pkg.{name}")
    assert package is not None
    assert package.submodule_search_locations is not None
    return Mount(f"/{name}", StaticFiles(directory=Path(package.submodule_search_locations[0]) / "data"))


app = st.App(str(Path(__file__).parent / "plain_page.py"), routes=[_files("leaflet"), _files("jquery")])
