"""The events of a file, and names mapped to actors of the registry."""

from __future__ import annotations

import datetime as dt
import gc
import weakref

import numpy as np
import pytest
from imported.event_rows import made, passing, result_of

from geodata.asking.filters import Filters
from geodata.drawing.imported_looks import UNMAPPED, looks_in_use, looks_of
from geodata.imported.event_filter import imported_mask
from geodata.imported.event_set import EventSet, event_set, remapped
from geodata.importers import ImportCancelled, read_events
from geodata.importers.country_names import world_country
from tests.ged_sample import GED
from tests.real_story import REAL as STORY


@pytest.fixture(scope="module")
def published() -> EventSet:
    """A file as UCDP publishes them."""
    return event_set(read_events(GED), GED.name)


def test_what_a_set_says_of_itself() -> None:
    events = made({}, {"country": "", "kind": ""}, {"country": "NER", "actors": ("JNIM", "Wagner")}, {"country": "NER"})
    assert (len(events), events.name, events.dataset, events.licence) == (4, "rows.csv", "my data", "CC BY 4.0")
    assert (events.countries, events.kinds, events.actors) == (["NER", "MLI"], ["battles"], ["jnim", "wagner"])
    assert events.may_export
    assert not made({}, {"may_export": False}).may_export


def test_a_set_without_rows() -> None:
    events = made()
    assert (len(events), bool(events), events.countries, events.actors, events.licence) == (0, True, [], [], "")
    assert not events.may_export
    events.make_searchable()
    assert len(remapped(events, {"x": "jnim"})) == 0


def test_names_are_mapped_anew() -> None:
    before = made({}, {"actors": ("Group A", "JNIM", "Group B")}, {"actors": ()})
    assert before.events["actor_ids"].tolist() == [("jnim",), ("jnim",), ()]
    before.make_searchable()
    after = remapped(before, {"Group A": "fla", "Group B": "fla", "unheard of": "wagner"})
    assert after.events["actor_ids"].tolist() == [("jnim", "fla"), ("fla", "jnim"), ()]
    assert after.actors == ["fla", "jnim"]
    names = after.actor_names.set_index("name")
    assert names["actor_id"].to_dict() == {"JNIM": "jnim", "Group A": "fla", "Group B": "fla"}
    assert names["rows"].to_dict() == {"JNIM": 2, "Group A": 2, "Group B": 1}
    assert before.events["actor_ids"].tolist() == [("jnim",), ("jnim",), ()]
    assert remapped(after, {"JNIM": ""}).events["actor_ids"].tolist() == [("fla",), ("fla",), ()]


def test_the_filter_follows_the_mapping() -> None:
    before = made({"actors": ("Group A",)}, {})
    for filters in (Filters(actors=("fla",)), Filters(text="separatist movement")):
        assert not imported_mask(before, STORY, filters).any()
    after = remapped(before, {"Group A": "fla"})
    for filters in (Filters(actors=("fla",)), Filters(text="separatist movement")):
        assert imported_mask(after, STORY, filters).tolist() == passing(after, STORY, filters) == [True, True]


def test_a_mapping_may_be_given_at_once() -> None:
    assert event_set(result_of({}), "x", {"Group A": "fla"}).actors == ["fla", "jnim"]


def test_a_row_is_found_by_its_id() -> None:
    events = made({}, {}, {})
    assert events.position("own:3") == 2
    with pytest.raises(KeyError):
        events.position("own:4")


def test_making_a_set_searchable_tells_how_far_it_is_and_can_be_stopped() -> None:
    steps: list[float] = []
    events = made({})
    events.make_searchable(lambda share, words: steps.append(share) if words else None)
    assert steps == sorted(steps)
    assert (steps[0], steps[-1]) == (0.0, 1.0)

    def stop(share: float, words: str) -> None:
        raise ImportCancelled("stopped")

    with pytest.raises(ImportCancelled):
        made({}).make_searchable(stop)


def test_nothing_holds_a_set_that_its_session_has_let_go() -> None:
    events = made({}, {})
    looks_of(events, STORY)
    imported_mask(events, STORY, Filters(text="clash", actors=("jnim",), exact=True))
    gone = weakref.ref(events)
    del events
    gc.collect()
    assert gone() is None


def test_a_row_looks_like_its_first_actor_in_the_registry() -> None:
    events = made({}, {"actors": ("Group A", "Wagner")}, {"actors": ("Group A",)}, {}, {"lat": np.nan})
    looks, numbers = looks_of(events, STORY)
    assert [look["label"] for look in looks] == ["JNIM", "Wagner", "not in the registry"]
    assert numbers.tolist() == [0, 1, 2, 0, 0]
    assert looks[1]["colour"] == STORY.actors.at["wagner", "colour"]
    only_last = np.array([False, False, True, False, True])
    assert looks_in_use(events, STORY, only_last) == [UNMAPPED]


def test_an_actor_that_the_registry_has_lost_is_not_in_it() -> None:
    events = made({"actors": ("Group A",)}, mapping={"Group A": "gone"})
    assert looks_of(events, STORY)[0] == [UNMAPPED]


@pytest.mark.parametrize(
    ("code", "name"),
    [("MLI", "Mali"), ("TCD", "Chad"), ("ESH", "Western Sahara"), ("COD", "Democratic Republic of the Congo"),
     ("GNQ", "Equatorial Guinea"), ("TKL", "Tokelau"), ("XYZ", "XYZ"), ("", "")],
)  # fmt: skip
def test_every_country_has_a_name(code: str, name: str) -> None:
    assert world_country(code) == name


def test_a_published_file(published: EventSet) -> None:
    assert (len(published), published.countries, published.dataset, published.licence, published.may_export) == (
        120, ["CAF"], "UCDP GED", "CC BY 4.0", True,
    )  # fmt: skip
    assert published.kinds == ["one-sided violence", "non-state violence", "state-based violence"]
    for filters in (
        Filters(text="Bangui"),
        Filters(text="north fron"),
        Filters(text="anti harrow"),
        Filters(text="selena"),
        Filters(text="Government of Sampleland"),
        Filters(exact=True, date_from=dt.date(2013, 1, 1), date_to=dt.date(2014, 6, 30), kinds=("non-state violence",)),
    ):
        mask = imported_mask(published, STORY, filters)
        assert mask.tolist() == passing(published, STORY, filters)
        assert mask.any()
