"""The run of a page's script: whether there is one, how the viewer came to it, what a rerun starts from.

Without Streamlit's context of a run nothing is known of it: no page runs, nobody came by Back, a rerun starts from the
address that the browser sent, and an upload is kept until its session ends.
"""

from __future__ import annotations

from typing import Any

try:
    from streamlit.runtime.scriptrunner import get_script_run_ctx
except ImportError:
    get_script_run_ctx = None  # type: ignore[assignment]


def is_running() -> bool:
    """Say whether the thread that asks runs a page's script."""
    return _context() is not None


def came_by_history() -> bool:
    """Say whether Back or Forward has led here, so that the browser's address is what Streamlit says it is."""
    return getattr(_context(), "is_history_navigation", False) is True


def restart_from(query: str) -> None:
    """Have ``st.rerun`` start from another query string, as ``st.query_params`` does; "" is one without parameters."""
    context = _context()
    if hasattr(context, "query_string"):
        context.query_string = query


def forget_upload(file_id: str) -> None:
    """Have Streamlit forget an uploaded file of this viewer."""
    context = _context()
    forget = getattr(getattr(context, "uploaded_file_mgr", None), "remove_file", None)
    if forget is not None:
        forget(context.session_id, file_id)


def _context() -> Any:
    return None if get_script_run_ctx is None else get_script_run_ctx(suppress_warning=True)
