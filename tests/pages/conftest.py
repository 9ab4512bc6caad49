"""A page of the dashboard, run the way Streamlit runs it, without a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest
from streamlit.components.v2 import manifest_scanner
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from tests.page_lists import PATHS

SHELL = Path(__file__).parents[2] / "pages" / "shell.py"
#: Seconds a page may take on a busy machine; the first one also builds the browser's files.
PATIENCE = 60

PageMaker = Callable[..., AppTest]


@pytest.fixture(autouse=True, scope="session")
def packages_looked_through_once() -> Iterator[None]:
    """A server looks for components in all installed packages when it starts; a tested page does so at each opening."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", cache(manifest_scanner.scan_component_manifests))
        yield


def open_first(page: AppTest, file: str) -> None:
    """Have a page open with a file of the shell: before its first run AppTest takes the file's name for the address."""
    page._page_hash = calc_hash(PATHS[file])


@pytest.fixture
def opened() -> PageMaker:
    """A maker of pages: ``opened("timeline.py", country=["CAF"])`` opens one with this in the address."""

    def make(file: str = "overview.py", **params: list[str]) -> AppTest:
        page = AppTest.from_file(str(SHELL), default_timeout=PATIENCE)
        for name, values in params.items():
            page.query_params[name] = values
        if file != "overview.py":
            open_first(page, file)
        return page.run()

    return make
