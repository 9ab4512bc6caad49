"""What the documents in `.docs/` say of the code, held against the code."""

from __future__ import annotations

import configparser
import re
import shlex
import tomllib
from pathlib import Path
from urllib.parse import parse_qs

import pytest
from documented import DOCS, TOP, missing_lines, names, rows, text

from geodata.__main__ import main
from geodata.asking import kinds
from geodata.imported import actor_mapping
from geodata.importers import limits as of_files
from geodata.reading.story import load_story
from geodata.reading.vocabularies import VOCABULARIES
from geodata.serving.api import interface
from geodata.serving.api.endpoint import Endpoint
from geodata.serving.api.parameters import FILTERS, MAX_ROWS, ROUTE, VIEW, read
from geodata.serving.api.table import ENDPOINTS
from geodata.story_folder import TABLES
from geodata.telling import scenes
from geodata.views.registry import own_parameters
from pages.viewing import limits as of_pages

COMMANDS = [
    (path.name, line)
    for path in [TOP / "README.md", *sorted(DOCS.glob("*.md"))]
    for line in re.findall(r"\.venv/bin/python -m geodata [^`\n]+", path.read_text("utf-8"))
]


def test_every_address_parameter_is_documented() -> None:
    documented = [name for row in rows("addresses.md") for name in names(row[0])]
    known = [parameter.name for parameter in (*FILTERS, *VIEW)]
    assert sorted(documented) == sorted([*known, *own_parameters()])


def test_every_filter_and_every_parameter_of_a_page_is_documented_with_its_example() -> None:
    assert missing_lines() == []  # these have to stand in addresses.md


def test_every_section_of_the_story_file_is_documented() -> None:
    said = {name for row in rows("tables.md") for name in names(row[0])}
    assert said == {*tomllib.loads((TABLES / "story.toml").read_text("utf-8"))}
    assert {*VOCABULARIES} < said


def test_every_example_of_an_address_is_read_without_a_fault() -> None:
    examples = [example for row in rows("addresses.md") for example in names(row[2])]
    queries = [query for query in map(parse_qs, examples) if not query.keys() & own_parameters().keys()]
    shown = {name for query in queries for name in query}
    assert shown == {parameter.name for parameter in (*FILTERS, *VIEW)}
    story = load_story()
    for query in queries:
        read(query, (*FILTERS, *ROUTE, *VIEW), story)


def test_every_endpoint_is_documented_with_its_parts() -> None:
    documented = {name: row[1] for row in rows("http.md") for name in names(row[0])}
    assert sorted(documented) == sorted(f"/api/{endpoint.name}" for endpoint in ENDPOINTS if endpoint.name)
    with_variant = {f"/api/{endpoint.name}" for endpoint in ENDPOINTS if _takes(endpoint, "variant")}
    assert {name for name, words in documented.items() if "`variant`" in words} == with_variant
    in_parts = {endpoint.name for endpoint in ENDPOINTS if _takes(endpoint, "offset")}
    assert {Path(name).suffix for name in in_parts} == {".geojson", ".csv"}
    assert f"(`limit`, up to {MAX_ROWS:,}, and `offset`)" in " ".join(text("http.md").split())
    assert f"{interface.ORIGINS}=https://" in text("http.md")


def _takes(endpoint: Endpoint, name: str) -> bool:
    return any(parameter.name == name for parameter in endpoint.parameters)


