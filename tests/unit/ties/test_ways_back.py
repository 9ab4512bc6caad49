"""Each tie to what Streamlit keeps to itself, and what is left when a later Streamlit has it no more."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Callable, Iterator
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from streamlit.runtime import app_session
from streamlit.runtime.app_session import AppSession

from pages.ties import downloads, identity, script_run, theme

Without = Callable[..., ModuleType]


@pytest.fixture
def without() -> Iterator[Without]:
    """Load a tie anew as if Streamlit had some of its modules no more; at the end it is loaded as it was."""
    loaded: list[ModuleType] = []
    with pytest.MonkeyPatch.context() as patch:

        def load(tie: ModuleType, *modules: str) -> ModuleType:
            for name in modules:
                patch.setitem(sys.modules, name, None)
            loaded.append(tie)
            return importlib.reload(tie)

        yield load
    for tie in loaded:
        importlib.reload(tie)


def run_of(monkeypatch: pytest.MonkeyPatch, context: Any) -> None:
    monkeypatch.setattr(script_run, "get_script_run_ctx", lambda suppress_warning=False: context)


# --- the run of a script


def test_a_run_tells_how_its_viewer_came_and_what_a_rerun_starts_from(monkeypatch: pytest.MonkeyPatch) -> None:
    gone: list[tuple[str, str]] = []
    files = SimpleNamespace(remove_file=lambda session, file: gone.append((session, file)))
    context = SimpleNamespace(is_history_navigation=True, query_string="a=1", uploaded_file_mgr=files, session_id="one")
    run_of(monkeypatch, context)
    script_run.restart_from("b=2")
    script_run.forget_upload("file")
    assert script_run.is_running()
    assert script_run.came_by_history()
    assert context.query_string == "b=2"
    assert gone == [("one", "file")]


@pytest.mark.parametrize("context", [None, SimpleNamespace()])
def test_a_context_that_knows_nothing_of_it_is_no_fault(monkeypatch: pytest.MonkeyPatch, context: Any) -> None:
    run_of(monkeypatch, context)
    script_run.restart_from("b=2")
    script_run.forget_upload("file")
    assert not script_run.came_by_history()
    assert script_run.is_running() is (context is not None)
    assert not hasattr(context, "query_string")


def test_without_contexts_no_script_runs(without: Without) -> None:
    tie = without(script_run, "streamlit.runtime.scriptrunner")
    assert not tie.is_running()
    assert not tie.came_by_history()


# --- the theme


def test_without_sessions_the_theme_of_the_settings_stands(without: Without) -> None:
    before = AppSession._create_new_session_message
    without(theme, "streamlit.runtime.app_session").dress_every_theme(_not_called)
    assert AppSession._create_new_session_message is before


def test_a_session_that_makes_its_message_elsewhere_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    session = SimpleNamespace(make_message=None)
    monkeypatch.setattr(theme, "AppSession", session)
    theme.dress_every_theme(_not_called)
    assert vars(session) == {"make_message": None}


def _not_called(_theme: Any, _state: Any) -> None:
    raise AssertionError("no theme was to be dressed")


# --- downloads


def test_without_the_handler_streamlit_s_own_sentence_stands(without: Without, monkeypatch: pytest.MonkeyPatch) -> None:
    before = app_session.DeferredFileHandler  # type: ignore[attr-defined]
    without(downloads, "streamlit.runtime.backend_operation_handler").tell_failures(str)
    assert app_session.DeferredFileHandler is before  # type: ignore[attr-defined]
    other = SimpleNamespace()
    monkeypatch.setattr(downloads, "app_session", other)
    downloads.tell_failures(str)
    assert vars(other) == {}


# --- identity


@pytest.mark.parametrize(
    "module",
    [
        "streamlit.auth_util",
        "streamlit.web.server.server_util",
        "streamlit.web.server.starlette.starlette_app_utils",
        "streamlit.web.server.starlette.starlette_server_config",
    ],
)
def test_without_any_of_what_reads_a_cookie_nobody_is_known(without: Without, module: str) -> None:
    assert without(identity, module).identity({"_streamlit_user": "anything"}) is None
