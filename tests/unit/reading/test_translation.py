"""The story in another language: its texts are others, everything else is the same."""

from __future__ import annotations

import csv
import json
from dataclasses import replace

import pandas as pd
import pytest

from geodata.languages import LANGUAGES
from geodata.reading.translation import english_names, in_language, label_names, texts
from geodata.story_folder import BASEMAP, TABLES
from tests.real_story import FRENCH, REAL
from tests.translated_columns import TRANSLATED

FRAMES = {name: "facts" if name == "base_document_facts" else name for name in TRANSLATED}
OTHERS = [code for code in LANGUAGES if code != "en"]


def rows(table: str) -> list[dict[str, str]]:
    with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def basemap_names() -> set[str]:
    drawn = json.loads((BASEMAP / "labels.geojson").read_text("utf-8"))
    return {feature["properties"]["name"] for feature in drawn["features"]}


# --- the file of texts


@pytest.mark.parametrize("code", OTHERS)
@pytest.mark.parametrize("table", TRANSLATED)
def test_every_text_of_a_table_has_its_translation(code: str, table: str) -> None:
    wanted = {
        (row["id"], column): row[column] for row in rows(table) for column in TRANSLATED[table] if row[column].strip()
    }
    found = texts(code).get(table, {})
    assert {cell: english for cell, (english, _) in found.items()} == wanted
    assert [cell for cell, (_, text) in found.items() if not text.strip()] == []


@pytest.mark.parametrize("code", OTHERS)
def test_every_name_on_the_basemap_has_its_translation(code: str) -> None:
    found = {name: text for (name, _), (_, text) in texts(code)["labels"].items()}
    assert basemap_names() - set(found) == set()
    assert [name for name, text in found.items() if not text.strip()] == []


@pytest.mark.parametrize("code", OTHERS)
def test_the_file_holds_nothing_else(code: str) -> None:
    assert set(texts(code)) == {*TRANSLATED, "labels"}


@pytest.mark.parametrize("code", OTHERS)
def test_a_list_has_no_blank_item_and_none_twice(code: str) -> None:
    for table, column in (("actors", "aliases"), ("places", "alt_names")):
        for (row, of_column), (_, text) in texts(code)[table].items():
            if of_column == column:
                names = text.split(";")
                assert all(name.strip() == name != "" for name in names), (table, row)
                assert len(set(names)) == len(names), (table, row)


# --- the story


def test_english_is_the_story_itself() -> None:
    assert in_language(REAL, "en") is REAL
    assert REAL.language == "en"
    assert FRENCH.language == "fr"
    assert FRENCH.version == REAL.version


@pytest.mark.parametrize("name", FRAMES.values())
def test_rows_columns_and_kinds_of_cell_are_the_same(name: str) -> None:
    english, french = getattr(REAL, name), getattr(FRENCH, name)
    assert list(french.index) == list(english.index)
    assert list(french.columns) == list(english.columns)
    assert french.dtypes.astype(str).to_dict() == english.dtypes.astype(str).to_dict()
    assert type(french) is type(english)


@pytest.mark.parametrize("table", TRANSLATED)
def test_ids_numbers_dates_and_codes_are_the_same(table: str) -> None:
    english, french = getattr(REAL, FRAMES[table]), getattr(FRENCH, FRAMES[table])
    kept = [column for column in english.columns if column not in TRANSLATED[table]]
    pd.testing.assert_frame_equal(pd.DataFrame(french[kept]), pd.DataFrame(english[kept]))


def test_texts_are_french_and_lists_stay_tuples() -> None:
    assert FRENCH.places.at["P_TIMBUKTU", "name"] == "Tombouctou"
    assert FRENCH.actors.at["malian-army", "short_name"] == "Armée malienne"
    assert FRENCH.facts is not REAL.facts
    for aliases in FRENCH.actors["aliases"]:
        assert isinstance(aliases, tuple)
    assert (FRENCH.events["title"] != REAL.events["title"]).all()
    assert FRENCH.places.crs == REAL.places.crs


def test_the_english_story_is_left_as_it_was() -> None:
    before = REAL.events["title"].copy()
    in_language(REAL, "fr")
    pd.testing.assert_series_equal(REAL.events["title"], before)


def test_a_text_whose_english_was_changed_since_stays_english_and_its_neighbours_french() -> None:
    events, actors = REAL.events.copy(), REAL.actors.copy()
    events.loc["E34", "title"] = "A title that was corrected today"
    actors.at["wagner", "aliases"] = (*actors.at["wagner", "aliases"], "another name")
    changed = in_language(replace(REAL, events=events, actors=actors), "fr")
    assert changed.events.at["E34", "title"] == "A title that was corrected today"
    assert changed.events.at["E34", "summary"] == FRENCH.events.at["E34", "summary"]
    assert changed.events.at["E35", "title"] == FRENCH.events.at["E35", "title"]
    assert changed.actors.at["wagner", "aliases"] == actors.at["wagner", "aliases"]


def test_a_row_that_is_new_stays_english() -> None:
    row = REAL.questions.iloc[[0]].rename(index=lambda _: "Q99").assign(question="Who asked?")
    changed = in_language(replace(REAL, questions=pd.concat([REAL.questions, row])), "fr")
    assert changed.questions.at["Q99", "question"] == "Who asked?"


def test_blank_cells_stay_blank() -> None:
    for table, columns in TRANSLATED.items():
        english, french = getattr(REAL, FRAMES[table]), getattr(FRENCH, FRAMES[table])
        for column in columns:
            assert list(french[column].map(len) == 0) == list(english[column].map(len) == 0), (table, column)


# --- names


def test_the_basemap_names_that_differ() -> None:
    names = label_names("fr")
    assert names["Central African Republic"] == "République centrafricaine"
    assert names["Timbuktu"] == "Tombouctou"
    assert "Kidal" not in names  # the same in both
    assert label_names("en") == {}


def test_english_names_are_kept_for_those_who_look_for_them() -> None:
    assert REAL.places.at["P_TIMBUKTU", "name"] in english_names(FRENCH, "places")["P_TIMBUKTU"]
    army = REAL.actors.loc["malian-army"]
    assert set(english_names(FRENCH, "actors")["malian-army"]) == {army["name"], army["short_name"], *army["aliases"]}
    assert set(english_names(REAL, "actors")) == {()}
