"""The door: ``streamlit run app.py`` serves the pages and, on the same port, the files they fetch."""

from __future__ import annotations

import streamlit as st

from pages.door.script_errors import on_page, tame_streamlit
from pages.door.server import middleware, routes
from pages.door.sign_in import warned_when_open
from pages.viewing.failed_download import number_failed_downloads
from pages.viewing.look import dress_sessions

tame_streamlit()
number_failed_downloads()
dress_sessions()
app = st.App(
    "pages/shell.py", routes=routes(), middleware=middleware(), lifespan=warned_when_open, on_script_error=on_page
)
