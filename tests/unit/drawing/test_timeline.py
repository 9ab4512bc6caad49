"""The timeline as data: nothing that is shown is missing from it, and bars are as long as dates are vague."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import pandas as pd
import pytest

from geodata.asking.filter_parameters import vocabulary
from geodata.asking.filters import Filters, events_mask, presence_mask
from geodata.drawing.style import side_looks
from geodata.drawing.timeline import LANES, timeline_document
from geodata.languages import speaking
from geodata.reading.corrections import publish
from geodata.reading.story import Story, load_story
from small_tables import SmallTables
from tests.real_story import EVENTS, FRENCH, REAL

#: The weeks around the fighting, which the story names.
OPENING = ("2024-06-15", "2024-08-31")

Document = dict[str, Any]

#: The whole years that hold the story.
WHOLE = ("2018-01-01", "2026-12-31")


@pytest.fixture
def small(small_tables: SmallTables) -> Story:
    return load_story(small_tables.folder)


def timeline(
    story: Story, lanes: str = "country", filters: Filters | None = None, chosen: str | None = None
) -> Document:
    wanted = filters or Filters()
    events, presence = events_mask(story, wanted), presence_mask(story, wanted)
    return timeline_document(story, events, presence, lanes, wanted, chosen)


def row_of(document: Document, row_id: str) -> dict[str, Any]:
    (row,) = [row for row in document["rows"] if row["id"] == row_id]
    found: dict[str, Any] = row
    return found


def lane_ids(document: Document) -> list[str]:
    return [lane["id"] for lane in document["lanes"]]


FILTERS = [
    Filters(),
    Filters(actors=("wagner",)),
    Filters(actors=("jnim", "csp-dpa")),
    Filters(actors=("the-times",)),
    Filters(countries=("NER", "SEN")),
    Filters(kinds=("statement", "claim")),
    Filters(confidences=("contested",)),
    Filters(date_from=dt.date(2024, 7, 25), date_to=dt.date(2024, 7, 27)),
    Filters(text="kidal"),
    Filters(text="nothing is called this"),
]


@pytest.mark.parametrize("lanes", LANES)
@pytest.mark.parametrize("filters", FILTERS)
def test_every_shown_row_stands_in_a_lane_that_is_drawn(lanes: str, filters: Filters) -> None:
    document = timeline(REAL, lanes, filters)
    events, presence = events_mask(REAL, filters), presence_mask(REAL, filters)
    dated = REAL.presence.index[presence & REAL.presence["start"].notna()]
    assert [row["id"] for row in document["rows"]] == [*REAL.events.index[events], *dated]
    drawn = lane_ids(document)
    assert len(set(drawn)) == len(drawn)
    for row in document["rows"]:
        assert row["lanes"], row["id"]
        assert len(set(row["lanes"])) == len(row["lanes"])
        assert set(row["lanes"]) <= set(drawn), row["id"]


@pytest.mark.parametrize("lanes", LANES)
@pytest.mark.parametrize("filters", FILTERS)
def test_no_lane_is_empty_or_nameless(lanes: str, filters: Filters) -> None:
    document = timeline(REAL, lanes, filters)
    used = {lane for row in document["rows"] for lane in row["lanes"]}
    assert set(lane_ids(document)) == used
    names = [lane["label"] for lane in document["lanes"]]
    assert all(names)
    assert len(set(names)) == len(names)


def test_presence_without_a_start_is_left_out(small: Story) -> None:
    for lanes in LANES:
        assert [row["id"] for row in timeline(small, lanes)["rows"]] == [
            "E01",
            "E02",
            "E03",
            "E04",
            "R01",
            "R02",
        ]
    undated = REAL.presence.index[REAL.presence["start"].isna()]
    assert len(undated) == 6
    assert not set(undated) & {row["id"] for row in timeline(REAL)["rows"]}


def test_only_rows_of_the_masks_are_there(small: Story) -> None:
    no_event = pd.Series(False, index=small.events.index)
    no_presence = pd.Series(False, index=small.presence.index)
    document = timeline_document(small, no_event, no_presence, "country", Filters(), None)
    assert document["rows"] == document["lanes"] == []
    no_event["E02"] = True
    document = timeline_document(small, no_event, no_presence, "country", Filters(), None)
    assert [row["id"] for row in document["rows"]] == ["E02"]


# --- lanes


def test_lanes_by_country(small: Story) -> None:
    document = timeline(small)
    assert document["lanes"] == [{"id": "MLI", "label": "Mali"}, {"id": "none", "label": "No place given"}]
    assert row_of(document, "E01")["lanes"] == ["MLI"]
    assert row_of(document, "E03")["lanes"] == ["none"]
    assert row_of(document, "R01")["lanes"] == ["MLI"]


def test_each_row_stands_in_the_lane_of_its_own_country() -> None:
    document = timeline(REAL)
    for row in document["rows"]:
        table = REAL.events if row["id"] in REAL.events.index else REAL.presence
        assert row["lanes"] == [table.at[row["id"], "country"] or "none"]
    countries = vocabulary(REAL)["country"]
    assert lane_ids(document) == [iso for iso in countries if iso in lane_ids(document)] + ["none"]
    assert document["lanes"][0] == {"id": "MLI", "label": "Mali"}


def test_lanes_by_actor_are_of_those_with_most_rows(small: Story) -> None:
    document = timeline(small, "actor")
    assert document["lanes"] == [
        {"id": "wagner", "label": "Wagner"},
        {"id": "others", "label": "Other actors"},
    ]
    assert row_of(document, "E01")["lanes"] == ["wagner"]
    assert row_of(document, "E03")["lanes"] == ["others"]  # of the rebels, who have two rows only
    assert row_of(document, "R02")["lanes"] == ["wagner"]


def test_a_row_stands_in_the_lane_of_every_actor_that_has_one() -> None:
    document = timeline(REAL, "actor")
    own = set(lane_ids(document)) - {"others"}
    assert {"wagner", "malian-army", "csp-dpa", "jnim"} <= own
    for row in document["rows"]:
        is_event = row["id"] in REAL.events.index
        actors = REAL.events.at[row["id"], "actor_ids"] if is_event else REAL.presence.at[row["id"], "force_ids"]
        assert set(row["lanes"]) == (set(actors) & own or {"others"})
    assert lane_ids(document)[-1] == "others"


def test_whoever_is_asked_for_has_a_lane(small: Story) -> None:
    document = timeline(small, "actor", Filters(actors=("rebels", "army")))
    assert lane_ids(document) == ["rebels", "army"]
    assert row_of(document, "E01")["lanes"] == ["army", "rebels"]
    assert row_of(document, "E03")["lanes"] == ["rebels"]


# --- bars


def test_a_bar_is_as_long_as_its_dates_are_vague(small: Story) -> None:
    document = timeline(small)
    bars = {row["id"]: (row["start"], row["end"], row["soft"], row["open"]) for row in document["rows"]}
    del bars["E01"]  # its hours are known: see below
    assert bars == {
        "E02": ("2018-01-01", "2018-01-31", True, False),
        "E03": ("2023-11-01", "2024-02-29", True, False),
        "E04": ("2019-01-01", "2020-12-31", True, False),
        "R01": ("2021-12-01", "2022-02-28", True, False),
        "R02": ("2021-01-01", "2021-12-31", True, True),  # no end was reported, and no source of it is dated
    }
    assert not row_of(timeline(REAL), "R10")["soft"]  # from 14 November 2023


def test_an_hour_that_a_source_gives_is_used(small: Story) -> None:
    ambush = row_of(timeline(small), "E01")
    assert (ambush["start"], ambush["end"]) == ("2024-07-26T14:50", "2024-07-27T17:10")
    assert ambush["when"] == "26-27 July 2024"  # the words keep to the day; the card gives the hour and whose it is


def test_a_day_without_an_hour_stays_a_day(small_tables: SmallTables) -> None:
    small_tables.path("fingerprints").write_text("id,table,digest,published,corrections_used\n", "utf-8")
    small_tables.set_cell("events", "E01", "time_start", "")
    assert publish(small_tables.folder) == []
    ambush = row_of(timeline(load_story(small_tables.folder)), "E01")
    assert (ambush["start"], ambush["end"]) == ("2024-07-26", "2024-07-27T17:10")


def test_the_last_radio_call_of_the_column_ends_its_bar_softly() -> None:
    """17:10 on 27 July is the last that was heard, not the end of the fight, and its beginning has no hour."""
    ambush = row_of(timeline(REAL), "E34")
    assert (ambush["start"], ambush["end"]) == ("2024-07-27", "2024-07-27T17:10")
    assert ambush["soft"]


def test_as_of_a_day_an_hour_of_a_later_source_ends_no_bar() -> None:
    ambush = row_of(timeline(REAL, filters=Filters(known_on=dt.date(2024, 7, 28))), "E34")
    assert (ambush["start"], ambush["end"]) == ("2024-07-27", "2024-07-27")


def test_hours_are_used_exactly_where_the_tables_give_them() -> None:
    shown = {row["id"]: row for row in timeline(REAL)["rows"] if not row["thin"]}
    for event, row in REAL.events.iterrows():
        for side in ("start", "end"):
            hour = row[f"time_{side}"]
            assert shown[event][side] == f"{row[side]:%Y-%m-%d}" + (f"T{hour}" if hour else "")
    assert (REAL.events["time_start"] + REAL.events["time_end"] != "").any()


def test_events_are_told_from_presence(small: Story) -> None:
    document = timeline(small)
    assert {row["id"]: row["thin"] for row in document["rows"] if row["thin"]} == {"R01": 1, "R02": 1}


def test_an_event_has_a_colour_for_each_side_that_takes_part(small: Story) -> None:
    document = timeline(small)
    sides = ("mali", "russia", "separatist")
    assert row_of(document, "E01")["colours"] == [side_looks(REAL)[side].colour for side in sides]
    assert row_of(document, "E02")["colours"] == [side_looks(REAL)["russia"].colour]
    assert row_of(document, "R02")["colours"] == [small.actors.at["wagner", "colour"]]
    for row in timeline(REAL)["rows"]:
        assert row["colours"]
        assert len(set(row["colours"])) == len(row["colours"])


def test_what_a_bar_says(small: Story) -> None:
    document = timeline(small)
    ambush, contact, camp = (row_of(document, row_id) for row_id in ("E01", "E03", "R01"))
    assert (ambush["title"], ambush["when"], ambush["where"]) == ("Ambush", "26-27 July 2024", "Valley")
    assert contact["where"] == "no place given"
    assert camp["title"] == "Wagner, Town: camp"
    assert camp["when"] == "December 2021 to February 2022"
    assert row_of(document, "R02")["when"] == "from 2021, no end reported; last reported: 2021"
    assert ambush["confidence"] == "contested"


def test_the_days_of_every_bar_are_in_order_and_within_the_whole_period() -> None:
    for row in timeline(REAL)["rows"]:
        assert row["start"] <= row["end"], row["id"]
        assert WHOLE[0] <= row["start"], row["id"]
        assert row["end"] <= WHOLE[1], row["id"]


# --- the view


def test_without_a_date_filter_it_opens_on_the_weeks_of_the_ambush() -> None:
    assert timeline(REAL)["opening"] == OPENING
    assert timeline(REAL, filters=Filters(actors=("wagner",)))["opening"] == OPENING


@pytest.mark.parametrize(
    ("first", "last", "opening"),
    [
        ("2024-07-25", "2024-07-27", ("2024-07-25", "2024-07-27")),
        ("2023-01-01", None, ("2023-01-01", WHOLE[1])),
        (None, "2021-06-30", (WHOLE[0], "2021-06-30")),
        ("2024-07-27", "2024-07-27", ("2024-07-27", "2024-07-27")),
    ],
)
def test_the_opening_follows_the_date_filter(first: str | None, last: str | None, opening: tuple[str, str]) -> None:
    filters = Filters(
        date_from=dt.date.fromisoformat(first) if first else None,
        date_to=dt.date.fromisoformat(last) if last else None,
    )
    begins, ends = timeline(REAL, filters=filters)["opening"]
    day_after = (dt.date.fromisoformat(opening[1]) + dt.timedelta(days=1)).isoformat()
    assert begins == opening[0]
    assert ends in (opening[1], day_after)  # the last day asked for must be in view, so it may end a day on


@pytest.mark.parametrize("filters", [Filters(date_from=dt.date(2025, 1, 1)), Filters(date_to=dt.date(2017, 12, 31))])
def test_the_opening_never_runs_backwards(filters: Filters) -> None:
    begins, ends = timeline(REAL, filters=filters)["opening"]
    assert begins <= ends


def test_the_spans_to_jump_to_lie_within_the_whole_period() -> None:
    document = timeline(REAL)
    assert [(span["label"], span["from"], span["to"]) for span in document["spans"]] == [
        ("2018–2026", *WHOLE),
        ("Aug 2024 – Oct 2026", "2024-08-01", "2026-10-31"),
        ("Oct 2023 – Oct 2024", "2023-10-01", "2024-10-31"),
        ("July – Aug 2024", "2024-07-16", "2024-08-20"),
        ("25–27 July", "2024-07-24", "2024-07-29"),
    ]
    for span in document["spans"]:
        assert WHOLE[0] <= span["from"] < span["to"] <= WHOLE[1]
    ambush = REAL.events.loc["E34"]
    narrowest = document["spans"][-1]
    assert pd.Timestamp(narrowest["from"]) < ambush["start"]
    assert ambush["end"] < pd.Timestamp(narrowest["to"])


def test_the_chosen_row_goes_along(small: Story) -> None:
    assert timeline(small, chosen="E02")["chosen"] == "E02"
    assert timeline(small)["chosen"] is None


def test_it_is_said_in_words_how_many_events_there_are() -> None:
    assert timeline(REAL)["words"].startswith(f"Timeline of {EVENTS} events and ")
    filters = Filters(actors=("jnim",))
    shown = int(events_mask(REAL, filters).sum())
    assert timeline(REAL, filters=filters)["words"].startswith(f"Timeline of {shown} events ")


def test_the_words_count_the_reports_that_are_drawn() -> None:
    document = timeline(REAL)
    drawn = sum(row["thin"] for row in document["rows"])
    assert f"{drawn} dated reports of presence" in document["words"]


@pytest.mark.parametrize("lanes", LANES)
def test_the_document_is_plain_data_and_the_same_each_time(lanes: str) -> None:
    filters = Filters(date_from=dt.date(2024, 7, 25))
    document = timeline(REAL, lanes, filters)
    text = json.dumps(document, allow_nan=False)
    assert text == json.dumps(timeline(load_story(), lanes, filters), allow_nan=False)
    assert "NaT" not in text


def test_a_story_that_names_no_weeks_opens_on_all_of_its_own_years(small_tables: SmallTables) -> None:
    small_tables.manifest.unlink()
    document = timeline(load_story(small_tables.folder))
    assert document["opening"] == document["whole"]
    assert len(document["spans"]) < len(timeline(REAL)["spans"])


def test_imported_events_have_a_lane_of_their_own_and_stretch_the_whole_period(small: Story) -> None:
    events, presence = events_mask(small, Filters()), presence_mask(small, Filters())
    counts = {
        "unit": "month",
        "start": ["1991-03-01", "2022-07-01"],
        "count": [3, 4],
        "undated": 1,
        "whole": ["1991", "2022"],
    }
    document = timeline_document(small, events, presence, "country", Filters(), None, counts)
    assert document["imported"]["count"] == [3, 4]
    assert document["whole"] == ("1991-01-01", "2024-12-31")
    assert document["opening"] == OPENING  # the story's own weeks still come first
    assert "7 imported events" in document["words"]


def test_a_filter_on_days_of_imported_events_opens_on_these_days(small: Story) -> None:
    wanted = Filters(date_from=dt.date(1999, 5, 1), date_to=dt.date(1999, 5, 31))
    events, presence = events_mask(small, wanted), presence_mask(small, wanted)
    counts = {"unit": "day", "start": ["1999-05-02"], "count": [1], "undated": 0, "whole": ["1991", "2022"]}
    document = timeline_document(small, events, presence, "country", wanted, None, counts)
    assert document["opening"] == ("1999-05-01", "1999-06-01")


def test_without_imported_events_there_is_no_such_lane(small: Story) -> None:
    events, presence = events_mask(small, Filters()), presence_mask(small, Filters())
    assert timeline_document(small, events, presence, "country", Filters(), None)["imported"] is None


# --- in French


def test_the_timeline_in_french() -> None:
    with speaking("fr"):
        told = timeline(FRENCH)
    assert told["words"] == (
        f"Chronologie de {len(REAL.events)} événements et de {sum(row['thin'] for row in told['rows'])} signalements "
        "datés de présence. Les touches fléchées passent de l’un à l’autre, Entrée ouvre."
    )
    assert {"Mali", "Centrafrique", "Algérie"} <= {lane["label"] for lane in told["lanes"]}
    assert [span["label"] for span in told["spans"]] == [
        "2018–2026", "Août 2024 – oct. 2026", "Oct. 2023 – oct. 2024", "Juillet – août 2024", "25–27 juillet",
    ]  # fmt: skip
    assert row_of(told, "E34")["when"] == "27 juillet 2024"
    assert row_of(told, "E34")["title"] == FRENCH.events.at["E34", "title"]


def test_rows_that_are_kept_stay_in_the_language_of_their_story() -> None:
    fresh = load_story()
    with speaking("fr"):
        timeline(fresh, "strand")
    assert row_of(timeline(fresh, "strand"), "E34")["when"] == "27 July 2024"


def test_imported_events_are_told_in_french() -> None:
    nothing = pd.Series(False, index=REAL.events.index)
    imported = {"whole": None, "unit": "month", "count": [1, 1200]}
    with speaking("fr"):
        told = timeline_document(
            FRENCH, nothing, pd.Series(False, index=REAL.presence.index), "strand", Filters(), None, imported
        )
    assert told["words"].endswith("Au-dessus, 1\u00a0201 événements importés, comptés par mois.")
    assert told["imported"]["label"] == "Vos événements"


# --- what came after


def test_what_began_after_the_base_document_is_a_strand_of_its_own() -> None:
    by_id = {row["id"]: row["lanes"] for row in timeline(REAL, "strand")["rows"]}
    assert by_id["E42"] == ["politics"]  # 4 August 2024, the day before the base document
    assert {tuple(by_id[row]) for row in ("E53", "E61", "E74", "E79")} == {("aftermath",)}
    assert by_id["R72"] == ["presence"]


@pytest.mark.parametrize(("row", "relayed"), [("E79", True), ("R78", True), ("E72", False), ("E34", False)])
def test_a_bar_says_that_its_row_is_known_by_relay(row: str, relayed: bool) -> None:
    bar = row_of(timeline(REAL), row)
    assert bar["title"].endswith(" (by relay)") == relayed
    assert bar["told"]["sure"].endswith("seen through a relay; page not opened") == relayed
