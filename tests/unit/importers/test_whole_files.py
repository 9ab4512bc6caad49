"""Files that are refused as a whole, limits, zip files, and stopping."""

from __future__ import annotations

import io
import stat
import zipfile
from pathlib import Path

import pytest
from importers.event_files import PLAIN_ROW, collection, feature, lines, point, read, rows_of, table, zipped

from geodata.importers import ImportCancelled, ImportFault, ImportOptions, archive, geojson, read_events, source
from geodata.importers import text_rows as rows_module

GOOD = table([PLAIN_ROW])


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \r\n\n\0", "is empty"),
        (b"%PDF-1.7 ...", "is a PDF document"),
        (b"\x89PNG\r\n\x1a\n", "is a picture"),
        (b"\x1f\x8b\x08\x00", "is a gzip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "is an old Excel workbook"),
        (b"<!doctype html><p>Log in", "is a web page or XML"),
        (bytes(range(64)) * 4, "is not text"),
        (b"SQLite format 3\0 and no more", "not a GeoPackage"),
        (b"PK\x03\x04 and no more", "is a broken zip file"),
        (b",,,\n1,2,3,4\n", "no names of columns"),
        (b"a,b\n1,2\n", "Columns seen: a, b"),
        ((",".join(["c"] * 1001) + "\n").encode(), "MAX_COLUMNS"),
        (b'date,lat,lon\n"' + b"x" * 1_100_000, "MAX_FIELD"),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_one_sentence(data: bytes, words: str) -> None:
    with pytest.raises(ImportFault, match=words) as caught:
        read(data, "events.csv")
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


def test_an_ending_that_is_not_what_the_file_is_is_flagged_and_the_content_counts() -> None:
    result = read(collection(feature(point(2, 19))), "events.csv")
    assert result.accepted == 1
    assert lines(result)[0][:4] == ("", "", ".csv", "flagged")
    assert len(read(GOOD, "events.dat").report) == 0


def test_a_file_that_is_not_there_and_a_folder(tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(ImportFault, match="is not a file"):
            read_events(path)


def test_a_path_and_its_bytes_give_the_same(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_bytes(GOOD)
    assert read_events(path).events.equals(read_events(GOOD, "events.csv").events)


def test_the_limits_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rows_module, "MAX_ROWS", 2)
    with pytest.raises(ImportFault, match="MAX_ROWS"):
        read(table(rows_of(PLAIN_ROW, {}, {}, {})))
    monkeypatch.setattr(geojson, "MAX_JSON", 10)
    with pytest.raises(ImportFault, match="MAX_JSON"):
        read(collection(feature(None)))
    monkeypatch.setattr(source, "MAX_BYTES", 10)
    with pytest.raises(ImportFault, match="MAX_BYTES"):
        read(GOOD)


def test_a_zip_with_one_table_is_read() -> None:
    assert read(zipped({"GEDEvent.csv": GOOD, "__MACOSX/x.csv": b"", "readme.md": b"?"}), "ged.zip").accepted == 1


@pytest.mark.parametrize(
    "name", ["../events.csv", "/etc/events.csv", "a/../../events.csv", "C:/events.csv", "..\\x.csv"]
)
def test_a_zip_that_names_a_place_outside_itself_is_refused(name: str) -> None:
    with pytest.raises(ImportFault, match="outside itself"):
        read(zipped({name: GOOD}))


def test_a_link_in_a_zip_is_refused() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        entry = zipfile.ZipInfo("events.csv")
        entry.external_attr = (stat.S_IFLNK | 0o777) << 16
        file.writestr(entry, "/etc/passwd")
    with pytest.raises(ImportFault, match="outside itself"):
        read(stream.getvalue())


def test_a_zip_bomb_is_refused_also_when_it_lies_about_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MAX_UNZIPPED", 1000)
    bomb = zipped({"events.csv": b"0" * 100_000})
    with pytest.raises(ImportFault, match="MAX_UNZIPPED"):
        read(bomb)
    with pytest.raises(ImportFault, match=r"MAX_UNZIPPED|broken"):
        read(bomb.replace((100_000).to_bytes(4, "little"), (10).to_bytes(4, "little")))


def test_a_zip_of_too_many_files_of_several_tables_of_a_zip_or_of_excel_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for files, words in (
        ({"a.csv": GOOD, "b.csv": GOOD}, "holds a.csv, b.csv"),
        ({"a.txt": zipped({"b.csv": GOOD})}, "zip file in a zip file"),
        ({"[Content_Types].xml": b"", "xl/workbook.xml": b""}, "Excel"),
        ({}, "holds nothing"),
    ):
        with pytest.raises(ImportFault, match=words):
            read(zipped(files))
    monkeypatch.setattr(archive, "MAX_ENTRIES", 1)
    with pytest.raises(ImportFault, match="MAX_ENTRIES"):
        read(zipped({"a.csv": GOOD, "b.md": b""}))


def test_one_of_several_tables_in_a_zip_can_be_chosen() -> None:
    options = ImportOptions(layer="b.csv")
    assert read(zipped({"a.csv": b"x", "b.csv": GOOD}), options=options).accepted == 1


def test_progress_rises_to_the_end_and_stopping_stops() -> None:
    told: list[float] = []
    read(GOOD, options=ImportOptions(progress=lambda share, words: told.append(share)))
    assert told == sorted(told)
    assert told[-1] == 1.0
    for asked in range(len(told)):
        answers = iter([False] * asked + [True] * 100)
        with pytest.raises(ImportCancelled):
            read(GOOD, options=ImportOptions(cancelled=lambda answers=answers: next(answers)))  # type: ignore[misc]
