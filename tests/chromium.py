"""A real Chromium for the tests: the one that is installed, else one that is fetched.

``python -m tests.chromium`` prints its path, after fetching one if need be, or says in one sentence how to
get one.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
#: Where a Mac keeps them, outside the search path.
MAC = (
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
#: No host is found but this machine, whoever asks for it.
CUT_OFF = ("--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1",)
HOW = (
    "The browser tests need Chromium and none could be found or fetched: install it (on Debian or Ubuntu "
    "`sudo apt-get install chromium`, elsewhere from your system's packages), or name one that is there: "
    "CHROMIUM=/path/to/chromium bash tests/run"
)


@cache
def installed() -> str | None:
    """Return the path of the first Chromium that starts; None when there is none.

    ``$CHROMIUM`` comes first, then what is on the search path, then Playwright's own.
    """
    return next((path for path in _candidates() if starts(path)), None)


def starts(path: str) -> bool:
    """Say whether a browser can be started at all; one that lacks a library of the system cannot."""
    try:
        told = subprocess.run([path, "--version"], capture_output=True, timeout=60, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return told.returncode == 0


@contextmanager
def started() -> Iterator[Browser]:
    """Run a headless Chromium. Raises RuntimeError, which says how to get one, when there is none."""
    from playwright.sync_api import sync_playwright  # only here, so that a unit test does not wait for it

    path = installed()
    if path is None:
        raise RuntimeError(HOW)
    with sync_playwright() as playwright:
        # one that asks its maker for nothing, imitates no graphics card (a fifth of all its work), and runs as root,
        # where Chromium has no sandbox
        browser = playwright.chromium.launch(
            executable_path=path,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--disable-component-update",
                *CUT_OFF,
            ],
        )
        yield browser
        browser.close()


def fetch() -> None:
    """Fetch a Chromium: Playwright's own, else Debian's where the user is root. Failing is no error."""
    _try([sys.executable, "-m", "playwright", "install", "chromium"])
    installed.cache_clear()
    if installed() is None and hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        _try(["apt-get", "update", "-qq"])
        _try(["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-dejavu-core"])
        installed.cache_clear()


def _candidates() -> Iterator[str]:
    if named := os.environ.get("CHROMIUM"):
        yield named
    yield from filter(None, map(shutil.which, NAMES))
    yield from MAC
    yield from _of_playwright()


def _of_playwright() -> Iterator[str]:
    # asked in another process: Playwright's loop must not be running when the tests start their own
    code = "import playwright.sync_api as p\nwith p.sync_playwright() as r: print(r.chromium.executable_path)"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    if told.returncode == 0:
        yield told.stdout.strip()


def _try(command: list[str]) -> None:
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    try:
        subprocess.run(command, env=quiet, stdin=subprocess.DEVNULL, capture_output=True, timeout=600, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return


def main() -> int:
    """Print the path of a Chromium, fetching one if need be; return 1 when there is none to be had."""
    if installed() is None:
        print("No Chromium found; fetching one.", file=sys.stderr)
        fetch()
    found = installed()
    print(found or HOW, file=sys.stdout if found else sys.stderr)
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
