"""The door: ``streamlit run app.py`` serves the pages and, on the same port, the files they fetch."""

from __future__ import annotations

import streamlit as st

from pages.parts.failed_download import number_failed_downloads
from pages.parts.last_resort import on_page, tame_streamlit
from pages.parts.look import dress_sessions
from pages.parts.server import middleware, routes
from pages.parts.sign_in import warned_when_open

tame_streamlit()
number_failed_downloads()
dress_sessions()
app = st.App(
    "pages/shell.py", routes=routes(), middleware=middleware(), lifespan=warned_when_open, on_script_error=on_page
)
