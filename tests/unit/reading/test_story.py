"""The frames hold every row of the files, with numbers, lists, days and points in place of text."""

from __future__ import annotations

from weakref import ref

import pandas as pd
import pytest

from geodata.reading.faults import BrokenTablesError
from geodata.reading.partial_dates import date_words
from geodata.reading.story import Story, load_story
from small_tables import SmallTables


@pytest.fixture(scope="module")
def story() -> Story:
    return load_story()


def day(text: str) -> pd.Timestamp:
    return pd.Timestamp(text)


def test_rows_keep_their_order_and_ids(small_tables: SmallTables) -> None:
    story = load_story(small_tables.folder)
    assert list(story.events.index) == ["E01", "E02", "E03", "E04"]
    assert list(story.sources.index) == ["BASE", "S01", "S02"]
    assert story.route.index.name == "id"


def test_events_get_the_first_and_last_day_that_their_dates_allow(small_tables: SmallTables) -> None:
    events = load_story(small_tables.folder).events
    spans = [(row.start, row.end) for row in events.itertuples()]
    assert spans == [
        (day("2024-07-26"), day("2024-07-27")),
        (day("2018-01-01"), day("2018-01-31")),  # a blank end means what the start says
        (day("2023-11-01"), day("2024-02-29")),
        (day("2019-01-01"), day("2020-12-31")),
    ]


def test_a_blank_end_of_a_presence_stays_open_and_a_blank_start_too(small_tables: SmallTables) -> None:
    presence = load_story(small_tables.folder).presence
    assert presence.loc["R01", "end"] == day("2022-02-28")
    assert presence.loc["R02", "start"] == day("2021-01-01")
    assert presence.loc["R02", "end"] is pd.NaT
    assert presence.loc["R03", ["start", "end"]].isna().all()


def test_claims_and_waypoints_get_days_where_they_have_dates(small_tables: SmallTables) -> None:
    story = load_story(small_tables.folder)
    assert story.claims.loc["K01", "start"] == day("2024-07-01")
    assert story.claims.loc["K01", "end"] == day("2024-07-31")
    assert story.claims.loc["K02", "start"] is pd.NaT
    assert story.route.loc["RE01", "end"] == day("2024-07-20")
    assert story.route.loc["RB1", "start"] is pd.NaT


def test_the_day_of_publication_is_a_day_or_not_known(small_tables: SmallTables) -> None:
    story = load_story(small_tables.folder)
    assert list(story.events["known"]) == [
        day("2024-07-27"),
        day("2018-03-01"),
        day("2024-08-05"),
        day("2020-05-07"),
    ]
    assert story.claims.loc["K01", "known"] == day("2024-07-31")
    assert story.claims.loc["K02", "known"] is pd.NaT
    assert story.presence.loc["R03", "known"] is pd.NaT
    assert story.positions.loc["H01", "known"] == day("2024-07-31")


def test_links_questions_positions_and_corrections_are_there(small_tables: SmallTables) -> None:
    story = load_story(small_tables.folder)
    assert story.claim_links.loc["L01", ["claim_id", "relation", "other_id"]].tolist() == [
        "K01",
        "conflicts-with",
        "K03",
    ]
    assert story.questions.loc["Q1", "source_ids"] == ("S01", "S02")
    assert story.positions.loc["H01", "claim_ids"] == ("K01", "K03")
    assert story.positions.loc["H01", "start"] == day("2024-07-01")
    assert story.corrections.loc["C01", "row_id"] == "K01"


def test_lists_are_tuples_and_blank_lists_are_empty(small_tables: SmallTables) -> None:
    story = load_story(small_tables.folder)
    assert story.events.loc["E01", "actor_ids"] == ("army", "wagner", "rebels")
    assert story.places.loc["P_TOWN", "alt_names"] == ("Ville", "Stadt")
    assert story.places.loc["P_VALLEY", "alt_names"] == ()
    assert story.legs.loc["LE1", "via"] == ("19.9 2.9", "20 -2.95")
    assert story.facts.loc["F01", "row_ids"] == ("E01", "RB2", "LB1")


def test_numbers_are_numbers_and_blank_is_not_zero(small_tables: SmallTables) -> None:
    story = load_story(small_tables.folder)
    assert list(story.claims["quantity_min"].fillna(-1)) == [50.0, -1.0, 15.5]
    assert list(story.presence["strength_max"].fillna(-1)) == [350.0, -1.0, -1.0]
    assert list(story.route["seq"]) == [1, 2, 1, 2]
    assert story.route["seq"].dtype == "int64"


def test_blank_text_stays_an_empty_string(small_tables: SmallTables) -> None:
    story = load_story(small_tables.folder)
    assert story.events.loc["E03", "place_id"] == ""
    assert story.events.loc["E03", "country"] == ""


def test_places_are_points_in_degrees_and_may_be_unknown(small_tables: SmallTables) -> None:
    places = load_story(small_tables.folder).places
    assert places.crs == "EPSG:4326"
    point = places.geometry["P_VALLEY"]
    assert (point.x, point.y) == (-2.5, 19.5)
    assert places.geometry["P_UNKNOWN"] is None
    assert places.loc["P_UNKNOWN", "name"] == "Unknown"
    assert pd.isna(places.loc["P_ALL", "radius_km"])


