"""What hover, table and card say."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from imported.event_rows import made

from geodata.asking.filters import Filters
from geodata.drawing.card_document import card_document
from geodata.drawing.imported_columns import columns_bytes
from geodata.drawing.imported_looks import looks_of
from geodata.imported.card import imported_card
from geodata.imported.event_filter import imported_mask
from geodata.imported.event_set import EventSet, event_set
from geodata.imported.shown import ShownEvents
from geodata.imported.texts import (
    BLOCK,
    LONGEST,
    TEXT_COLUMNS,
    block_count,
    deaths_words,
    text_block,
    text_rows,
    when_words,
    where_words,
)
from geodata.importers import acled, read_events, ucdp
from geodata.importers.sentences import AS_GIVEN
from geodata.languages import speaking
from geodata.reading.translation import in_language
from tests.ged_sample import GED
from tests.real_story import REAL as STORY

NAN = float("nan")
NB = "\u00a0"


def block(events: EventSet, number: int) -> list[dict[str, str]]:
    document = json.loads(text_block(events, number).decode("utf-8"))
    assert document["columns"] == list(TEXT_COLUMNS)
    return [dict(zip(TEXT_COLUMNS, row, strict=True)) for row in document["rows"]]


def test_the_words_of_a_row() -> None:
    assert block(made({}), 0) == [
        {
            "id": "own:1",
            "title": "A clash",
            "kind": "battles",
            "when": "25 July 2024",
            "where": "Tinzaouaten, Mali (within 25 km)",
            "who": "JNIM; Group A",
            "deaths": "12 (deaths, as counted by X; 10 to 15)",
            "notes": "A column was stopped.",
            "source": "A paper",
        }
    ]


@pytest.mark.parametrize(
    ("first", "last", "precision", "words"),
    [
        ("2024-07-25", "2024-07-25", "day", "25 July 2024"),
        ("2024-07-25", "2024-07-27", "days", "25-27 July 2024"),
        ("2024-02-01", "2024-02-29", "month", "February 2024"),
        ("2024-02-01", "2024-02-28", "month", "1-28 February 2024"),  # as the file gives it
        ("2024-02-01", "2024-04-30", "month", "February to April 2024"),
        ("2024-01-01", "2024-12-31", "year", "2024"),
        ("2024-01-01", "2024-12-31", "day", "1 January to 31 December 2024"),
        ("2024-01-01", "2024-06-30", "year", "January to June 2024"),
        ("2024-07-25", "NaT", "unknown", "from 25 July 2024, no end reported"),
        ("NaT", "NaT", "unknown", "dates not known"),
        ("0999-01-01", "0999-01-01", "day", "1 January 0999"),
    ],
)
def test_when(first: str, last: str, precision: str, words: str) -> None:
    start, end = (pd.Timestamp(np.datetime64(text, "s")) for text in (first, last))
    assert when_words(start, end, precision) == words


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("Gao", "MLI", "exact", NAN, True), "Gao, Mali (place given as exact)"),
        (("Gao", "MLI", "exact", 3.5, True), "Gao, Mali (within 3.5 km)"),
        (("Mali", "MLI", "country", NAN, True), "Mali (known only to the country)"),
        (("Gao", "", "unknown", NAN, True), "Gao (how exact is not known)"),
        (("", "TCD", "region", NAN, True), "Chad (known to the region)"),
        (("", "", "exact", NAN, True), "a place without a name (place given as exact)"),
        (("Gao", "MLI", "exact", NAN, False), "Gao, Mali (no coordinates, so not on the map)"),
        (("", "", "unknown", NAN, False), "no place is given"),
    ],
)
def test_where(arguments: tuple[str, str, str, float, bool], words: str) -> None:
    assert where_words(*arguments) == words


@pytest.mark.parametrize(
    ("low", "best", "high", "meaning", "words"),
    [
        (10, 12, 15, ucdp.MEANING, "12 killed (UCDP best estimate; 10 to 15)"),
        (12, 12, 12, ucdp.MEANING, "12 killed (UCDP best estimate)"),
        (0, 0, 4, ucdp.MEANING, "0 killed (UCDP best estimate; 0 to 4)"),
        (4, 3, 2, ucdp.MEANING, "3 killed (UCDP best estimate; 4 to 2)"),  # as the file gives it
        (NAN, 7, NAN, acled.MEANING, "7 killed (as ACLED counts)"),
        (NAN, 7, NAN, "", "7"),
        (3, NAN, 5, "x", "3 to 5 (x; no best figure given)"),
        (3, NAN, NAN, "x", "at least 3 (x; no best figure given)"),
        (NAN, 1234567, 2e6, "x", "1234567 (x; at most 2000000)"),
        (NAN, NAN, NAN, "x", "not given"),
    ],
)
def test_deaths(low: float, best: float, high: float, meaning: str, words: str) -> None:
    assert deaths_words(float(low), float(best), float(high), meaning) == words


def test_a_row_without_a_title_is_called_by_what_it_has() -> None:
    events = made({"title": ""}, {"title": "", "kind": ""}, {"title": "", "kind": "", "place_name": ""})
    assert [row["title"] for row in block(events, 0)] == ["battles: Tinzaouaten", "Tinzaouaten", "own:3"]


@pytest.mark.parametrize("rows", [0, 1, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK])
def test_blocks_hold_every_row_once(rows: int) -> None:
    events = made(*({} for _ in range(rows)))
    found = [row["id"] for number in range(block_count(events)) for row in block(events, number)]
    assert found == events.events.index.tolist()
    for beyond in (block_count(events), -1, 10**9):
        with pytest.raises(IndexError, match="blocks"):
            text_block(events, beyond)


def test_blocks_of_chosen_rows_are_numbered_anew() -> None:
    events = made(*({} for _ in range(600)))
    rows = np.arange(1, 600, 2)
    mask = np.zeros(600, dtype=bool)
    mask[rows] = True
    chosen = ShownEvents(events, Filters(), mask).as_set()
    documents = [json.loads(text_block(chosen, number)) for number in range(block_count(chosen))]
    assert [len(document["rows"]) for document in documents] == [256, 44]
    assert [row[0] for document in documents for row in document["rows"]] == events.events.index[rows].tolist()
    assert [row["id"] for row in text_rows(events, rows[:2])] == ["own:2", "own:4"]


HOSTILE = ["\x00", "\u202e\u2067RTL\u2069", "`${x}`</script>", "x" * 1_000_000, "\r\n\t", "\U0001f4a3", "=1+1", '"\\']


def test_hostile_texts() -> None:
    events = made(*({"title": text, "notes": text, "actors": (text, "A")} for text in HOSTILE))
    for text, row in zip(HOSTILE, block(events, 0), strict=True):
        cut = text if len(text) <= LONGEST else text[: LONGEST - 1] + "…"
        assert row["title"] == row["notes"] == cut
        assert row["who"] in (f"{text}; A", cut)
    assert imported_card(events, "own:4")["text"] == HOSTILE[3]  # the card has it whole
    columns_bytes(events, STORY)


@given(st.lists(st.text(st.characters(codec="utf-8"), max_size=20), min_size=1, max_size=4), st.text(max_size=5))
@settings(max_examples=100, deadline=None)
def test_any_text_comes_through(texts: list[str], name: str) -> None:
    events = made(*({"notes": text, "source_text": text, "actors": (text,)} for text in texts))
    assert [(row["notes"], row["source"], row["who"]) for row in block(events, 0)] == [(text,) * 3 for text in texts]
    assert imported_card(events, "own:1")["text"] == texts[0]


def test_the_card_has_the_parts_of_every_card() -> None:
    card: dict[str, Any] = imported_card(made({"date_precision": "week", "date_end": "2024-07-31"}), "own:1")
    of_the_story = card_document(STORY, "E01", Filters())
    assert set(card) == set(of_the_story)
    assert {name: type(part) for name, part in card.items()} == {name: type(of_the_story[name]) for name in card}
    assert (card["title"], card["text"], card["who"], card["confidence"]) == (
        "A clash", "A column was stopped.", ["jnim"], "",
    )  # fmt: skip
    assert card["kind"].startswith("Battles")
    assert card["facts"] == [
        ["When", "25-31 July 2024, known to about a week"],
        ["Where", "Tinzaouaten, Mali (within 25 km)"],
        ["Actors as given", "JNIM; Group A"],
        ["Deaths", "12 (deaths, as counted by X; 10 to 15)"],
        ["Source", "A paper"],
        ["Dataset", "my data (CC BY 4.0)"],
        ["Row in the file", "2 of rows.csv; id own:1"],
    ]
    with pytest.raises(KeyError):
        imported_card(made({}), "own:2")


def test_a_card_without_a_licence_says_so() -> None:
    facts = dict(imported_card(made({"licence": "", "actors": (), "source_text": ""}), "own:1")["facts"])
    assert facts["Dataset"] == "my data (no licence stated)"
    assert "Actors as given" not in facts


def test_a_published_file() -> None:
    events = event_set(read_events(GED), GED.name)
    rows = [row for number in range(block_count(events)) for row in block(events, number)]
    assert [row["id"] for row in rows] == events.events.index.tolist()
    assert len(rows) == 120
    assert all(row["title"] and row["when"] and row["where"] and row["deaths"] for row in rows)
    assert all("Central African Republic (" in row["where"] for row in rows)
    card = imported_card(events, rows[0]["id"])
    assert dict(card["facts"])["Dataset"] == "UCDP GED (CC BY 4.0)"


# --- in another language


def test_the_words_of_a_row_in_french() -> None:
    with speaking("fr"):
        [row] = block(made({}), 0)
    assert row == {
        "id": "own:1",
        "title": "A clash",
        "kind": "combats",
        "when": "25 juillet 2024",
        "where": "Tinzaouaten, Mali (à 25 km près)",
        "who": f"JNIM{NB}; Group A",
        "deaths": f"12 (deaths, as counted by X{NB}; 10 à 15)",
        "notes": "A column was stopped.",
        "source": "A paper",
    }
    assert block(made({}), 0)[0]["where"] == "Tinzaouaten, Mali (within 25 km)"  # and in English again


@pytest.mark.parametrize(
    ("low", "best", "high", "meaning", "words"),
    [
        (1.0, 2.0, 3.0, ucdp.MEANING, f"2 tués (meilleure estimation de l’UCDP{NB}; 1 à 3)"),
        (1.0, 1.0, 1.0, ucdp.MEANING, "1 tué (meilleure estimation de l’UCDP)"),
        (NAN, 7.0, NAN, acled.MEANING, "7 tués (selon le décompte d’ACLED)"),
        (
            5.0, NAN, NAN, acled.MEANING,
            f"au moins 5 tués (selon le décompte d’ACLED{NB}; aucun meilleur chiffre donné)",
        ),
        (NAN, 4.0, NAN, AS_GIVEN.format(column="{x}"), "4 (nombre tel que le fichier le donne dans la colonne {x})"),
        (NAN, NAN, NAN, ucdp.MEANING, "non donné"),
    ],
)  # fmt: skip
def test_figures_in_french_say_whose_they_are(low: float, best: float, high: float, meaning: str, words: str) -> None:
    with speaking("fr"):
        assert deaths_words(low, best, high, meaning) == words


@pytest.mark.parametrize(
    ("place", "precision", "radius", "has_place", "words"),
    [
        ("Kidal", "near", NAN, True, "Kidal, Mali (à environ 25 km près)"),
        ("Kidal", "exact", 0.5, True, "Kidal, Mali (à 0,5 km près)"),
        ("Kidal", "unknown", NAN, False, "Kidal, Mali (sans coordonnées, donc pas sur la carte)"),
    ],
)
def test_places_in_french(place: str, precision: str, radius: float, has_place: bool, words: str) -> None:
    with speaking("fr"):
        assert where_words(place, "MLI", precision, radius, has_place) == words


def test_the_card_in_french() -> None:
    with speaking("fr"):
        card = imported_card(made({"licence": acled.LICENCE}), "own:1")
    assert card["kind"] == "Combats · de votre fichier, sans évaluation"
    assert card["facts"] == [
        ["Quand", "25 juillet 2024, connu au jour près"],
        ["Où", "Tinzaouaten, Mali (à 25 km près)"],
        ["Acteurs tels que donnés", f"JNIM{NB}; Group A"],
        ["Morts", f"12 (deaths, as counted by X{NB}; 10 à 15)"],
        ["Source", "A paper"],
        ["Jeu de données", f"my data (conditions d’utilisation d’ACLED{NB}: ne pas transmettre)"],
        ["Ligne du fichier", f"2 de rows.csv{NB}; identifiant own:1"],
    ]


def test_looks_of_two_languages_are_kept_side_by_side() -> None:
    events, french = made({}, {"actors": ("Nobody",), "actor_ids": ()}), in_language(STORY, "fr")
    english = looks_of(events, STORY)[0]
    told = looks_of(events, french)[0]
    assert (english[-1]["label"], told[-1]["label"]) == ("not in the registry", "hors du registre")
    assert looks_of(events, STORY)[0] is english


def test_a_country_and_a_kind_are_found_in_every_language() -> None:
    events = made({"country": "CAF", "kind": "violence against civilians"})
    for text in ("Central African", "République centrafricaine", "against civilians", "violence contre des civils"):
        assert imported_mask(events, STORY, Filters(text=text)).tolist() == [True], text
