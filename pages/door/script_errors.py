"""What a page says when its script fails for a reason that nobody foresaw, and how that stands in the log."""

from __future__ import annotations

import logging

import streamlit as st

from geodata.languages import gettext, noop
from geodata.serving.last_resort import FULL, is_full, note, traced, visible
from pages.ties.error_logs import filter_errors


def on_page(error: Exception) -> bool:
    """Say on a page that its script failed, in place of Streamlit's own box; ``st.App`` calls it."""
    number = note(error, "a page")
    why = FULL if is_full(error) else noop("Something went wrong on this page, for a reason that was not foreseen.")
    what = gettext(
        "The rest of the dashboard still works. Load the page again; if that does not help, the operator finds it in "
        "the log as error {number}."
    )
    st.error(
        f"{gettext(why)} {what.format(number=number)}",
        icon=":material/error:",
    )
    return True


class _Tamed(logging.Filter):
    """Has the errors that Streamlit itself writes into the log look as those of :func:`note` do."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            record.msg, record.args = "%s\n%s", (visible(record.getMessage()), traced(error))
            record.exc_info = None
        return True


def tame_streamlit() -> None:
    """Keep the words of strangers from doing anything in the lines that Streamlit writes."""
    filter_errors(_Tamed)
