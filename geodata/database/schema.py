"""The tables in the database: ``geodata.events``, one row an event, and ``geodata.version``, one row about all of them.

They have a schema of their own, so that a table ``events`` of somebody else is never touched. ``geodata.version`` names
the content: it changes with every :func:`~geodata.database.storing.store`, and who edits ``geodata.events`` by hand has
to change it, too. The columns of ``events`` are those of ``geodata.importers.model``, and five more:

- ``row``: the number of the row, from 0 without a gap; masks of rows count so.
- ``geom``: the place, EPSG:4326; NULL without one. ``lat`` and ``lon`` follow it.
- ``folded``: all texts that the search looks in, folded, each on a line of its own and with a space before each word.
- ``letters``: the same without spaces. A run of letters is looked for there first, because an index helps.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from sqlalchemy import Column, MetaData, Table, Text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.types import UserDefinedType

SCHEMA = "geodata"

#: The form of the tables; a dashboard refuses one that it does not know.
FORM = 1


class Point(UserDefinedType[str]):
    """A PostGIS point, which goes in and comes out as hexadecimal EWKB."""

    cache_ok = True

    def get_col_spec(self, **_: Any) -> str:
        """The type as PostGIS calls it."""
        return "geometry(Point, 4326)"


def events_table(name: str = "events") -> Table:
    """Describe the table of events, under another name while it is being filled."""
    texts = {column: Column(column, Text, nullable=False) for column in (*CODED, *TEXTS)}
    lists: list[Column[list[str]]] = [Column(column, ARRAY(Text), nullable=False) for column in LISTS]
    return Table(
        name,
        MetaData(schema=SCHEMA),
        Column("row", sa.Integer, primary_key=True, autoincrement=False),
        Column("id", Text, nullable=False),
        Column("source_row", sa.BigInteger, nullable=False),
        Column("date_start", sa.Date),
        Column("date_end", sa.Date),
        Column("geom", Point),
        Column("lat", sa.Double, sa.Computed("ST_Y(geom)", persisted=True)),
        Column("lon", sa.Double, sa.Computed("ST_X(geom)", persisted=True)),
        *(Column(column, sa.Double) for column in NUMBERS),
        *texts.values(),
        *lists,
        Column("may_export", sa.Boolean, nullable=False),
        Column("folded", Text, nullable=False),
        Column("letters", Text, sa.Computed("replace(folded, ' ', '')", persisted=True)),
    )


#: Columns that hold few different texts, columns of any text, of lists, and of numbers that may be missing.
CODED = ("date_precision", "place_precision", "country", "kind", "fatalities_meaning", "dataset", "licence")
TEXTS = ("place_name", "title", "notes", "source_text")
LISTS = ("actors", "actor_kinds", "actor_ids")
NUMBERS = ("radius_km", "low", "best", "high")

EVENTS = events_table()

VERSION = Table(
    "version",
    MetaData(schema=SCHEMA),
    Column("one", sa.Boolean, primary_key=True, server_default="true"),
    Column("version", Text, nullable=False),
    Column("form", sa.Integer, nullable=False),
    Column("rows", sa.Integer, nullable=False),
    Column("name", Text, nullable=False),
    Column("layout", Text, nullable=False),
    Column("dataset", Text, nullable=False),
    Column("actor_names", JSONB, nullable=False),
)

#: Kinds of index by column. Texts are hashed, because a B-tree refuses long ones and a stranger's file may have some.
INDEXES = {
    "date_start": "btree",
    "date_end": "btree",
    "geom": "gist",
    "actor_ids": "gin",
    "country": "hash",
    "kind": "hash",
    "id": "hash",
}

#: Columns whose parts are looked for; where the extension pg_trgm is to be had, they get an index for that.
SEARCHED = ("folded", "letters")
