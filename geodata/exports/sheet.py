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

from geodata.coverage import beyond_words
from geodata.drawing.card_document import card_document, source_document
from geodata.drawing.page_map import presence_on
from geodata.exports import sheet_charts, sheet_evidence, sheet_tables
from geodata.exports.colophon import Colophon
from geodata.exports.filter_words import short_words
from geodata.exports.selection import Selection
from geodata.filters import sources_public
from geodata.languages import gettext, speaking
from geodata.languages.formats import day_words
from geodata.public_sources import with_public_sources

Block = dict[str, Any]

#: Pages whose sheets lie on their side: they have a map or a table of many columns.
WIDE = ("overview", "kidal_ambush", "convoy_route", "russian_presence", "timeline", "evidence")

#: Pages on which a viewer's own events lie beside the story.
WITH_OWN = WIDE[:5]

#: The tables of the page on evidence, in the order of its tabs.
PARTS = ("ledger", "questions", "claims", "events", "sources", "facts")


@dataclass(frozen=True)
class Asked:
    """What of a page is on the screen, beside the rows: ``day`` of the presence, ``part`` and ``scope`` of evidence."""

    page: str
    day: dt.date | None = None
    part: str = "ledger"
    scope: str = "ambush"


def sheet(selection: Selection, about: Colophon, asked: Asked) -> dict[str, Any]:
    """Return the sheet of a page for the rows of a selection, in the language of the story.

    A page without rows of its own, and one that is not known, has a colophon and no blocks.
    """
    with speaking(selection.story.language):
        blocks = [*_card(selection), *_BLOCKS.get(asked.page, _nothing)(selection, asked)]
        if asked.page in WITH_OWN:
            blocks.append(sheet_tables.imported(selection, about.imported))
        blocks = [block for block in blocks if block]
        words = gettext("Filters: {filters} · As known on: {as_of}")
        asked_for = words.format(filters=short_words(about.filters), as_of=short_words(about.as_of))
        return {
            "filters": f"{asked_for} {beyond_words(selection.story, asked.day, asked.day)}".rstrip(),
            "wide": asked.page in WIDE,
            "blocks": [*blocks, *_sources(selection, blocks)],
            "foot": _foot(about),
            "margin": gettext("Data version {version}; printed {day}").format(
                version=about.data_version, day=day_words(about.made_at.date())
            ),
        }


def _foot(about: Colophon) -> list[str]:
    notes = (about.coverage, about.claims, about.borders, about.places)
    licence = gettext("Licence: {licence}").format(licence=about.licence)
    return [*notes, about.citation, licence, about.credits]


def _nothing(selection: Selection, asked: Asked) -> list[Block]:
    return []


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


def _overview(selection: Selection, asked: Asked) -> list[Block]:
    return [sheet_tables.key_claims(selection), sheet_tables.events(selection, selection.events)]


def _kidal_ambush(selection: Selection, asked: Asked) -> list[Block]:
    about = selection.rivals.index[selection.rivals["event_id"].isin(selection.story.manifest.fighting)]
    return [
        sheet_tables.steps(selection),
        sheet_charts.tolls(selection, about, selection.story.manifest.tolls_of_fighting),
    ]


def _convoy_route(selection: Selection, asked: Asked) -> list[Block]:
    return [sheet_tables.legs(selection), sheet_tables.waypoints(selection)]


def _russian_presence(selection: Selection, asked: Asked) -> list[Block]:
    story = selection.story
    mask = presence_on(story, selection.filters, asked.day)
    rows = with_public_sources(story, story.presence[mask], selection.filters)
    return [sheet_charts.strengths(selection, asked.day), sheet_tables.presence(selection, rows, asked.day)]


def _timeline(selection: Selection, asked: Asked) -> list[Block]:
    return [
        sheet_tables.events(selection, selection.events),
        sheet_tables.presence(selection, selection.presence, None),
    ]


def _evidence(selection: Selection, asked: Asked) -> list[Block]:
    story, public = selection.story, sources_public(selection.story, selection.filters)
    if asked.part == "ledger":
        claims = sheet_evidence.in_scope(selection, asked.scope)
        outcomes = story.manifest.tolls_of_evidence
        return [sheet_evidence.ledger_table(selection, claims), sheet_charts.tolls(selection, claims.index, outcomes)]
    if asked.part == "questions":
        return sheet_evidence.questions(selection)
    if asked.part == "claims":
        return [sheet_evidence.claims(selection)]
    if asked.part == "events":
        return [sheet_tables.events(selection, selection.events)]
    if asked.part == "facts":
        return [sheet_evidence.facts(selection)]
    return [sheet_evidence.all_sources(story.sources[public])]


_BLOCKS: dict[str, Callable[[Selection, Asked], list[Block]]] = {
    "overview": _overview,
    "kidal_ambush": _kidal_ambush,
    "convoy_route": _convoy_route,
    "russian_presence": _russian_presence,
    "timeline": _timeline,
    "evidence": _evidence,
}
