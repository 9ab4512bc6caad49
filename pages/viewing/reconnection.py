"""What a page does when it has lost its server and found one again, which may be another process that never saw it."""

from __future__ import annotations

import datetime as dt

import streamlit as st


@st.fragment(run_every=dt.timedelta(days=7))
def run_again_when_reconnected() -> None:
    """Draw nothing. That it is here has the browser run the page as soon as it is connected again.

    Streamlit's script (``handleConnectionStateChanged`` of 1.67) does that for a page with a part that runs by the
    clock, and leaves any other as it stands. Behind nginx another process then knows neither page nor filter, and the
    first thing that a viewer chooses would be lost. The clock itself is of no matter; a browser counts to 24 days.
    """
