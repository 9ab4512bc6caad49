"""Rival figures on the pages: a filter leaves none to stand alone; it dims what it does not match and says why."""

from __future__ import annotations

import datetime as dt

import pytest
from streamlit.dataframe_util import convert_arrow_bytes_to_pandas_df
from streamlit.testing.v1 import AppTest

from geodata.asking.filters import Filters, sources_public
from geodata.drawing.looks import LIGHT
from pages.viewing import reading
from tests.pages.conftest import PageMaker
from tests.pages.elements import choose_cell, ledger_of
from tests.real_story import REAL

WHY = "dimmed: not about an event of the chosen actor"


def figures(page: AppTest) -> dict[str, str]:
    """The words of each key figure, by the id of its claim."""
    claimants = reading.story().claims["claimant"]
    words = [part.value.replace("\\", "") for part in page.markdown]
    keys = [button.key or "" for button in page.button]
    opens = [key.removeprefix("open.") for key in keys if key.startswith("open.K")]
    said = [one for one in words if "  \n**" in one]
    assert len(said) == len(opens)
    assert all(claimants[claim].split(" (")[0] in text for claim, text in zip(opens, said, strict=True))
    return dict(zip(opens, said, strict=True))


def test_with_jnim_chosen_every_key_figure_stands_and_the_others_say_why_they_are_dimmed(seen: PageMaker) -> None:
    shown = figures(seen(actor=["jnim"]))
    assert list(shown) == list(REAL.manifest.key_claims)
    assert WHY not in shown["K01"]
    assert all(text.endswith(f"*{WHY}*") for claim, text in shown.items() if claim != "K01")


def test_without_a_filter_no_key_figure_is_dimmed_and_the_panel_says_that_it_is_a_choice(seen: PageMaker) -> None:
    page = seen()
    assert not [text for text in figures(page).values() if "dimmed" in text]
    assert any(part.value.startswith("7 of 19 rival claims on these tolls") for part in page.caption)


def test_as_of_a_day_what_was_not_yet_public_is_gone_not_dimmed(seen: PageMaker) -> None:
    shown = figures(seen(actor=["jnim"], asof=["2024-08-01"]))
    assert list(shown) == ["K01", "K03", "K04", "K18"]
    published = sources_public(reading.story(), Filters(known_on=dt.date(2024, 8, 1)))
    later = reading.story().sources.loc[~published, "url"]
    assert not [url for url in later for text in shown.values() if url and f"({url})" in text]


def test_as_of_28_july_2024_no_key_figure_had_been_published(seen: PageMaker) -> None:
    page = seen(asof=["2024-07-28"])
    assert figures(page) == {}
    said = [part.value.replace("\\", "") for part in page.markdown]
    assert (
        "*None of the figures that stand here was public by 28 July 2024. "
        "5 other claims on these tolls were; the ledger under Evidence has them.*"
    ) in said
    assert not [words for words in said if "filter leaves out" in words]


def test_where_the_ambush_is_out_of_view_so_are_its_tolls(seen: PageMaker) -> None:
    assert figures(seen(country=["CAF"])) == {}


@pytest.mark.parametrize("file", ["episode.py", "evidence.py"])
def test_the_charts_hold_every_rival_and_mark_the_dimmed(seen: PageMaker, file: str) -> None:
    def lines(page: AppTest) -> dict[str, bool]:
        charts = [convert_arrow_bytes_to_pandas_df(c.proto.data.data) for c in page.get("vega_lite_chart")]
        return {row.label: row.dimmed for chart in charts for row in chart.itertuples()}

    everyone, filtered = lines(seen(file)), lines(seen(file, actor=["jnim"]))
    bare = {label.removesuffix(" (dimmed)"): dimmed for label, dimmed in filtered.items()}
    tolls = {label for label in everyone if "Wagner" in label or "rebels" in label or "JNIM" in label}
    assert set(bare) <= set(everyone)
    assert tolls & set(bare)
    assert any(label.startswith("CSP-DPA rebels") and dimmed for label, dimmed in bare.items())
    assert any(label.startswith("JNIM") and not dimmed for label, dimmed in bare.items())
    assert all(label.endswith("(dimmed)") == dimmed for label, dimmed in filtered.items())
    if file == "episode.py":
        assert set(bare) == set(everyone)


def test_the_ledger_keeps_rivals_in_muted_ink_and_in_words(opened: PageMaker) -> None:
    page = opened("evidence.py", actor=["jnim"])
    assert not page.exception
    frame, element = ledger_of(page)
    row = next(i for i, name in enumerate(frame["claimant"]) if name.endswith("CSP-DPA rebels"))
    assert frame.at[row, "Wagner killed"] == "84 · 1 Aug (dimmed)"
    assert f"color: {LIGHT.muted}" in element.proto.arrow_data.styler.styles
    assert any(WHY in part.value and "stay in view" in part.value for part in page.caption)
    behind = choose_cell(page, "CSP-DPA rebels", "Wagner killed")
    assert f"*{WHY}*" in [part.value.replace("\\", "") for part in behind.caption]


def test_the_panel_of_strengths_keeps_rivals_and_says_why_they_are_dimmed(seen: PageMaker) -> None:
    page = seen("presence.py", actor=["bear-brigade"])
    assert not page.exception
    (chart,) = page.get("vega_lite_chart")
    rows = convert_arrow_bytes_to_pandas_df(chart.proto.data.data)
    assert list(rows["dimmed"]).count(False) == 1
    assert len(rows) > 3
    assert all(row.label.endswith(" (dimmed)") == row.dimmed for row in rows.itertuples())
    assert set(rows.loc[rows["dimmed"], "hint"].str.split("; ").str[-1]) == {"dimmed: not of the chosen actor"}
    assert any(part.value.endswith("stay in view, dimmed: not of the chosen actor.") for part in page.caption)
