"""Every page opens, counts right, obeys the filter in the address, and says what is wrong."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from geodata.asking.filter_parameters import read_filters
from geodata.asking.filters import Filters, claims_mask, events_mask, presence_mask
from geodata.knowing.presence import on_day
from geodata.knowing.route import legs, legs_shown
from geodata.reading.faults import BrokenTablesError, Fault
from geodata.serving import tables as served
from geodata.telling.scenes import scenes_told, story_scenes
from geodata.views.days import steps_of
from geodata.views.registry import page_counts
from pages.viewing import reading
from tests.conftest import Rows
from tests.page_lists import FILES, FILES_WITH_MAP, PATHS
from tests.pages.conftest import SHELL, PageMaker
from tests.pages.expected import ALL, Row, line, names, touches
from tests.real_story import EVENTS, EVERY_EVENT, SCENES

#: Pages whose own rows are the events of the story.
WITH_EVENTS = ("overview.py", "timeline.py")
every_page = pytest.mark.parametrize("file", FILES)


def count_line(page: AppTest) -> str:
    """The count line, without the asterisks that make it bold."""
    found = [text.value for text in page.markdown if "events shown" in text.value and " of " in text.value]
    assert found, "no count line"
    return found[0].replace("**", "")


def of_its_kind(file: str, filters: Filters) -> list[str]:
    """What the kind of a page counts, for one of which nothing else is known."""
    counts = page_counts(PATHS[file], reading.story(), filters)
    return [] if counts is None else [counts.words().partition(";")[0]]


def notices(page: AppTest) -> list[str]:
    """What is said about the address, without Markdown's backslashes."""
    return [warning.value.replace("\\", "") for warning in page.warning if warning.icon == ":material/link_off:"]


def test_a_page_that_tests_share_cannot_be_run_again(seen: PageMaker) -> None:
    page = seen()
    assert seen("overview.py") is page
    with pytest.raises(AssertionError, match="shared with other tests"):
        page.multiselect(key="filter.country").select("NER").run()


@pytest.mark.parametrize("file", WITH_EVENTS)
def test_a_page_opens_and_counts_every_event(seen: PageMaker, file: str, event_rows: Rows) -> None:
    page = seen(file)
    assert not page.exception
    assert not page.error
    assert not notices(page)
    assert len(page.title) == 1
    assert len(event_rows) == ALL
    assert count_line(page) == line(event_rows) == EVERY_EVENT


@every_page
@pytest.mark.parametrize("params", [{}, {"country": ["MLI"]}, {"actor": ["jnim"]}, {"country": ["SEN"]}], ids=str)
def test_a_page_counts_its_own_rows(seen: PageMaker, file: str, params: dict[str, list[str]]) -> None:
    story, (filters, _) = reading.story(), read_filters(params, reading.story())
    events, presence, claims = (mask(story, filters) for mask in (events_mask, presence_mask, claims_mask))
    days = list(steps_of(story, events))
    route = "enriched"
    own = {
        "overview.py": f"{events.sum()} of {len(story.events)} events shown",
        "timeline.py": f"{events.sum()} of {len(story.events)} events shown",
        "episode.py": f"{len(days)} of {max(steps_of(story, events | True).values())} steps shown",
        "route.py": f"{len(legs_shown(story, route, filters))} of {len(legs(story, route))} legs shown",
        "presence.py": f"{presence.sum()} of {len(story.presence)} reports of presence shown",
        "evidence.py": f"{claims.sum()} of {len(story.claims)} claims shown",
        "briefing.py": f"{SCENES} of {SCENES} scenes shown",
    }
    page = seen(file, **params)
    assert not page.exception
    lines = [re.sub(r"\*\*|;.*|\..*", "", text.value) for text in page.markdown if "shown" in text.value]
    counted = [line for line in lines if re.fullmatch(r"\d+ of \d+ \w+( of presence)? shown", line)]
    assert counted[:1] == ([own[file]] if file in own else of_its_kind(file, filters))


def test_nothing_found_among_the_reports_is_said_over_the_empty_map(seen: PageMaker) -> None:
    page = seen("presence.py", actor=["jnim"])
    said = " ".join(text.value for text in page.markdown)
    assert f"0 of {len(reading.story().presence)} reports of presence shown" in said
    assert f"Without the actors there would be {len(reading.story().presence)}." in said


def test_the_reports_of_one_day_are_counted_on_that_day(seen: PageMaker) -> None:
    page = seen("presence.py", day=["2024-07-27"])
    shown = int(on_day(reading.story(), dt.date(2024, 7, 27)).sum())
    total = len(reading.story().presence)
    assert f"**{shown} of {total} reports of presence shown**" in [t.value for t in page.markdown]


def test_the_briefing_counts_the_scenes_that_can_be_told(seen: PageMaker) -> None:
    total = len(reading.story().scenes)
    assert f"**{total} of {total} scenes shown**" in [text.value for text in seen("briefing.py").markdown]
    told = len(
        scenes_told(reading.story(), story_scenes(reading.story()), Filters(known_on=dt.date(2024, 8, 6))).scenes
    )
    page = seen("briefing.py", asof=["2024-08-06"])
    assert f"{told} of {total} scenes shown" in " ".join(text.value for text in page.markdown)


