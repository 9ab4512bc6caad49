"""Files from strangers: a report or one sentence, in bounded time and memory, and nothing left on the disk."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from importers.event_files import PLAIN_ROW, read, rows_of, table

from geodata.importers import ImportFault, ImportOptions, limits
from geodata.importers import archive as archive_module
from geodata.importers import geojson as geojson_module
from geodata.importers import report as report_module
from geodata.importers.preview import preview
from geodata.importers.safe_csv import safe_csv
from tests.hostile import LARGE, RAW, TEXTS, events_csv, small_files, zip_of

REPOSITORY = Path(__file__).parents[3]

with TemporaryDirectory() as _folder:
    FILES = small_files(Path(_folder))

#: What a large file may take: seconds of processor, and bytes of memory beyond those of the libraries.
_SECONDS, _BYTES = 60, 3_000_000_000

_READER = """
import resource, sys
import pandas, pyarrow, pyogrio, shapely, pyproj
from geodata.importers import ImportFault, read_events
from geodata.importers.preview import preview
from tests.hostile import zip_of as zipped
data = eval(sys.argv[1])
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[2]),) * 2)
used = int(open("/proc/self/statm").read().split()[0]) * resource.getpagesize()
resource.setrlimit(resource.RLIMIT_AS, (used + int(sys.argv[3]),) * 2)
for reader in (read_events, preview):
    try:
        reader(data, "large")
        print("read")
    except ImportFault as fault:
        print(fault)
"""


@pytest.mark.parametrize("name", FILES)
def test_a_report_or_a_sentence(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    for look in (lambda: read(FILES[name], name), lambda: preview(FILES[name], name)):
        said = ""
        try:
            look()
        except ImportFault as fault:
            said = str(fault)
        assert said == "" or (said.endswith(".") and said.isprintable())
        assert str(tmp_path) not in said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited as Linux does it")
@pytest.mark.parametrize("name", LARGE)
def test_large_files_in_bounded_time_and_memory(name: str) -> None:
    command = [sys.executable, "-c", _READER, LARGE[name], str(_SECONDS), str(_BYTES)]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stderr[-1000:]
    assert "(limit MAX_" in done.stdout
    assert "needs more memory" not in done.stdout


def test_texts_come_through_letter_by_letter() -> None:
    found = read(events_csv()).events
    for column in ("title", "notes", "source_text", "place_name"):
        given = [text if column in ("title", "notes") else text.strip() for text in TEXTS.values()]
        assert [text.strip() for text in found[column]] == [text.strip() for text in given], column


def test_names_of_columns_and_values_that_have_no_utf8_can_be_shown() -> None:
    found, seen = read(FILES["half-pair.geojson"]), preview(FILES["half-pair.geojson"], "x")
    for text in (*seen.columns, *found.report["column"], *found.report["value"]):
        text.encode()
    safe_csv(found.report).decode("utf-8")


def test_a_column_with_such_a_name_can_be_chosen() -> None:
    name = next(column for column in preview(FILES["half-pair.geojson"], "x").columns if "ud800" in column)
    found = read(FILES["half-pair.geojson"], options=ImportOptions(mapping={"date": "date", "notes": name}))
    assert any("ud800" in text for text in found.events["notes"])


def limited(module: object, name: str, value: int, monkeypatch: pytest.MonkeyPatch, data: bytes) -> str:
    """What is said of a file when a limit is lowered."""
    monkeypatch.setattr(module, name, value)
    with pytest.raises(ImportFault, match=f"limit {name}") as caught:
        read(data)
    return str(caught.value)


def test_each_limit_has_its_own_name_and_words(monkeypatch: pytest.MonkeyPatch) -> None:
    row = PLAIN_ROW
    said = {
        limited(archive_module, "MAX_ENTRIES", 2, monkeypatch, zip_of({f"{n}.csv": b"" for n in range(3)})),
        limited(archive_module, "MAX_UNZIPPED", 50, monkeypatch, zip_of({"a.csv": b"x" * 51})),
        limited(geojson_module, "MAX_JSON_VALUES", 10, monkeypatch, FILES["half-pair.geojson"]),
        limited(report_module, "MAX_REPORT", 3, monkeypatch, table(rows_of(row, *[{"deaths": "x"}] * 4))),
        limited(limits, "MAX_NAME", 200, monkeypatch, b"date,lat" + b"!" * 201 + b"\n2024,1\n"),
        limited(limits, "MAX_ROW", 1, monkeypatch, b"date\n" + b"x" * (limits.MAX_FIELD + 9_100_000)),
    }
    assert len(said) == 6


def test_an_id_that_no_address_can_hold_is_rejected() -> None:
    found = read(table(rows_of(PLAIN_ROW, {"id": "x" * 201}, {"id": "short"})))
    assert (found.accepted, found.rejected) == (1, 1)
    assert "limit MAX_ID" in found.report["reason"].iloc[0]


def test_a_full_temporary_folder_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: Path, data: bytes) -> int:
        raise OSError(28, "No space left on device", "/tmp/secret")

    monkeypatch.setattr(Path, "write_bytes", full)
    for look in (read, preview):
        with pytest.raises(ImportFault, match=r"No space left on device.*make room") as caught:
            look(FILES["trigger.gpkg"], "x.gpkg")
        assert "secret" not in str(caught.value)


def test_the_raw_texts_are_not_lost_in_silence() -> None:
    found = read(FILES["raw.csv"])
    assert found.rows_read == len(RAW)
