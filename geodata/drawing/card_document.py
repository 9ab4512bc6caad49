"""The cards as data: the parts of a card in their order, for pages and for hand-outs alike.

A card has ``title``, ``kind`` (words, with the confidence), ``confidence``, ``facts`` (pairs of name and words),
``who`` (actor ids), ``text``, ``base`` (what the base document says), ``claims`` and ``sources`` (ids).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pandas as pd

from geodata.asking.filters import Filters, public_by, sources_public
from geodata.drawing.style import CONFIDENCE, NATURES
from geodata.importers.country_names import country_name
from geodata.knowing.presence import report_periods
from geodata.knowing.public_sources import base_is_public, relay_words, single_mark, with_public_sources
from geodata.knowing.tolls import figure_words, range_words
from geodata.languages import gettext, noop
from geodata.languages.formats import hour_words
from geodata.reading.partial_dates import date_words
from geodata.reading.precision import place_words
from geodata.reading.story import Story
from geodata.reading.terms import called

_DATE_WORDS = {
    "day": noop("known to the day"),
    "latest": noop("the day is not known; this is the latest possible one"),
    "month": noop("known to the month"),
    "season": noop("known only roughly; the span is a drawing aid"),
    "year": noop("known to the year"),
}


def card_document(story: Story, row_id: str, filters: Filters) -> dict[str, Any]:
    """Return the card of an event, a report of presence or a waypoint, with what was public by the as-of day.

    Raises KeyError for another id.
    """
    return card_documents(story, [row_id], filters)[row_id]


def card_documents(story: Story, row_ids: Iterable[str], filters: Filters) -> dict[str, dict[str, Any]]:
    """Return the cards of rows by id, in the order given; each table is cut to the as-of day once for all of them.

    Raises KeyError when an id is of no event, report of presence or waypoint.
    """
    ids = list(row_ids)
    sources, with_base = sources_public(story, filters), base_is_public(story, filters)
    made = dict[str, dict[str, Any]]()
    for table, cards in ((story.events, _events), (story.presence, _presence), (story.route, _waypoints)):
        rows = table.loc[[row_id for row_id in ids if row_id in table.index and row_id not in made]]
        made |= {row_id: _not_yet(row_id) for row_id in rows.index}
        public = with_public_sources(story, rows[public_by(story, rows, filters)], filters)
        made |= cards(story, public, filters) if len(public) else {}
    for card in made.values():
        card["sources"] = [source for source in card["sources"] if sources[source]]
        card["base"] = card["base"] if with_base else ""
    return {row_id: made[row_id] for row_id in ids}


def _not_yet(row_id: str) -> dict[str, Any]:
    """The card of a row that was made public only after the as-of day: that, and nothing of it."""
    title = gettext("{row} was not yet public").format(row=row_id)
    words = gettext("This was made public only after the as-of day. Clear that day to see it.")
    card = {"title": title, "kind": gettext("Left out by the as-of day"), "confidence": "", "facts": []}
    return {**card, "who": [], "text": words, "base": "", "claims": [], "sources": []}


def _events(story: Story, rows: pd.DataFrame, filters: Filters) -> dict[str, dict[str, Any]]:
    claims = story.claims[story.claims["event_id"].isin(rows.index) & public_by(story, story.claims, filters)]
    said = dict[str, list[dict[str, Any]]]((str(row_id), []) for row_id in rows.index)
    for event_id, document in zip(claims["event_id"], claim_documents(story, claims, filters), strict=True):
        said[event_id].append(document)
    return {str(row_id): _event(story, row, said[str(row_id)]) for row_id, row in rows.iterrows()}


def _event(story: Story, row: pd.Series, claims: list[dict[str, Any]]) -> dict[str, Any]:
    when = date_words(row["date_start"], row["date_end"], row["date_precision"])
    exact = _DATE_WORDS[row["date_precision"]]
    facts = [[gettext("When"), f"{when}, {gettext(exact)}."]]
    if row["time_start"] or row["time_end"]:
        facts.append([gettext("Hour"), f"{_hours(row['time_start'], row['time_end'])}. {row['time_note']}"])
    facts.append([gettext("Where"), _where(story, row["place_id"])])
    return {
        "title": row["title"],
        "kind": f"{called(story.manifest.kinds, row['kind'])} · {_confidence(story, row)}",
        "facts": facts,
        "who": list(row["actor_ids"]),
        "text": row["summary"],
        "base": row["base_document_support"] if row["in_base_document"] == "yes" else "",
        "confidence": row["confidence"],
        "claims": claims,
        "sources": list(row["source_ids"]),
    }


def _hours(start: str, end: str) -> str:
    """Return the hours that a source gives, as in the table; whose they are, and in which zone, its note says."""
    if start and end:
        return gettext("{start} to {end}").format(start=hour_words(start), end=hour_words(end))
    return hour_words(start or end)


def _presence(story: Story, rows: pd.DataFrame, filters: Filters) -> dict[str, dict[str, Any]]:
    periods = report_periods(story, filters.known_on)
    return {str(row_id): _report(story, row, periods[row_id]) for row_id, row in rows.iterrows()}


def _report(story: Story, row: pd.Series, period: str) -> dict[str, Any]:
    facts = [[gettext("Role"), row["role"]], [gettext("When"), period]]
    facts.append([gettext("Where"), _where(story, row["place_id"])])
    if pd.notna(row["strength_min"]) or pd.notna(row["strength_max"]):
        figure = range_words(row["strength_min"], row["strength_max"])
        words = gettext("{figure} men, according to {claimant}")
        facts.append([gettext("Strength"), words.format(figure=figure, claimant=row["strength_claimant"])])
    nature = NATURES[row["nature"]]["label"]
    what = gettext("{country}: {nature}").format(country=country_name(story, row["country"]), nature=gettext(nature))
    kind = f"{what} · {_confidence(story, row)}"
    card = {"title": row["force"], "kind": kind, "facts": facts, "who": list(row["force_ids"]), "text": row["notes"]}
    return {**card, "base": "", "confidence": row["confidence"], "claims": [], "sources": list(row["source_ids"])}


def _waypoints(story: Story, rows: pd.DataFrame, _filters: Filters) -> dict[str, dict[str, Any]]:
    return {str(row_id): _waypoint(story, row) for row_id, row in rows.iterrows()}


def _waypoint(story: Story, row: pd.Series) -> dict[str, Any]:
    when, where = date_words(row["date_start"], row["date_end"]), _where(story, row["place_id"])
    facts = [[gettext("When"), when], [gettext("Where"), where]]
    facts += [[gettext("Known"), row["what_is_known"]], [gettext("Interpolated"), row["what_is_interpolation"]]]
    what = gettext("Waypoint of the column")
    card = {"title": row["waypoint"], "kind": f"{what} · {_confidence(story, row)}"}
    rest = {"facts": facts, "who": [], "text": "", "base": "", "claims": [], "sources": list(row["source_ids"])}
    return {**card, **rest, "confidence": row["confidence"]}


def claim_documents(story: Story, claims: pd.DataFrame, filters: Filters) -> list[dict[str, Any]]:
    """Return each claim: whose, what, the figure as its claimant left it, when, and its sources public by the day.

    ``single`` is the mark of a claim that rests on one independent source or on relays alone, "" for another.
    """
    return [_claim(story, claim) for _, claim in with_public_sources(story, claims, filters).iterrows()]


def _claim(story: Story, claim: pd.Series) -> dict[str, Any]:
    marks = (single_mark(story, claim["source_ids"]), relay_words(story, claim["source_ids"]))
    return {
        "claimant": claim["claimant"],
        "text": claim["claim"],
        "figure": figure_words(claim),
        "when": date_words(claim["date_claimed"]) if claim["date_claimed"] else "",
        "sources": list(claim["source_ids"]),
        "single": gettext("; ").join(filter(None, marks)),
    }


def source_document(source: pd.Series) -> dict[str, Any]:
    """Return a source as a card or a list of sources shows it."""
    return {
        "publisher": source["publisher"],
        "title": source["title"],
        "when": date_words(source["published"]) if source["published"] else gettext("undated copy"),
        "url": source["url"],
        "low": source["low_trust"] == "yes",
        "relay": source["seen"] == "relay",
    }


def _where(story: Story, place_id: str) -> str:
    if not place_id:
        return gettext("No place is given; the event is in the timeline and the table, not on the map.")
    place = story.places.loc[place_id]
    words = place_words(place["precision"], place["radius_km"])
    return gettext("{place}, {country}: {known}").format(
        place=place["name"], country=country_name(story, place["country"]), known=words
    )


def _confidence(story: Story, row: pd.Series) -> str:
    """How well a row is supported, and whether all that supports it was seen through a relay."""
    look, relay = CONFIDENCE[row["confidence"]], relay_words(story, row["source_ids"])
    return f"{look['mark']} {gettext(str(look['label']))}" + (f" · {relay}" if relay else "")
