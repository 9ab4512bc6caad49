"""A PostGIS database as a source of events."""

from __future__ import annotations

import numpy as np

from geodata.asking.filters import Filters
from geodata.database.asking import database_mask
from geodata.database.connection import Database
from geodata.database.keeping import Held
from geodata.database.reading import read_events, read_version
from geodata.reading.story import Story


class PostGIS:
    """The events of a database; see ``geodata.database.keeping.Source``. A broken address raises DatabaseFault late."""

    def __init__(self, address: str) -> None:
        self._address = address
        self._database: Database | None = None

    def version(self) -> str:
        """Name the content of the table."""
        return read_version(self._connected())

    def read(self) -> Held:
        """Read all events."""
        return read_events(self._connected())

    def mask(self, held: Held, story: Story, filters: Filters) -> np.ndarray | None:
        """Have the database apply the filter."""
        return database_mask(self._connected(), held.version, len(held.events), story, filters)

    def _connected(self) -> Database:
        if self._database is None:
            self._database = Database(self._address)
        return self._database
