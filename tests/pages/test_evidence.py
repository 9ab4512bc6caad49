"""The page of evidence: the ledger, the open questions, the claims and sources behind them; and the corrections."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
import pytest
from streamlit.testing.v1 import AppTest

from geodata.serving import tables as served
from pages.viewing import reading
from tests.conftest import TABLES, Rows
from tests.pages.conftest import PageMaker
from tests.pages.elements import choose_cell, everything, ledger_of
from tests.real_story import REAL

SCOPE = "ledger.scope"


def rows_of(table: str) -> Rows:
    """The rows of a table as they stand in the file."""
    with (TABLES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


CLAIMS = rows_of("claims")
SOURCES = {row["id"]: row for row in rows_of("sources")}


def told_by(row: dict[str, str]) -> set[str]:
    """Whose reporting a row rests on, worked out without the project's own count."""
    sources = [SOURCES[source] for source in row["source_ids"].split(";")]
    return {source["origin"] for source in sources if source["kind"] != "gazetteer"}


def text(page: AppTest) -> str:
    """All that stands in Markdown and captions, without Markdown's backslashes."""
    return "\n".join(part.value for part in [*page.markdown, *page.caption]).replace("\\", "")


def table(page: AppTest, *columns: str) -> pd.DataFrame:
    """The one table that has these columns."""
    (found,) = [frame.value for frame in page.dataframe if set(columns) <= set(frame.value.columns)]
    return found


# --- the ledger


def test_the_ledger_opens_on_the_ambush_with_60_of_113_claims(seen: PageMaker) -> None:
    page = seen("evidence.py")
    head = "Rows are claimants: ◆ parties to the fight first, then ■ those close to a party"
    assert f"**60 of {len(CLAIMS)} claims.** {head}" in text(page)
    assert "Nothing is added across claimants." in text(page)
    assert page.selectbox(key=SCOPE).value == "fighting"


def test_all_claims_can_be_seen_each_in_one_cell(opened: PageMaker) -> None:
    page = opened("evidence.py")
    page.selectbox(key=SCOPE).set_value("all").run()
    assert not page.exception
    assert f"**{len(CLAIMS)} of {len(CLAIMS)} claims.**" in text(page)
    frame, _ = ledger_of(page)
    assert len(frame) == len({row["claimant"] for row in CLAIMS})
    assert sum(cell.count("; ") + 1 for column in frame.columns[1:-1] for cell in frame[column] if cell) >= sum(
        row["outcome"] not in ("position", "assessment", "accusation", "distance") for row in CLAIMS
    )


def test_one_events_claims_can_be_seen(opened: PageMaker) -> None:
    page = opened("evidence.py")
    page.selectbox(key=SCOPE).set_value("E40").run()
    frame, _ = ledger_of(page)
    assert [name[2:] for name in frame["claimant"]] == ["CSP-DPA rebels"]
    assert frame.at[0, "Wagner killed"].startswith("84")
    assert frame.at[0, "Soldiers killed"].startswith("47")
    assert "131" not in " ".join(frame.iloc[0])


def test_parties_stand_first_and_are_marked(seen: PageMaker) -> None:
    frame, _ = ledger_of(seen("evidence.py"))
    marks = [name[0] for name in frame["claimant"]]
    assert set(marks) == {"◆", "■", "●"}
    assert marks == sorted(marks, key="◆■●".index)
    who = dict(zip((name[2:] for name in frame["claimant"]), marks, strict=True))
    assert {who["CSP-DPA rebels"], who["JNIM (via SITE)"], who["Malian army"]} == {"◆"}
    assert {who["The New York Times"], who["Reuters"], who["UCDP GED 25.1 (dataset coding)"]} == {"●"}
    assert {who["African Initiative (pro-Kremlin agency)"], who["Russian military bloggers"]} == {"■"}
    assert who["Tamazgha / APMA (pro-rebel)"] == "■"


def test_no_cell_and_no_row_is_a_total(seen: PageMaker) -> None:
    frame, _ = ledger_of(seen("evidence.py"))
    assert not any("total" in name.casefold() for name in [*frame.columns, *frame["claimant"]])


def test_the_page_says_why_one_pair_adds(seen: PageMaker) -> None:
    assert REAL.manifest.notes["ucdp"].words() in text(seen("evidence.py"))
    # not where the pair is not shown
    assert REAL.manifest.notes["ucdp"].words() not in text(seen("evidence.py", asof=["2024-08-31"]))


