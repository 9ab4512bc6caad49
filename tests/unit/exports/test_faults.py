"""A command that is killed or has no room: no half file, the old one as it was, and a sentence."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from importers.event_files import PLAIN_ROW, rows_of, table

from geodata.atomic import PREFIX, write_bytes
from geodata.exports import FORMATS

REPOSITORY = Path(__file__).parents[3]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits are those of Unix")

#: The command line, with no file longer than so many bytes.
_LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]),) * 2)
from geodata.__main__ import main
sys.exit(main(sys.argv[2:]))
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


def run(limit: int, *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", _LIMITED, str(limit), *arguments]
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=240, check=False)


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


def test_no_room_for_the_result_of_an_import(tmp_path: Path) -> None:
    source, report = tmp_path / "in.csv", tmp_path / "report.csv"
    source.write_bytes(table(rows_of(PLAIN_ROW, *[{"deaths": "x"}] * 200)))
    report.write_text("old")
    done = run(1_000, "import", str(source), "--report", str(report))
    assert done.returncode == 1
    assert "could not be written (File too large)" in done.stderr
    assert "Traceback" not in done.stderr
    assert report.read_text() == "old"
    assert sorted(left.name for left in tmp_path.iterdir()) == ["in.csv", "report.csv"]


#: Before all sources of the scenes: no time goes into drawing maps that are never looked at.
NO_SCENES = ("--asof", "2018-03-01")


@pytest.mark.slow
@pytest.mark.parametrize("name", FORMATS)
def test_no_room_for_an_export(name: str, tmp_path: Path) -> None:
    path = tmp_path / f"out{FORMATS[name].ending}"
    path.write_text("old")
    done = run(1_000, "export", "--format", name, "--out", str(path), *NO_SCENES)
    assert done.returncode == 1, done.stderr[-500:]
    assert "could not be written (" in done.stderr
    assert "Traceback" not in done.stderr
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


@pytest.mark.slow
@pytest.mark.parametrize("name", ["gpkg", "pptx", "html"])
def test_an_export_that_is_killed_at_any_moment(name: str, tmp_path: Path) -> None:
    path = tmp_path / "out"
    command = [sys.executable, "-m", "geodata", "export", "--format", name, "--out", str(path), *NO_SCENES]
    left = []
    for reached in (lambda _: True, is_begun, is_partly_written):
        path.write_text("old")
        process = subprocess.Popen(command, cwd=REPOSITORY, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        while process.poll() is None and not reached(tmp_path):
            time.sleep(0.002)
        process.send_signal(signal.SIGKILL)
        process.wait()
        left.append(path.read_bytes())
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, timeout=240, check=False)
    assert done.returncode == 0
    assert list(tmp_path.iterdir()) == [path]
    whole = path.stat().st_size  # but for the moment at which it was made, which stands in it
    assert all(content == b"old" or abs(len(content) - whole) < 200 for content in left)