def test_a_table_may_have_no_rows_at_all(small_tables: SmallTables) -> None:
    small_tables.set_cell("base_document_facts", "F01", "row_ids", "E01;RB2")
    small_tables.write("legs", small_tables.read("legs")[:1])
    legs = load_story(small_tables.folder).legs
    assert len(legs) == 0
    assert "via" in legs


def test_broken_tables_are_refused_with_every_fault(small_tables: SmallTables) -> None:
    small_tables.set_cell("events", "E01", "place_id", "P_X")
    small_tables.set_cell("claims", "K01", "quantity_min", "many")
    with pytest.raises(BrokenTablesError) as caught:
        load_story(small_tables.folder)
    assert [(fault.table, fault.column) for fault in caught.value.faults] == [
        ("events", "place_id"),
        ("claims", "quantity_min"),
    ]


def test_a_story_can_be_a_key_and_be_forgotten(small_tables: SmallTables) -> None:
    story = load_story(small_tables.folder)
    assert {story: 1}[story] == 1
    assert ref(story)() is story


@pytest.mark.parametrize(
    ("frame", "rows"),
    [("events", 78), ("claims", 113), ("places", 53), ("presence", 61), ("route", 14), ("facts", 33)],
)
def test_no_row_of_the_dossier_is_lost(story: Story, frame: str, rows: int) -> None:
    assert len(getattr(story, frame)) == rows
    assert getattr(story, frame).index.is_unique


def test_every_fact_of_the_base_document_is_carried_by_rows(story: Story) -> None:
    frames = (story.events, story.claims, story.presence, story.route, story.legs)
    carriers = {row_id for frame in frames for row_id in frame.index}
    assert len(carriers) == sum(len(frame) for frame in frames), "an id means two rows"
    for row_ids in story.facts["row_ids"]:
        assert row_ids
        assert set(row_ids) <= carriers


def test_every_number_has_its_claimant_and_source(story: Story) -> None:
    numbered = story.claims[story.claims[["quantity_min", "quantity_max"]].notna().any(axis=1)]
    assert len(numbered) > 0
    assert (numbered["claimant"] != "").all()
    assert numbered["claimant_id"].isin(story.actors.index).all()
    assert (numbered["source_ids"].map(len) > 0).all()
    strengths = story.presence[story.presence[["strength_min", "strength_max"]].notna().any(axis=1)]
    assert len(strengths) > 0
    assert (strengths["strength_claimant_ids"].map(len) > 0).all()


def test_the_ambush_stands_on_its_day_and_in_its_area(story: Story) -> None:
    ambush = story.events.loc["E34"]
    assert (ambush["start"], ambush["end"]) == (day("2024-07-27"), day("2024-07-27"))
    assert date_words(str(ambush["date_start"]), str(ambush["date_end"])) == "27 July 2024"
    area = story.places.loc[ambush["place_id"]]
    assert (area["precision"], area["radius_km"]) == ("area", 30.0)
    assert (area.geometry.y, area.geometry.x) == pytest.approx((19.6673, 2.6058), abs=0.001)


def test_what_was_known_on_a_day_follows_the_claims(story: Story) -> None:
    def known(frame: pd.DataFrame, on: str) -> set[str]:
        return set(frame.index[frame["known"] <= day(on)])

    assert "K03" not in known(story.claims, "2024-07-31")  # the rebels' 84 came on 1 August
    assert {"K01", "K11"} <= known(story.claims, "2024-07-29")
    assert {"E40", "E42", "E44"}.isdisjoint(known(story.events, "2024-07-30"))
    assert "E42" in known(story.events, "2024-08-04")
    assert "E34" in known(story.events, "2024-07-28")
    assert {"K29", "K66"}.isdisjoint(known(story.claims, "2024-10-31"))


def test_the_last_radio_call_stands_on_the_ambush_as_a_statement(story: Story) -> None:
    timed = story.events[(story.events["time_start"] != "") | (story.events["time_end"] != "")]
    assert list(timed.index) == ["E34"]
    assert timed.loc["E34", "time_end"] == "17:10"
    assert "Wagner statement" in timed.loc["E34", "time_note"]


def test_the_one_claim_whose_parts_add_up_is_ucdps(story: Story) -> None:
    adding = story.claim_links[story.claim_links["relation"] == "adds-up-with"]
    assert list(adding["claim_id"]) == ["K66"]
    assert story.claims.loc["K66", "claimant_id"] == "ucdp"


def test_the_two_tolls_overlap_and_never_add(story: Story) -> None:
    links = story.claim_links
    assert ((links["claim_id"] == "K01") & (links["other_id"] == "K03")).sum() == 1
    assert links.loc[(links["claim_id"] == "K01") & (links["other_id"] == "K03"), "relation"].item() == (
        "overlaps-with"
    )


def test_every_event_has_words_for_its_date(story: Story) -> None:
    for event in story.events.itertuples():
        precision = str(event.date_precision)
        words = date_words(str(event.date_start), str(event.date_end), precision)
        assert words.startswith("about ") == (precision == "season")
