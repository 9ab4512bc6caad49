"""Rules for the evidence: when a thing was public, at which hour it happened, who contradicts whom.

They stand beside `rules`, which holds them all together; each takes all tables and yields what is wrong. A
cell that is faulty by itself is passed over here, as there.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from geodata.reading.cells import date_in
from geodata.reading.descriptor import list_items
from geodata.reading.faults import Fault
from geodata.reading.table_text import Row, TableText

Tables = Mapping[str, TableText]

#: Tables that tell of rows of other tables, which is why no correction speaks of their own rows.
LEDGERS = ("corrections", "fingerprints")

# table: the column of days before which the row cannot have been public
_NOT_BEFORE = {
    "events": "date_start",
    "claims": "date_claimed",
    "presence": "from_date",
    "positions": "since",
}
# table: the column of those sources of a row on which its title, or its role, rests
_WORDS_REST_ON = {"events": "title_sources", "presence": "role_sources"}
#: Tables whose rows may lack the day, but then say why.
_SAY_WHY = ("claims", "presence")


def an_id_means_one_row(tables: Tables) -> Iterator[Fault]:
    """No id stands in two tables, for a correction or a link in the address names a row by its id alone."""
    owner: dict[str, str] = {}
    for table in tables.values():
        for row in table.rows if table.name != "fingerprints" else []:
            row_id = row.cells["id"]
            if row_id and owner.setdefault(row_id, table.name) != table.name:
                reason = f"a row of {owner[row_id]} has this id too; give one of the two another"
                yield _fault(table, row, "id", reason)


def days_of_publication_are_possible(tables: Tables) -> Iterator[Fault]:
    """Nothing was public before it began or was said; a day that is not known says why."""
    for name, column in _NOT_BEFORE.items():
        for row in tables[name].rows:
            known, start = date_in(row.cells["known_from"]), date_in(row.cells[column])
            if known and start and known.first_day < start.first_day:
                reason = f"this lies before {column} {row.cells[column]}; correct one of the two"
                yield _fault(tables[name], row, "known_from", reason)
            if name in _SAY_WHY and not row.cells["known_from"] and not row.cells["known_from_why"]:
                reason = "known_from is blank; say why no day can be given"
                yield _fault(tables[name], row, "known_from_why", reason)


def titles_rest_on_own_sources(tables: Tables) -> Iterator[Fault]:
    """The sources on which a title or a role rests are among those of its row."""
    for name, column in _WORDS_REST_ON.items():
        for row in tables[name].rows:
            own = list_items(row.cells["source_ids"])
            for item in list_items(row.cells[column]):
                if item.strip() and item == item.strip() and item not in own:
                    reason = "this is not among the row's source_ids; add it there or take it out here"
                    yield Fault(name, row.label, column, item, reason)


def claims_follow_their_event(tables: Tables) -> Iterator[Fault]:
    """A claim was not public before the event it speaks of."""
    known_of = {row.cells["id"]: date_in(row.cells["known_from"]) for row in tables["events"].rows}
    for row in tables["claims"].rows:
        claim, event = date_in(row.cells["known_from"]), known_of.get(row.cells["event_id"])
        if claim and event and claim.first_day < event.first_day:
            reason = f"its event {row.cells['event_id']} was not public before {event.first_day}; correct one"
            yield _fault(tables["claims"], row, "known_from", reason)


def hours_are_possible(tables: Tables) -> Iterator[Fault]:
    """An hour belongs to an event known to the day, says who gives it, and does not run backwards."""
    table = tables["events"]
    for row in table.rows:
        start, end = row.cells["time_start"], row.cells["time_end"]
        first = "time_start" if start else "time_end"
        if not (start or end):
            continue
        if row.cells["date_precision"] != "day":
            reason = f"date_precision is {row.cells['date_precision']}; only an event known to the day has hours"
            yield _fault(table, row, first, reason)
        if not row.cells["time_note"]:
            yield _fault(table, row, "time_note", "the event has an hour; say who gives it")
        one_day = row.cells["date_end"] in ("", row.cells["date_start"])
        if start and end and one_day and end < start:
            yield _fault(table, row, "time_end", f"this lies before time_start {start}; correct one of the two")


def links_join_two_claims(tables: Tables) -> Iterator[Fault]:
    """A claim is not linked to itself, nor twice in the same way to the same claim and actor."""
    table = tables["claim_links"]
    first: dict[tuple[str, ...], str] = {}
    for row in table.rows:
        if row.cells["claim_id"] and row.cells["claim_id"] == row.cells["other_id"]:
            yield _fault(table, row, "other_id", "the claim is linked to itself; name another claim")
        if not (row.cells["other_id"] or row.cells["by_actor_id"]):
            continue
        link = tuple(row.cells[name] for name in ("claim_id", "relation", "other_id", "by_actor_id"))
        owner = first.setdefault(link, row.label)
        if owner != row.label:
            yield _fault(table, row, "claim_id", f"row {owner} says the same; keep one")


def questions_have_positions(tables: Tables) -> Iterator[Fault]:
    """No question is put on which nobody takes a stand."""
    asked = {row.cells["question_id"] for row in tables["positions"].rows}
    table = tables["questions"]
    for row in table.rows:
        if row.cells["id"] and tables["positions"].rows and row.cells["id"] not in asked:
            reason = "no row of positions takes a stand on this; add one or take the question out"
            yield _fault(table, row, "id", reason)


def corrections_name_rows(tables: Tables) -> Iterator[Fault]:
    """A correction names a row that is or was there, or a table for all its rows, and a whole day."""
    known = set(tables) | {row.cells["id"] for row in tables["fingerprints"].rows}
    for table in tables.values():
        if table.name not in LEDGERS:
            known |= table.ids or set()
    for row in tables["corrections"].rows:
        if row.cells["row_id"] and row.cells["row_id"] not in known:
            reason = "no row and no table has this id or name, now or when last published; correct it"
            yield _fault(tables["corrections"], row, "row_id", reason)


EVIDENCE_RULES = (
    an_id_means_one_row,
    days_of_publication_are_possible,
    titles_rest_on_own_sources,
    claims_follow_their_event,
    hours_are_possible,
    links_join_two_claims,
    questions_have_positions,
    corrections_name_rows,
)


def _fault(table: TableText, row: Row, column: str, reason: str) -> Fault:
    return Fault(table.name, row.label, column, row.cells[column], reason)
