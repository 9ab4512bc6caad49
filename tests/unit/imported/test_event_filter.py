"""The one filter on imported events."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from imported.event_rows import Row, made, passing

from geodata.asking.filter_parameters import read_filters
from geodata.asking.filters import Filters
from geodata.imported.event_filter import hidden_by_nature, imported_counts, imported_mask, other_spelling
from geodata.imported.event_set import EventSet
from geodata.importers.ucdp import LAYOUT as UCDP
from tests.real_story import REAL as STORY

NO_DATE = np.datetime64("NaT", "s")

EVENTS = made(
    {},
    {"date_start": "2024-07-01", "date_end": "2024-07-31", "date_precision": "month", "country": "NER"},
    {"lat": np.nan, "lon": np.nan, "actors": ("Wagner Group",), "kind": "riots", "place_name": "In Afarak"},
    {"date_start": NO_DATE, "date_end": NO_DATE, "place_precision": "district", "radius_km": np.nan, "country": ""},
)


def on(filters: Filters, events: EventSet = EVENTS) -> list[int]:
    """Numbers of the rows that pass, from 1."""
    return (np.flatnonzero(imported_mask(events, STORY, filters)) + 1).tolist()


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), [1, 2, 3, 4]),
        (Filters(date_from=day("2024-07-26")), [2, 4]),  # the month lasts to its last day; no date shuts nothing out
        (Filters(date_to=day("2024-07-24")), [2, 4]),
        (Filters(date_from=day("2024-07-25"), date_to=day("2024-07-25")), [1, 2, 3, 4]),
        (Filters(date_from=day("2024-08-01")), [4]),
        (Filters(date_to=day("1900-01-01")), [4]),
        (Filters(actors=("wagner",)), [3]),
        (Filters(actors=("wagner", "jnim")), [1, 2, 3, 4]),
        (Filters(actors=("nobody",)), []),
        (Filters(countries=("NER",)), [2]),
        (Filters(countries=("NER", "MLI")), [1, 2, 3]),
        (Filters(kinds=("riots",)), [3]),
        (Filters(exact=True), [1]),
        (Filters(confidences=("contested",)), []),
        (Filters(known_on=day("2030-01-01")), []),
        (Filters(kinds=("battles",), countries=("MLI",)), [1]),
    ],
)
def test_each_part_of_the_filter(filters: Filters, expected: list[int]) -> None:
    assert on(filters) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("clash", [1, 2, 3, 4]),
        ("las", []),  # not the beginning of a word
        ("CLA column", [1, 2, 3, 4]),
        ("niger", [2]),
        ("ner", [2]),
        ("riot", [3]),
        ("group a", [1, 2, 3, 4]),
        ("chvk", [3]),  # an alias of the mapped actor
        ("own 3", [3]),
        ("a paper", [1, 2, 3, 4]),
        ("inafarak", [3]),
        ("in-afarak", [3]),
        ("tinzawaten", [1, 2, 4]),  # the file has another spelling
        ("tin zaouatine clash", [1, 2, 4]),
        ("tin zaouatine nothing", []),
        ("!!!", [1, 2, 3, 4]),
        ("stoppedcol", []),
        ("wasstop", [1, 2, 3, 4]),
    ],
)
def test_free_text(text: str, expected: list[int]) -> None:
    assert on(Filters(text=text)) == expected


def test_a_place_is_exact_to_25_km() -> None:
    events = made({"radius_km": 25.0}, {"radius_km": 25.1}, {"radius_km": np.nan}, {"place_precision": "region"})
    assert on(Filters(exact=True), events) == [1, 3]


def test_counts() -> None:
    counts = imported_counts(EVENTS, imported_mask(EVENTS, STORY, Filters(countries=("MLI",))))
    assert counts.words() == "2 of 4 events shown; 1 has no place"


def test_why_all_rows_are_hidden() -> None:
    assert hidden_by_nature(Filters(text="a", exact=True)) == ""
    assert "confidence" in hidden_by_nature(Filters(confidences=("contested",)))
    assert "as-of day" in hidden_by_nature(Filters(known_on=day("2024-07-28")))
    both = hidden_by_nature(Filters(confidences=("contested",), known_on=day("2024-07-28")))
    assert "confidence" in both
    assert "as-of day" in both


RUSSIA = "Government of Russia (Soviet Union)"


def test_ucdp_has_no_wagner_and_the_viewer_is_told_what_it_has() -> None:
    events = made({}, {"actors": ("Government of Mali", RUSSIA)}, layout=UCDP)
    for filters in (Filters(text="Wagner"), Filters(actors=("wagner",)), Filters(text="wagner group")):
        assert on(filters, events) == []
        words, text = other_spelling(events, STORY, filters) or ("", "")
        assert RUSSIA in words
        assert on(Filters(text=RUSSIA), events) == [2]
        assert text.startswith(RUSSIA)
    assert (other_spelling(events, STORY, Filters(text="wagner 2024")) or ("", ""))[1] == f"{RUSSIA} 2024"


def test_the_other_spelling_is_offered_only_where_it_helps() -> None:
    assert other_spelling(made({}, layout=UCDP), STORY, Filters(text="kidal")) is None
    assert other_spelling(made({}), STORY, Filters(text="wagner")) is None  # not UCDP
    assert other_spelling(made({"notes": "Wagner was there"}, layout=UCDP), STORY, Filters(text="wagner")) is None
    mentioned = made({"notes": "Wagner was there", "actors": ()}, layout=UCDP)
    assert (other_spelling(mentioned, STORY, Filters(actors=("wagner",))) or ("", ""))[1] == "Wagner"
    mapped = made({"actors": (RUSSIA,)}, layout=UCDP, mapping={RUSSIA: "wagner"})
    assert other_spelling(mapped, STORY, Filters(actors=("wagner",))) is None


def test_an_address_may_hold_what_only_the_file_has() -> None:
    params = {"kind": ["battles", "riots", "x"], "country": ["TCD"], "actor": ["jnim"]}
    found, notices = read_filters(params, STORY, {"kind": ["battles", "riots"], "country": ["TCD"]})
    assert (found.kinds, found.countries, found.actors) == (("battles", "riots"), ("TCD",), ("jnim",))
    assert len(notices) == 1
    assert len(read_filters(params, STORY)[1]) == 4


def test_no_rows() -> None:
    events = made()
    assert on(Filters(text="a", exact=True, actors=("jnim",), date_from=day("2024-01-01")), events) == []
    assert imported_counts(events, imported_mask(events, STORY, Filters())).total == 0


WORDS = [
    "Tin Zaouatine",
    "tinzaouaten",
    "In Afarak",
    "inafaraq",
    "Kidal",
    "wagner",
    "Mali",
    "clash",
    "cla",
    "a",
    "É",
    "x",
]
TEXT = st.lists(st.sampled_from([*WORDS, "of", "the", "col", "pmc", "ss ß"]), max_size=5).map(" ".join)
DAYS = st.dates(dt.date(2024, 6, 1), dt.date(2024, 9, 1))


@st.composite
def rows(draw: st.DrawFn) -> Row:
    start = draw(DAYS)
    end = start + dt.timedelta(days=draw(st.integers(0, 40)))
    lat = draw(st.sampled_from([19.0, np.nan]))
    return {
        "date_start": draw(st.sampled_from([start, NO_DATE])),
        "date_end": draw(st.sampled_from([end, NO_DATE])),
        "date_precision": draw(st.sampled_from(["day", "week", "unknown"])),
        "lat": lat,
        "lon": lat,
        "place_precision": draw(st.sampled_from(["exact", "near", "region", "unknown"])),
        "radius_km": draw(st.sampled_from([np.nan, 10.0, 25.0, 30.0])),
        "country": draw(st.sampled_from(["MLI", "NER", "TCD", ""])),
        "kind": draw(st.sampled_from(["battles", "riots", ""])),
        "actors": draw(st.lists(st.sampled_from(["JNIM", "Wagner", "Group Tin", "É"]), max_size=3).map(tuple)),
        "place_name": draw(TEXT),
        "title": draw(TEXT),
        "notes": draw(TEXT | st.text(max_size=20)),
        "source_text": draw(TEXT),
    }


FILTERS = st.builds(
    Filters,
    date_from=st.none() | DAYS,
    date_to=st.none() | DAYS,
    actors=st.lists(st.sampled_from(["jnim", "wagner", "fla"]), max_size=2).map(tuple),
    countries=st.lists(st.sampled_from(["MLI", "TCD"]), max_size=2).map(tuple),
    kinds=st.lists(st.sampled_from(["battles", "riots"]), max_size=2).map(tuple),
    confidences=st.sampled_from([()] * 8 + [("contested",)]),
    text=st.just("") | TEXT | st.text(max_size=6),
    known_on=st.none() | st.none() | st.none() | DAYS,
    exact=st.sampled_from([False, False, True]),
)


def test_a_kind_is_found_by_its_name_in_every_language() -> None:
    events = made({"kind": "riots", "title": "", "notes": ""}, {"kind": "battles", "title": "", "notes": ""})
    assert imported_mask(events, STORY, Filters(text="émeutes")).tolist() == [True, False]
    assert imported_mask(events, STORY, Filters(text="riots")).tolist() == [True, False]


@given(st.lists(rows(), max_size=7), FILTERS, TEXT)
@settings(max_examples=100, deadline=None)
def test_the_mask_is_that_of_a_row_by_row_search(some: list[Row], filters: Filters, text: str) -> None:
    events = made(*some)
    for asked in (filters, Filters(text=filters.text), Filters(text=text)):
        mask = imported_mask(events, STORY, asked)
        assert mask.dtype == bool
        assert mask.tolist() == passing(events, STORY, asked)
        counts = imported_counts(events, mask)
        assert (counts.shown, counts.total) == (int(mask.sum()), len(some))
        assert counts.no_place == int((mask & events.events["lat"].isna().to_numpy()).sum())


@given(st.lists(rows(), min_size=1, max_size=4), st.text(st.characters(codec=None), max_size=40))
@settings(max_examples=60, deadline=None)
def test_no_text_upsets_the_search(some: list[Row], text: str) -> None:
    events = made(*some)
    assert imported_mask(events, STORY, Filters(text=text)).tolist() == passing(events, STORY, Filters(text=text))