def test_a_chosen_cell_tells_all_that_is_known_of_its_claims(opened: PageMaker) -> None:
    page = choose_cell(opened("evidence.py"), "CSP-DPA rebels", "Wagner killed")
    assert not page.exception
    said = text(page)
    assert "**CSP-DPA rebels**: **84** Wagner killed" in said
    assert "Claimed 1 August 2024; carried by 2 independent sources" in said
    assert "Information rated 3: possibly true." in said
    assert "- not corroborated by" in said
    assert "- overlaps with JNIM (via SITE), 50 Wagner killed" in said
    assert "the two must never be added." in said
    page.button(key="behind.K03").click().run()
    assert page.query_params["event"] in ("E40", ["E40"])


def test_a_chosen_claimant_tells_all_of_his_claims(opened: PageMaker) -> None:
    page = choose_cell(opened("evidence.py"), "CSP-DPA rebels", "claimant")
    keys = [button.key or "" for button in page.button]
    told = {key.removeprefix("behind.") for key in keys if key.startswith("behind.")}
    assert {"K03", "K04", "K05", "K06", "K07", "K08"} <= told
    assert told == {
        row["id"]
        for row in CLAIMS
        if row["claimant"] == "CSP-DPA rebels" and row["event_id"] in ("E32", "E34", "E35", "E40")
    }


def test_a_claim_that_rests_on_one_origin_is_called_so_in_its_cell(opened: PageMaker) -> None:
    page = choose_cell(opened("evidence.py"), "CSP-DPA rebels", "Soldiers killed")
    assert "carried by a single independent source" in text(page)  # AFP twice


def test_where_no_claim_passes_the_ledger_says_so(seen: PageMaker) -> None:
    page = seen("evidence.py", country=["CAF"])
    assert not page.exception
    assert "*No claim passes the filter.*" in text(page)


# --- claims and sources


def test_a_claim_from_a_single_source_is_marked(seen: PageMaker) -> None:
    frame = table(seen("evidence.py"), "claim", "independent sources")
    expected = [len(told_by(row)) for row in CLAIMS]
    shown = list(frame["independent sources"])
    assert shown == ["1, single" if count == 1 else str(count) for count in expected]
    assert 0 < expected.count(1) < len(expected)


def test_a_chain_of_carriers_is_one_source(seen: PageMaker) -> None:
    frame = table(seen("evidence.py"), "claim", "independent sources")
    numbers = [row["id"] for row in CLAIMS]
    assert frame["independent sources"].iloc[numbers.index("K04")] == "1, single"  # AFP through two papers
    assert frame["independent sources"].iloc[numbers.index("K03")] == "2"  # AFP through three, and the base document


def test_every_claim_of_the_table_has_its_claimant_and_day(seen: PageMaker) -> None:
    frame = table(seen("evidence.py"), "claim", "independent sources")
    assert len(frame) == len(CLAIMS)
    assert (frame["claimant"] != "").all()
    assert list(frame["claimed"] == "") == [row["date_claimed"] == "" for row in CLAIMS]


def test_events_are_marked_by_confidence_and_count_independent_sources(seen: PageMaker, event_rows: Rows) -> None:
    frame = table(seen("evidence.py"), "event", "independent sources", "confidence")
    by_title = {row["title"]: row for row in event_rows}
    for event, confidence in zip(frame["event"], frame["confidence"], strict=True):
        mark = {"well-attested": "●", "single-source": "◐", "contested": "○"}[by_title[event]["confidence"]]
        assert confidence.startswith(mark)


def test_the_event_table_does_not_count_copies_as_sources(seen: PageMaker, event_rows: Rows) -> None:
    frame = table(seen("evidence.py"), "event", "independent sources", "confidence")
    by_title = {row["title"]: len(told_by(row)) for row in event_rows}
    assert {
        e: int(str(n).split(",")[0]) for e, n in zip(frame["event"], frame["independent sources"], strict=True)
    } == by_title


def test_every_source_is_listed_with_rating_trust_and_origin(seen: PageMaker) -> None:
    page = seen("evidence.py")
    frame = table(page, "publisher", "rated", "carries", "rows")
    assert list(frame["id"]) == list(SOURCES)
    assert list(frame["rated"]) == [row["reliability"] for row in SOURCES.values()]
    assert list(frame["low trust"]) == [row["low_trust"] == "yes" for row in SOURCES.values()]
    assert list(frame["carries"]) == [row["origin"] for row in SOURCES.values()]
    origins = {row["origin"] for row in SOURCES.values() if row["kind"] != "gazetteer"}
    assert f"carrying the reporting of {len(origins)} independent originals" in text(page)


