"""The parts of the printed brief that are tables and lists: claims, open questions, method, sources."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Any
from xml.sax.saxutils import escape

import pandas as pd
from reportlab.lib.colors import HexColor
from reportlab.platypus import CondPageBreak, PageBreak, Paragraph, Table, TableStyle

from geodata.asking.filters import public_by, sources_public
from geodata.exports.brief_page import Heading, link, linked, styles
from geodata.exports.scene_maps import source_words
from geodata.exports.sheet_tables import claimant_words
from geodata.knowing.public_sources import single_mark
from geodata.knowing.rivals import dimmed_summary
from geodata.knowing.tolls import counted, range_words
from geodata.languages import gettext
from geodata.reading.partial_dates import date_words
from geodata.reading.story import Story
from geodata.reading.terms import called
from geodata.selecting.selection import Selection

#: A heading stands on a page only with this much room below it, in points.
_HEAD_ROOM = 90
_LINE, _SHADE = HexColor("#d9d3c7"), HexColor("#f3f0e9")


def claims_table(selection: Selection, width: float) -> list[Any]:
    """Return every claim with claimant, figure, date and sources, by what it speaks of. Nothing is added up.

    Rivals of a claim stand beside it though the filters do not match them: dimmed, and saying why.
    """
    claims = selection.rivals
    parts: list[Any] = [Heading(gettext("Who says what"))]
    if claims.empty:
        return [*parts, Paragraph(gettext("No claim passes the filters."), styles()["text"]), PageBreak()]
    words = gettext(
        "Each line is one claim. Rival figures stand side by side and are never added, averaged or reduced to one."
    )
    parts.append(Paragraph(f"{words} {escape(dimmed_summary(claims['dimmed']))}".strip(), styles()["text"]))
    first = counted(selection.story)
    outcomes = [*first, *sorted(set(claims["outcome"]) - set(first))]
    for outcome in outcomes:
        rows = claims[claims["outcome"] == outcome].sort_values("start", kind="stable")
        if len(rows):
            parts.append(CondPageBreak(_HEAD_ROOM))
            parts.append(Paragraph(escape(called(selection.story.manifest.outcomes, outcome)), styles()["under"]))
            parts.append(
                _table(
                    _claim_cells(selection, rows),
                    width,
                    (0.22, 0.13, 0.13, 0.38, 0.14),
                    dimmed={line for line, why in enumerate(rows["dimmed"], start=1) if why},
                )
            )
    return [*parts, PageBreak()]


def question_parts(selection: Selection) -> list[Any]:
    """Return the open questions with their answers, and the positions that were public by the as-of day.

    The answers sum up what this version of the tables holds, so with an as-of day they are left out; a question on
    which nobody had taken a position by then is left out whole.
    """
    story, look, day = selection.story, styles(), selection.filters.known_on
    published = sources_public(story, selection.filters)
    public = story.positions[public_by(story, story.positions, selection.filters)]
    parts: list[Any] = []
    for question_id, row in story.questions.iterrows():
        held = public[public["question_id"] == question_id]
        if day and held.empty:
            continue
        parts.append(CondPageBreak(_HEAD_ROOM))
        parts.append(Paragraph(linked(row["question"]), look["under"]))
        if day is None:
            parts.append(Paragraph(linked(row["answer"]), look["text"]))
        for _, position in held.iterrows():
            holder = story.actors.at[position["holder_id"], "name"]
            when = f" ({date_words(position['since'])})" if position["since"] else ""
            ids = _ids(position["source_ids"], published)
            said = gettext("{name}: {words}").format(
                name=f"<b>{linked(holder)}</b>{when}", words=f"{linked(position['position'])} [{linked(ids)}]"
            )
            parts.append(Paragraph(said, look["item"], bulletText="•"))
        if day is None:
            ids = gettext("Sources: {names}").format(names=", ".join(row["source_ids"]))
            parts.append(Paragraph(linked(ids), look["small"]))
    if not parts:
        return []
    note = gettext("The answers to these questions were written later and are left out.") if day else ""
    return [
        Heading(gettext("Open questions")),
        *([Paragraph(note, look["small"])] if note else []),
        *parts,
        PageBreak(),
    ]


def method_parts(method: str, width: float) -> list[Any]:
    """Return the text of the method. Its Markdown has headings, lists, tables, paragraphs, and * for emphasis."""
    if not method.strip():
        return []
    look = styles()
    parts: list[Any] = [Heading(gettext("Method"))]
    for block in re.split(r"\n\s*\n", _spaced(method)):
        lines = block.strip().splitlines()
        if not lines:
            continue
        if lines[0].startswith("#"):
            parts.append(CondPageBreak(_HEAD_ROOM))
            parts.append(Paragraph(_emphasis(lines[0].lstrip("# ")), look["under"]))
        elif lines[0].startswith("|"):
            parts.append(_method_table(lines, width))
        elif lines[0].startswith("- "):
            items = [line[2:] for line in lines if line.startswith("- ")]
            parts += [Paragraph(_emphasis(item), look["item"], bulletText="•") for item in items]
        else:
            parts.append(Paragraph(_emphasis(" ".join(lines)), look["text"]))
    return [*parts, PageBreak()]


def source_list(selection: Selection, named: pd.DataFrame) -> list[Any]:
    """Return every source that a row shown or a scene names, with its address as a link."""
    story, published = selection.story, sources_public(selection.story, selection.filters)
    wanted = {*selection.sources.index, *named.index, *(s for ids in selection.rivals["source_ids"] for s in ids)}
    for table in (story.questions, story.positions):
        wanted.update(source for ids in table["source_ids"] for source in ids)
    wanted = {source for source in wanted if published[source]}
    parts: list[Any] = [Heading(gettext("Sources"))]
    for source_id, row in story.sources[story.sources.index.isin(wanted)].iterrows():
        words = linked(source_words(str(source_id), row))
        address = f" {link(row['url'], row['url'])}" if row["url"] else ""
        parts.append(Paragraph(words + address, styles()["source"]))
    return parts


def _claim_cells(selection: Selection, rows: pd.DataFrame) -> list[list[str]]:
    story = selection.story
    cells = [[gettext("Claimant"), gettext("Figure"), gettext("Date"), gettext("Claim"), gettext("Sources")]]
    for row in rows.itertuples():
        figure = range_words(row.quantity_min, row.quantity_max)
        when = date_words(row.date_claimed) if row.date_claimed else gettext("no date seen")
        cells.append(
            [
                claimant_words(row.claimant, row.dimmed),
                figure,
                when,
                row.claim,
                f"{', '.join(row.source_ids)}{_single(story, row.source_ids)}",
            ]
        )
    return cells


def _single(story: Story, source_ids: tuple[str, ...]) -> str:
    """The words alone: the brief's face has no half circle."""
    mark = single_mark(story, source_ids)
    return f" ({mark.removeprefix('◐ ')})" if mark else ""