@pytest.mark.parametrize("file", WITH_EVENTS)
def test_a_page_obeys_the_filter_in_the_address(seen: PageMaker, file: str, event_rows: Rows) -> None:
    page = seen(file, country=["MLI"], actor=["wagner", "jnim"], **{"from": ["2024-07-25"], "to": ["2024-07"]})
    assert not page.exception
    # "2024-07" is no day: it is named and left out, the rest holds
    assert len(notices(page)) == 1
    assert "2024-07" in notices(page)[0]
    wanted = [
        row
        for row in event_rows
        if row["country"] == "MLI" and names(row, "wagner", "jnim") and touches(row, "2024-07-25", "9999")
    ]
    assert 3 < len(wanted) < 20
    assert count_line(page) == line(wanted)


@pytest.mark.parametrize("file", WITH_EVENTS)
@pytest.mark.parametrize("country", ["UKR", "CAF", "SEN"])
def test_a_page_does_without_presence_or_without_events(
    seen: PageMaker, file: str, country: str, event_rows: Rows
) -> None:
    page = seen(file, country=[country])
    assert not page.exception
    assert count_line(page).startswith(f"{sum(row['country'] == country for row in event_rows)} of {EVENTS}")


@pytest.mark.parametrize(
    ("params", "wanted"),
    [
        ({"country": ["CAF"]}, lambda row: row["country"] == "CAF"),
        ({"country": ["NER", "BFA"]}, lambda row: row["country"] in ("NER", "BFA")),
        ({"kind": ["deployment"]}, lambda row: row["kind"] == "deployment"),
        ({"confidence": ["contested", "single-source"]}, lambda row: row["confidence"] != "well-attested"),
        ({"actor": ["wagner"]}, lambda row: names(row, "wagner")),
        (
            {"from": ["2024-07-22"], "to": ["2024-07-30"]},
            lambda row: touches(row, "2024-07-22", "2024-07-30"),
        ),
        ({"to": ["2019-12-31"]}, lambda row: touches(row, "0000", "2019-12-31")),
        ({"from": ["2024-10-01"]}, lambda row: touches(row, "2024-10-01", "9999")),
        (
            {"from": ["2024-07-01"], "to": ["2024-07-31"], "country": ["MLI"], "confidence": ["contested"]},
            lambda row: (
                touches(row, "2024-07-01", "2024-07-31") and (row["country"], row["confidence"]) == ("MLI", "contested")
            ),
        ),
    ],
    ids=lambda value: "&".join(value) if isinstance(value, dict) else "",
)
def test_each_part_of_the_filter_leaves_the_right_number(
    seen: PageMaker, event_rows: Rows, params: dict[str, list[str]], wanted: Callable[[Row], bool]
) -> None:
    page = seen("timeline.py", **params)
    expected = [row for row in event_rows if wanted(row)]
    assert 0 < len(expected) < ALL
    assert not notices(page)
    assert count_line(page) == line(expected)


@pytest.mark.parametrize("spelling", ["Tinzaouaten", "Tin Zaouatine", "tinzawatene", "TINZAOUATENE"])
def test_every_spelling_of_a_name_finds_the_same(seen: PageMaker, event_rows: Rows, spelling: str) -> None:
    at_the_town = [row for row in event_rows if row["place_id"] == "P_TINZ"]
    page = seen("timeline.py", q=[spelling])
    found = int(count_line(page).split()[0])
    assert len(at_the_town) <= found < ALL
    assert count_line(page) == count_line(seen("timeline.py", q=["Tinzaouaten"]))


@pytest.mark.parametrize(
    ("params", "named"),
    [
        ({"country": ["XYZ"]}, "XYZ"),
        ({"actor": ["nobody"]}, "nobody"),
        ({"kind": ["picnic"]}, "picnic"),
        ({"confidence": ["rumour"]}, "rumour"),
        ({"from": ["yesterday"]}, "yesterday"),
        ({"from": ["2024-08-01"], "to": ["2024-07-01"]}, "backwards"),
        ({"event": ["E999"]}, "E999"),
        ({"lat": ["north"], "lng": ["2"], "zoom": ["6"]}, "position"),
        ({"lat": ["19.5"]}, "position"),
        ({"lat": ["1e999"], "lng": ["nan"], "zoom": ["6"]}, "position"),
        ({"q": ["x" * 201 + " OR <script>"]}, "200"),
    ],
)
def test_an_unknown_value_is_named_and_ignored(seen: PageMaker, params: dict[str, list[str]], named: str) -> None:
    page = seen(**params)
    assert not page.exception
    assert len(notices(page)) == 1
    assert named in notices(page)[0]
    if "q" not in params:
        assert count_line(page).startswith(f"{EVENTS} of {EVENTS}")


