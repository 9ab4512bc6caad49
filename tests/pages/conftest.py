"""A page of the dashboard, run the way Streamlit runs it, without a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

SHELL = Path(__file__).parents[2] / "pages" / "shell.py"
#: Seconds a page may take on a busy machine; the first one also builds the browser's files.
PATIENCE = 60

PageMaker = Callable[..., AppTest]


@pytest.fixture
def opened() -> PageMaker:
    """A maker of pages: ``opened("timeline.py", country=["CAF"])`` opens one with this in the address."""

    def make(file: str = "overview.py", **params: list[str]) -> AppTest:
        page = AppTest.from_file(str(SHELL), default_timeout=PATIENCE)
        for name, values in params.items():
            page.query_params[name] = values
        page.run()
        if file != "overview.py":
            page.switch_page(file).run()
        return page

    return make
