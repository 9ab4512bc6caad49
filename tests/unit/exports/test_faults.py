"""A command that is killed or has no room: no half file, the old one as it was, and a sentence."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from importers.event_files import PLAIN_ROW, rows_of, table

from geodata.atomic import PREFIX, write_bytes
from geodata.exports import FORMATS

REPOSITORY = Path(__file__).parents[3]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits are those of Unix")

#: The command line, once for each line that it reads: the arguments, how long a file may be, and where its errors go.
#: Each runs in a process of its own, which has imported everything; it says its number and, at its end, how it ended.
_WORKSHOP = """
import json, os, resource, sys
from importlib import import_module
from geodata.__main__ import main
from geodata.exports import FORMATS
for form in FORMATS.values():
    import_module(form.writer.split(":")[0])
for line in sys.stdin:
    arguments, limit, errors = json.loads(line)
    number = os.fork()
    if not number:
        code = 70
        try:
            for stream in (1, 2):
                os.dup2(os.open(errors, os.O_WRONLY | os.O_CREAT), stream)
            if limit:
                resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
            code = main(arguments)
        except BaseException:
            sys.excepthook(*sys.exc_info())
        finally:
            sys.stderr.flush()
            os._exit(code)
    print(number, flush=True)
    print(os.waitstatus_to_exitcode(os.waitpid(number, 0)[1]), flush=True)
"""

#: A writer that says where it is and then waits to be killed.
_HANGING = """
import sys, time
from pathlib import Path
from geodata.atomic import replacing
with replacing(Path(sys.argv[1])) as lent:
    lent.write_bytes(b"half")
    print("writing", flush=True)
    time.sleep(60)
"""


class Workshop:
    """A process that runs the command line in children, so that what it imports is imported once."""

    def __init__(self, folder: Path) -> None:
        self.errors = folder / "errors"
        self._process = subprocess.Popen(
            [sys.executable, "-c", _WORKSHOP], cwd=REPOSITORY, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def begin(self, *arguments: str, limit: int = 0) -> int:
        """Start a command; return the number of its process."""
        assert self._process.stdin is not None
        self.errors.unlink(missing_ok=True)
        self._process.stdin.write(json.dumps([arguments, limit, str(self.errors)]) + "\n")
        self._process.stdin.flush()
        return self._told()

    def end(self) -> int:
        """Wait for the command; return its exit code, or the number of the signal that ended it, below zero."""
        return self._told()

    def close(self) -> None:
        self._process.communicate()
        assert self._process.returncode == 0

    def _told(self) -> int:
        assert self._process.stdout is not None
        return int(self._process.stdout.readline())


@pytest.fixture(scope="module")
def workshop(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workshop]:
    made = Workshop(tmp_path_factory.mktemp("workshop"))
    yield made
    made.close()


def check_no_room(workshop: Workshop, limit: int, *arguments: str) -> None:
    """Run a command whose file becomes too long; it says so and no more."""
    workshop.begin(*arguments, limit=limit)
    code, said = workshop.end(), workshop.errors.read_text("utf-8")
    assert code == 1, said[-500:]
    assert "could not be written (" in said
    assert "Traceback" not in said


def hanging(path: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", _HANGING, str(path)], cwd=REPOSITORY, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "writing\n"
    return process


def test_a_killed_writer_leaves_the_old_file_and_the_next_one_clears_up(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old")
    with hanging(path) as process:
        process.send_signal(signal.SIGKILL)
    assert path.read_text() == "old"
    assert [left.name.startswith(PREFIX) for left in tmp_path.iterdir() if left != path] == [True]
    write_bytes(tmp_path / "another.csv", b"new")
    assert sorted(left.name for left in tmp_path.iterdir()) == ["another.csv", "out.csv"]


def test_a_writer_that_is_at_work_is_left_alone(tmp_path: Path) -> None:
    with hanging(tmp_path / "out.csv") as process:
        write_bytes(tmp_path / "another.csv", b"new")
        assert len([left for left in tmp_path.iterdir() if left.name.startswith(PREFIX)]) == 1
        process.kill()


def test_what_only_looks_like_a_leftover_stays(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "kept").mkdir(parents=True)
    folder = tmp_path / "folder"
    folder.mkdir()
    (folder / f"{PREFIX}link").symlink_to(elsewhere)
    (folder / f"{PREFIX}file").write_text("mine")
    write_bytes(folder / "out.csv", b"new")
    assert (elsewhere / "kept").is_dir()
    assert (folder / f"{PREFIX}file").exists()


def test_no_room_for_the_result_of_an_import(workshop: Workshop, tmp_path: Path) -> None:
    source, report = tmp_path / "in.csv", tmp_path / "report.csv"
    source.write_bytes(table(rows_of(PLAIN_ROW, *[{"deaths": "x"}] * 200)))
    report.write_text("old")
    check_no_room(workshop, 1_000, "import", str(source), "--report", str(report))
    assert "could not be written (File too large)" in workshop.errors.read_text("utf-8")
    assert report.read_text() == "old"
    assert sorted(left.name for left in tmp_path.iterdir()) == ["in.csv", "report.csv"]


#: Before all sources of the scenes: no time goes into drawing maps that are never looked at.
NO_SCENES = ("--asof", "2018-03-01")


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_no_room_for_an_export(workshop: Workshop, name: str, tmp_path: Path) -> None:
    path = tmp_path / f"out{FORMATS[name].ending}"
    path.write_text("old")
    check_no_room(workshop, 1_000, "export", "--format", name, "--out", str(path), *NO_SCENES)
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def is_begun(folder: Path) -> bool:
    """Whether a writer has made the folder in which it writes."""
    return any(folder.glob(f"{PREFIX}*"))


def is_partly_written(folder: Path) -> bool:
    """Whether a writer has written something, and not moved it to its place."""
    with suppress(FileNotFoundError):  # it was moved between two looks
        return any(file.stat().st_size for file in folder.glob(f"{PREFIX}*/*"))
    return False


def is_at_work(number: int) -> bool:
    """Whether there is a process of this number; one that has ended is taken away by the workshop at once."""
    with suppress(ProcessLookupError):
        os.kill(number, 0)
        return True
    return False


@pytest.mark.slow
@pytest.mark.parametrize("name", ["gpkg", "pptx", "html"])
def test_an_export_that_is_killed_at_any_moment(workshop: Workshop, name: str, tmp_path: Path) -> None:
    path = tmp_path / "out"
    command = ("export", "--format", name, "--out", str(path), *NO_SCENES)
    left = []
    for reached in (lambda _: True, is_begun, is_partly_written):
        path.write_text("old")
        number = workshop.begin(*command)
        while is_at_work(number) and not reached(tmp_path):
            time.sleep(0.002)
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
        assert workshop.end() in (0, -signal.SIGKILL)
        left.append(path.read_bytes())
    workshop.begin(*command)
    assert workshop.end() == 0
    assert list(tmp_path.iterdir()) == [path]
    whole = path.stat().st_size  # but for the moment at which it was made, which stands in it
    assert all(content == b"old" or abs(len(content) - whole) < 200 for content in left)
