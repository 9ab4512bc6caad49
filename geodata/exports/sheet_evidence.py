"""The tables of the page on evidence, on paper: ledger, questions, claims, sources, facts of the base document."""

from __future__ import annotations

from typing import Any

import pandas as pd

from geodata.asking.filters import public_by, sources_public
from geodata.asking.told_titles import event_titles
from geodata.exports.sheet_tables import SOURCE_COLUMNS, carried_by, day_or_none, heads, ids_words, named_in, table
from geodata.knowing.ledger import cell_words, ledger, notes, said_dimmed, signs
from geodata.knowing.public_sources import base_is_public
from geodata.knowing.rivals import dimmed_summary
from geodata.knowing.tolls import figure_words
from geodata.languages import gettext, noop
from geodata.reading.partial_dates import date_words
from geodata.reading.story import Story, base_document
from geodata.selecting.selection import Selection

_ESTABLISHED = {"no": noop("not established"), "partly": noop("established in part")}


def claims(selection: Selection) -> dict[str, Any]:
    """Every claim, with the event it speaks of."""
    rows, titles = selection.claims, event_titles(selection.story, selection.filters.known_on)
    names = ("id", "claimant", "claim", "figure", "claimed", "about", "rated", "sources")
    lines = [
        [
            row.Index,
            row.claimant,
            row.claim,
            figure_words(rows.loc[row.Index]),
            day_or_none(row.date_claimed),
            titles[row.event_id],
            row.credibility,
            carried_by(selection, row),
        ]
        for row in rows.itertuples()
    ]
    return table(gettext("Claims"), heads(*names), lines, named_in(rows))


def in_scope(selection: Selection, scope: str) -> pd.DataFrame:
    """The rival claims that the ledger holds: about the ``fighting``, ``all``, or about one event, by its id.

    In a story without fighting all of them stand for those about it.
    """
    rows, story = selection.rivals, selection.story
    about = (scope,) if scope in story.events.index else story.manifest.fighting
    return rows if scope == "all" or not about else rows[rows["event_id"].isin(about)]


def ledger_table(selection: Selection, rows: pd.DataFrame) -> dict[str, Any]:
    """The ledger: claimants by outcome, parties to the fight first, then those close to one."""
    story = selection.story
    matrix = ledger(story, story.claims.index.to_series().isin(rows.index))
    sign = signs(story)
    columns = [gettext("claimant"), *(story.manifest.columns[column].words() for column in matrix), gettext("sources")]
    lines = []
    for claimant, cells in matrix.iterrows():
        ids = [claim for cell in cells for claim in cell]
        named = dict.fromkeys(source for claim in ids for source in rows.at[claim, "source_ids"])
        lines.append(
            [f"{sign[str(claimant)]} {claimant}", *(_cell(story, rows, cell) for cell in cells), ids_words(named)]
        )
    note = gettext(
        "Rows are claimants: ◆ parties to the fight first, then ■ those close to a party, then ● everybody else. "
        "Nothing is added across claimants."
    )
    note = " ".join(filter(None, [note, *notes(story, rows.index), dimmed_summary(rows["dimmed"])]))
    return table(gettext("Ledger"), columns, lines, named_in(rows), note)


def _cell(story: Story, rows: pd.DataFrame, claim_ids: tuple[str, ...]) -> str:
    """The words of a cell on a screen, but a claim without a figure in full: nobody can open a cell on paper."""
    said = [
        cell_words(story, (one,)) if figure_words(rows.loc[one]) else str(rows.at[one, "claim"]) for one in claim_ids
    ]
    dimmed = [bool(rows.at[one, "dimmed"]) for one in claim_ids]
    return gettext("; ").join(said_dimmed(words) if dim else words for words, dim in zip(said, dimmed, strict=True))


def questions(selection: Selection) -> list[dict[str, Any]]:
    """The open questions, each with the positions that were public by the as-of day."""
    story, published = selection.story, sources_public(selection.story, selection.filters)
    positions = story.positions[public_by(story, story.positions, selection.filters)]
    blocks = []
    for question_id, question in story.questions.iterrows():
        held = positions[positions["question_id"] == question_id].sort_values("start", kind="stable")
        if held.empty:
            continue
        named, lines = [source for ids in held["source_ids"] for source in ids if published[source]], []
        if selection.filters.known_on is None:
            lines = [f"{gettext(_ESTABLISHED[question['established']])}. {question['answer']}"]
            named += question["source_ids"]
        for row in held.itertuples():
            since = f" ({date_words(row.since)})" if row.since else ""
            ids = ids_words(source for source in row.source_ids if published[source])
            who = story.actors.at[row.holder_id, "short_name"] + since
            lines.append(gettext("{name}: {words}").format(name=who, words=f"{row.position} [{ids}]"))
        blocks.append({"kind": "words", "title": question["question"], "lines": lines, "sources": named})
    return blocks


def all_sources(rows: pd.DataFrame) -> dict[str, Any]:
    """Every source, with its rating by the Admiralty scale."""
    columns = heads(*SOURCE_COLUMNS[:4], "rated", "carries", SOURCE_COLUMNS[4])
    undated = gettext("undated copy")
    lines = [
        [
            str(row.Index),
            row.publisher,
            row.title,
            date_words(row.published) if row.published else undated,
            row.reliability,
            row.origin,
            row.url,
        ]
        for row in rows.itertuples()
    ]
    return table(gettext("Sources"), columns, lines)


def facts(selection: Selection) -> dict[str, Any]:
    """The facts of the base document; none before it was published."""
    story = selection.story
    if not base_is_public(story, selection.filters):
        return {}
    names = ("id", "kind", "fact", "shown by")
    lines = [[str(row.Index), gettext(row.kind), row.fact, ", ".join(row.row_ids)] for row in story.facts.itertuples()]
    return table(gettext("Facts of the base document"), heads(*names), lines, [base_document(story)])
