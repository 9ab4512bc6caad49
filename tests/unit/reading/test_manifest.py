"""The file that says which rows have a part of their own: what it gives, and what is said of a broken one."""

from __future__ import annotations

import datetime as dt

import pytest

from geodata.languages import speaking
from geodata.reading.check import check_tables
from geodata.reading.data_version import data_version
from geodata.reading.days import Days
from geodata.reading.faults import BrokenTablesError
from geodata.reading.frame import read_frame
from geodata.reading.sentences import SENTENCES
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
        ('days = "2001"\n', "this has to be a section of days"),
        ('[days]\nsteps = ["2001-05-02", "2001-05-01"]\n', "story, row days, column steps"),
        ('[days]\nsteps = ["2001-05-02"]\n', "this has to be a first and a last day"),
        ('[days]\nplayback = ["2001-05", "2001-06"]\n', "this has to be a first and a last day"),
        ('[days]\noffered = "20010527"\n', "this has to be a day"),
        ('[days]\nyear = "2001"\n', "this has to be a year"),
        ('[days]\nlast = "2001-05-01"\n', "use one of: steps, playback, opening, offered, year"),
        ('files = "x"\n', "this has to be a section of names"),
        ('[files]\nstem = "Two words"\n', "small letters and digits, with single dashes between"),
        ('[files]\nending = "x"\n', "use one of: stem, briefing"),
        ('[pages]\nroute = { en = "Way", path = "The way" }\n', "an address has small letters, digits and _ only"),
        ('[pages]\nroute = { en = "Way", path = "timeline" }\n', "another page has this address"),
        ('[pages]\nroute = { en = "Way", frame = "1 2 3" }\n', "south, west, north and east in degrees"),
        ('[pages]\nroute = { en = "Way", frame = "5 2 3 4" }\n', "south, west, north and east in degrees"),
        ('[pages]\nway = { en = "Way" }\n', "there is none of this name; use one of: overview, episode"),
        ('[spans]\nmay = { en = "May", first = "2001-05-01" }\n', "a span needs its first and its last day"),
        ('[spans]\nmay = { en = "May", first = "2001-05", last = "2001-06-01" }\n', "this has to be a day"),
        ('[sentences]\nhello = { en = "Hello" }\n', "there is none of this name; use one of: title"),
        ('[sentences]\nlengths = { en = "{miles} miles" }\n', "nothing is known of {miles} here"),
        ('[sentences]\nlengths = { en = "{km km" }\n', "a brace stands alone"),
    ],
)
def test_a_broken_file_is_told_of_and_loads_nothing(small_tables: SmallTables, text: str, words: str) -> None:
    small_tables.manifest.write_text(text, encoding="utf-8")
    (fault,) = check_tables(small_tables.folder)
    assert words in str(fault)
    with pytest.raises(BrokenTablesError, match="story"):
        load_story(small_tables.folder)


def test_what_the_file_does_not_say_is_usual(small_tables: SmallTables) -> None:
    small_tables.manifest.write_text('[sentences]\nreports = { en = "Sightings", fr = "Mentions" }\n', "utf-8")
    found = load_story(small_tables.folder).manifest
    assert (found.sentence("reports"), found.sentence("presence"), found.sentence("credits")) == (
        "Sightings",
        "Presence",
        "",
    )
    with speaking("fr"):
        assert (found.sentence("reports"), found.sentence("presence")) == ("Mentions", "Présence")
    assert (found.days, found.files.stem, found.files.layer) == (Days(), "conflict-map", "conflict_map")


def test_the_real_file_says_when_things_were_and_what_they_are_called() -> None:
    found = REAL.manifest
    assert (found.days.offered, found.days.year) == (dt.date(2024, 7, 27), 2024)
    assert found.days.steps == (dt.date(2024, 7, 22), dt.date(2024, 7, 30))
    assert (found.files.stem, found.files.layer, found.files.briefing) == (
        "kidal-2024",
        "kidal_2024",
        "kidal-briefing",
    )
    assert {*found.sentences} <= {*SENTENCES}
    assert read_frame(found.pages["route"].frame) == ((18.15, 0.1), (21.5, 4.4))


def test_a_change_of_the_file_is_another_version_of_the_data(small_tables: SmallTables) -> None:
    before = data_version(small_tables.folder)
    small_tables.manifest.write_text("[claims]\nkey = []\n", encoding="utf-8")
    assert data_version(small_tables.folder) != before
