"""`python -m geodata store` up to where the database begins: what is handed to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from geodata.__main__ import main
from geodata.database import storing
from geodata.database.connection import Database
from geodata.database.storing import Stored
from geodata.importers import ImportResult


@pytest.mark.parametrize(
    ("header", "mapped"),
    [("event_id", ()), ("Event ID", ()), ("nr", ("id=nr", "date=date", "lat=lat", "lon=lon"))],
)
def test_rows_keep_the_ids_of_their_file(
    header: str, mapped: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    handed: list[ImportResult] = []

    def keep(_: Database, result: ImportResult, name: str) -> Stored:
        handed.append(result)
        return Stored(name, len(result.events), 0)

    monkeypatch.setattr(storing, "store", keep)
    file = tmp_path / "mine.csv"
    file.write_text(f"{header},date,lat,lon\nA1,2024-07-25,19.5,2.6\nA2,2024-07-26,19.6,2.7\n")
    more = [part for pair in mapped for part in ("--map", pair)]
    assert main(["store", str(file), "--url", "postgresql://nobody@nowhere.invalid/none", *more]) == 0
    (result,) = handed
    rows = [dict(zip(storing._COLUMNS, row, strict=True)) for row in storing._rows(result.events, [])]
    assert [row["id"] for row in rows] == ["mine:A1", "mine:A2"]
