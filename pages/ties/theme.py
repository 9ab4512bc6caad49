"""The theme that a viewer is sent: Streamlit has one for all viewers, from its settings, and sends it with every run.

Where it can no longer be written, every viewer gets that of the settings.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import wraps
from typing import Any

try:
    from streamlit.runtime.app_session import AppSession
except ImportError:
    AppSession = None  # type: ignore[assignment, misc]

#: A theme (``CustomThemeConfig`` of Streamlit's messages) and what the session that is sent it has stored.
Dress = Callable[[Any, Mapping[str, Any]], None]


def dress_every_theme(dress: Dress) -> None:
    """Have ``dress`` change each theme before it is sent. Once is enough: a second call changes nothing."""
    try:
        make = AppSession._create_new_session_message
    except AttributeError:
        return
    if hasattr(make, "__wrapped__"):
        return

    @wraps(make)
    def dressed(session: Any, *args: Any, **kwargs: Any) -> Any:
        message = make(session, *args, **kwargs)
        dress(message.new_session.custom_theme, session._session_state)
        return message

    AppSession._create_new_session_message = dressed  # type: ignore[assignment, method-assign]