def _ids(source_ids: tuple[str, ...], published: pd.Series) -> str:
    """The sources that were public by the as-of day, by id."""
    return ", ".join(source for source in source_ids if published[source])


def _table(
    cells: list[list[str]],
    width: float,
    shares: tuple[float, ...],
    emphasis: bool = False,
    dimmed: Collection[int] = (),
) -> Table:
    """Set a table; ``dimmed`` are its lines that step back, counted from the head, which is 0."""
    look, written = styles(), _emphasis if emphasis else linked
    kinds = ["dimmed" if line in dimmed else "cell" if line else "cellhead" for line in range(len(cells))]
    rows = [[Paragraph(written(cell), look[kind]) for cell in row] for row, kind in zip(cells, kinds, strict=True)]
    # a cell of many words may be taller than a page
    table = Table(rows, colWidths=[width * share for share in shares], repeatRows=1, hAlign="LEFT", splitInRow=1)
    table.setStyle(
        TableStyle(
            [
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("LINEBELOW", (0, 0), (-1, -1), 0.5, _LINE),
                ("BACKGROUND", (0, 0), (-1, 0), _SHADE),
                ("LEFTPADDING", (0, 0), (-1, -1), 4),
                ("RIGHTPADDING", (0, 0), (-1, -1), 4),
                ("TOPPADDING", (0, 0), (-1, -1), 2.5),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 3.5),
            ]
        )
    )
    return table


def _method_table(lines: list[str], width: float) -> Table:
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    rows = [row for row in rows if not all(set(cell) <= set("-: ") for cell in row)]
    return _table(rows, width, tuple(1 / len(rows[0]) for _ in rows[0]), emphasis=True)


def _spaced(text: str) -> str:
    """Part headings from the text that follows them on the next line."""
    return re.sub(r"(?m)^(#+ .*)$", r"\n\1\n", text)


def _emphasis(text: str) -> str:
    # the brief's face has no full and half circles: the words beside them say the same
    plain = linked(re.sub(r"[●◐○]\s*", "", text))
    plain = re.sub(r"\*\*(.+?)\*\*", r"<b>\1</b>", plain)
    plain = re.sub(r"\*(.+?)\*", r"<i>\1</i>", plain)
    return re.sub(r"`(.+?)`", r"\1", plain)
