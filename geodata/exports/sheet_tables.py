"""The tables of a printed page, each row with the sources it rests on. See :mod:`geodata.exports.sheet`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import pandas as pd

from geodata.asking.filters import events_mask
from geodata.drawing.story_document import short_name
from geodata.drawing.style import CONFIDENCE, LEG_KINDS, NATURES, PHASES
from geodata.imported.shown import held_back
from geodata.imported.texts import text_rows
from geodata.importers.country_names import country_name
from geodata.knowing.presence import report_periods
from geodata.knowing.public_sources import relay_words, single_mark
from geodata.knowing.rivals import dimmed_words, key_rivals, key_words
from geodata.knowing.route import PLAUSIBLE_KM_PER_DAY
from geodata.knowing.tolls import figure_words, range_words
from geodata.languages import gettext, ngettext, noop
from geodata.languages.formats import day_words, number
from geodata.reading.partial_dates import date_words
from geodata.reading.terms import called
from geodata.selecting.selection import Selection
from geodata.views.days import steps_of

#: The most rows of one table on paper.
MOST = 300

#: What is said of each source.
SOURCE_COLUMNS = (noop("id"), noop("publisher"), noop("title"), noop("published"), noop("address"))

#: The heads of all columns, here so that their words are found; :func:`heads` says them.
_WORDS = (
    *(noop("no."), noop("id"), noop("when"), noop("event"), noop("where"), noop("kind"), noop("who")),
    *(noop("confidence"), noop("sources"), noop("claimant"), noop("figure"), noop("claimed"), noop("claim")),
    *(noop("about"), noop("rated"), noop("leg"), noop("phase"), noop("how sure"), noop("km"), noop("km a day")),
    *(noop("what is known of it"), noop("waypoint"), noop("what is known"), noop("what is interpolated")),
    *(noop("force"), noop("role"), noop("what"), noop("strength, as claimed")),
    *(noop("fact"), noop("shown by"), noop("carries"), noop("title"), noop("deaths"), noop("source")),
)


def table(
    title: str,
    columns: list[str],
    rows: list[list[str]],
    sources: Iterable[str] = (),
    note: str = "",
    total: int | None = None,
    dimmed: Iterable[bool] = (),
) -> dict[str, Any]:
    """Return a table of at most :data:`MOST` rows, with a sentence on how many are left out; {} when it has no row.

    ``total`` is how many rows there are where ``rows`` are cut already. ``dimmed`` says of each row whether it steps
    back; its words have to say so too.
    """
    if not rows:
        return {}
    left = (len(rows) if total is None else total) - MOST
    words = ngettext(
        "{n} more row passes the filter and is left out on paper; “Take it with you” has them all.",
        "{n} more rows pass the filter and are left out on paper; “Take it with you” has them all.",
        left,
    ).format(n=number(left))
    return {
        "kind": "table",
        "title": title,
        "note": note,
        "columns": columns,
        "rows": rows[:MOST],
        "dimmed": list(dimmed)[:MOST],
        "left": words if left > 0 else "",
        "sources": sorted(set(sources)),
    }


def heads(*words: str) -> list[str]:
    return [gettext(word) for word in words]


def events(selection: Selection, rows: pd.DataFrame) -> dict[str, Any]:
    """The events, in order of time."""
    ordered = rows.sort_values(["start", "end"], kind="stable")
    names = ("id", "when", "event", "where", "kind", "who", "confidence", "sources")
    lines = [_event(selection, row) for row in ordered.itertuples()]
    return table(gettext("Events shown"), heads(*names), lines, named_in(rows))


def _event(selection: Selection, row: Any) -> list[str]:
    story = selection.story
    return [
        row.Index,
        date_words(row.date_start, row.date_end, row.date_precision),
        row.title,
        _where(selection, row),
        called(story.manifest.kinds, row.kind),
        ", ".join(story.actors.at[actor, "short_name"] for actor in row.actor_ids),
        _sure(row.confidence),
        ids_words(row.source_ids),
    ]


def _where(selection: Selection, row: Any) -> str:
    """The place and its country, unless the one names the other."""
    if not row.place_id:
        return gettext("no place given")
    place, country = selection.story.places.at[row.place_id, "name"], country_name(selection.story, row.country)
    return str(place) if country in place else f"{place}, {country}"


def steps(selection: Selection) -> dict[str, Any]:
    """The days of the fighting: the events that are numbered steps on its map."""
    numbers = steps_of(selection.story, events_mask(selection.story, selection.filters))
    rows = selection.events.loc[[event for event in numbers if event in selection.events.index]]
    names = ("no.", "id", "when", "event", "where", "kind", "who", "confidence", "sources")
    lines = [[number(numbers[row.Index]), *_event(selection, row)] for row in rows.itertuples()]
    return table(gettext("The days"), heads(*names), lines, named_in(rows))


def key_claims(selection: Selection) -> dict[str, Any]:
    """The figures that open the story, each with its claimant; those that the filters do not match are dimmed."""
    rows = selection.rivals.loc[key_rivals(selection.story, selection.filters)]
    names = ("claimant", "figure", "claimed", "claim", "sources")
    note = selection.story.manifest.sentence("rival_figures")
    title = gettext("How many died depends on who speaks")
    if len(rows):
        note = f"{note} {key_words(selection.story, selection.filters)}"
    lines = [
        [
            claimant_words(row.claimant, row.dimmed),
            figure_words(rows.loc[row.Index]),
            day_or_none(row.date_claimed),
            row.claim,
            carried_by(selection, row),
        ]
        for row in rows.itertuples()
    ]
    return table(title, heads(*names), lines, named_in(rows), note, dimmed=rows["dimmed"] != "")


def claimant_words(claimant: str, why: str) -> str:
    """The claimant of a rival claim, with the words that it is dimmed and ``why``, "" where it is not."""
    return " ".join(part for part in (claimant, f"({dimmed_words(why)})" if why else "") if part)


def legs(selection: Selection) -> dict[str, Any]:
    """The legs of the route in the order of travel."""
    story = selection.story
    names = ("leg", "phase", "how sure", "km", "km a day", "what is known of it", "sources")
    lines = []
    for leg in selection.legs:
        ends = (story.route.at[point, "place_id"] for point in (leg.from_id, leg.to_id))
        start = f" ({leg.start_version})" if leg.start_version != "both" else ""
        speed = "" if leg.km_per_day is None else f"{number(leg.km_per_day, 0)}{' ⚠' if leg.is_implausible else ''}"
        phase, kind = PHASES[leg.phase].label, LEG_KINDS[leg.kind].label
        road = " → ".join(short_name(story.places.at[place, "name"]) for place in ends) + start
        lines.append(
            [road, gettext(phase), gettext(kind), number(leg.km, 0), speed, leg.note, ids_words(leg.source_ids)]
        )
    note = gettext(
        "Lengths are straight lines; no track of the column was published. ⚠ marks more than {km} km a day."
    ).format(km=number(PLAUSIBLE_KM_PER_DAY, 0))
    named = [source for leg in selection.legs for source in leg.source_ids]
    return table(gettext("Legs of the route"), heads(*names), lines, named, note)


def waypoints(selection: Selection) -> dict[str, Any]:
    """The points on the way, with what is known of each and what is interpolated."""
    rows = selection.waypoints
    names = ("waypoint", "when", "what is known", "what is interpolated", "confidence", "sources")
    lines = [
        [
            row.waypoint,
            date_words(row.date_start, row.date_end) if row.date_start else "",
            row.what_is_known,
            row.what_is_interpolation,
            _sure(row.confidence),
            ids_words(row.source_ids),
        ]
        for row in rows.itertuples()
    ]
    return table(gettext("Waypoints"), heads(*names), lines, named_in(rows))


def presence(selection: Selection, rows: pd.DataFrame, day: dt.date | None) -> dict[str, Any]:
    """The reports of presence, each with the strength that somebody claims; ``day`` is the day they are shown for."""
    names = ("id", "where", "force", "role", "what", "when", "strength, as claimed", "confidence", "sources")
    periods = report_periods(selection.story, selection.filters.known_on)
    lines = [
        [
            row.Index,
            _where(selection, row),
            row.force,
            row.role,
            gettext(str(NATURES[row.nature]["label"])),
            periods[row.Index],
            _strength(row),
            _sure(row.confidence),
            ids_words(row.source_ids),
        ]
        for row in rows.itertuples()
    ]
    note = ""
    if day is not None:
        note = gettext(
            "For {day}. Reports without a start date are left out; one without an end date counts on, which proves "
            "nothing about that day."
        ).format(day=day_words(day))
    title = selection.story.manifest.sentence("reports")
    return table(title, heads(*names), lines, named_in(rows), note)


def _strength(row: Any) -> str:
    if pd.isna(row.strength_min) and pd.isna(row.strength_max):
        return ""
    words = gettext("{figure} men, according to {claimant}")
    return words.format(figure=range_words(row.strength_min, row.strength_max), claimant=row.strength_claimant)


def imported(selection: Selection, about: str) -> dict[str, Any]:
    """The events that lie beside the story, in order of time, under the sentence on whose they are; {} for none.

    Where their terms forbid passing rows on, the sentence stands alone.
    """
    shown = selection.imported
    if shown is None or not shown.mask.any():
        return {}
    title = gettext(shown.events.whose.title)
    if held_back(shown.events):
        return {"kind": "words", "title": title, "lines": [about]}
    rows = shown.events.in_order[shown.mask[shown.events.in_order]]
    names = ("when", "title", "where", "kind", "who", "deaths", "source")
    lines = [[row[name] for name in names] for row in text_rows(shown.events, rows[:MOST])]
    return table(title, heads(*names), lines, note=about, total=len(rows))


def _sure(confidence: str) -> str:
    look = CONFIDENCE[confidence]
    return f"{look['mark']} {gettext(str(look['label']))}"


def day_or_none(partial: str) -> str:
    return date_words(partial) if partial else ""


def ids_words(source_ids: Iterable[str]) -> str:
    return ", ".join(source_ids)


def carried_by(selection: Selection, row: Any) -> str:
    marks = (single_mark(selection.story, row.source_ids), relay_words(selection.story, row.source_ids))
    return " ".join(filter(None, (ids_words(row.source_ids), gettext("; ").join(filter(None, marks)))))


def named_in(rows: pd.DataFrame) -> list[str]:
    return [source for ids in rows["source_ids"] for source in ids]