def test_every_limit_is_the_one_in_the_code() -> None:
    upload = tomllib.loads((TOP / ".streamlit/config.toml").read_text("utf-8"))["server"]["maxUploadSize"]
    name, f, p = "the name of a column", of_files, of_pages
    assert of_files.MAX_NAME == of_files.MAX_ID
    assert {row[0]: row[1] for row in rows("limits.md")} == {
        "a file of events; on *Your data*": f"{_bytes(f.MAX_BYTES)}; {upload} MB",
        "a zip file, unpacked (counted, not believed)": f"{_bytes(f.MAX_UNZIPPED)}, {f.MAX_ENTRIES:,} files",
        "GeoJSON": f"{_bytes(f.MAX_JSON)}, {_count(f.MAX_JSON_VALUES)} values",
        f"rows, columns, characters in a cell, a row, {name}": (
            f"{_count(f.MAX_ROWS)}, {f.MAX_COLUMNS:,}, {_count(f.MAX_FIELD)}, {_count(f.MAX_ROW)}, {f.MAX_NAME}"
        ),
        "wrong or doubtful cells": _count(f.MAX_REPORT),
        "an id": f"{f.MAX_ID} characters",
        "files read at a time, all viewers together": f"{p.MAX_READING}",
        "a set of scenes; a headline, text or note in it": (
            f"{_bytes(scenes.MAX_FILE)}, {scenes.MAX_SCENES} scenes; {scenes.MAX_WORDS:,} characters"
        ),
        "a mapping of actors; a cell in it": (
            f"{_bytes(actor_mapping.MAX_BYTES)}; {actor_mapping.MAX_CELL:,} characters"
        ),
        "a text on a page; in a cell of a table": f"{p.MAX_TEXT:,}; {p.MAX_CELL:,} characters",
        "text that is searched for": f"{kinds.MAX_TEXT} characters",
        "names of actors mapped by hand; values that a filter offers from a file": f"{p.MAX_NAMES:,}; {p.MAX_OPTIONS}",
        "rows of one answer of the HTTP interface": f"{MAX_ROWS:,}",
        "answers made at a time; waiting for it": f"{interface.MAKERS}; {interface.MAX_WAITING}",
    }


def _bytes(number: int) -> str:
    return f"{number // 10**9} GB" if number % 10**9 == 0 else f"{number // 10**6} MB"


def _count(number: int) -> str:
    return f"{number // 10**6} million"


def test_every_library_is_explained() -> None:
    wanted = re.findall(r"^([\w.-]+)", (TOP / "requirements.txt").read_text("utf-8"), re.MULTILINE)
    assert [name for name in wanted if f"`{name}`" not in text("architecture.md")] == []


def test_every_path_that_the_architecture_names_is_there_and_every_room_is_named() -> None:
    words = text("architecture.md")
    prose = re.sub(r"```.*?```", "", words, flags=re.DOTALL)
    paths = {name for name in names(prose) if re.fullmatch(r"[.\w/-]+", name) and "/" in name}
    assert len(paths) > 40
    assert sorted(path for path in paths if not (TOP / path).exists()) == []
    order = configparser.ConfigParser()
    order.read(TOP / ".importlinter")
    rooms = re.findall(r"geodata\.(\w+)", order["importlinter:contract:rooms"]["layers"])
    assert [room for room in rooms if not re.search(rf"\b{room}\b", words)] == []


def test_every_folder_of_the_map_of_the_code_is_there() -> None:
    folders = text("architecture.md").split("```")[1]
    named, home = set[str](), ""
    for indent, name in re.findall(r"^( *)([\w.-]+)/? {2,}\S", folders, re.MULTILINE):
        home = home if indent else name
        named.add(f"{home}/{name}" if indent else name)
    assert [name for name in sorted(named) if not (TOP / name).exists()] == []
    parts = {path.parent.relative_to(TOP).as_posix() for path in TOP.glob("geodata/*/__init__.py")}
    assert parts <= named


def test_the_example_of_sign_in_has_what_streamlit_asks_for() -> None:
    block = re.search(r"```toml\n(.*?)```", text("sign-in.md"), re.DOTALL)
    assert block is not None
    assert set(tomllib.loads(block[1])["auth"]) == {
        "redirect_uri", "cookie_secret", "client_id", "client_secret", "server_metadata_url",
    }  # fmt: skip


@pytest.mark.parametrize(("document", "line"), COMMANDS)
def test_every_command_takes_the_options_that_are_shown(
    document: str, line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = shlex.split(line)[3:]
    with pytest.raises(SystemExit) as ended:
        main([words[0], "--help"])
    assert ended.value.code == 0, document
    known = capsys.readouterr().out
    options = [word.partition("=")[0] for word in words if word.startswith("--")]
    assert [option for option in options if f"{option} " not in known] == []
