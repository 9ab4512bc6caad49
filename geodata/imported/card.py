"""The card of an imported event, in the shape of the cards of the story."""

from __future__ import annotations

from typing import Any

from geodata.imported.event_set import EventSet
from geodata.imported.texts import text_rows

#: How well a date is known, for a date whose words do not tell.
_DATE_WORDS = {
    "day": "known to the day",
    "days": "known to a few days",
    "week": "known to about a week",
    "month": "known to the month",
    "year": "known to the year",
    "unknown": "how exact is not known",
}


def imported_card(events: EventSet, row_id: str) -> dict[str, Any]:
    """Return the card (see :mod:`geodata.drawing.card_document`) of a row. Raises KeyError when there is none."""
    position = events.position(row_id)
    words, row = text_rows(events, [position])[0], events.events.iloc[position]
    licence = str(row["licence"]) or "no licence stated"
    facts = [
        ["When", f"{words['when']}, {_DATE_WORDS.get(row['date_precision'], _DATE_WORDS['unknown'])}"],
        ["Where", words["where"]],
        ["Actors as given", words["who"]],
        ["Deaths", words["deaths"]],
        ["Source", words["source"]],
        ["Dataset", f"{row['dataset']} ({licence})"],
        ["Row in the file", f"{row['source_row']} of {events.name}; id {row_id}"],
    ]
    kind = words["kind"]
    return {
        "title": words["title"],
        "kind": f"{kind[:1].upper()}{kind[1:] or 'Event'} · {events.whose.origin}, not rated",
        "confidence": "",
        "facts": [[name, text] for name, text in facts if text],
        "who": list(row["actor_ids"]),
        "text": words["notes"],
        "base": "",
        "claims": [],
        "sources": [],
    }
