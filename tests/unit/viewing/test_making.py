"""A large hand-out reports its progress, can be stopped, and says in a sentence when it fails."""

from __future__ import annotations

import errno
import re
import threading
from collections.abc import Callable

import pytest

from geodata.languages import language, speaking
from pages.viewing.making import Making

Report = Callable[[int, int], None]


def made(maker: Callable[[Report], bytes]) -> Making[bytes]:
    making: Making[bytes] = Making("Slides", "slides.pptx", "application/octet-stream")
    making.start(maker)
    for thread in threading.enumerate():
        if thread.name == "making slides.pptx":
            thread.join(10)
    return making


def test_a_finished_file_is_there_with_all_its_parts_counted() -> None:
    def maker(report: Report) -> bytes:
        report(1, 2)
        report(2, 2)
        return b"whole"

    making = made(maker)
    assert (making.content, making.done, making.total, making.running) == (b"whole", 2, 2, False)


def test_a_stopped_file_is_not_kept() -> None:
    reached, go_on = threading.Event(), threading.Event()

    def maker(report: Report) -> bytes:
        report(1, 3)
        reached.set()
        go_on.wait(10)
        report(2, 3)
        return b"too late"

    making: Making[bytes] = Making("Slides", "slides.pptx", "application/octet-stream")
    making.start(maker)
    assert reached.wait(10)
    assert making.running
    making.stopped.set()
    go_on.set()
    for thread in threading.enumerate():
        if thread.name == "making slides.pptx":
            thread.join(10)
    assert (making.content, making.done, making.running, making.fault) == (None, 1, False, "")


def test_a_sentence_of_the_maker_reaches_the_viewer_and_a_traceback_does_not(caplog: pytest.LogCaptureFixture) -> None:
    def refuses(report: Report) -> bytes:
        raise ValueError("There is no scene to make a slide of.")

    def breaks(report: Report) -> bytes:
        raise RuntimeError("secret path /home/x")

    assert made(refuses).fault == "There is no scene to make a slide of."
    found = re.fullmatch(
        r"The file could not be made\. Try again, or choose another format\. "
        r"The log has more under the number ([0-9a-f]{8})\.",
        made(breaks).fault,
    )
    assert found is not None
    assert found[1] in caplog.text


def test_a_full_disk_is_called_so() -> None:
    def fills(report: Report) -> bytes:
        raise OSError(errno.ENOSPC, "No space left on device", "/tmp/secret")

    assert made(fills).fault.startswith("There is no room left on the disk")
    assert "secret" not in made(fills).fault


def test_a_file_is_made_in_the_language_in_which_it_was_begun() -> None:
    def maker(_report: Report) -> bytes:
        return language().encode()

    def fails(_report: Report) -> bytes:
        raise RuntimeError("secret")

    with speaking("fr"):
        making, failed = made(maker), made(fails)
    assert making.content == b"fr"
    assert failed.fault.startswith("Le fichier n’a pas pu être créé. Essayez de nouveau ou choisissez un autre format.")
    assert made(maker).content == b"en"
