"""What is shown in place of the pages until a viewer has signed in, and the way out again."""

from __future__ import annotations

import logging

import streamlit as st
from streamlit.errors import StreamlitAuthError

from geodata.languages import gettext
from pages.door import sign_in
from pages.viewing.reading import title
from pages.viewing.text import plain

_LOG = logging.getLogger(__name__)


def signed_in() -> bool:
    """Draw the sign-in page unless it is not asked for or has been done; say whether the pages may be shown."""
    if not sign_in.is_on() or st.user.get("is_logged_in") is True:
        return True
    st.title(title())
    st.markdown(gettext("This copy of the dashboard is shown to people who sign in."))
    names = sign_in.providers()
    if not names:
        st.error(gettext("Sign-in is asked for, but no provider is set up. The operator finds more in the log."))
    for name in names:
        words = gettext("Sign in") if name == "default" else gettext("Sign in with {name}").format(name=plain(name))
        st.button(
            words,
            key=f"sign-in.{name}",
            type="primary",
            on_click=_begin,
            args=(name,),
            icon=":material/login:",
            help=gettext("Leads to the page of the provider and back here."),
        )
    return False


def way_out() -> None:
    """Draw who is signed in and a button to sign out, at the end of the filter bar. Nothing when sign-in is off."""
    if not sign_in.is_on():
        return
    who = st.user.get("email") or st.user.get("name") or gettext("someone without a name")
    with st.sidebar.container(key="way-out"):
        st.caption(gettext("Signed in as {who}").format(who=plain(who)))
        told = gettext("Ends your session in this browser.")
        st.button(gettext("Sign out"), key="sign-out", on_click=st.logout, icon=":material/logout:", help=told)


def _begin(name: str) -> None:
    try:
        st.login(None if name == "default" else name)
    except StreamlitAuthError as error:
        _LOG.error("Sign-in cannot begin: %s", error)
        st.error(gettext("Sign-in is not set up completely. The operator finds more in the log."))
