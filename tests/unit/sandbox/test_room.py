"""What a confined reader may do and what not, tried from inside it; each try is first made without confinement."""

from __future__ import annotations

import json
import os
import platform
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import geopandas as gpd
import pytest
from sandbox import probe
from shapely.geometry import Point

from geodata.sandbox import faults, landlock
from geodata.sandbox.room import Room

files_are_confined = pytest.mark.skipif(landlock.version() == 0, reason="this system has no Landlock")
calls_are_confined = pytest.mark.skipif(sys.platform != "linux", reason="seccomp is of Linux")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of the upload; ``tmp_path`` itself is the server's."""
    (tmp_path / "upload").mkdir()
    (tmp_path / "upload" / "own.txt").write_text("own", encoding="utf-8")
    (tmp_path / "canary.txt").write_text("canary", encoding="utf-8")
    return tmp_path / "upload"


@pytest.fixture
def canary(folder: Path) -> Path:
    """A sound GeoPackage outside of the upload."""
    frame = gpd.GeoDataFrame({"a": [1]}, geometry=[Point(1, 2)], crs="EPSG:4326")
    frame.to_file(folder.parent / "canary.gpkg", driver="GPKG")
    return folder.parent / "canary.gpkg"


@pytest.fixture
def port() -> Iterator[socket.socket]:
    """A port of this machine at which somebody listens."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.setblocking(False)
        yield listening


def room(name: str, folder: Path, driver: str = "GPKG", step: Callable[[], None] = lambda: None, **asked: Any) -> Room:
    return Room(f"sandbox.probe:{name}", folder, asked, driver=driver, step=step)


def confined(name: str, folder: Path, **asked: Any) -> tuple[str, Any]:
    """What a try comes to in the confined process."""
    with room(name, folder, **asked) as found:
        part = found.part()
        return part.name, part.value


def free(name: str, folder: Path, **asked: Any) -> tuple[str, Any]:
    """What the same try comes to in this process."""
    part = next(getattr(probe, name)(folder, asked))
    return part.name, part.value


def callers(port: socket.socket) -> int:
    """How many have called at the port since the last look."""
    number = 0
    while True:
        try:
            port.accept()[0].close()
        except BlockingIOError:
            return number
        number += 1


def test_the_upload_can_be_read(folder: Path) -> None:
    assert confined("open_file", folder, path="own.txt") == ("done", "own")


@files_are_confined
def test_no_other_file_can_be_read_or_listed(folder: Path) -> None:
    (folder / "link").symlink_to(folder.parent / "canary.txt")
    for path in ("../canary.txt", str(folder.parent / "canary.txt"), "link", __file__, "/proc/self/environ"):
        assert free("open_file", folder, path=path)[0] == "done"
        assert confined("open_file", folder, path=path) == ("refused", "PermissionError"), path
    assert confined("list_folder", folder, path="..") == ("refused", "PermissionError")


@files_are_confined
def test_gdal_itself_cannot_open_another_file(folder: Path, canary: Path) -> None:
    assert free("open_by_gdal", folder, path=str(canary)) == ("done", 1)
    assert confined("open_by_gdal", folder, path=str(canary))[0] == "refused"


@files_are_confined
def test_nothing_can_be_written_or_changed(folder: Path) -> None:
    assert confined("write_file", folder, path="new.txt") == ("refused", "PermissionError")
    assert confined("write_file", folder, path="../canary.txt") == ("refused", "PermissionError")
    assert confined("change_file", folder, path="own.txt") == ("refused", "PermissionError")
    assert {path.name for path in folder.iterdir()} == {"own.txt"}
    assert (folder.parent / "canary.txt").read_text(encoding="utf-8") == "canary"


@calls_are_confined
def test_no_port_can_be_called(folder: Path, port: socket.socket) -> None:
    number = port.getsockname()[1]
    assert free("connect", folder, port=number) == ("done", None)
    assert callers(port) == 1
    assert confined("connect", folder, port=number) == ("refused", "PermissionError")
    assert confined("send", folder, port=number) == ("refused", "PermissionError")
    assert callers(port) == 0


@calls_are_confined
@pytest.mark.parametrize("way", ["/vsicurl/http://127.0.0.1:{}/x.gpkg", "http://127.0.0.1:{}/x.gpkg"])
def test_gdal_itself_calls_no_port(folder: Path, port: socket.socket, way: str) -> None:
    assert confined("open_by_gdal", folder, path=way.format(port.getsockname()[1]))[0] == "refused"
    assert callers(port) == 0


@calls_are_confined
def test_no_program_can_be_started(folder: Path) -> None:
    assert free("run_program", folder) == ("done", 0)
    assert confined("run_program", folder)[0] == "refused"


@pytest.mark.parametrize("driver", ["GPKG", "ESRI Shapefile", "KML", "FlatGeobuf"])
def test_there_is_one_driver_and_it_is_the_one_that_was_named(folder: Path, driver: str) -> None:
    with room("drivers", folder, driver) as found:
        assert found.expect("done") == [driver]


def test_the_secrets_of_the_server_stay_with_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GEODATA_EVENTS_URL", "postgresql://user:secret@host/name")
    found = confined("environment", folder)[1]
    assert "secret" not in str(found)
    assert found["PROJ_NETWORK"] == "OFF"


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("crash", faults.CrashedError),
        ("leave", faults.CrashedError),
        pytest.param("spin", faults.TimeSpentError, marks=calls_are_confined),
    ],
)
def test_a_reader_that_breaks_off_says_how(folder: Path, name: str, fault: type[Exception]) -> None:
    with room(name, folder) as found:
        assert found.expect("before") == 1
        with pytest.raises(fault):
            found.part()


@calls_are_confined
def test_memory_has_an_end(folder: Path) -> None:
    with pytest.raises(faults.MemorySpentError), room("fill_memory", folder) as found:
        found.part()


def test_a_reader_that_is_not_there_is_not_the_fault_of_the_file(folder: Path) -> None:
    for name in ("nothing", "crash"):
        with pytest.raises(faults.UnopenedError):
            Room(
                f"sandbox.{'probe' if name == 'nothing' else 'nowhere'}:{name}",
                folder,
                {},
                driver="",
                step=lambda: None,
            )


def test_more_drivers_than_agreed_on_open_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("geodata.sandbox.gdal_drivers.KNOWN", ("CSV",))
    with pytest.raises(faults.UnopenedError, match="ESRI Shapefile, GeoJSON"):
        room("drivers", folder)


def test_whoever_waits_can_stop_it(folder: Path) -> None:
    class Stopped(Exception):
        pass

    wanted = True

    def step() -> None:
        if not wanted:
            raise Stopped

    with room("wait", folder, step=step) as found:
        process = found.expect("process")
        wanted = False
        with pytest.raises(Stopped):
            found.part()
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)


def test_values_come_through_and_prints_do_not(folder: Path) -> None:
    with room("chatter", folder) as found:
        assert found.expect("asked") == [1, None, "é\ud800"]
        found.answer({"é": [1.5]})
        assert found.expect("answer") == {"é": [1.5]}
        assert found.expect("texts") == ["", None, "é👩‍👩‍👧‍👦", "\ud800", "a\nb"]
        assert found.expect("bytes") == [b"", None, b"\n\0"]
        with pytest.raises(faults.UnreadableError, match="not so"):
            found.part()


@calls_are_confined
@files_are_confined
@pytest.mark.parametrize(
    ("forbidden", "missing", "file", "packet"),
    [
        ([444, 445, 446], "landlock", "done", "refused"),
        ([{"x86_64": 317}.get(platform.machine(), 277)], "seccomp", "refused", "done"),
    ],
)
def test_each_layer_holds_where_a_container_forbids_the_other(
    folder: Path, forbidden: list[int], missing: str, file: str, packet: str
) -> None:
    command = [sys.executable, "-c", _FORBIDDEN, str(folder), json.dumps(forbidden)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == [file, packet]
    assert f"does not offer: {missing}\n" in done.stderr


_FORBIDDEN = """
import json, sys
from pathlib import Path
from geodata.sandbox import seccomp
from geodata.sandbox.room import Room
assert seccomp.give_up(json.loads(sys.argv[2]))
found = []
for name, asked in (("open_file", {"path": "../canary.txt"}), ("send", {"port": 9})):
    with Room(f"sandbox.probe:{name}", Path(sys.argv[1]), asked, driver="GPKG", step=lambda: None) as room:
        found.append(room.part().name)
print(json.dumps(found))
"""


def test_it_says_what_confines_it_and_the_log_what_does_not(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("geodata.sandbox.room._said", set())
    with room("drivers", folder) as found:
        missing = [layer for layer, holds in found.locked.items() if not holds]
    assert set(found.locked) == {"limits", "landlock", "seccomp"}
    assert len(caplog.records) == bool(missing)
