"""The timeline as data: which rows stand in which lane, over which days, in which colours.

``browser/timeline.js`` places the bars, because how many fit in a row depends on the width of the screen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Mapping
from functools import lru_cache
from typing import Any

import pandas as pd

from geodata.asking.filter_parameters import vocabulary
from geodata.asking.filters import Filters
from geodata.asking.told_titles import report_title, with_told_titles
from geodata.drawing.story_document import known_within, short_name
from geodata.drawing.style import CONFIDENCE, INK, side_looks
from geodata.importers.country_names import country_name
from geodata.knowing.presence import last_reported, report_periods
from geodata.knowing.public_sources import relay_words, titled, with_public_hours
from geodata.languages import gettext, ngettext, noop, speaking
from geodata.languages.formats import number, short_month
from geodata.reading.partial_dates import date_words, first_and_last_day
from geodata.reading.span import told_months, told_years
from geodata.reading.story import Story, base_document
from geodata.reading.terms import said

LANES = {"country": noop("By country"), "actor": noop("By actor"), "strand": noop("By strand")}

#: Strands that are told by more than the kind of an event: what began after the day of the base document is a strand of
#: its own, and so are reports of presence. The others, and which kinds they hold, stand in ``story.toml``.
_AFTERMATH, _REPORTS = "aftermath", "presence"

#: An actor has a lane of its own from this many rows on; the others share one.
_OWN_LANE = 4
_OTHERS = "others"
_NO_COUNTRY = "none"


def timeline_document(
    story: Story,
    events: pd.Series,
    presence: pd.Series,
    lanes: str,
    filters: Filters,
    chosen: str | None,
    imported: Mapping[str, Any] | None = None,
    apart: Collection[str] = (),
) -> dict[str, Any]:
    """Return what the timeline shows: ``rows``, ``lanes``, spans, and a sentence for those who do not see it.

    ``imported`` are the imported events of each day or month, as :func:`geodata.imported.day_counts.day_counts` gives
    them; ``apart`` are ids of rows that only may lie in the days asked for: drawn softly and not counted. Imported
    events have one lane, above the others, and the whole period grows to hold them.
    """
    own = tuple(_actor_lanes(story, filters)) if lanes == "actor" else ()
    kept = {*events.index[events], *presence.index[presence]}
    every = _all_rows(story, lanes, own, filters.known_on)
    counted = sum(row["thin"] for row in every if row["id"] in kept)
    rows = [{**row, "soft": True} if row["id"] in apart else row for row in every if row["id"] in kept.union(apart)]
    heads = _heads(story, lanes, own)
    used = {lane for row in rows for lane in row["lanes"]}
    whole = _whole(story, imported)
    return {
        "rows": rows,
        "lanes": [{"id": lane, "label": label} for lane, label in heads.items() if lane in used],
        "spans": [{"label": label, "from": first, "to": last} for label, first, last in _spans(story, whole)],
        "whole": whole,
        "opening": _opening(story, filters, whole),
        "chosen": chosen,
        "words": _in_words(int(events.sum()), counted, imported),
        "imported": {"label": gettext("Your events"), "colour": INK, **imported} if imported else None,
    }


def _in_words(events: int, reports: int, imported: Mapping[str, Any] | None) -> str:
    """Say what the timeline shows to those who do not see it."""
    sentences = [
        gettext("Timeline of {events} events and {reports} dated reports of presence.").format(
            events=number(events), reports=number(reports)
        ),
        gettext("Arrow keys step from one to the next, Enter opens."),
    ]
    if imported:
        count = sum(imported["count"])
        if imported["unit"] == "day":
            above = ngettext(
                "Above them {n} imported events, counted by day.",
                "Above them {n} imported events, counted by day.",
                count,
            )
        else:
            above = ngettext(
                "Above them {n} imported events, counted by month.",
                "Above them {n} imported events, counted by month.",
                count,
            )
        sentences.append(above.format(n=number(count)))
    return " ".join(sentences)


def _of_story(story: Story) -> tuple[str, str]:
    """The period of the strip above the lanes: the whole years that hold the story."""
    first, last = told_years(story)
    return first.isoformat(), last.isoformat()


def _whole(story: Story, imported: Mapping[str, Any] | None) -> tuple[str, str]:
    """The whole period: that of the story, and every year of the imported events."""
    own = _of_story(story)
    if not imported or not imported["whole"]:
        return own
    first, last = imported["whole"]
    return (min(own[0], f"{first}-01-01"), max(own[1], f"{last}-12-31"))


def _spans(story: Story, whole: tuple[str, str]) -> list[tuple[str, str, str]]:
    """The spans that a button brings up; the whole period has one of its own when it is longer than the story."""
    periods = [_of_story(story)] if whole == _of_story(story) else [whole, _of_story(story)]
    around = [(span.words(), span.first, span.last) for span in story.manifest.spans.values()]
    return [*((f"{first[:4]}–{last[:4]}", first, last) for first, last in periods), *_after(story), *around]


def _after(story: Story) -> list[tuple[str, str, str]]:
    """The span from the month of the base document to the last month that the tables tell of, where that is later."""
    first, last = _base_day(story), told_months(story)[1]
    if first is None or first.year >= last.year:
        return []
    words = gettext("{first} – {last}").format(first=_month_words(first.date()), last=_month_words(last))
    return [(words[0].upper() + words[1:], first.replace(day=1).date().isoformat(), last.isoformat())]


def _month_words(day: dt.date) -> str:
    return f"{short_month(day)} {day.year}"


def _base_day(story: Story) -> pd.Timestamp | None:
    """The day of the base document, after which the aftermath begins; None for tables that have none."""
    published = story.sources["published"].get(base_document(story), "")
    return pd.Timestamp(first_and_last_day(published, published)[1]) if published else None


def _opening(story: Story, filters: Filters, whole: tuple[str, str]) -> tuple[str, str]:
    """The span that is shown first: the days of the filter, the last one included; else the story's own."""
    first = max(str(filters.date_from or whole[0]), whole[0])
    last = min(str(filters.date_to + dt.timedelta(days=1)) if filters.date_to else whole[1], whole[1])
    if first >= last:
        return whole
    if filters.date_from or filters.date_to:
        return (first, last)
    days = story.manifest.days.opening
    return (days[0].isoformat(), days[1].isoformat()) if days else _of_story(story)


