"""A report that many carry is one source, and from a source one gets back to every row that rests on it."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from random import Random

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geodata.knowing.origins import CREDIBILITY, RELIABILITY, origin_counts, origins, resting_counts, rows_resting_on
from geodata.reading.descriptor import table_shapes
from geodata.reading.story import Story, load_story
from small_tables import SmallTables
from tests.real_story import REAL

SOURCES = list(REAL.sources.index)
GAZETTEERS = list(REAL.sources.index[REAL.sources["kind"] == "gazetteer"])


@pytest.fixture
def small(small_tables: SmallTables) -> Story:
    return load_story(small_tables.folder)


@cache
def real_rows(source_id: str) -> pd.DataFrame:
    """The rows of the real tables that rest on a source, looked up once for all tests."""
    return rows_resting_on(REAL, source_id)


@cache
def real_counts() -> pd.Series:
    return resting_counts(REAL)


def resting(story: Story, source_id: str) -> dict[str, bool]:
    """Ids of the rows that rest on a source, each with whether on nothing else."""
    rows = rows_resting_on(story, source_id)
    assert list(rows) == ["table", "row_id", "what", "only"]
    return dict(zip(rows["row_id"], rows["only"], strict=True))


# --- a chain counts once


def test_an_agency_through_three_papers_is_one_source() -> None:
    franceinfo, africpulse, afriques = REAL.sources.loc[["S09", "S138", "S139"], "publisher"]
    assert "franceinfo" in franceinfo
    assert "Africpulse" in africpulse
    assert "Afriques" in afriques
    assert origins(REAL, ["S09", "S138"]) == ["AFP"]
    assert origins(REAL, ["S09", "S138", "S139"]) == ["AFP"]


def test_the_tally_of_84_rests_on_two_not_on_four() -> None:
    assert len(REAL.claims.at["K03", "source_ids"]) == 4
    assert origins(REAL, REAL.claims.at["K03", "source_ids"]) == ["AFP", "Washington Post"]


def test_copies_of_the_small_tables_are_one(small: Story) -> None:
    assert origins(small, ("S01", "S02")) == ["Agency"]
    assert origins(small, ("S02", "BASE", "S01")) == ["Agency", "Publisher"]  # in the order of the list
    counts = origin_counts(small, small.events["source_ids"])
    assert dict(counts) == {"E01": 1, "E02": 1, "E03": 1, "E04": 1}
    assert counts.dtype == "int64"


def test_a_gazetteer_says_where_a_place_is_and_nothing_more() -> None:
    assert len(GAZETTEERS) == 17
    assert origins(REAL, GAZETTEERS) == []
    assert origins(REAL, ["S114", "G10"]) == ["AP"]  # the killings at Abeibara, and a page that places the village
    assert origins(REAL, []) == []


def test_a_source_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        origins(REAL, ["S999"])


@given(st.lists(st.sampled_from(SOURCES), max_size=8), st.randoms(use_true_random=False))
def test_order_and_repetition_do_not_change_the_count(ids: list[str], random: Random) -> None:
    found = origins(REAL, ids)
    assert len(set(found)) == len(found) <= len(set(ids))
    shuffled = [*ids, *ids]
    random.shuffle(shuffled)
    assert set(origins(REAL, shuffled)) == set(found)
    expected = {REAL.sources.at[s, "origin"] for s in ids if REAL.sources.at[s, "kind"] != "gazetteer"}
    assert set(found) == expected


def test_a_claim_never_has_more_origins_than_sources() -> None:
    counts = origin_counts(REAL, REAL.claims["source_ids"])
    assert (counts >= 1).all()
    assert (counts <= REAL.claims["source_ids"].map(len)).all()
    assert (counts < REAL.claims["source_ids"].map(len)).any()


# --- what rests on a source


@pytest.mark.parametrize("source", SOURCES)
def test_the_rows_of_a_source_and_their_count_agree(source: str) -> None:
    assert len(real_rows(source)) == real_counts()[source]


def test_every_source_has_a_count() -> None:
    assert list(real_counts().index) == SOURCES
    assert (real_counts() > 0).all()


def test_what_rests_on_the_rebels_statement_as_afp_carried_it() -> None:
    rows = rows_resting_on(REAL, "S09").set_index("row_id")
    assert {"E40", "K03", "K04", "K05", "K06", "K07", "RE10"} <= set(rows.index)
    assert rows.at["K05", "table"] == "claims"
    assert rows.at["K05", "what"] == REAL.claims.at["K05", "claim"]
    assert rows.at["K05", "only"]  # AFP alone
    assert rows.at["K04", "only"]  # AFP twice, through two papers
    assert not rows.at["K03", "only"]


def test_what_rests_on_a_source_of_the_small_tables(small: Story) -> None:
    rests = resting(small, "S02")
    assert {"E01", "E02", "K02", "K03", "R02", "R03", "RE01", "RE02", "LE1"} <= set(rests)
    assert rests["E01"]  # S01 and S02 both carry the agency


def test_a_row_with_another_origin_does_not_rest_on_this_one_alone() -> None:
    """Seen from any of its sources: the killings at Abeibara rest on AP, not on the page that places the village."""
    assert resting(REAL, "S114")["E24"]
    assert not resting(REAL, "G10")["E24"]
    for source in SOURCES:
        own = REAL.sources.at[source, "origin"]
        for row in real_rows(source).itertuples():
            ids = list(getattr(REAL, row.table).at[row.row_id, "source_ids"])
            told = set(origins(REAL, ids)) or set(REAL.sources.loc[ids, "origin"])  # a place has gazetteers alone
            assert row.only == (told == {own}), (source, row.row_id, ids)


def test_every_row_that_names_a_source_is_found_from_it() -> None:
    """Positions on the open questions, links between claims and actors have sources too."""
    frames = {field.name: getattr(REAL, field.name) for field in fields(REAL)}
    naming = {name: frame for name, frame in frames.items() if "source_ids" in getattr(frame, "columns", ())}
    assert {"events", "claims", "positions", "claim_links"} <= set(naming)
    found: set[tuple[str, str]] = set()
    for source in SOURCES:
        rows = real_rows(source)
        found |= {(source, row_id) for row_id in rows["row_id"]}
    missing = {
        name
        for name, frame in naming.items()
        for row_id, ids in frame["source_ids"].items()
        for source in ids
        if (source, row_id) not in found
    }
    assert missing <= {"scenes"}  # a scene says nothing that another row does not say


# --- the scale


def test_every_rating_of_the_tables_has_its_words() -> None:
    assert "".join(RELIABILITY) == "ABCDEF"
    assert "".join(CREDIBILITY) == "123456"
    shapes = table_shapes()
    assert set(shapes["sources"].columns["reliability"].enum) <= set(RELIABILITY)
    assert set(shapes["claims"].columns["credibility"].enum) <= set(CREDIBILITY)
    assert set(REAL.sources["reliability"]) <= set(RELIABILITY)
    assert set(REAL.claims["credibility"]) <= set(CREDIBILITY)
    assert (REAL.sources["reliability_why"] != "").all()


def test_carriers_of_low_trust_are_never_rated_reliable() -> None:
    low: pd.Series = REAL.sources.loc[REAL.sources["low_trust"] == "yes", "reliability"]
    assert len(low) > 0
    assert set(low) <= {"D", "E", "F"}
