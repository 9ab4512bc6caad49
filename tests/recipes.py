"""The recipes of ``.docs/``: what a document says to write, done in a copy of the code, and Python run there."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).parents[1]


def copied(folder: Path) -> Path:
    """Put a copy of the code into a folder."""
    for name in ("geodata", "pages", ".streamlit"):
        shutil.copytree(TOP / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def followed(document: str, copy: Path) -> list[str]:
    """Do in a copy what the blocks of a document say, whose first line names a file; return the files in order.

    In a diff the lines that stand there already are found once; any other block is a new file.
    """
    text = (TOP / ".docs" / document).read_text("utf-8")
    blocks = re.findall(r"```(\w+)\n# (\S+/\S+)\n(.*?)```", text, re.DOTALL)
    for kind, name, content in blocks:
        path = copy / name
        if kind == "diff":
            lines = content.splitlines(keepends=True)
            old = "".join(line[1:] for line in lines if line[0] != "+")
            found = path.read_text("utf-8")
            assert found.count(old) == 1, f"{name}: {old}"
            new = "".join(line[1:] for line in lines if line[0] != "-")
            path.write_text(found.replace(old, new), encoding="utf-8")
        else:
            assert not path.exists(), name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
    return [name for _, name, _ in blocks]


def ran(copy: Path, *command: str) -> str:
    """Run a module of Python with the code of the copy, and the tests of this one; return what it prints."""
    places = (copy, TOP, TOP / "tests/unit")
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=copy,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(map(str, places))},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def translate(copy: Path, code: str, words: dict[str, str]) -> None:
    """Give words that the catalogue of a language lacks their translation."""
    catalogue = copy / f"geodata/languages/{code}/interface.po"
    found = catalogue.read_text("utf-8")
    for english, other in words.items():
        found, count = re.subn(
            rf'^(msgid (?:""\n)?"{re.escape(english)}"\nmsgstr) ""$', rf'\1 "{other}"', found, flags=re.MULTILINE
        )
        assert count == 1, english
    catalogue.write_text(found, encoding="utf-8")
