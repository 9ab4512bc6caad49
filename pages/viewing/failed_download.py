"""A file that could not be made: the viewer gets a sentence with the number under which the log tells why."""

from __future__ import annotations

from collections.abc import Callable

from geodata.languages import bound, gettext
from geodata.serving.last_resort import FULL, is_full, note
from pages.ties.downloads import tell_failures


class FailedDownloadError(Exception):
    """Its text is what the viewer is told."""


def _sentence(error: BaseException) -> str:
    known = error.__cause__
    return str(known) if isinstance(known, FailedDownloadError) else _noted(error)


def _noted(error: BaseException) -> str:
    number = note(error, "a download")
    why = f"{gettext(FULL)} " if is_full(error) else ""
    words = gettext("This file could not be made; the operator finds it in the log as error {number}.")
    return why + words.format(number=number)


def made_when_asked(make: Callable[[], bytes]) -> Callable[[], bytes]:
    """Return what a download button calls: it speaks the viewer's language of now, also when it fails."""

    @bound
    def made() -> bytes:
        try:
            return make()
        except Exception as error:
            raise FailedDownloadError(_noted(error)) from None

    return made


def number_failed_downloads() -> None:
    """Have Streamlit tell the viewer the sentence with the number."""
    tell_failures(_sentence)
