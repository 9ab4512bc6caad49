"""Events from a PostGIS database, for those that are too many for a file or that many dashboards share.

The embedded tables stay the default; without an address nothing here is used and SQLAlchemy is not imported.
:mod:`~geodata.database.storing` writes the events of a file, :mod:`~geodata.database.reading` makes an event set of
them, :mod:`~geodata.database.asking` has the database itself apply the filter, and
:mod:`~geodata.database.keeping` holds the last good data when the database is away.
"""
