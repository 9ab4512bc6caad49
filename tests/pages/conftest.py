"""A page of the dashboard, run the way Streamlit runs it, without a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache, partial
from pathlib import Path
from typing import Any

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


class ToBeSeen(AppTest):
    """A page that several tests look at. It runs once: what is done to it by one test would be seen by the next."""

    has_run = False

    def _run(self, *args: Any, **kwargs: Any) -> AppTest:
        assert not self.has_run, "this page is shared with other tests; ask for one of your own: opened(...)"
        self.has_run = True
        return super()._run(*args, **kwargs)


def open_page(sort: type[AppTest], /, file: str = "overview.py", **params: list[str]) -> AppTest:
    """Open a page with this in the address."""
    page = sort(SHELL, default_timeout=PATIENCE)
    for name, values in params.items():
        page.query_params[name] = values
    if file != "overview.py":
        open_first(page, file)
    return page.run()


def open_first(page: AppTest, file: str) -> None:
    """Have a page open with a file of the shell: before its first run AppTest takes the file's name for the address."""
    page._page_hash = calc_hash(PATHS[file])


@pytest.fixture
def opened() -> PageMaker:
    """A maker of pages: ``opened("timeline.py", country=["CAF"])`` opens one with this in the address."""
    return partial(open_page, AppTest)


@pytest.fixture(scope="session")
def seen() -> PageMaker:
    """A maker of pages to be looked at and no more: one that was asked for before is not made again."""
    made = dict[tuple[object, ...], AppTest]()

    def look(file: str = "overview.py", **params: list[str]) -> AppTest:
        asked = (file, *sorted((name, tuple(values)) for name, values in params.items()))
        if asked not in made:
            made[asked] = open_page(ToBeSeen, file, **params)
        return made[asked]

    return look
