"""What stands where: the top level, the links of the documentation, the form of the findings."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]

#: The top level holds these, and names that begin with a dot.
ALLOWED = {"requirements.txt", "README.md", "LICENSE", "app.py", "pages", "geodata", "tests", "findings"}
#: What Python leaves behind by itself.
LEFT_BEHIND = {"__pycache__"}

DOCUMENTS = [TOP / "README.md", TOP / "findings/README.md", TOP / ".github/CONTRIBUTING.md", *TOP.glob(".docs/*.md")]
FINDINGS = sorted(TOP.glob("findings/*.sh"))

_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
_FIELD = re.compile(r"^# (\w+): (.+)", re.MULTILINE)


def _name(path: Path) -> str:
    return path.relative_to(TOP).as_posix()


def test_the_top_level_holds_only_what_was_named() -> None:
    names = {path.name for path in TOP.iterdir() if not path.name.startswith(".")} - LEFT_BEHIND
    assert names == ALLOWED


@pytest.mark.parametrize("document", DOCUMENTS, ids=_name)
def test_every_relative_link_leads_to_a_file(document: Path) -> None:
    links = [link for link in _LINK.findall(document.read_text("utf-8")) if "://" not in link]
    assert [link for link in links if not (document.parent / link).is_file()] == []


def test_readme_leads_to_every_document() -> None:
    readme = (TOP / "README.md").read_text("utf-8")
    missing = [_name(path) for path in DOCUMENTS[1:] if f"]({_name(path)})" not in readme]
    assert missing == []


@pytest.mark.parametrize("script", FINDINGS, ids=_name)
def test_a_finding_says_what_the_form_asks_for(script: Path) -> None:
    text = script.read_text("utf-8")
    head = re.match(r"#!/usr/bin/env bash\n((?:#.*\n)+)", text)
    assert head is not None
    fields = dict(_FIELD.findall(head[1]))
    optional = [name for name in ("Why", "Costs") if name in fields]
    assert list(fields) == ["What", "Packages", "Expected", "Seen", *optional, "Date"]
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", fields["Date"])
    packages = " ".join(re.findall(r"^# Packages: (.+?)^# Expected", head[1], re.MULTILINE | re.DOTALL))
    for name, version in re.findall(r"([A-Za-z-]+)==([\d.]+)", text):
        assert f"{name} {version}" in packages, f"{name} is installed and not named"


@pytest.mark.parametrize("script", FINDINGS, ids=_name)
def test_a_finding_cleans_up_and_stands_in_the_list(script: Path) -> None:
    text = script.read_text("utf-8")
    for line in ("set -euo pipefail", "work=$(mktemp -d)", "trap 'rm -rf \"$work\"' EXIT"):
        assert line in text.splitlines()
    assert f"]({script.name})" in (TOP / "findings/README.md").read_text("utf-8")
