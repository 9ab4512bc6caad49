"""A file is there whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from geodata.atomic import replacing, write_bytes


def test_a_file_replaces_an_older_one_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old")
    write_bytes(path, b"new")
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_when_the_writing_fails_the_older_file_stays(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    path.write_text("old")

    def half() -> None:
        with replacing(path) as lent:
            lent.write_text("half")
            raise RuntimeError("the disk is full")

    with pytest.raises(RuntimeError, match="full"):
        half()
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_new_file_may_be_read_by_whom_other_new_files_may_be_read(tmp_path: Path) -> None:
    (tmp_path / "plain").write_text("")
    write_bytes(tmp_path / "out.csv", b"")
    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("plain", "out.csv")]
    assert modes[0] == modes[1]


def test_a_link_is_followed(tmp_path: Path) -> None:
    (tmp_path / "link.csv").symlink_to(tmp_path / "real.csv")
    write_bytes(tmp_path / "link.csv", b"new")
    assert (tmp_path / "link.csv").is_symlink()
    assert (tmp_path / "real.csv").read_bytes() == b"new"


def test_a_missing_folder_a_folder_and_a_device_are_refused(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_bytes(tmp_path / "no" / "out.csv", b"")
    with pytest.raises(IsADirectoryError):
        write_bytes(tmp_path, b"")
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(OSError, match="not an ordinary file"):
        write_bytes(tmp_path / "pipe", b"")
    assert (tmp_path / "pipe").is_fifo()
