"""A stranger's words in the tables, in a file and in the address: shown letter by letter on every page, and no more."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block, Node

from geodata.serving import tables as served
from geodata.telling.scenes import story_scenes, write_set
from pages.viewing import reading
from tests.hostile import IN_ADDRESS, RAW, TEXTS, events_csv, ucdp_csv
from tests.hostile_story import hostile_story
from tests.page_lists import FILES
from tests.pages.conftest import PageMaker
from tests.pages.test_your_data import bring, lying, press
from tests.real_story import REAL

pytestmark = pytest.mark.slow

PARAMETERS = (
    "from", "to", "actor", "country", "kind", "confidence", "q", "asof", "exact", "event", "lat", "lng", "zoom",
    "variant", "day", "lanes",
)  # fmt: skip

#: What Markdown or Streamlit would act on, were it not behind a backslash.
_ACTS = re.compile(
    r"(?<!\\)(?:<(?:script|img|svg|details|style|!--)|\]\(javascript|\]\(//|:red\[|:material/home|:streamlit:"
    r"|:smile:|\$\$|\$\\href|\{\{7)"
)
_UNSEEN = re.compile("[\x00-\x08\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_MARKDOWN = ("body", "label", "help", "tooltip", "text")


def _nodes(block: Block) -> Iterator[Node]:
    for child in block.children.values():
        yield child
        if isinstance(child, Block):
            yield from _nodes(child)


def check(page: AppTest) -> None:
    """Check everything that a page sends to be drawn as Markdown."""
    assert not page.exception
    for node in _nodes(page._tree):
        proto = getattr(node, "proto", None)
        if proto is None or node.type in ("html", "imgs"):
            continue
        for name in _MARKDOWN:
            words = getattr(proto, name, "")
            if isinstance(words, str):
                assert not (found := _ACTS.search(words)), (node.type, name, found, words[:300])
                assert not (found := _UNSEEN.search(words)), (node.type, name, found)


@pytest.fixture
def hostile(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The tables hold a stranger's words."""
    story = hostile_story(REAL)
    monkeypatch.setattr(served, "load_story", lambda: story)
    served.tables.forget()
    yield
    served.tables.forget()


@pytest.mark.usefixtures("hostile")
@pytest.mark.parametrize("file", FILES)
def test_every_page_of_hostile_tables(opened: PageMaker, file: str) -> None:
    page = opened(file)
    check(page)
    story, every = reading.story(), file == "overview.py"  # the card is the same on all pages
    rows = ((story.events, 12 if every else 2), (story.presence, 6 if every else 1), (story.route, 4 if every else 1))
    for chosen in (row for table, most in rows for row in table.index[:most]):
        page.session_state["address.event"] = chosen
        page.run()
        check(page)


@pytest.mark.parametrize("content", [events_csv(), ucdp_csv()], ids=["plain", "ucdp"])
def test_every_page_with_a_hostile_file(opened: PageMaker, content: bytes) -> None:
    page = opened("your_data.py")
    bring(page, content, f"../{TEXTS['right to left']}{TEXTS['script']}{RAW['log line']}.csv")
    check(page)
    if any(button.key == "bringing.accept" and not button.disabled for button in page.button):
        press(page, "bringing.accept")
        for file in FILES:
            page.switch_page(file).run()
            check(page)
            laid = lying(page)
            assert laid is not None
            for chosen in laid.events.index[::9]:
                page.session_state["address.event"] = chosen
                page.run()
                check(page)


VALUES = (*IN_ADDRESS, "x" * 100_000, "NaN", "-1e999")


def visit(page: AppTest, values: dict[str, str]) -> None:
    """Open an address as one that is opened for the first time."""
    del page.session_state["address.page"]
    page.query_params.clear()
    for name, value in values.items():
        page.query_params[name] = value
    page.run()
    check(page)


def test_every_parameter_with_each_value_is_a_notice_at_most(opened: PageMaker) -> None:
    """All parameters hold the same, so that each is read with each value in one run of the page."""
    page = opened()
    for value in VALUES:
        visit(page, dict.fromkeys(PARAMETERS, value))


@pytest.mark.parametrize("name", PARAMETERS)
def test_one_parameter_with_a_hostile_value_is_a_notice_at_most(opened: PageMaker, name: str) -> None:
    page = opened()
    for value in (TEXTS["script"], TEXTS["long word"], RAW["nul"], "NaN"):
        visit(page, {name: value})


def test_a_hostile_set_of_scenes(opened: PageMaker) -> None:
    page = opened("briefing.py")
    rows = json.loads(write_set(story_scenes(reading.story())))
    for scene, text in zip(rows["scenes"], list(TEXTS.values())[:12], strict=False):
        scene |= {
            "id": text[:200],
            "headline": text,
            "text": text[:2000],
            "notes": text[:2000],
            "unknown": {"a": [text]},
        }
        scene["headline"] = text[:2000]
    page.file_uploader(key="briefing.file").upload("set.json", json.dumps(rows).encode(), "application/json").run()
    check(page)
    assert not page.error
