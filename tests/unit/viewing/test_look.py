"""The look of the pages: what Streamlit is told of it, for one viewer and not for the others."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session
from streamlit.runtime.app_session import AppSession
from streamlit.testing.v1 import AppTest

from geodata.drawing.looks import LOOKS
from pages.viewing import look


def dressed(name: str) -> CustomThemeConfig:
    theme = CustomThemeConfig(text_color="#123456", base_font_size=15)
    look.dress(theme, LOOKS[name])
    return theme


def test_the_usual_look_is_that_of_the_settings() -> None:
    assert dressed("light") == CustomThemeConfig(text_color="#123456", base_font_size=15)


@pytest.mark.parametrize(("name", "base"), [("contrast", "LIGHT"), ("dark", "DARK")])
def test_a_theme_takes_its_colours_and_its_type_from_the_table_of_looks(name: str, base: str) -> None:
    theme, wanted = dressed(name), LOOKS[name]
    assert theme.base == CustomThemeConfig.BaseTheme.Value(base)
    assert (theme.text_color, theme.background_color, theme.primary_color) == (wanted.ink, wanted.paper, wanted.accent)
    assert theme.sidebar.background_color == wanted.panel
    assert theme.base_font_size == round(15 * wanted.type)
    assert theme.gray_text_color == wanted.muted


def test_each_session_is_sent_the_theme_of_its_own_look(monkeypatch: pytest.MonkeyPatch) -> None:
    def made(session: Any) -> Any:
        return SimpleNamespace(new_session=SimpleNamespace(custom_theme=CustomThemeConfig()))

    monkeypatch.setattr(AppSession, "_create_new_session_message", made)
    look.dress_sessions()
    sent = {
        name: AppSession._create_new_session_message(SimpleNamespace(_session_state=state)).new_session.custom_theme  # type: ignore[arg-type, call-arg]
        for name, state in (("dark", {"look.worn": "dark"}), ("contrast", {"look.worn": "contrast"}), ("light", {}))
    }
    assert {name: theme.text_color for name, theme in sent.items()} == {
        "dark": LOOKS["dark"].ink,
        "contrast": LOOKS["contrast"].ink,
        "light": "",
    }
    before = AppSession._create_new_session_message
    look.dress_sessions()
    assert AppSession._create_new_session_message is before  # once is enough


def test_streamlit_still_makes_its_message_there() -> None:
    assert hasattr(app_session.AppSession, "_create_new_session_message")


def test_another_look_has_the_page_run_once_more_and_then_stand() -> None:
    def page() -> None:
        import streamlit as st

        from pages.viewing import look as ours
        from pages.viewing import viewer

        st.session_state["runs"] = st.session_state.get("runs", 0) + 1
        viewer.begin_page()
        ours.begin_page()
        st.write(ours.look().ink)

    run = AppTest.from_function(page)
    run.query_params["look"] = "dark"
    run.run()
    assert not run.exception
    assert run.session_state["runs"] == 2
    assert LOOKS["dark"].ink in [text.value for text in run.markdown]
    run.run()
    assert run.session_state["runs"] == 3
    plain = AppTest.from_function(page).run()
    assert plain.session_state["runs"] == 1
