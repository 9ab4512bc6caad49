"""`python -m geodata new-story DIR`: an invented story, whole and valid, as files to be replaced with one's own."""

from __future__ import annotations

import csv
import io
import json
import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from geodata.basemap.cut import Given, cut
from geodata.basemap.frames import extent_of_places
from geodata.reading.corrections import digest
from geodata.reading.evidence_rules import LEDGERS

#: The files of the example.
TEMPLATE = Path(__file__).parent / "template"

#: What each table looks like: the description of this project's own story, whose words and codes the example replaces.
_SHAPES = Path(__file__).parents[1] / "story" / "tables" / "datapackage.json"

_WORD, _COUNTRY = "[a-z0-9]+(-[a-z0-9]+)*", "[A-Z]{3}"
#: How codes look in columns whose codes a story chooses: which there are, ``story.toml`` says and no other file.
_CODES = {
    ("actors", "side"): _WORD,
    ("events", "kind"): _WORD,
    ("claims", "outcome"): _WORD,
    ("events", "country"): _COUNTRY,
    ("places", "country"): _COUNTRY,
    ("presence", "country"): _COUNTRY,
}


class NotEmptyError(ValueError):
    """There is something where the story is to be written; the text is a sentence that says so."""


def write_story(folder: Path, day: date) -> None:
    """Write the example into a folder that is empty or not there, each row published on a day.

    Raises NotEmptyError, and writes nothing, when there is anything in the folder.
    """
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise NotEmptyError(f"{folder} is not empty; name a folder that is empty or not there yet.")
    shutil.copytree(TEMPLATE, folder, dirs_exist_ok=True)
    tables = folder / "tables"
    _describe(tables)
    _publish(tables, day)
    cut(folder, extent_of_places(tables / "places.csv"), Given({}))


def next_steps(folder: Path) -> str:
    """Say what to do with the story that was written."""
    return f"""\
An invented story lies in {folder}. Change its tables, story.toml and words; .docs/adding-a-story.md tells how. Then:
  GEODATA_STORY={folder} python -m geodata check
  python -m geodata basemap {folder}
  GEODATA_STORY={folder} streamlit run app.py"""


def _describe(tables: Path) -> None:
    """Add to the head of the description what each table looks like."""
    path = tables / "datapackage.json"
    head = json.loads(path.read_text("utf-8"))
    resources: list[dict[str, Any]] = json.loads(_SHAPES.read_text("utf-8"))["resources"]
    for resource in resources:
        resource.pop("sources", None)
        for field in resource["schema"]["fields"]:
            if form := _CODES.get((resource["name"], field["name"])):
                field["constraints"].pop("enum")
                field["constraints"]["pattern"] = form
    path.write_text(json.dumps({**head, "resources": resources}, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


def _publish(tables: Path, day: date) -> None:
    """Write the fingerprint of every row, as `python -m geodata publish` does for the story that is told."""
    path = tables / "fingerprints.csv"
    names = [part["name"] for part in json.loads((tables / "datapackage.json").read_text("utf-8"))["resources"]]
    rows = [row for name in names if name not in LEDGERS for row in _rows(tables, name)]
    text = io.StringIO(path.read_text("utf-8"), newline="")
    text.seek(0, io.SEEK_END)
    writer = csv.writer(text, lineterminator="\n")
    writer.writerows((cells["id"], name, digest(cells), day.isoformat(), 0) for name, cells in rows)
    path.write_bytes(text.getvalue().encode("utf-8"))


def _rows(tables: Path, name: str) -> Iterator[tuple[str, dict[str, str]]]:
    with (tables / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        yield from ((name, row) for row in csv.DictReader(file))
