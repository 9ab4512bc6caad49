"""What a page says on paper beside its map: the rows as tables, rival figures as charts, the sources, the colophon.

A sheet is plain data. The browser makes it into HTML when somebody prints a page (``drawing/browser/sheet.js``), and
sets every text as text. Its parts are blocks: ``words`` (title, lines), ``table`` (title, note, columns, rows, left),
``chart`` (title, note, limit, groups of lines) and ``sources`` (title, rows: id, publisher, title, day, address).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from geodata.asking.filters import sources_public
from geodata.drawing.card_document import card_document, source_document
from geodata.drawing.page_map import presence_on
from geodata.exports import sheet_charts, sheet_evidence, sheet_tables
from geodata.knowing.public_sources import with_public_sources
from geodata.languages import gettext, speaking
from geodata.languages.formats import day_words
from geodata.reading.coverage import beyond_words
from geodata.selecting.colophon import Colophon
from geodata.selecting.filter_words import short_words
from geodata.selecting.selection import Selection
from geodata.views.registry import find_kind

Block = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """What of a page is on the screen, beside the rows: ``day`` of the presence, ``part`` is the name of the open tab,
    "" for the first, ``scope`` that of the ledger.
    """

    page: str
    day: dt.date | None = None
    part: str = ""
    scope: str = "fighting"


def sheet(selection: Selection, about: Colophon, asked: Asked) -> dict[str, Any]:
    """Return the sheet of a page for the rows of a selection, in the language of the story.

    A page without rows of its own, and one that is not known, has a colophon and no blocks.
    """
    kind = find_kind(asked.page, selection.story)
    with speaking(selection.story.language):
        blocks = _card(selection)
        for name in kind.blocks(asked.part) if kind else ():
            blocks += BLOCKS[name](selection, asked)
        if kind and kind.has_map:  # where a viewer's own events lie beside the story
            blocks.append(sheet_tables.imported(selection, about.imported))
        blocks = [block for block in blocks if block]
        words = gettext("Filters: {filters} · As known on: {as_of}")
        asked_for = words.format(filters=short_words(about.filters), as_of=short_words(about.as_of))
        return {
            "filters": f"{asked_for} {beyond_words(selection.story, asked.day, asked.day)}".rstrip(),
            "wide": kind is not None and kind.is_wide,
            "blocks": [*blocks, *_sources(selection, blocks)],
            "foot": _foot(about),
            "margin": gettext("Data version {version}; printed {day}").format(
                version=about.data_version, day=day_words(about.made_at.date())
            ),
        }


def _foot(about: Colophon) -> list[str]:
    notes = (about.coverage, about.claims, about.borders, about.places)
    licence = gettext("Licence: {licence}").format(licence=about.licence)
    return [text for text in (*notes, about.citation, licence, about.credits) if text]


def _card(selection: Selection) -> list[Block]:
    """The card that is open, if one is."""
    story, row_id = selection.story, selection.chosen
    if row_id is None or not any(row_id in table.index for table in (story.events, story.presence, story.route)):
        return []
    card = card_document(story, row_id, selection.filters)
    facts = [gettext("{name}: {words}").format(name=name, words=words) for name, words in card["facts"]]
    who = ", ".join(story.actors.at[actor, "short_name"] for actor in card["who"])
    facts += [gettext("{name}: {words}").format(name=gettext("Who"), words=who)] if who else []
    lines = [card["kind"], *facts, *([card["text"]] if card["text"] else []), *(_claim(one) for one in card["claims"])]
    ids = list(dict.fromkeys([*card["sources"], *(source for one in card["claims"] for source in one["sources"])]))
    return [{"kind": "words", "title": card["title"], "lines": lines, "sources": ids}]


def _claim(claim: dict[str, Any]) -> str:
    when = f" ({claim['when']})" if claim["when"] else ""
    words = gettext("{name}: {words}").format(name=claim["claimant"] + when, words=claim["text"])
    return " ".join(part for part in (words, claim["single"]) if part)


def _sources(selection: Selection, blocks: Iterable[Block]) -> list[Block]:
    """Every source that a row of the sheet names, with its address; none beside a table that is one of sources."""
    named = {source for block in blocks for source in block.pop("sources", ())}
    rows = selection.story.sources
    rows = rows[rows.index.isin(named)]
    if rows.empty:
        return []
    undated = gettext("undated copy")
    lines = [
        [str(row.Index), row.publisher, row.title, document["when"] or undated, row.url]
        for row in rows.itertuples()
        for document in [source_document(rows.loc[row.Index])]
    ]
    return [{"kind": "sources", "title": gettext("Sources named above"), "rows": lines}]


def _steps(selection: Selection, asked: Asked) -> list[Block]:
    return [sheet_tables.steps(selection)]


def _key_claims(selection: Selection, asked: Asked) -> list[Block]:
    return [sheet_tables.key_claims(selection)]


def _events(selection: Selection, asked: Asked) -> list[Block]:
    return [sheet_tables.events(selection, selection.events)]


def _tolls_of_the_fighting(selection: Selection, asked: Asked) -> list[Block]:
    about = selection.rivals.index[selection.rivals["event_id"].isin(selection.story.manifest.fighting)]
    return [sheet_charts.tolls(selection, about, selection.story.manifest.tolls_of_fighting)]


def _legs(selection: Selection, asked: Asked) -> list[Block]:
    return [sheet_tables.legs(selection)]


def _waypoints(selection: Selection, asked: Asked) -> list[Block]:
    return [sheet_tables.waypoints(selection)]


def _strengths(selection: Selection, asked: Asked) -> list[Block]:
    return [sheet_charts.strengths(selection, asked.day)]


def _presence(selection: Selection, asked: Asked) -> list[Block]:
    return [sheet_tables.presence(selection, selection.presence, None)]


def _presence_on_the_day(selection: Selection, asked: Asked) -> list[Block]:
    story = selection.story
    mask = presence_on(story, selection.filters, asked.day)
    rows = with_public_sources(story, story.presence[mask], selection.filters)
    return [sheet_tables.presence(selection, rows, asked.day)]


def _ledger(selection: Selection, asked: Asked) -> list[Block]:
    return [sheet_evidence.ledger_table(selection, sheet_evidence.in_scope(selection, asked.scope))]


def _tolls_of_the_ledger(selection: Selection, asked: Asked) -> list[Block]:
    about = sheet_evidence.in_scope(selection, asked.scope).index
    return [sheet_charts.tolls(selection, about, selection.story.manifest.tolls_of_evidence)]


def _questions(selection: Selection, asked: Asked) -> list[Block]:
    return sheet_evidence.questions(selection)


def _claims(selection: Selection, asked: Asked) -> list[Block]:
    return [sheet_evidence.claims(selection)]


def _all_sources(selection: Selection, asked: Asked) -> list[Block]:
    story = selection.story
    return [sheet_evidence.all_sources(story.sources[sources_public(story, selection.filters)])]


def _facts(selection: Selection, asked: Asked) -> list[Block]:
    return [sheet_evidence.facts(selection)]


#: What a kind of page can name in its sheet (:mod:`geodata.views.page_kind`).
BLOCKS: dict[str, Callable[[Selection, Asked], list[Block]]] = {
    "key_claims": _key_claims,
    "events": _events,
    "steps": _steps,
    "tolls_of_the_fighting": _tolls_of_the_fighting,
    "legs": _legs,
    "waypoints": _waypoints,
    "strengths": _strengths,
    "presence": _presence,
    "presence_on_the_day": _presence_on_the_day,
    "ledger": _ledger,
    "tolls_of_the_ledger": _tolls_of_the_ledger,
    "questions": _questions,
    "claims": _claims,
    "sources": _all_sources,
    "facts": _facts,
}