@lru_cache(maxsize=16)
def _all_rows(story: Story, lanes: str, own: tuple[str, ...], known_on: dt.date | None) -> list[dict[str, Any]]:
    """Every row that can stand on the timeline, made once: a filter only picks. ``own`` are the actors with a lane."""
    with speaking(story.language):  # what is kept with a story is in its language
        return _rows(story, lanes, own, known_on)


def _rows(story: Story, lanes: str, own: tuple[str, ...], known_on: dt.date | None) -> list[dict[str, Any]]:
    rows, reported, base_day = [], last_reported(story, known_on), _base_day(story)
    events = with_told_titles(story, with_public_hours(story, story.events, Filters(known_on=known_on)), known_on)
    for row_id, row in events.iterrows():
        where = {
            "country": [row["country"] or _NO_COUNTRY],
            "actor": _lanes_of(row["actor_ids"], own),
            "strand": [_strand(story, row, base_day)],
        }
        rows.append(_event(story, row_id, row) | {"lanes": where[lanes]})
    periods = report_periods(story, known_on)
    reports = with_told_titles(story, story.presence[story.presence["start"].notna()], known_on)
    for row_id, row in reports.iterrows():
        where = {
            "country": [row["country"]],
            "actor": _lanes_of(row["force_ids"], own),
            "strand": [_REPORTS],
        }
        rows.append(_presence(story, row_id, row, reported, periods[row_id]) | {"lanes": where[lanes]})
    return rows


def _strand(story: Story, row: pd.Series, base_day: pd.Timestamp | None) -> str:
    if base_day is not None and row["start"] > base_day:
        return _AFTERMATH
    return story.manifest.kinds[row["kind"]].strand


