"""A choice that belongs to one page and lives in the address."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from pages.parts import address


def own_choice(name: str, label: str, options: Mapping[str, str], default: str) -> str:
    """Draw a choice between a few options (id to words) and return the chosen id.

    The default is left out of the address.
    """
    key = f"own.{name}"
    current = address.own(name, list(options), default)
    if st.session_state.get(key) != current:
        st.session_state[key] = current

    def take_over() -> None:
        value = st.session_state[key]
        address.set_own(name, None if value in (None, default) else value)

    st.segmented_control(
        label,
        list(options),
        key=key,
        format_func=options.__getitem__,
        label_visibility="collapsed",
        on_change=take_over,
        required=True,
    )
    return current