def test_a_parameter_nobody_knows_is_left_alone(seen: PageMaker) -> None:
    page = seen(utm_source=["a-letter"])
    assert not page.exception
    assert not notices(page)


def test_markup_in_the_address_is_shown_letter_by_letter(seen: PageMaker) -> None:
    page = seen(country=["**bold** [link](http://x.invalid) <b>"])
    assert "**bold** [link](http://x.invalid) <b>" in notices(page)[0]
    assert "\\*\\*bold" in page.warning[0].value


@pytest.mark.parametrize("file", WITH_EVENTS)
def test_when_nothing_is_found_the_tight_part_is_named_and_can_be_cleared(opened: PageMaker, file: str) -> None:
    page = opened(file, country=["CAF"], **{"from": ["2026-06-01"]})
    assert not page.exception
    assert count_line(page).startswith(f"0 of {EVENTS} events shown")
    said = " ".join(text.value for text in page.markdown)
    assert "Without the dates there would be 3." in said
    assert "Without the countries there would be" in said
    page.button(key="clear.dates").click().run()
    assert not page.exception
    assert count_line(page) == f"3 of {EVENTS} events shown"
    assert page.query_params.get("country") in ("CAF", ["CAF"])
    assert "from" not in page.query_params


def test_when_no_single_part_is_to_blame_all_can_be_cleared(opened: PageMaker) -> None:
    page = opened(country=["CAF"], kind=["coup"], **{"from": ["2030-01-01"]})
    assert not page.exception
    assert count_line(page).startswith(f"0 of {EVENTS} events shown")
    page.button(key="clear.all").click().run()
    assert count_line(page).startswith(f"{EVENTS} of {EVENTS}")
    assert not page.query_params


@pytest.mark.parametrize("file", WITH_EVENTS)
def test_a_filter_set_on_one_page_holds_on_the_next(opened: PageMaker, file: str, event_rows: Rows) -> None:
    page = opened("timeline.py" if file != "timeline.py" else "overview.py")
    page.multiselect(key="filter.country").select("NER").run()
    page.switch_page(file).run()
    assert not page.exception
    assert count_line(page) == line([row for row in event_rows if row["country"] == "NER"])
    assert page.multiselect(key="filter.country").value == ["NER"]


@pytest.mark.parametrize("chosen", ["E34", "E52", "E26", "R34", "R01", "RE09", "RB3"])
@pytest.mark.parametrize("file", FILES_WITH_MAP)
def test_an_address_that_names_a_row_opens_its_card(opened: PageMaker, file: str, chosen: str) -> None:
    page = opened(file, event=[chosen])
    assert not page.exception
    assert not notices(page)
    assert page.button(key="card.close").label == "Close"
    page.button(key="card.close").click().run()
    assert not page.exception
    assert "event" not in page.query_params


def test_every_row_has_a_card(opened: PageMaker) -> None:
    page = opened()
    story = reading.story()
    for chosen in [*story.events.index, *story.presence.index, *story.route.index]:
        page.session_state["address.event"] = chosen
        page.run()
        assert not page.exception, chosen
        text = " ".join(part.value for part in page.markdown)
        sources = next(
            table.at[chosen, "source_ids"]
            for table in (story.events, story.presence, story.route)
            if chosen in table.index
        )
        for source in sources:
            url = story.sources.at[source, "url"]
            assert not url or url.split("(")[0].rstrip("/") in text.replace("\\", ""), (chosen, source)


def test_broken_tables_give_their_faults_in_plain_words(monkeypatch: pytest.MonkeyPatch) -> None:
    fault = Fault("events", "E34", "place_id", "P_X", "there is no place with this id; correct it")
    broken = BrokenTablesError([fault, Fault("claims", "", "", "", "the file is missing")])

    def load() -> object:
        raise broken

    monkeypatch.setattr(served, "load_story", load)
    served.tables.forget()
    try:
        page = AppTest.from_file(str(SHELL), default_timeout=60).run()
    finally:
        served.tables.forget()
    assert not page.exception
    told = page.dataframe[0].value.to_string() + " ".join(text.value for text in page.markdown)
    for word in ("E34", "place_id", "P_X", "there is no place with this id", "claims", "the file is missing"):
        assert word in told
    assert "2 faults were found" in told
    assert "Traceback" not in told


def test_what_only_may_lie_in_a_span_is_counted_apart_and_its_card_opens(opened: PageMaker) -> None:
    page = opened("timeline.py", **{"from": ["2024-07-01"], "to": ["2024-07-21"], "country": ["UKR"]})
    assert count_line(page).startswith("0 of ")
    told = [text.value.replace("\\", "") for text in page.caption]
    assert any("may lie in these days" in words and "2024" in words for words in told)
    page.button(key="apart.E18").click().run()
    assert not page.exception
    assert page.query_params["event"] in ("E18", ["E18"])
    assert not [button for button in opened("timeline.py").button if str(button.key).startswith("apart.")]
