"""One filter for every page: what it leaves on, how it is read from an address and written back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import replace

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from geodata.filters import (
    CONFIDENCES,
    MAX_TEXT,
    Counts,
    Filters,
    claims_mask,
    count_events,
    events_mask,
    presence_mask,
    read_filters,
    route_mask,
    too_tight,
    vocabulary,
    without,
)
from geodata.story import COLUMN_ACTORS, Story, load_story
from small_tables import SmallTables

REAL = load_story()
KNOWN = vocabulary(REAL)


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
    ("first", "last", "expected"),
    [
        ("2018-01-31", None, ["E01", "E02", "E03", "E04"]),  # a month-long event lasts to its last day
        ("2018-02-01", None, ["E01", "E03", "E04"]),
        (None, "2017-12-31", []),
        (None, "2018-01-01", ["E02"]),
        ("2018-01-15", "2018-01-15", ["E02"]),
        ("2020-12-31", "2021-06-30", ["E04"]),  # a year-long event lasts to 31 December
        ("2021-01-01", "2023-10-31", []),
        ("2024-02-29", "2024-02-29", ["E03"]),
        ("2024-03-01", "2024-07-25", []),
        ("2024-07-27", "2024-07-27", ["E01"]),
        ("2024-07-28", None, []),
        ("2017-01-01", "2030-01-01", ["E01", "E02", "E03", "E04"]),
    ],
)
def test_an_event_passes_when_its_days_overlap_the_range(
    small: Story, first: str | None, last: str | None, expected: list[str]
) -> None:
    filters = Filters(date_from=day(first) if first else None, date_to=day(last) if last else None)
    assert events_on(small, filters) == expected


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2021-11-30", "2021-11-30", ["R02", "R03"]),
        ("2021-12-01", "2021-12-01", ["R01", "R02", "R03"]),
        ("2022-02-28", "2022-02-28", ["R01", "R02", "R03"]),
        ("2022-03-01", None, ["R02", "R03"]),  # no end reported: still on
        ("2030-01-01", None, ["R02", "R03"]),
        (None, "2020-12-31", ["R03"]),  # nothing is known of its start: never shut out
    ],
)
def test_a_presence_without_an_end_stays_open(
    small: Story, first: str | None, last: str | None, expected: list[str]
) -> None:
    filters = Filters(date_from=day(first) if first else None, date_to=day(last) if last else None)
    assert presence_on(small, filters) == expected


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


def some(values: list[str]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), unique=True, max_size=4).map(tuple)


@st.composite
def asked(draw: st.DrawFn) -> Filters:
    days = draw(st.lists(st.dates(), min_size=2, max_size=2).map(sorted))
    return Filters(
        date_from=draw(st.sampled_from([None, days[0]])),
        date_to=draw(st.sampled_from([None, days[1]])),
        actors=draw(some(KNOWN["actor"])),
        countries=draw(some(KNOWN["country"])),
        kinds=draw(some(KNOWN["kind"])),
        confidences=draw(some(list(CONFIDENCES))),
        text=draw(st.text(max_size=MAX_TEXT).map(str.strip)),
    )


@given(asked())
@settings(max_examples=60, deadline=None)
def test_together_the_parts_leave_what_each_alone_leaves(filters: Filters) -> None:
    alone = [
        Filters(date_from=filters.date_from),
        Filters(date_to=filters.date_to),
        Filters(actors=filters.actors),
        Filters(countries=filters.countries),
        Filters(kinds=filters.kinds),
        Filters(confidences=filters.confidences),
        Filters(text=filters.text),
    ]
    expected = set(REAL.events.index).intersection(*(events_on(REAL, part) for part in alone))
    assert set(events_on(REAL, filters)) == expected


# --- the address


@given(asked())
@settings(max_examples=200, deadline=None)
def test_an_address_reads_back_as_it_was_written(filters: Filters) -> None:
    assert read_filters(filters.to_params(), REAL) == (filters, [])


NAMES = ["from", "to", "actor", "country", "kind", "confidence", "q", "event", "nonsense"]


@given(st.dictionaries(st.sampled_from(NAMES), st.lists(st.text(), max_size=3)))
@example({"q": ["x" * (MAX_TEXT - 1) + " and more"]})
@settings(max_examples=200, deadline=None)
def test_any_address_is_read_and_what_was_read_is_stable(params: Mapping[str, list[str]]) -> None:
    filters, _ = read_filters(params, REAL)
    assert read_filters(filters.to_params(), REAL) == (filters, [])


def test_parameters_are_written_in_a_fixed_order_without_the_empty_ones() -> None:
    filters = Filters(date_from=day("2024-07-22"), actors=("wagner", "jnim"), text="Tin Zaouatine")
    params = filters.to_params()
    assert params == {"from": ["2024-07-22"], "actor": ["wagner", "jnim"], "q": ["Tin Zaouatine"]}
    assert list(params) == ["from", "actor", "q"]
    assert Filters().to_params() == {}


@pytest.mark.parametrize(
    ("params", "word"),
    [
        ({"actor": ["nobody"]}, "nobody"),
        ({"country": ["Mali"]}, "Mali"),
        ({"kind": ["picnic"]}, "picnic"),
        ({"confidence": ["certain"]}, "certain"),
        ({"from": ["yesterday"]}, "yesterday"),
        ({"to": ["2024-02-30"]}, "2024-02-30"),
        ({"from": ["2024-07"]}, "2024-07"),
        ({"to": ["27/07/2024"]}, "27/07/2024"),
    ],
)
def test_an_unknown_or_broken_value_is_named_and_left_out(params: dict[str, list[str]], word: str) -> None:
    filters, notices = read_filters(params, REAL)
    assert filters == Filters()
    assert len(notices) == 1
    assert f"“{word}”" in notices[0]
    assert "ignored" in notices[0]


@pytest.mark.parametrize("text", ["20240727", "2024-W30", "2024-W30-6"])
def test_only_days_as_the_notice_describes_them_are_read(text: str) -> None:
    filters, notices = read_filters({"from": [text]}, REAL)
    assert filters.date_from is None
    assert len(notices) == 1


def test_a_sound_value_beside_a_broken_one_still_counts() -> None:
    filters, notices = read_filters({"actor": ["nobody", "wagner", "wagner"], "from": ["?"]}, REAL)
    assert filters == Filters(actors=("wagner",))
    assert len(notices) == 2


def test_a_backwards_range_is_ignored_whole() -> None:
    filters, notices = read_filters({"from": ["2024-07-30"], "to": ["2024-07-22"]}, REAL)
    assert filters == Filters()
    assert len(notices) == 1
    assert "backwards" in notices[0]
    one_day, nothing_said = read_filters({"from": ["2024-07-22"], "to": ["2024-07-22"]}, REAL)
    assert one_day.date_from == one_day.date_to == day("2024-07-22")
    assert nothing_said == []


def test_a_long_value_does_not_fill_the_page() -> None:
    _, (notice,) = read_filters({"actor": ["x" * 5000]}, REAL)
    assert len(notice) < 150
    filters, (cut,) = read_filters({"q": ["y" * 5000]}, REAL)
    assert filters.text == "y" * MAX_TEXT
    assert str(MAX_TEXT) in cut


def test_parameters_of_pages_are_not_the_filters_business() -> None:
    params = {"event": ["E34"], "lat": ["18"], "zoom": ["9"], "q": [], "actor": [], "from": [""]}
    assert read_filters(params, REAL) == (Filters(), [])


def test_a_page_offers_exactly_what_the_address_takes() -> None:
    for name, field in (
        ("actor", "actors"),
        ("country", "countries"),
        ("kind", "kinds"),
        ("confidence", "confidences"),
    ):
        filters, notices = read_filters({name: KNOWN[name]}, REAL)
        assert getattr(filters, field) == tuple(KNOWN[name])
        assert notices == []
    assert KNOWN["actor"][:2] == ["wagner", "malian-army"]  # the most frequent first
    assert KNOWN["country"][0] == "MLI"


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
    assert Counts(2, 9, 0).words("claims") == "2 of 9 claims shown"


def test_counting_events(small: Story) -> None:
    assert count_events(small, events_mask(small, Filters())) == Counts(4, 4, 1)
    assert count_events(small, events_mask(small, Filters(countries=("MLI",)))) == Counts(3, 4, 0)
    assert count_events(REAL, events_mask(REAL, Filters())) == Counts(52, 52, 2)


def test_the_part_that_shuts_everything_out_is_named(small: Story) -> None:
    filters = Filters(actors=("rebels",), kinds=("deployment",))
    assert events_on(small, filters) == []
    assert too_tight(small, filters) == [("kinds", 2), ("actors", 1)]
    assert too_tight(small, Filters(text="no such word")) == [("text", 4)]
    assert too_tight(small, Filters(date_from=day("2030-01-01"), kinds=("coup",), text="zzz")) == []


def test_a_part_that_was_not_asked_for_is_never_to_blame(small: Story) -> None:
    assert too_tight(small, Filters()) == []
    tight = too_tight(small, Filters(date_from=day("2025-01-01"), date_to=day("2025-12-31")))
    assert tight == [("dates", 4)]


def test_clearing_one_part_leaves_the_others() -> None:
    filters = Filters(day("2024-07-01"), day("2024-07-31"), ("wagner",), ("MLI",), ("battle",), ("contested",), "Kidal")
    assert without(filters, "dates") == replace(filters, date_from=None, date_to=None)
    assert without(filters, "actors") == replace(filters, actors=())
    assert without(filters, "text") == replace(filters, text="")


# --- the real story


def test_the_days_of_the_ambush() -> None:
    found = events_on(REAL, Filters(date_from=day("2024-07-27"), date_to=day("2024-07-27")))
    assert found == ["E18", "E33", "E34", "E52"]  # two of them are dated to the year only


def test_presence_in_niger_on_the_first_of_april_2024() -> None:
    first = day("2024-04-01")
    wanted = Filters(countries=("NER",), date_from=first, date_to=first)
    assert presence_on(REAL, wanted) == ["R50", "R54"]


def test_the_column_is_the_armys_and_wagners() -> None:
    mask = route_mask(REAL, Filters(actors=("jnim",)))
    assert not mask.any()
    for actor in COLUMN_ACTORS:
        assert route_mask(REAL, Filters(actors=(actor, "jnim"))).all()
    assert set(COLUMN_ACTORS) == {"malian-army", "wagner"} <= set(KNOWN["actor"])
