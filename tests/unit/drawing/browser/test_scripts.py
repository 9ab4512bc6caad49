"""The logic of the browser's scripts, run by Node.js without a page: each test of a ``*.test.js`` is one here."""

from __future__ import annotations

import re
import subprocess
from functools import cache
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.node import node

FOLDER = Path(__file__).parent
FILES = sorted(path.name for path in FOLDER.glob("*.test.js"))


def named(file: str) -> list[str]:
    """The tests of a file, in its order. A name is one plain text in double quotation marks."""
    return re.findall(r'^test\("([^"]+)"', (FOLDER / file).read_text("utf-8"), re.MULTILINE)


@cache
def outcomes(file: str) -> dict[str, str]:
    """What Node.js said about each test of a file, run once: "" where it passed."""
    command = [node(), "--test", "--test-reporter=junit", str(FOLDER / file)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    cases = list(ET.fromstring(done.stdout).iter("testcase"))
    return {case.attrib["name"]: "\n".join(part.text or part.tag for part in case) for case in cases}


@pytest.mark.parametrize(("file", "name"), [(file, name) for file in FILES for name in named(file)])
def test_script(file: str, name: str) -> None:
    said = outcomes(file).get(name)
    assert said is not None, f"Node.js ran no such test: {outcomes(file)}"
    assert said == "", said


@pytest.mark.parametrize("file", FILES)
def test_every_test_of_a_file_stands_here_by_its_name(file: str) -> None:
    assert named(file) == list(outcomes(file))
