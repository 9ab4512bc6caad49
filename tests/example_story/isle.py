"""The second story for tests: written by the command into a folder, and Python run with it in place of the first."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from geodata.story_folder import VARIABLE

TOP = Path(__file__).parents[2]

#: The pages that it has rows for.
PAGES = ["overview", "episode", "timeline", "briefing", "evidence", "your_data", "method"]


def ran(folder: Path | None, *command: str) -> str:
    """Run a module of Python with the story in a folder, or with the first one, and return what it prints."""
    done = subprocess.run(
        [sys.executable, "-m", *command],
        cwd=TOP,
        env={**os.environ, **({VARIABLE: str(folder)} if folder else {}), "PYTHONPATH": str(TOP)},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def write_isle(folder: Path) -> Path:
    """Have the command write the story; return its folder."""
    ran(None, "geodata", "new-story", str(folder))
    return folder
