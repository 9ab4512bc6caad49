"""What a viewer is told while the database of events is away, in the language of the page."""

from __future__ import annotations

import datetime as dt

from imported.event_rows import made

from geodata.database.faults import AWAY, DatabaseFault
from geodata.database.keeping import Held, State
from geodata.languages import speaking
from pages.viewing.shared_events import notice_words

SINCE = dt.datetime(2024, 7, 27, 17, 10, tzinfo=dt.UTC)
ALONE = State(None, DatabaseFault(AWAY, "refused"), SINCE)
OLD = State(Held("one", made({}), dt.datetime(2024, 7, 1, 9, 5, tzinfo=dt.UTC)), DatabaseFault(AWAY), SINCE)


def test_in_english() -> None:
    assert notice_words(ALONE) == (
        "The database of events does not answer. (since 17:10 UTC) "
        "The story is shown alone; the events appear by themselves once they can be read."
    )
    assert notice_words(OLD) == (
        "The database of events does not answer. (since 17:10 UTC) What is shown is what was read on 1 July 2024 at "
        "09:05 UTC; the page renews itself once the database is back."
    )


def test_in_french() -> None:
    with speaking("fr"):
        assert notice_words(ALONE) == (
            "La base de données des événements ne répond pas. "
            "(depuis 17\u00a0h\u00a010 UTC) Le récit est montré seul\u00a0; les "
            "événements apparaîtront d’eux-mêmes dès qu’ils pourront être lus."
        )
        assert notice_words(OLD) == (
            "La base de données des événements ne répond pas. "
            "(depuis 17\u00a0h\u00a010 UTC) Ce qui est montré a été lu le 1er "
            "juillet 2024 à 09\u00a0h\u00a005 UTC\u00a0; "
            "la page se renouvellera dès que la base de données sera de retour."
        )
