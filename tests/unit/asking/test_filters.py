"""One filter for every page: what it leaves on, how it is read from an address and written back."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pandas as pd
import pytest
from asked_filters import KNOWN, asked
from hypothesis import given, settings
from hypothesis import strategies as st

from geodata.asking.filter_parameters import vocabulary
from geodata.asking.filters import (
    Counts,
    Filters,
    claims_mask,
    count_events,
    events_mask,
    presence_mask,
    public_by,
    route_mask,
    too_tight,
    without,
)
from geodata.asking.table import PARAMETERS
from geodata.knowing.vague_dates import (
    apart_words,
    events_apart,
    reports_apart,
    reports_without_start,
    without_start_words,
)
from geodata.languages import speaking
from geodata.reading.corrections import publish
from geodata.reading.story import Story, load_story
from geodata.reading.translation import in_language
from small_tables import SmallTables
from tests.real_story import REAL


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Story:
    tables = SmallTables(tmp_path_factory.mktemp("filters"))
    tables.append_text("claims", "K04,E02,wagner,Wagner,We came to train,position,,,,2018-02,S02,no,3,2018-03-01,,\n")
    return load_story(tables.folder)


def events_on(story: Story, filters: Filters) -> list[str]:
    mask = events_mask(story, filters)
    return list(mask.index[mask])


def presence_on(story: Story, filters: Filters) -> list[str]:
    mask = presence_mask(story, filters)
    return list(mask.index[mask])


def claims_on(story: Story, filters: Filters) -> list[str]:
    mask = claims_mask(story, filters)
    return list(mask.index[mask])


def route_on(story: Story, filters: Filters) -> list[str]:
    mask = route_mask(story, filters)
    return list(mask.index[mask])


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


# --- which rows are left on


def test_the_empty_filter_leaves_everything_on(small: Story) -> None:
    assert Filters().is_empty
    assert events_on(small, Filters()) == ["E01", "E02", "E03", "E04"]
    assert presence_on(small, Filters()) == ["R01", "R02", "R03"]
    assert claims_on(small, Filters()) == ["K01", "K02", "K03", "K04"]
    assert route_on(small, Filters()) == ["RB1", "RB2", "RE01", "RE02"]


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(actors=("rebels",)), ["E01", "E03"]),
        (Filters(actors=("army", "rebels")), ["E01", "E03"]),
        (Filters(actors=("africa-corps",)), []),
        (Filters(countries=("MLI",)), ["E01", "E02", "E04"]),
        (Filters(kinds=("ambush", "battle")), ["E01", "E04"]),
        (Filters(confidences=("well-attested",)), ["E02", "E04"]),
        (Filters(text="trainers"), ["E02"]),
        (Filters(actors=("wagner",), confidences=("well-attested",), date_to=day("2018-12-31")), ["E02"]),
        (Filters(actors=("rebels",), kinds=("deployment",)), []),
    ],
)
def test_each_part_alone_and_together(small: Story, filters: Filters, expected: list[str]) -> None:
    assert events_on(small, filters) == expected


@pytest.mark.parametrize(
    ("first", "last", "surely", "perhaps"),
    [
        ("2018-01-01", None, ["E01", "E02", "E03", "E04"], []),
        ("2018-01-31", None, ["E01", "E03", "E04"], ["E02"]),  # "January" may have been before the 31st
        ("2018-02-01", None, ["E01", "E03", "E04"], []),
        (None, "2017-12-31", [], []),
        (None, "2018-01-01", [], ["E02"]),
        (None, "2018-01-31", ["E02"], []),
        ("2018-01-15", "2018-01-15", [], ["E02"]),
        ("2018-01-01", "2018-01-31", ["E02"], []),
        ("2019-06-01", "2020-06-30", ["E04"], []),  # "2019 to 2020" holds the turn of the year
        ("2020-01-02", "2020-12-31", [], ["E04"]),
        ("2020-12-31", "2021-06-30", [], ["E04"]),  # it may have lasted to 31 December
        ("2021-01-01", "2023-10-31", [], []),
        ("2024-02-29", "2024-02-29", [], ["E03"]),
        ("2023-12-01", "2024-01-31", ["E03"], []),  # about November to February
        ("2024-03-01", "2024-07-25", [], []),
        ("2024-07-27", "2024-07-27", ["E01"], []),
        ("2024-07-28", None, [], []),
        ("2017-01-01", "2030-01-01", ["E01", "E02", "E03", "E04"], []),
    ],
)
def test_an_event_passes_when_its_days_surely_overlap_the_range(
    small: Story, first: str | None, last: str | None, surely: list[str], perhaps: list[str]
) -> None:
    filters = Filters(date_from=day(first) if first else None, date_to=day(last) if last else None)
    assert events_on(small, filters) == surely
    assert list(events_apart(small, filters)) == perhaps


@pytest.mark.parametrize(
    ("first", "last", "surely", "perhaps"),
    [
        ("2021-11-30", "2021-11-30", [], ["R02", "R03"]),  # from some day of 2021 on
        ("2021-12-01", "2021-12-01", [], ["R01", "R02", "R03"]),
        ("2022-01-31", "2022-01-31", ["R01", "R02"], ["R03"]),
        ("2022-02-28", "2022-02-28", ["R02"], ["R01", "R03"]),
        (
            "2022-03-01",
            None,
            ["R02"],
            ["R03"],
        ),  # no end reported: still on, and pale where it was last reported before
        ("2030-01-01", None, ["R02"], ["R03"]),
        (None, "2020-12-31", [], ["R03"]),  # nothing is known of its dates: it may lie in any span
    ],
)
def test_a_presence_without_an_end_stays_open(
    small: Story, first: str | None, last: str | None, surely: list[str], perhaps: list[str]
) -> None:
    filters = Filters(date_from=day(first) if first else None, date_to=day(last) if last else None)
    assert presence_on(small, filters) == surely
    assert sorted([*reports_apart(small, filters), *reports_without_start(small, filters)]) == perhaps


@given(asked())
@settings(deadline=None)
def test_no_row_passes_both_surely_and_perhaps_and_none_is_lost(filters: Filters) -> None:
    dateless = replace(filters, date_from=None, date_to=None)
    touching = set(events_on(REAL, dateless))
    frame = REAL.events
    if filters.date_from:
        touching &= set(frame.index[frame["end"] >= pd.Timestamp(filters.date_from)])
    if filters.date_to:
        touching &= set(frame.index[frame["start"] <= pd.Timestamp(filters.date_to)])
    surely, perhaps = set(events_on(REAL, filters)), set(events_apart(REAL, filters))
    assert surely | perhaps == touching
    assert not surely & perhaps
    assert "day" not in set(frame.loc[list(perhaps), "date_precision"])


def test_what_is_dated_to_the_year_alone_is_counted_apart() -> None:
    july = Filters(date_from=day("2024-07-01"), date_to=day("2024-07-21"))
    assert "E18" not in events_on(REAL, july)
    assert events_apart(REAL, july)["E18"] == "2024"
    assert apart_words({"E18": "2024"}) == "1 more may lie in these days: it is dated only to 2024."
    assert apart_words({"E18": "2024", "E02": "2019"}) == (
        "2 more may lie in these days: they are dated only to 2024; 2019."
    )
    assert apart_words({}) == ""


def test_presence_answers_to_force_country_confidence_and_text_but_not_to_kinds(small: Story) -> None:
    assert presence_on(small, Filters(actors=("africa-corps",))) == ["R02"]
    assert presence_on(small, Filters(countries=("BFA",))) == []
    assert presence_on(small, Filters(confidences=("contested",))) == ["R03"]
    assert presence_on(small, Filters(text="camp")) == ["R01"]
    assert presence_on(small, Filters(kinds=("ambush",))) == ["R01", "R02", "R03"]


def test_a_claim_stands_or_falls_with_its_event(small: Story) -> None:
    assert claims_on(small, Filters(kinds=("ambush",))) == ["K01", "K02", "K03"]
    assert claims_on(small, Filters(date_to=day("2018-12-31"))) == ["K04"]
    assert claims_on(small, Filters(actors=("africa-corps",))) == []


def test_a_claim_is_found_by_its_own_words_too(small: Story) -> None:
    assert claims_on(small, Filters(text="losses")) == ["K02"]
    assert claims_on(small, Filters(text="a rebel source")) == ["K03"]
    assert claims_on(small, Filters(text="column is stopped")) == ["K01", "K02", "K03"]
    assert claims_on(small, Filters(text="losses", kinds=("deployment",))) == []


def test_the_route_is_the_columns_own(small: Story) -> None:
    assert route_on(small, Filters(actors=("rebels",))) == []
    assert route_on(small, Filters(actors=("rebels", "wagner"))) == ["RB1", "RB2", "RE01", "RE02"]
    assert route_on(small, Filters(countries=("CAF",))) == []
    assert route_on(small, Filters(kinds=("coup",))) == ["RB1", "RB2", "RE01", "RE02"]
    assert route_on(small, Filters(confidences=("contested",))) == ["RB1", "RE02"]
    assert route_on(small, Filters(date_from=day("2024-07-27"))) == ["RB1", "RE02"]  # RB1 has no date


def test_no_filter_changes_the_tables(small: Story) -> None:
    before = small.events.copy()
    events_mask(small, Filters(actors=("army",), text="column", date_from=day("2020-01-01")))
    claims_mask(small, Filters(text="fifty"))
    route_mask(small, Filters(actors=("rebels",), text="valley"))
    assert small.events.equals(before)


# --- as known on a day


@pytest.fixture
def dated(small: Story) -> Story:
    """The small story with sources so old that only the days of the rows themselves decide."""
    return replace(small, sources=small.sources.assign(published="2018-01-01"))


@pytest.mark.parametrize(
    ("known_on", "expected"),
    [
        ("2018-02-28", []),
        ("2018-03-01", ["E02"]),  # an event of January, first reported in March
        ("2020-05-06", ["E02"]),
        ("2020-05-07", ["E02", "E04"]),
        ("2024-07-26", ["E02", "E04"]),
        ("2024-07-27", ["E01", "E02", "E04"]),
        ("2024-08-04", ["E01", "E02", "E04"]),
        ("2024-08-05", ["E01", "E02", "E03", "E04"]),  # of the winter before, told in August
        ("2030-01-01", ["E01", "E02", "E03", "E04"]),
    ],
)
def test_an_event_is_known_from_the_day_on_which_it_was_made_public(
    dated: Story, known_on: str, expected: list[str]
) -> None:
    assert events_on(dated, Filters(known_on=day(known_on))) == expected


@pytest.mark.parametrize(
    ("known_on", "expected"),
    [
        ("2018-02-28", []),
        ("2018-03-01", ["K04"]),
        ("2024-07-27", ["K04"]),
        ("2024-07-28", ["K03", "K04"]),
        ("2024-07-30", ["K03", "K04"]),
        ("2024-07-31", ["K01", "K03", "K04"]),  # of July, no day known: public at the latest by its last day
        ("2030-01-01", ["K01", "K03", "K04"]),  # nothing dates K02, so no day can be said to know it
    ],
)
def test_a_claim_is_known_from_its_own_day(dated: Story, known_on: str, expected: list[str]) -> None:
    assert claims_on(dated, Filters(known_on=day(known_on))) == expected


def test_a_claim_is_not_shown_before_its_event_is_known(dated: Story) -> None:
    """The check of the tables refuses such a row; were there one, no claim would hang in the air."""
    events = dated.events.copy()
    events.loc["E01", "known"] = pd.Timestamp("2024-07-29")
    story = replace(dated, events=events)
    assert claims_on(story, Filters(known_on=day("2024-07-28"))) == ["K04"]
    assert claims_on(story, Filters(known_on=day("2024-07-29"))) == ["K03", "K04"]


@pytest.mark.parametrize(
    ("known_on", "expected"),
    [
        ("2022-02-28", []),
        ("2022-03-01", ["R01"]),
        ("2024-08-04", ["R01"]),
        ("2024-08-05", ["R01", "R02"]),
        ("2030-01-01", ["R01", "R02"]),  # nothing dates R03
    ],
)
def test_a_report_of_presence_is_known_from_its_own_day(dated: Story, known_on: str, expected: list[str]) -> None:
    assert presence_on(dated, Filters(known_on=day(known_on))) == expected


def test_without_an_as_of_day_what_nothing_dates_is_shown_too(small: Story) -> None:
    assert claims_on(small, Filters()) == ["K01", "K02", "K03", "K04"]
    assert presence_on(small, Filters()) == ["R01", "R02", "R03"]


def test_positions_are_cut_at_their_own_day(dated: Story) -> None:
    def held(known_on: str) -> list[str]:
        return list(dated.positions.index[public_by(dated, dated.positions, Filters(known_on=day(known_on)))])

    assert held("2024-07-30") == []
    assert held("2024-07-31") == ["H01"]


def test_an_as_of_day_and_a_date_filter_ask_different_things(dated: Story) -> None:
    """What happened until a day is not what was known on it."""
    assert events_on(dated, Filters(date_to=day("2024-03-01"))) == ["E02", "E03", "E04"]
    assert events_on(dated, Filters(known_on=day("2024-03-01"))) == ["E02", "E04"]
    assert events_on(dated, Filters(date_to=day("2024-03-01"), known_on=day("2024-08-05"))) == ["E02", "E03", "E04"]


def test_on_28_july_2024_there_is_no_84_and_no_tally() -> None:
    asked_for = Filters(known_on=day("2024-07-28"))
    claims = REAL.claims.loc[claims_on(REAL, asked_for)]
    assert len(claims) == 14
    assert not (claims[["quantity_min", "quantity_max"]] == 84).any().any()
    assert not claims["claim"].str.contains("84|[Ee]ighty-four").any()
    assert "K01" not in claims.index  # JNIM's fifty is of that day, but no source that is at hand carried it yet
    assert "K01" in claims_on(REAL, Filters(known_on=day("2024-07-30")))
    assert "E40" not in events_on(REAL, asked_for)
    assert {"E34", "E35"} <= set(events_on(REAL, asked_for))


def test_the_84_comes_on_1_august_2024_and_not_the_day_before() -> None:
    before, on = Filters(known_on=day("2024-07-31")), Filters(known_on=day("2024-08-01"))
    assert {"K03", "K04"}.isdisjoint(claims_on(REAL, before))
    assert {"K03", "K04"} <= set(claims_on(REAL, on))
    assert "E40" not in events_on(REAL, before)
    assert "E40" in events_on(REAL, on)


def test_on_30_july_2024_there_is_no_break_of_relations() -> None:
    assert {"E42", "E44", "E46"}.isdisjoint(events_on(REAL, Filters(known_on=day("2024-07-30"))))
    assert "K51" not in claims_on(REAL, Filters(known_on=day("2024-07-30")))
    assert "E42" not in events_on(REAL, Filters(known_on=day("2024-08-03")))
    assert "E42" in events_on(REAL, Filters(known_on=day("2024-08-04")))


@given(st.dates(dt.date(2017, 1, 1), dt.date(2026, 1, 1)), st.integers(0, 900))
@settings(max_examples=40, deadline=None)
def test_what_was_known_stays_known(first: dt.date, later: int) -> None:
    early, late = Filters(known_on=first), Filters(known_on=first + dt.timedelta(days=later))
    for found in (events_on, claims_on, presence_on, route_on):
        assert set(found(REAL, early)) <= set(found(REAL, late))
        assert set(found(REAL, late)) <= set(found(REAL, Filters()))


def test_nothing_is_known_before_it_happened() -> None:
    """Not an event before its first day, nor a claim before the first day that its date allows."""
    for frame in (REAL.events, REAL.claims):
        dated = frame[frame["known"].notna() & frame["start"].notna()]
        assert (dated["known"] >= dated["start"]).all()


def test_the_route_is_known_leg_by_leg() -> None:
    assert route_on(REAL, Filters(known_on=day("2024-07-18"))) == []
    assert "RE09" not in route_on(REAL, Filters(known_on=day("2024-07-26")))
    assert "RE09" in route_on(REAL, Filters(known_on=day("2024-07-27")))
    # the base document is of 5 August: its own variant of the route was not public before
    base = [row for row in REAL.route.index if row.startswith("RB")]
    assert set(base).isdisjoint(route_on(REAL, Filters(known_on=day("2024-08-04"))))
    assert set(base) <= set(route_on(REAL, Filters(known_on=day("2024-08-05"))))


def test_a_waypoint_is_known_from_the_last_day_that_its_earliest_source_allows(small: Story) -> None:
    """S01 carries only a month, July 2024, so its last day counts, as Method says; undated S02 proves no day."""
    assert "RB2" not in route_on(small, Filters(known_on=day("2024-07-30")))
    assert "RB2" in route_on(small, Filters(known_on=day("2024-07-31")))
    assert "RE01" not in route_on(small, Filters(known_on=day("2025-12-31")))


@pytest.mark.parametrize(
    ("published", "public"),
    [("", False), ("2024-08-06", False), ("2024-08", False), ("2024-08-05", True), ("2024-07", True)],
)
def test_a_row_is_public_only_with_a_source_of_that_day_or_earlier(small: Story, published: str, public: bool) -> None:
    story = replace(small, sources=small.sources.assign(published=published))
    filters = Filters(known_on=day("2024-08-05"))
    for table in (story.events, story.claims, story.presence, story.positions, story.route, story.legs):
        told = table.index[public_by(story, table, filters)]
        dated_rows = table.index[table["known"].notna()] if "known" in table else table.index
        assert list(told) == (list(dated_rows) if public else [])


def test_one_public_source_is_enough(small: Story) -> None:
    filters = Filters(known_on=day("2024-08-05"))  # S01 is of July 2024, S02 has no day
    assert events_on(small, filters) == ["E01", "E03", "E04"]
    assert claims_on(small, filters) == ["K01"]
    assert presence_on(small, filters) == ["R01"]


#: A day on which each of these rows would be public by its own day, though its every source is later or has none.
UNSOURCED = {
    "K23": "2024-07-29",
    "K39": "2024-07-30",
    "K48": "2024-07-30",
    "R05": "2025-06-05",
    "R06": "2025-06-05",
    "R07": "2025-06-05",
    "R62": "2024-07-28",
    "R63": "2024-07-28",
}


@pytest.mark.parametrize(("row", "known_on"), UNSOURCED.items())
def test_a_row_whose_every_source_is_later_or_undated_is_not_public(row: str, known_on: str) -> None:
    filters = Filters(known_on=day(known_on))
    table = REAL.claims if row in REAL.claims.index else REAL.presence
    assert table.at[row, "known"] <= pd.Timestamp(filters.known_on)
    assert row not in [*claims_on(REAL, filters), *presence_on(REAL, filters)]
    assert row in [*claims_on(REAL, Filters()), *presence_on(REAL, Filters())]


# --- exact only


def test_exact_leaves_what_is_known_to_the_day_and_to_a_point(small_tables: SmallTables) -> None:
    small_tables.append_text(
        "events",
        "E05,2024-07-26,2024-07-27,day,At the town,A clash.,battle,army,P_TOWN,MLI,S01,,no,,contested,2024-07-27,,,,\n"
        "E06,2024-07,,month,Near the town,A clash.,battle,army,P_TOWN,MLI,S01,,no,,contested,2024-07-31,Month only,,,\n"
        "E07,2024-07-26,2024-07-26,day,Somewhere,A clash.,battle,army,,,S01,,no,,contested,2024-07-27,,,,\n"
        "E08,2024-07-26,2024-07-26,latest,By then,A count.,battle,army,P_TOWN,MLI,S01,,no,,contested,2024-07-27,,,,\n",
    )
    small_tables.append_text(
        "presence",
        "R04,MLI,P_TOWN,wagner,Wagner,base,camp,2021-12-03,,,,,,S01,,single-source,2022-03-01,,\n",
    )
    assert publish(small_tables.folder, dt.date(2024, 8, 21)) == []
    story = load_story(small_tables.folder)
    assert events_on(story, Filters(exact=True)) == ["E05"]
    assert presence_on(story, Filters(exact=True)) == ["R04"]
    assert route_on(story, Filters(exact=True)) == ["RE01"]  # the valley is an area, RB1 has no day
    assert events_on(story, Filters(exact=True, known_on=day("2024-07-26"))) == []


def test_exact_on_the_real_tables_by_another_way() -> None:
    places = REAL.places

    def is_point(place: str) -> bool:
        return bool(place) and places.at[place, "precision"] != "country" and places.at[place, "radius_km"] <= 25

    events = REAL.events
    wanted = [e for e in events.index if is_point(events.at[e, "place_id"]) and events.at[e, "date_precision"] == "day"]
    assert events_on(REAL, Filters(exact=True)) == wanted
    assert 0 < len(wanted) < len(events)
    assert "E34" not in wanted  # the valley is known to 30 km
    assert "E30" in wanted
    exact = REAL.presence.loc[presence_on(REAL, Filters(exact=True))]
    assert len(exact) > 0
    assert exact["from_date"].str.fullmatch(r"\d{4}-\d\d-\d\d").all()
    assert all(is_point(place) for place in exact["place_id"])


@given(asked())
@settings(max_examples=60, deadline=None)
def test_together_the_parts_leave_what_each_alone_leaves(filters: Filters) -> None:
    told = Filters(known_on=filters.known_on)  # a text is looked for in what could be told as of that day
    alone = [told, *(told.asking({row.name: filters.value(row)}) for row in PARAMETERS)]
    expected = set(REAL.events.index).intersection(*(events_on(REAL, part) for part in alone))
    assert set(events_on(REAL, filters)) == expected


def test_every_offered_value_finds_something() -> None:
    for actor in KNOWN["actor"]:
        wanted = Filters(actors=(actor,))
        assert events_on(REAL, wanted) or presence_on(REAL, wanted)
    for country in KNOWN["country"]:
        wanted = Filters(countries=(country,))
        assert events_on(REAL, wanted) or presence_on(REAL, wanted)
    for kind in KNOWN["kind"]:
        assert events_on(REAL, Filters(kinds=(kind,)))


# --- counts, and what to loosen


def tight_events(story: Story, filters: Filters) -> list[tuple[str, int]]:
    return too_tight(filters, lambda looser: len(events_on(story, looser)))


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (Counts(52, 52, 2), "52 of 52 events shown; 2 have no place"),
        (Counts(17, 52, 1), "17 of 52 events shown; 1 has no place"),
        (Counts(3, 52, 0), "3 of 52 events shown"),
        (Counts(0, 52, 0), "0 of 52 events shown"),
    ],
)
def test_counts_in_words(counts: Counts, words: str) -> None:
    assert counts.words() == words


def test_counts_can_speak_of_other_things() -> None:
    assert Counts(2, 9, 0, "claims").words() == "2 of 9 claims shown"
    assert Counts(13, 13, 0, "steps").words() == "13 of 13 steps shown"
    assert Counts(9, 9, 0, "legs").words() == "9 of 9 legs shown"
    assert Counts(0, 43, 0, "reports").words() == "0 of 43 reports of presence shown"
    assert Counts(12, 12, 0, "scenes").words() == "12 of 12 scenes shown"


def test_counting_events(small: Story) -> None:
    assert count_events(small, events_mask(small, Filters())) == Counts(4, 4, 1)
    assert count_events(small, events_mask(small, Filters(countries=("MLI",)))) == Counts(3, 4, 0)
    assert count_events(REAL, events_mask(REAL, Filters())) == Counts(78, 78, 7)


def test_the_part_that_shuts_everything_out_is_named(small: Story) -> None:
    filters = Filters(actors=("rebels",), kinds=("deployment",))
    assert events_on(small, filters) == []
    assert tight_events(small, filters) == [("kinds", 2), ("actors", 1)]
    assert tight_events(small, Filters(text="no such word")) == [("text", 4)]
    assert tight_events(small, Filters(date_from=day("2030-01-01"), kinds=("coup",), text="zzz")) == []


def test_a_part_that_was_not_asked_for_is_never_to_blame(small: Story) -> None:
    assert tight_events(small, Filters()) == []
    tight = tight_events(small, Filters(date_from=day("2025-01-01"), date_to=day("2025-12-31")))
    assert tight == [("dates", 4)]


def test_clearing_one_part_leaves_the_others() -> None:
    filters = Filters(day("2024-07-01"), day("2024-07-31"), ("wagner",), ("MLI",), ("battle",), ("contested",), "Kidal")
    assert without(filters, "dates") == replace(filters, date_from=None, date_to=None)
    assert without(filters, "actors") == replace(filters, actors=())
    assert without(filters, "text") == replace(filters, text="")
    asked_for = replace(filters, known_on=day("2024-07-28"), exact=True)
    assert without(asked_for, "known_on") == replace(filters, exact=True)
    assert without(asked_for, "exact") == replace(filters, known_on=day("2024-07-28"))


def test_an_as_of_day_or_exact_only_can_be_to_blame(small: Story) -> None:
    assert tight_events(small, Filters(known_on=day("2018-02-28"))) == [("known_on", 4)]
    assert tight_events(small, Filters(exact=True)) == [("exact", 4)]
    tight = tight_events(REAL, Filters(kinds=("diplomacy",), known_on=day("2020-01-01")))
    assert [part for part, _ in tight][:1] == ["known_on"]


# --- the real story


def test_the_days_of_the_ambush() -> None:
    found = events_on(REAL, Filters(date_from=day("2024-07-27"), date_to=day("2024-07-27")))
    assert found == ["E33", "E34"]


def test_presence_in_niger_on_the_first_of_april_2024() -> None:
    first = day("2024-04-01")
    wanted = Filters(countries=("NER",), date_from=first, date_to=first)
    assert presence_on(REAL, wanted) == []
    assert list(reports_apart(REAL, wanted)) == ["R54"]  # from some day of 2024 on
    assert list(reports_without_start(REAL, wanted)) == ["R50"]


@pytest.mark.parametrize(
    ("first", "last", "where"),
    [
        (None, None, "surely"),
        ("2026-04-01", "2026-05-31", "surely"),  # it was there until 1 May 2026
        ("2026-05-01", None, "surely"),
        (None, "2026-05-01", "surely"),
        (None, "2025-12-31", "perhaps"),
        ("2025-01-01", "2025-12-31", "perhaps"),
        ("2026-05-02", None, "no"),
    ],
)
def test_a_report_without_a_start_surely_lies_in_a_span_only_on_its_last_day(
    first: str | None, last: str | None, where: str
) -> None:
    filters = Filters(date_from=day(first) if first else None, date_to=day(last) if last else None)
    assert ("R80" in presence_on(REAL, filters)) == (where == "surely")
    assert ("R80" in reports_without_start(REAL, filters)) == (where == "perhaps")


def test_what_has_no_start_is_counted_apart_in_its_own_words() -> None:
    rows = reports_without_start(REAL, Filters(date_from=day("2024-07-01"), date_to=day("2024-07-21")))
    assert list(rows) == ["R20", "R31", "R32", "R40", "R50", "R80"]
    assert without_start_words(rows) == "6 more may lie in these days: their start is not known."
    assert without_start_words({"R20": ""}) == "1 more may lie in these days: its start is not known."
    assert without_start_words({}) == ""


def test_the_column_is_the_armys_and_wagners() -> None:
    mask = route_mask(REAL, Filters(actors=("jnim",)))
    assert not mask.any()
    for actor in REAL.manifest.column_actors:
        assert route_mask(REAL, Filters(actors=(actor, "jnim"))).all()
    assert set(REAL.manifest.column_actors) == {"malian-army", "wagner"} <= set(KNOWN["actor"])


# --- in French


@pytest.mark.parametrize(
    ("counts", "words"),
    [
        (Counts(52, 52, 2), "52 événements affichés sur 52\u00a0; 2 n’ont pas de lieu"),
        (Counts(1, 52, 1), "1 événement affiché sur 52\u00a0; 1 n’a pas de lieu"),
        (Counts(0, 52, 0), "0 événement affiché sur 52"),
        (Counts(1200, 1848, 0), "1\u00a0200 événements affichés sur 1\u00a0848"),
    ],
)
def test_counts_in_french(counts: Counts, words: str) -> None:
    with speaking("fr"):
        assert counts.words() == words


def test_the_same_rows_pass_in_both_languages() -> None:
    wanted = Filters(date_from=day("2024-07-01"), kinds=("battle", "ambush"), countries=("MLI",))
    french = in_language(REAL, "fr")
    assert list(events_mask(french, wanted)) == list(events_mask(REAL, wanted))
    assert vocabulary(french) == vocabulary(REAL)
