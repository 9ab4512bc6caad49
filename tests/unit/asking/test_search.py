"""A name is found however it is spelt, and no text can do harm."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.asking.search import fold, matches
from geodata.reading.story import Story, load_story
from small_tables import SmallTables
from tests.real_story import FRENCH, REAL

AT_TINZAOUATEN = set(REAL.events.index[REAL.events["place_id"] == "P_TINZ"])


def found(story: Story, table: str, text: str) -> set[str]:
    mask = matches(story, table, text)
    return set(mask.index[mask])


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Tin-Zaouatine, Côte d’Ivoire", "tin zaouatine cote d ivoire"),
        ("  MÉNAKA\t", "menaka"),
        ("Goïta", "goita"),
        ("Straße", "strasse"),
        ("", ""),
        (".*?[](){}", ""),
        ("27.07.2024", "27 07 2024"),
    ],
)
def test_folding(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(max_size=50))
@settings(max_examples=300)
def test_a_folded_text_is_plain_and_folds_to_itself(text: str) -> None:
    folded = fold(text)
    assert fold(folded) == folded
    assert folded == folded.strip()
    assert "  " not in folded


SPELLINGS = [
    "Tin Zaouatine",
    "Tinzawatene",
    "tinzaouatene",
    "TINZAWATÈNE",
    "tin-zaouatene",
    "Tinzaouaten",
    "Tin Zaoutine",
]


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_every_spelling_of_tinzaouaten_finds_what_happened_there(spelling: str) -> None:
    assert len(AT_TINZAOUATEN) == 12
    assert found(REAL, "events", spelling) >= AT_TINZAOUATEN
    assert found(REAL, "route", spelling) >= {"RB2", "RE07"}


@pytest.mark.parametrize("table", ["events", "claims", "presence", "route"])
def test_no_spelling_finds_more_than_another(table: str) -> None:
    """A text may use one spelling only; whoever searches for another must find it all the same."""
    answers = {spelling: found(REAL, table, spelling) for spelling in SPELLINGS}
    everything = set[str]().union(*answers.values())
    missed = {spelling: sorted(everything - answer) for spelling, answer in answers.items()}
    assert not any(missed.values()), missed


@pytest.mark.parametrize("spelling", ["In Afarak", "inafarak", "In-Afarak", "INAFARAQ", "in  afarak"])
def test_every_spelling_of_in_afarak_finds_the_army_entering_it(spelling: str) -> None:
    assert found(REAL, "events", spelling) == {"E27"}


def test_accents_and_case_do_not_matter() -> None:
    assert found(REAL, "events", "GOITA") == found(REAL, "events", "Goïta") == {"E03", "E04"}
    assert found(REAL, "presence", "menaka") == found(REAL, "presence", "Ménaka") == {"R06"}


def test_all_words_must_be_found_in_any_order(small_tables: SmallTables) -> None:
    story = load_story(small_tables.folder)
    assert found(story, "events", "destroyed stopped") == {"E01"}
    assert found(story, "events", "stopped elsewhere") == set()


def test_a_row_is_found_by_the_names_of_its_place_its_country_and_its_actors(
    small_tables: SmallTables,
) -> None:
    story = load_story(small_tables.folder)
    assert found(story, "events", "ville") == {"E02"}  # another name of the town
    assert found(story, "events", "FAMa") == {"E01"}  # an alias of the army
    assert found(story, "events", "Mali") == {"E01", "E02", "E04"}
    assert found(story, "presence", "Stadt") == {"R01"}
    assert found(story, "claims", "rebel alliance") == {"K01", "K03"}  # the claimant's full name
    assert found(story, "route", "stadt") == {"RB1", "RE01"}


def test_a_word_is_found_at_the_beginning_of_words_only(small_tables: SmallTables) -> None:
    story = load_story(small_tables.folder)
    assert found(story, "presence", "Rus") == {"R02"}  # "Russians are present"
    assert found(story, "presence", "US") == set()
    assert found(story, "events", "stop") == found(story, "events", "stopped") == {"E01"}
    assert found(story, "events", "top") == set()
    assert found(story, "events", "a col") == {"E01"}
    assert found(story, "events", "a lum") == set()


def test_the_us_are_not_found_in_russia() -> None:
    assert found(REAL, "presence", "US") == {
        "R52",
        "R67",
        "R79",
    }  # officials and a magazine of the US
    assert found(REAL, "presence", "Russia") > found(REAL, "presence", "US")
    in_russia = set(REAL.events.index[REAL.events["country"] == "RUS"])
    assert in_russia
    assert in_russia <= found(REAL, "events", "Russia")
    assert in_russia.isdisjoint(found(REAL, "events", "US"))


def test_words_are_squeezed_only_when_they_are_long_enough(small_tables: SmallTables) -> None:
    small_tables.set_cell("places", "P_TOWN", "name", "Ti Nabou")
    story = load_story(small_tables.folder)
    for text in ("tinab", "Tinabou", "ti-nabou", "t i n a b"):
        assert found(story, "events", text) == {"E02"}, text
    assert found(story, "events", "tina") == set()  # four letters are found by chance too often
    assert found(story, "events", "ti") == {"E02"}


def test_the_route_is_found_by_the_names_of_those_who_drove_it(small_tables: SmallTables) -> None:
    everything = set(REAL.route.index)
    for text in ("wagner", "Malian army", "FAMa", "fama wagner"):
        assert found(REAL, "route", text) == everything, text
    with_place = found(REAL, "route", "wagner Boghassa")
    assert with_place == found(REAL, "route", "Boghassa") < everything
    assert "RE04" in with_place
    assert found(REAL, "route", "JNIM") < everything
    story = load_story(small_tables.folder)  # whose army bears another id
    assert found(story, "route", "wagner") == {"RB1", "RB2", "RE01", "RE02"}
    assert found(story, "route", "rebel alliance") == set()


def test_a_row_is_found_by_its_id() -> None:
    assert "E34" in found(REAL, "events", "e34")


@pytest.mark.parametrize("table", ["events", "claims", "presence", "route"])
def test_no_text_finds_everything(table: str) -> None:
    assert matches(REAL, table, "").all()
    assert matches(REAL, table, "  ").all()


@given(st.text(max_size=60) | st.from_regex(r"[\\\[\](){}.*+?^$|]{1,20}", fullmatch=True))
@settings(max_examples=150, deadline=None)
def test_any_text_gives_one_answer_a_row(text: str) -> None:
    for table in ("events", "claims", "presence", "route"):
        mask = matches(REAL, table, text)
        assert mask.index.equals(getattr(REAL, table).index)
        assert mask.dtype == bool


@pytest.mark.parametrize("text", ["kidal.*", "(kidal", "kidal|", "[kidal]", "kidal\\", "^kidal$", "kidal+"])
def test_characters_of_regular_expressions_mean_nothing(text: str) -> None:
    assert found(REAL, "events", text) == found(REAL, "events", "kidal") != set()


def test_two_stories_do_not_share_an_index(small_tables: SmallTables) -> None:
    first = load_story(small_tables.folder)
    assert found(first, "events", "ambush") == {"E01"}
    small_tables.set_cell("events", "E02", "title", "A second ambush")
    second = load_story(small_tables.folder)
    assert found(second, "events", "ambush") == {"E01", "E02"}
    assert found(first, "events", "ambush") == {"E01"}


def test_every_place_and_actor_name_finds_its_own_events() -> None:
    for event in REAL.events.itertuples():
        names = [REAL.actors.at[actor, "name"] for actor in event.actor_ids]
        if event.place_id:
            place: pd.Series = REAL.places.loc[event.place_id]
            names += [place["name"], *place["alt_names"]]
        for name in names:
            assert event.Index in found(REAL, "events", name), (event.Index, name)


# --- in French


@pytest.mark.parametrize(
    ("french", "english", "table"),
    [
        ("Tombouctou", "Timbuktu", "presence"),
        ("République centrafricaine", "Central African Republic", "presence"),
        ("Algérie", "Algeria", "events"),
        ("Bakhmout", "Bakhmut", "events"),
        ("base aérienne 201", "Air Base 201", "events"),
        ("embuscade", "ambush", "events"),
        ("coup d'etat", "coup", "events"),
    ],
)
def test_a_french_story_is_found_by_french_words_and_by_english_names(french: str, english: str, table: str) -> None:
    rows = found(FRENCH, table, french)
    assert rows
    assert found(FRENCH, table, english)
    assert found(FRENCH, table, english) <= rows
    assert found(REAL, table, english) <= rows


def test_an_actor_is_found_by_its_names_in_both_languages() -> None:
    for actor_id, actor in REAL.actors.iterrows():
        took_part = set(REAL.events.index[REAL.events["actor_ids"].map(lambda ids, one=actor_id: one in ids)])
        for name in (actor["name"], actor["short_name"], FRENCH.actors.at[actor_id, "name"]):
            assert took_part <= found(FRENCH, "events", name), (actor_id, name)


def test_a_place_is_found_by_every_spelling_in_both_languages() -> None:
    for place_id, place in REAL.places.iterrows():
        there = set(REAL.events.index[REAL.events["place_id"] == place_id])
        french = FRENCH.places.loc[place_id]
        for name in (place["name"], *place["alt_names"], french["name"], *french["alt_names"]):
            assert there <= found(FRENCH, "events", name), (place_id, name)


def test_an_english_story_is_found_by_its_codes_and_words_as_before() -> None:
    assert found(REAL, "events", "embuscade") == set()
    assert found(REAL, "events", "ambush") >= {"E34"}


def test_what_is_found_is_kept_for_each_story() -> None:
    assert found(FRENCH, "events", "embuscade") >= {"E34"}
    assert found(REAL, "events", "embuscade") == set()
    assert found(FRENCH, "events", "embuscade") >= {"E34"}


@pytest.mark.parametrize(
    ("table", "text", "row", "told_from"),
    [
        ("events", "who did what is disputed", "E34", "2024-08-05"),
        ("events", "car bombs", "E32", "2024-07-30"),
        ("presence", "launch base", "R10", "2024-10-09"),
    ],
)
def test_as_of_a_day_words_of_later_find_nothing(table: str, text: str, row: str, told_from: str) -> None:
    day = dt.date.fromisoformat(told_from)
    assert row in set(getattr(REAL, table).index[matches(REAL, table, text)])
    assert row in set(getattr(REAL, table).index[matches(REAL, table, text, day)])
    earlier = matches(REAL, table, text, min(day, dt.date(2024, 7, 30)) - dt.timedelta(days=1))
    assert row not in set(earlier.index[earlier])


def test_as_of_a_day_a_row_is_found_by_what_stands_in_place_of_its_title(small_tables: SmallTables) -> None:
    small_tables.set_cell("events", "E01", "title", "Two hundred fell")
    small_tables.set_cell("events", "E01", "title_sources", "S02")
    story, day = load_story(small_tables.folder), dt.date(2024, 8, 1)
    assert "E01" in found(story, "events", "hundred fell")
    assert not matches(story, "events", "hundred fell", day)["E01"]
    assert matches(story, "events", "ambush valley", day)["E01"]
    assert not matches(story, "events", "then destroyed", day)["E01"], "its summary rests on an undated source too"
