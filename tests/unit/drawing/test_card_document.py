"""The cards as data: the same parts in the same order, in either language."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from geodata.asking.filters import Filters
from geodata.drawing.card_document import card_document, card_documents, claim_documents, source_document
from geodata.languages import speaking
from tests.real_story import FRENCH, REAL

ROWS = [*REAL.events.index, *REAL.presence.index, *REAL.route.index]


def test_a_card_in_english() -> None:
    card = card_document(REAL, "E34", Filters())
    assert card["kind"] == "Ambush · ● well attested"
    assert card["facts"][0][0] == "When"
    assert card["facts"][0][1] == "27 July 2024, known to the day."
    assert card["facts"][1][0] == "Hour"
    assert card["facts"][1][1].startswith("17:10. ")
    assert "Wagner statement" in card["facts"][1][1]
    assert "no time zone" in card["facts"][1][1]
    assert card["facts"][2][1].endswith(", Mali: somewhere in an area of about 30 km around the point")


def test_a_card_in_french() -> None:
    with speaking("fr"):
        card = card_document(FRENCH, "E34", Filters())
    assert card["title"] == FRENCH.events.at["E34", "title"]
    assert card["kind"] == "Embuscade · ● bien attesté"
    assert card["facts"][0][0] == "Quand"
    assert card["facts"][0][1] == "27 juillet 2024, connu au jour près."
    assert card["facts"][1][0] == "Heure"
    assert card["facts"][1][1].startswith("17\u00a0h\u00a010. ")
    assert card["facts"][2][0] == "Où"
    assert card["facts"][2][1].endswith(", Mali\u00a0: quelque part dans une zone d’environ 30 km autour du point")


def test_as_of_a_day_a_card_has_no_words_and_no_hour_of_later_sources() -> None:
    day = Filters(known_on=dt.date(2024, 7, 28))
    card = card_document(REAL, "E34", day)
    assert card["text"].startswith("What the account says of this also rests on sources of after 28 July 2024, ")
    assert [name for name, _ in card["facts"]] == ["When", "Where"]
    whole = card_document(REAL, "E34", Filters(known_on=dt.date(2026, 11, 27)))
    assert whole["text"] == REAL.events.at["E34", "summary"]


def test_a_card_without_an_hour_says_none() -> None:
    assert "Hour" not in [name for name, _ in card_document(REAL, "E30", Filters())["facts"]]


def test_a_report_of_presence_in_french() -> None:
    counted = REAL.presence.index[REAL.presence["strength_min"].notna()][0]
    with speaking("fr"):
        card = card_document(FRENCH, counted, Filters())
    facts = dict(card["facts"])
    assert list(facts) == ["Rôle", "Quand", "Où", "Effectif"]
    assert facts["Effectif"].endswith(f" hommes, selon {FRENCH.presence.at[counted, 'strength_claimant']}")


def test_a_report_without_an_end_says_until_when_it_was_reported() -> None:
    when = dict(card_document(REAL, "R71", Filters())["facts"])["When"]
    assert when == "from 28 January 2026, no end reported; last reported: 3 February 2026"
    with speaking("fr"):
        when = dict(card_document(FRENCH, "R71", Filters())["facts"])["Quand"]
    assert when.endswith("\u00a0: 3 février 2026")


def test_a_waypoint_in_french() -> None:
    with speaking("fr"):
        card = card_document(FRENCH, "RE01", Filters())
    assert card["kind"].startswith("Point de passage de la colonne · ")
    assert [name for name, _ in card["facts"]] == ["Quand", "Où", "Connu", "Interpolé"]


def test_a_card_that_was_not_yet_public_says_so_in_french() -> None:
    with speaking("fr"):
        card = card_document(FRENCH, "E52", Filters(known_on=dt.date(2024, 7, 28)))
    assert card["title"] == "E52 n’était pas encore public"
    assert card["kind"] == "Écarté par la date d’état des connaissances"
    assert card["text"].startswith("Ceci n’a été rendu public qu’après")


@pytest.mark.parametrize("known_on", [None, dt.date(2018, 1, 1), dt.date(2024, 7, 28), dt.date(2026, 11, 27)])
def test_many_cards_made_at_once_are_those_made_one_by_one(known_on: dt.date | None) -> None:
    filters = Filters(known_on=known_on)
    mixed = [row for three in zip(ROWS[::-9], ROWS[::9], strict=True) for row in three]
    made = card_documents(REAL, mixed, filters)
    assert list(made) == list(dict.fromkeys(mixed))
    assert made == {row: card_document(REAL, row, filters) for row in mixed}
    assert card_documents(REAL, [], filters) == {}


def test_an_id_of_no_row_has_no_card() -> None:
    with pytest.raises(KeyError, match="E999"):
        card_documents(REAL, ["E34", "E999"], Filters())


@pytest.fixture(scope="module")
def both() -> tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]:
    """The card of every row in English and in French."""
    with speaking("fr"):
        french = card_documents(FRENCH, ROWS, Filters())
    return card_documents(REAL, ROWS, Filters()), french


@pytest.mark.parametrize("row_id", ROWS)
def test_a_card_has_the_same_parts_in_both_languages(
    row_id: str, both: tuple[dict[str, dict[str, Any]], dict[str, dict[str, Any]]]
) -> None:
    english, french = (cards[row_id] for cards in both)
    assert list(french) == list(english)
    for part in ("confidence", "who", "sources"):
        assert french[part] == english[part]
    assert len(french["facts"]) == len(english["facts"])
    assert [claim["sources"] for claim in french["claims"]] == [claim["sources"] for claim in english["claims"]]
    assert [bool(claim["figure"]) for claim in french["claims"]] == [
        bool(claim["figure"]) for claim in english["claims"]
    ]
    assert all(
        name not in ("When", "Where", "Role", "Strength", "Known", "Interpolated") for name, _ in french["facts"]
    )


def test_a_claim_in_french() -> None:
    with speaking("fr"):
        (claim,) = claim_documents(FRENCH, FRENCH.claims.loc[["K11"]], Filters())
    assert claim["figure"].startswith(("au moins ", "jusqu’à ")) or claim["figure"][0].isdigit()
    assert claim["single"] in ("", "◐ source unique")
    assert claim["text"] == FRENCH.claims.at["K11", "claim"]


def test_a_source_without_a_day_in_french() -> None:
    undated = FRENCH.sources[FRENCH.sources["published"] == ""].iloc[0]
    with speaking("fr"):
        told = source_document(undated)
    assert told["when"] == "copie non datée"
    assert told["title"] == REAL.sources.at[undated.name, "title"]  # titles of works stay as they are
