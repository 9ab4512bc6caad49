"""Filters read from address parameters: back as they were written, and every broken value named."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

import pytest
from asked_filters import KNOWN, asked
from hypothesis import example, given, settings
from hypothesis import strategies as st

from geodata.asking.filter_parameters import read_filters, read_strictly
from geodata.asking.filters import Filters
from geodata.asking.kinds import MAX_TEXT
from geodata.asking.table import PARAMETERS
from geodata.languages import speaking
from tests.real_story import REAL


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@given(asked())
@settings(max_examples=200, deadline=None)
def test_an_address_reads_back_as_it_was_written(filters: Filters) -> None:
    assert read_filters(filters.to_params(), REAL) == (filters, [])


NAMES = [*(row.name for row in PARAMETERS), "event", "nonsense"]


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
        ({"asof": ["2024-07"]}, "2024-07"),
        ({"asof": ["tomorrow"]}, "tomorrow"),
        ({"exact": ["yes"]}, "yes"),
        ({"exact": ["0"]}, "0"),
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


def test_as_of_and_exact_are_written_last_and_only_when_asked_for() -> None:
    filters = Filters(text="Kidal", known_on=day("2024-07-28"), exact=True)
    assert list(filters.to_params().items()) == [("q", ["Kidal"]), ("asof", ["2024-07-28"]), ("exact", ["1"])]
    assert not filters.is_empty
    assert not Filters(known_on=day("2024-07-28")).is_empty
    assert not Filters(exact=True).is_empty


def test_the_last_of_several_days_counts_and_a_blank_is_no_day() -> None:
    assert read_filters({"asof": ["2024-07-28", "2024-07-30"]}, REAL) == (Filters(known_on=day("2024-07-30")), [])
    assert read_filters({"asof": [""], "exact": [""]}, REAL) == (Filters(), [])


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
    choices = {row.name: row for row in PARAMETERS if row.choice is not None}
    assert choices.keys() == KNOWN.keys() >= {"actor", "country", "kind", "confidence"}
    for name, row in choices.items():
        filters, notices = read_filters({name: KNOWN[name]}, REAL)
        assert filters.value(row) == tuple(KNOWN[name])
        assert notices == []
    assert KNOWN["actor"][:2] == ["wagner", "africa-corps"]  # the most frequent first
    assert KNOWN["country"][0] == "MLI"


def test_notices_in_french() -> None:
    params = {"from": ["soon"], "kind": ["picnic"], "exact": ["yes"], "q": ["x" * 300]}
    with speaking("fr"):
        _, notices = read_filters(params, REAL)
    assert notices == [
        "Aucun type d’événement ne s’appelle «\u00a0picnic\u00a0»\u00a0; cette partie de l’adresse a été ignorée.",
        "«\u00a0soon\u00a0» n’est pas un jour de la forme AAAA-MM-JJ\u00a0; «\u00a0from\u00a0» a été ignoré.",
        "Le texte cherché dépassait 200 caractères et a été coupé à cette longueur.",
        "«\u00a0exact\u00a0» ne peut valoir que 1, pas «\u00a0yes\u00a0»\u00a0; ce paramètre a été ignoré.",
    ]


def test_a_strict_reader_is_told_in_french() -> None:
    with speaking("fr"), pytest.raises(ValueError, match=r"^Aucun pays ne s’appelle «\u00a0XXX\u00a0»\.$"):
        read_strictly({"country": ["XXX"]}, REAL)


def test_a_value_with_braces_is_named_as_it_is() -> None:
    assert read_filters({"actor": ["{value}{0}"]}, REAL)[1] == [
        "No actor is called “{value}{0}”, so that part of the address was ignored."
    ]
