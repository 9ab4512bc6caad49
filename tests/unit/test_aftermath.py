"""What came after: its rows stand in the tables, say where they rest on relays, and end what has ended."""

from __future__ import annotations

import pytest

from geodata.asking.filters import Filters
from geodata.drawing.card_document import card_document, source_document
from geodata.knowing.public_sources import relay_words
from geodata.languages import speaking
from tests.real_story import FRENCH, REAL

RELAY = "seen through a relay; page not opened"
#: Rows that rest on unidentified public files alone and wait until a publisher's own page is seen.
HELD_BACK = {"E76", "E78", "E80", "K101", "K108", "K109", "K111", "K113", "K116", "R77", "R81"}


def test_the_rows_of_the_aftermath_are_all_there_and_none_that_is_held_back() -> None:
    assert {f"E{n}" for n in range(53, 82)} - HELD_BACK <= set(REAL.events.index)
    assert {f"K{n}" for n in range(73, 121)} - HELD_BACK - {"K82"} <= set(REAL.claims.index)
    assert {f"R{n}" for n in range(64, 84)} - HELD_BACK <= set(REAL.presence.index)
    assert HELD_BACK.isdisjoint({*REAL.events.index, *REAL.claims.index, *REAL.presence.index})


def test_no_text_speaks_of_a_row_that_is_held_back() -> None:
    for table in (REAL.events, REAL.claims, REAL.presence, REAL.scenes, REAL.sources, REAL.actors):
        words = " ".join(str(cell) for cell in table.to_numpy().ravel())
        assert [row for row in HELD_BACK if row in words.replace("(", " ").replace(")", " ").split()] == []


@pytest.mark.parametrize("row", ["E74", "E75", "E77", "E79", "R72", "R78", "R79", "R80", "R83"])
def test_a_card_says_that_its_row_is_known_by_relay(row: str) -> None:
    card = card_document(REAL, row, Filters())
    assert card["kind"].endswith(f" · {RELAY}")
    assert card["confidence"] == "single-source"
    assert all(source_document(REAL.sources.loc[source])["relay"] for source in card["sources"])


@pytest.mark.parametrize("row", ["E34", "E54", "E72", "R71"])
def test_a_row_with_one_source_that_was_opened_is_no_relay(row: str) -> None:
    assert RELAY not in card_document(REAL, row, Filters())["kind"]


def test_a_claim_known_by_relay_says_so_on_the_card() -> None:
    (claim,) = card_document(REAL, "E79", Filters())["claims"]
    assert claim["single"] == f"◐ single source; {RELAY}"


def test_the_words_for_a_relay_are_in_french_too() -> None:
    with speaking("fr"):
        assert relay_words(FRENCH, ("S227",)) == "vu à travers un relais\u00a0; page non ouverte"


def test_the_loss_of_kidal_is_never_told_without_the_return() -> None:
    assert "E79" in REAL.events.at["E74", "summary"]
    assert "E74" in REAL.events.at["E79", "summary"]
    told = REAL.scenes[REAL.scenes["text"].str.contains("April 2026")]
    assert list(told.index) == ["SC13"]
    assert told["text"].str.contains("October 2026").all()
    assert {"S227", "S233", "S234"} <= set(told.at["SC13", "source_ids"])


def test_no_report_of_wagner_alone_stays_open_in_mali() -> None:
    alone = REAL.presence.loc[[row for row, ids in REAL.presence["force_ids"].items() if ids == ("wagner",)]]
    alone = alone[alone["country"] == "MLI"]
    assert (alone["to_date"] != "").all()
    assert alone["to_date"].max() == "2025-06-06"


@pytest.mark.parametrize("country", ["BFA", "NER", "CAF"])
def test_presence_reaches_2025_or_2026_and_says_where_no_number_was_found(country: str) -> None:
    rows = REAL.presence[REAL.presence["country"] == country]
    late = rows[rows["from_date"] >= "2025"]
    assert late["notes"].str.contains("(?i)no number with a claimant found").any()


def test_one_name_follows_the_other() -> None:
    actors = REAL.actors
    assert actors.at["fla", "predecessor_ids"] == ("csp-dpa",)
    assert actors.at["csp-dpa", "valid_to"] == actors.at["fla", "valid_from"] == "2024-11-30"
    assert "6 June 2025" in actors.at["wagner", "notes"]
