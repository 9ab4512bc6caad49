"""The browser's scripts are linted, as Python is by ruff."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.deno import SCRIPTS, TESTS, lint


def test_the_linter_finds_nothing() -> None:
    assert lint([SCRIPTS, TESTS]) == ""


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("const unused = 1;\n", "no-unused-vars"),
        ("let one = 1;\nconsole.log(one);\n", "prefer-const"),
        ("console.log(location.hash == 1);\n", "eqeqeq"),
        ("eval(location.hash);\n", "no-eval"),
    ],
)
def test_the_linter_finds_what_is_wrong(text: str, rule: str, tmp_path: Path) -> None:
    (tmp_path / "wrong.js").write_text(text, encoding="utf-8")
    assert rule in lint([tmp_path])
