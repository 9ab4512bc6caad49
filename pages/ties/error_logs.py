"""Where Streamlit logs what a page, or the making of a download, failed with.

Should it log elsewhere, its lines come as it writes them.
"""

from __future__ import annotations

import logging

_LOGGERS = ("streamlit.error_util", "streamlit.runtime.backend_operation_handler")


def filter_errors(kind: type[logging.Filter]) -> None:
    """Have a filter of this kind see each of these lines; a second call adds none."""
    for logger in map(logging.getLogger, _LOGGERS):
        if not any(isinstance(found, kind) for found in logger.filters):
            logger.addFilter(kind())
