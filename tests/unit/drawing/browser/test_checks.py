"""The browser's scripts are linted and their types are checked, as Python's are by ruff and mypy."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.deno import SCRIPTS, TESTS, lint, scripts, types


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


def test_the_type_checker_finds_nothing() -> None:
    assert types(scripts()) == ""


def test_the_type_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    wrong = {
        "missing.js": 'import { nothing } from "./other.js";\nconsole.log(nothing);\n',
        "unknown.js": "console.log(nobodyDeclaredThis);\n",
        "misspelt.js": "/** @type {(doc: StoryDocument) => any} */\nexport const wrong = (doc) => doc.evnets;\n",
        "other.js": "export const both = (one, two) => one + two;\n",
    }
    for name, text in wrong.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    said = types(sorted(tmp_path.glob("*.js")))
    for name in wrong:
        assert (f"/{name}:" in said) is (name != "other.js"), said
    for fault in ("TS2305", "TS2304", "TS2551"):
        assert fault in said