def _event(story: Story, row_id: str, row: pd.Series) -> dict[str, Any]:
    sides, looks = list(dict.fromkeys(story.actors.at[actor, "side"] for actor in row["actor_ids"])), side_looks(story)
    return {
        "id": row_id,
        "title": titled(story, row["title"], row["source_ids"]),
        "when": date_words(row["date_start"], row["date_end"], row["date_precision"]),
        "where": story.places.at[row["place_id"], "name"] if row["place_id"] else gettext("no place given"),
        "start": _moment(row["start"], row["time_start"]),
        "end": _moment(row["end"], row["time_end"]),
        "told": _told(story, row, row["title"], row["actor_ids"]),
        "soft": row["date_precision"] != "day" or bool(row["time_end"]),
        "open": False,
        "thin": 0,
        "confidence": row["confidence"],
        "mark": CONFIDENCE[row["confidence"]]["mark"],
        "colours": [looks[side].colour for side in sides],
    }


def _told(story: Story, row: pd.Series, title: str, actor_ids: tuple[str, ...]) -> dict[str, str]:
    """What a bar is called for those who hear it, as a mark on the map is (``browser/spoken.js``)."""
    place = story.places.loc[row["place_id"]] if row["place_id"] else None
    sure = gettext(str(CONFIDENCE[row["confidence"]]["label"]))
    return {
        "place": gettext("no place given") if place is None else short_name(place["name"]),
        "exact": "" if place is None else known_within(place["radius_km"]),
        "title": title,
        "who": ", ".join(story.actors.at[actor, "short_name"] for actor in actor_ids),
        "sure": gettext("; ").join(filter(None, (sure, relay_words(story, row["source_ids"])))),
    }


def _moment(day: pd.Timestamp, hour: str) -> str:
    """A day, or a day and an hour where a source gives one, drawn in UTC, as the tables give it."""
    return f"{day.date().isoformat()}T{hour}" if hour else day.date().isoformat()


def _presence(story: Story, row_id: str, row: pd.Series, reported: pd.DataFrame, period: str) -> dict[str, Any]:
    """One report. The bar of one without an end fades out towards the day on which it was last reported."""
    no_end = pd.isna(row["end"])
    return {
        "id": row_id,
        "title": titled(
            story,
            gettext("{force}, {place}: {role}").format(
                force=row["force"], place=story.places.at[row["place_id"], "name"], role=row["role"]
            ),
            row["source_ids"],
        ),
        "when": period,
        "where": story.places.at[row["place_id"], "name"],
        "start": row["start"].date().isoformat(),
        "end": min((reported.at[row_id, "day"] if no_end else row["end"]).date().isoformat(), _of_story(story)[1]),
        "told": _told(story, row, report_title(row["force"], row["role"]), ()),
        "soft": len(row["from_date"]) < len("2001-07-27"),
        "open": bool(no_end),
        "thin": 1,
        "confidence": row["confidence"],
        "mark": CONFIDENCE[row["confidence"]]["mark"],
        "colours": [story.actors.at[row["force_ids"][0], "colour"]],
    }


def _lanes_of(actor_ids: tuple[str, ...], own: tuple[str, ...]) -> list[str]:
    lanes = [actor for actor in actor_ids if actor in own]
    return lanes or [_OTHERS]


def _actor_lanes(story: Story, filters: Filters) -> list[str]:
    if filters.actors:
        return list(filters.actors)
    rows = pd.concat([story.events["actor_ids"].explode(), story.presence["force_ids"].explode()]).value_counts()
    return [actor for actor in vocabulary(story)["actor"] if rows[actor] >= _OWN_LANE]


def _heads(story: Story, lanes: str, own: tuple[str, ...]) -> Mapping[str, str]:
    """The lanes in order, with their words."""
    if lanes == "actor":
        return {actor: story.actors.at[actor, "short_name"] for actor in own} | {_OTHERS: gettext("Other actors")}
    if lanes == "strand":
        told = {strand: term.words() for strand, term in story.manifest.strands.items()}
        return told | {_AFTERMATH: gettext("What came after"), _REPORTS: gettext("Presence")}
    terms = story.manifest.countries
    short = {iso: said(term.short) for iso, term in terms.items() if term.short}
    return {iso: short.get(iso) or country_name(story, iso) for iso in vocabulary(story)["country"]} | {
        _NO_COUNTRY: gettext("No place given")
    }
