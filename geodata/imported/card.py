"""The card of an imported event, in the shape of the cards of the story."""

from __future__ import annotations

from typing import Any

from geodata.imported.data_words import licence_or_none
from geodata.imported.event_set import EventSet
from geodata.imported.texts import text_rows
from geodata.languages import gettext, noop

#: How well a date is known, for a date whose words do not tell.
_DATE_WORDS = {
    "day": noop("known to the day"),
    "days": noop("known to a few days"),
    "week": noop("known to about a week"),
    "month": noop("known to the month"),
    "year": noop("known to the year"),
    "unknown": noop("how exact is not known"),
}


def imported_card(events: EventSet, row_id: str) -> dict[str, Any]:
    """Return the card (see :mod:`geodata.drawing.card_document`) of a row, in the language that is spoken.

    Raises KeyError when there is none.
    """
    position = events.position(row_id)
    words, row = text_rows(events, [position])[0], events.events.iloc[position]
    how_known = gettext(_DATE_WORDS.get(row["date_precision"], _DATE_WORDS["unknown"]))
    in_file = gettext("{row} of {file}; id {id}").format(row=row["source_row"], file=events.name, id=row_id)
    facts = [
        [gettext("When"), gettext("{when}, {how_known}").format(when=words["when"], how_known=how_known)],
        [gettext("Where"), words["where"]],
        [gettext("Actors as given"), words["who"]],
        [gettext("Deaths"), words["deaths"]],
        [gettext("Source"), words["source"]],
        [gettext("Dataset"), f"{row['dataset']} ({licence_or_none(str(row['licence']))})"],
        [gettext("Row in the file"), in_file],
    ]
    kind = words["kind"] or gettext("Event")
    return {
        "title": words["title"],
        "kind": gettext("{kind} · {origin}, not rated").format(
            kind=kind[:1].upper() + kind[1:], origin=events.whose.origin
        ),
        "confidence": "",
        "facts": [[name, text] for name, text in facts if text],
        "who": list(row["actor_ids"]),
        "text": words["notes"],
        "base": "",
        "claims": [],
        "sources": [],
    }
