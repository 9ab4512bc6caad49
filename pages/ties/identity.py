"""Who a request's cookie says that a viewer is, read with Streamlit's own functions, as its web socket does.

Where one of them is gone nobody is known, and so nobody is let in beside the pages.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

try:
    from streamlit.auth_util import get_cookie_with_chunks, get_origin_from_redirect_uri
    from streamlit.web.server.server_util import get_cookie_secret
    from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
    from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME
except ImportError:
    USER_COOKIE_NAME = ""  # type: ignore[misc]


def identity(cookies: Mapping[str, str]) -> dict[str, Any] | None:
    """Return what the cookie says of the viewer if this very site signed it for itself; None otherwise."""
    secret = get_cookie_secret() if USER_COOKIE_NAME else ""
    if not secret:
        return None

    def one(name: str) -> bytes | None:
        value = cookies.get(name)
        return None if value is None else decode_signed_value(secret, name, value.encode("latin-1", "replace"))

    try:
        found = get_cookie_with_chunks(one, USER_COOKIE_NAME)
        person = json.loads(found) if found else None
    except ValueError:
        return None
    origin = get_origin_from_redirect_uri()
    return person if isinstance(person, dict) and origin and person.get("origin") == origin else None
