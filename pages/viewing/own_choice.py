"""A choice that belongs to one page and lives in the address."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from geodata.languages import gettext
from geodata.views.own_parameter import OwnParameter
from pages.viewing import address
from pages.viewing.viewer import is_told_anew


def own_choice(parameter: OwnParameter[str], label: str, options: Mapping[str, str], told: str | None = None) -> str:
    """Draw a choice between the values of a parameter (id to words) and return the chosen id.

    The usual value is left out of the address. ``told`` is what a pointer that rests on the choice is told.
    """
    key = f"own.{parameter.name}"
    current = parameter.of(address.own_values())
    if is_told_anew(f"{key}.language") or st.session_state.get(key) != current:
        st.session_state[key] = current

    def take_over() -> None:
        value = st.session_state[key]
        address.set_own(parameter.name, None if value in (None, parameter.usual) else value)

    st.segmented_control(
        label,
        list(options),
        key=key,
        format_func=lambda option: gettext(options[option]),
        label_visibility="collapsed",
        help=told,
        on_change=take_over,
        required=True,
    )
    return current
