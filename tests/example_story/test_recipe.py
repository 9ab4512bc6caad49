"""The recipe of ``.docs/adding-a-story.md``: its commands do what it says, and its first change has no fault."""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from tests.example_story.isle import TOP

TEXT = (TOP / ".docs" / "adding-a-story.md").read_text("utf-8")
#: Every command in the order of the document.
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", TEXT, re.DOTALL) for line in block.splitlines()]
CHANGES = re.findall(r"```diff\n# (\S+)\n(.*?)```", TEXT, re.DOTALL)


def ran(line: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a line of the document for a story in a folder."""
    words = [word.replace("../isle", str(folder)) for word in shlex.split(line)]
    given = dict(word.split("=", 1) for word in words if re.match(r"[A-Z_]+=", word))
    command = [word for word in words if word.split("=")[0] not in given]
    assert command[0] == ".venv/bin/python", line
    return subprocess.run(
        [sys.executable, *command[1:]],
        cwd=TOP,
        env={**os.environ, **given},
        capture_output=True,
        encoding="utf-8",
    )


def change(folder: Path) -> None:
    """Do in the story what the document says."""
    for name, content in CHANGES:
        path = folder / name
        found, before = path.read_text("utf-8"), ""
        for line in content.splitlines():
            sign, words = line[:1], line[1:] + "\n"
            if sign == "+":
                assert found.count(before) == 1, before
                found = found.replace(before, before + words)
            before = words
        path.write_text(found, encoding="utf-8", newline="\n")


@pytest.fixture(scope="module")
def isle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("recipe") / "isle"


def test_the_document_names_four_commands_and_how_to_start_the_dashboard() -> None:
    (started,) = [line for line in COMMANDS if "streamlit" in line]
    assert started == "GEODATA_STORY=../isle .venv/bin/streamlit run app.py"
    assert [line.split("geodata ")[1].split()[0] for line in COMMANDS if line != started] == [
        "new-story",
        "check",
        "publish",
        "basemap",
    ]


def test_its_commands_and_its_first_change_lead_to_a_story_without_a_fault(isle: Path) -> None:
    write, check, publish, basemap = (line for line in COMMANDS if "streamlit" not in line)
    assert ran(write, isle).returncode == 0
    assert "no faults" in ran(check, isle).stdout
    change(isle)
    unpublished = ran(check, isle)
    assert unpublished.returncode == 1
    assert "events, row E13: the row is not published" in unpublished.stdout
    assert ran(publish, isle).stdout == "every row is published as it stands\n"
    assert "events 13" in ran(check, isle).stdout
    cut = ran(basemap, isle)
    assert cut.stdout.startswith("basemap from -124.5 -47.8 to -121 -46: countries 2"), cut.stderr


def test_a_kind_without_a_line_is_a_fault_that_says_so(isle: Path) -> None:
    path = isle / "tables" / "story.toml"
    whole = path.read_text("utf-8")
    path.write_text(re.sub(r"(?m)^inquiry = .*\n", "", whole), "utf-8")
    found = ran(next(line for line in COMMANDS if line.endswith("check")), isle)
    path.write_text(whole, "utf-8")
    assert found.returncode == 1
    assert (
        "row kinds, column inquiry, value '': the tables use this code and it has no line here; add it" in found.stdout
    )