def test_a_chosen_source_opens_every_row_that_rests_on_it(opened: PageMaker) -> None:
    page = opened("evidence.py")
    page.session_state["sources-table"] = {
        "selection": {"rows": [list(SOURCES).index("S09")], "columns": [], "cells": []}
    }
    page.run()
    assert not page.exception
    labels = {button.key: button.label.replace("\\", "") for button in page.button if button.key}
    assert "rests.events.E40" in labels
    assert "single source" in labels["rests.claims.K05"]
    assert "single source" not in labels["rests.claims.K03"]
    assert f"**Rated {SOURCES['S09']['reliability']}, " in text(page)
    assert SOURCES["S09"]["reliability_why"] in text(page)
    page.button(key="rests.claims.K05").click().run()
    assert page.query_params["event"] in ("E40", ["E40"])


def test_a_single_source_has_one_mark_on_the_whole_page(opened: PageMaker) -> None:
    """Half a disc, as on the map and in the tables; no other sign of nearly the same shape."""
    page = opened("evidence.py")
    page.session_state["sources-table"] = {
        "selection": {"rows": [list(SOURCES).index("S09")], "columns": [], "cells": []}
    }
    page.run()
    marked = [button.label for button in page.button if "single source" in button.label]
    assert marked
    assert all("◐" in label for label in marked)


def test_single_source_claims_are_marked_in_card_ledger_and_charts(opened: PageMaker) -> None:
    page = choose_cell(opened("evidence.py"), "CSP-DPA rebels", "Soldiers killed")
    assert "carried by a single independent source ◐" in text(page)
    card = opened("overview.py", event=["E40"])
    said = {part.value.replace("\\", "") for part in card.markdown}
    for claim in (row for row in CLAIMS if row["event_id"] == "E40"):
        (line,) = [words for words in said if claim["claim"] in words]
        assert line.endswith("◐ single source") == (len(told_by(claim)) == 1)
    charts = "\n".join(words for name, words in everything(opened("episode.py")).items() if "vega" in name)
    told = [row for row in CLAIMS if row["outcome"] in ("wagner-killed", "soldiers-killed") and row["quantity_min"]]
    figures = [row for row in told if row["event_id"] in REAL.manifest.fighting]
    assert [row["id"] for row in told if row not in figures] == ["K86", "K87", "K105"]  # of November 2024: not here
    assert figures
    for row in figures:
        lines = [line for line in charts.splitlines() if line.startswith(row["claimant"])]
        assert any(line.endswith("◐") == (len(told_by(row)) == 1) for line in lines), row["id"]


# --- open questions


def test_every_question_has_its_positions_holders_and_answer(seen: PageMaker) -> None:
    said = text(seen("evidence.py"))
    questions = rows_of("questions")
    for question in questions:
        assert f"#### {question['question']}" in said
        assert question["answer"] in said
    for position in rows_of("positions"):
        assert position["position"] in said
    badges = said.count(":gray-badge[not established]") + said.count(":gray-badge[established in part]")
    assert badges == len(questions) == 7


# --- corrections, on the page of method


def test_method_says_that_nothing_was_corrected_yet(opened: PageMaker) -> None:
    page = opened("method.py")
    said = text(page)
    assert "#### Corrections" in said
    assert ("No published row has been changed yet." in said) == (not rows_of("corrections"))


@pytest.fixture
def corrected(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The story with two corrections; the words that must be seen, the latest first."""
    corrections = pd.DataFrame(
        [
            ("C01", "2026-11-25", "K01", "quantity_min was 40.", "A *misread* copy.", "S08"),
            ("C02", "2026-12-01", "E34", "The day was the 26th.", "Nearly all give the 27th.", "S06"),
        ],
        columns=["id", "date", "row_id", "what_changed", "why", "source"],
    ).set_index("id")
    story = replace(reading.story(), corrections=corrections)
    monkeypatch.setattr(served, "load_story", lambda: story)
    served.tables.forget()
    yield [
        "**1 December 2026**, E34: The day was the 26th. Nearly all give the 27th. (S06)",
        "**25 November 2026**, K01: quantity_min was 40. A *misread* copy. (S08)",
    ]
    served.tables.forget()


def test_method_lists_every_correction_the_latest_first(opened: PageMaker, corrected: list[str]) -> None:
    page = opened("method.py")
    assert not page.exception
    said = text(page)
    assert "No published row has been changed yet." not in said
    assert all(line in said for line in corrected)
    assert said.index(corrected[0]) < said.index(corrected[1])
    assert any("\\*misread\\*" in part.value for part in page.markdown)  # shown letter by letter


def test_method_lists_no_correction_of_later_than_the_as_of_day(opened: PageMaker, corrected: list[str]) -> None:
    said = text(opened("method.py", asof=["2026-11-30"]))
    assert corrected[1] in said
    assert corrected[0] not in said
    assert "1 change was made after the as-of day and is not listed." in said
