"""The mapping of names as a table out and in."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from imported.event_rows import made

from geodata.imported.actor_mapping import mapping_csv, read_mapping
from tests.real_story import REAL as STORY


def test_what_is_saved_can_be_loaded() -> None:
    names = made({}, {"actors": ("=cmd()", "Groupe é; x, y")}).actor_names
    content = mapping_csv(names)
    assert b"'=cmd()" in content
    assert read_mapping(content, STORY) == {"JNIM": "jnim", "Group A": "", "=cmd()": "", "Groupe é; x, y": ""}


@given(st.lists(st.text(st.characters(codec="utf-8"), min_size=1, max_size=8), unique=True, max_size=6))
@example(["'=x", "''-x", "'", "x'", "\r", "\n=", '"', "\x00", "＝"])
@settings(max_examples=200, deadline=None)
def test_any_name_comes_back(names: list[str]) -> None:
    frame = pd.DataFrame({"name": names, "actor_id": ["jnim"] * len(names), "rows": 1})
    assert read_mapping(mapping_csv(frame), STORY) == dict.fromkeys(names, "jnim")


def test_what_a_spreadsheet_makes_of_it() -> None:
    content = "name;actor_id;rows\r\nGroup A;fla;3\r\n\r\nGroup B;;1\r\n;;\r\n".encode("utf-8-sig")
    assert read_mapping(content, STORY) == {"Group A": "fla", "Group B": ""}


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "first row must name"),
        (b"a,b\n1,2\n", "first row must name"),
        (b"name,actor_id\nGroup A,nobody\n", "Row 2 .* no actor .nobody"),
        (b"name,actor_id\nGroup A,fla\nGroup A,jnim\n", "Row 3 .*Group A.* stands above already"),
        (b"name,actor_id\nGroup A\n", "Row 2 .* too few cells"),
        (b"name,actor_id\n,fla\n", "Row 2 .* no name"),
        (b"name,actor_id\n\xff,fla\n", "not in UTF-8"),
        (b'name,actor_id\n"Group A,fla\n', "cannot be read as CSV"),
        (b"name,actor_id\n" + b"x" * 200_000 + b",fla\n", "cannot be read as CSV"),
    ],
)
def test_what_is_wrong_is_said(content: bytes, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        read_mapping(content, STORY)


@given(st.binary(max_size=60) | st.binary(max_size=40).map(lambda rest: b"name,actor_id\n" + rest))
@settings(max_examples=200, deadline=None)
def test_any_bytes_are_read_or_refused_with_a_sentence(content: bytes) -> None:
    try:
        read_mapping(content, STORY)
    except ValueError as error:
        assert str(error).endswith(".")  # noqa: PT017 - whichever it is
