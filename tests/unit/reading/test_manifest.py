"""The file that says which rows have a part of their own: what it gives, and what is said of a broken one."""

from __future__ import annotations

import pytest

from geodata.reading.check import check_tables
from geodata.reading.data_version import data_version
from geodata.reading.faults import BrokenTablesError
from geodata.reading.story import load_story
from small_tables import SmallTables
from tests.real_story import REAL


def test_the_real_file_names_rows_that_there_are() -> None:
    found = REAL.manifest
    assert set(found.column_actors) <= set(REAL.actors.index)
    assert set(found.key_claims) <= set(REAL.claims.index)
    assert set(found.fighting) <= set(REAL.events.index)
    assert {*found.fighting_places, *found.ringed_places} <= set(REAL.places.index)
    assert {*found.named_countries} <= set(REAL.places["country"])
    assert found.named_countries == (*found.subject_countries, *found.countries_of_maps)
    assert all(getattr(found, part) for part in found.__dataclass_fields__)


def test_names_come_in_the_order_of_the_file(small_tables: SmallTables) -> None:
    small_tables.manifest.write_text('[claims]\nkey = ["K02", "K01"]\n[events]\nfighting = ["E01"]\n', "utf-8")
    found = load_story(small_tables.folder).manifest
    assert (found.key_claims, found.fighting, found.column_actors) == (("K02", "K01"), ("E01",), ())


def test_without_the_file_no_row_has_a_part(small_tables: SmallTables) -> None:
    small_tables.manifest.unlink()
    found = load_story(small_tables.folder).manifest
    assert not any(value for value in vars(found).values() if isinstance(value, tuple))
    assert not found.named_countries


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[claims\n", "story.toml cannot be read as TOML"),
        ('[claims]\nkey = ["K99"]\n', "story, row claims, column key, value 'K99': no row of claims has this id"),
        ('[claims]\nkey = ["K01", "K01"]\n', "a name stands here twice"),
        ('[claims]\nkey = "K01"\n', "this has to be a list of texts"),
        ("[claims]\nkey = [1]\n", "this has to be a list of texts"),
        ("[claims]\nkeys = []\n", "story.toml has no such part; use one of: route.actors, claims.key"),
        ("[picnic]\nkey = []\n", "story.toml has no such part"),
        ('claims = "K01"\n', "story.toml has no such part"),
        ('examples = "E01"\n', "story, row examples, value 'E01': this has to be a section of examples"),
        ("[examples]\nlat = 1.5\n", "an example has to be a text"),
        ('[examples]\nevent = "E99"\n', "column event, value 'E99': no row of events has this id"),
    ],
)
def test_a_broken_file_is_told_of_and_loads_nothing(small_tables: SmallTables, text: str, words: str) -> None:
    small_tables.manifest.write_text(text, encoding="utf-8")
    (fault,) = check_tables(small_tables.folder)
    assert words in str(fault)
    with pytest.raises(BrokenTablesError, match="story"):
        load_story(small_tables.folder)


def test_a_change_of_the_file_is_another_version_of_the_data(small_tables: SmallTables) -> None:
    before = data_version(small_tables.folder)
    small_tables.manifest.write_text("[claims]\nkey = []\n", encoding="utf-8")
    assert data_version(small_tables.folder) != before
