"""The way to the database: its address, its connections, and what their errors mean."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import URL, Connection, create_engine, make_url, text
from sqlalchemy.exc import ArgumentError, DBAPIError, SQLAlchemyError

from geodata.database.faults import AWAY, DatabaseFault
from geodata.database.schema import SCHEMA
from geodata.languages import noop

#: The schemes under which hosts of databases hand out their addresses.
_SCHEMES = ("postgresql", "postgres", "postgresql+psycopg")

#: Seconds until a host that says nothing counts as gone; of a connection that was open, until a packet is given up.
_CONNECT, _SILENCE = 3, 5

#: At most so many connections for one process, half of them kept open.
_CONNECTIONS = 8

_BAD_ADDRESS = noop(
    "The events of the database cannot be shown: the address given for it is not that of a PostgreSQL one."
)
_SLOW = noop("The database of events took too long to answer.")
_SHUT = noop("The database does not let the dashboard read its events.")
_EMPTY = noop("The database holds no events that this dashboard can read.")
_HOW = "; store some with: python -m geodata store FILE"

#: Codes of PostgreSQL (appendix A of its manual): no such table, schema or column; no right; stopped by a time limit.
_MISSING, _NO_RIGHT, _STOPPED = ("42P01", "3F000", "42703"), "42501", ("57014", "55P03")


def read_address(address: str) -> URL:
    """Read ``postgresql://user:password@host:port/name``. Raises DatabaseFault, which does not repeat the address."""
    try:
        url = make_url(address.strip())
        sound = url.drivername in _SCHEMES and bool(url.database)
    except (ArgumentError, ValueError):
        sound = False
    if not sound:
        raise DatabaseFault(
            _BAD_ADDRESS,
            "The address of the database has to look like postgresql://user:password@host:5432/name, "
            "with % before the code of any other character in name or password.",
        )
    return url.set(drivername="postgresql+psycopg")


class Database:
    """Connections to one database, opened when they are needed. Each method raises DatabaseFault."""

    def __init__(self, address: str) -> None:
        url = read_address(address)
        self._password = url.password or ""
        self._engine = create_engine(
            url,
            pool_size=_CONNECTIONS // 2,
            max_overflow=_CONNECTIONS // 2,
            pool_timeout=_CONNECT,
            pool_pre_ping=True,  # after the database was away its old connections are dead
            hide_parameters=True,
            connect_args={
                "connect_timeout": _CONNECT,
                "tcp_user_timeout": _SILENCE * 1000,
                "application_name": "geodata",
                "prepare_threshold": None,  # a pooler in front of the database may not know prepared statements
            },
        )

    @contextmanager
    def reading(self, milliseconds: int) -> Iterator[Connection]:
        """Lend a connection that reads events and version as of one moment; each statement may take so long."""
        with self._explained(), self._engine.connect() as connection:
            # the lock comes before the first look at any data: what is seen is then never half a version
            connection.exec_driver_sql(
                "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY; "
                f"SET LOCAL statement_timeout = {milliseconds:d}; SET LOCAL lock_timeout = {milliseconds:d}; "
                f"LOCK TABLE {SCHEMA}.events IN ACCESS SHARE MODE"
            )
            yield connection

    @contextmanager
    def glancing(self, milliseconds: int) -> Iterator[Connection]:
        """Lend a connection for a look at one table, which waits for nobody who is storing events."""
        with self._explained(), self._engine.connect() as connection:
            connection.exec_driver_sql(f"SET LOCAL statement_timeout = {milliseconds:d}")
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Lend a connection whose changes are all kept when the block ends well, and none of them otherwise."""
        with self._explained(), self._engine.begin() as connection:
            yield connection

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    @contextmanager
    def _explained(self) -> Iterator[None]:
        import psycopg

        try:
            yield
        except DBAPIError as error:
            raise self._fault(error.orig or error) from None  # the chain would show what the log should not have
        except (SQLAlchemyError, psycopg.Error) as error:
            raise self._fault(error) from None

    def _fault(self, error: BaseException) -> DatabaseFault:
        code = getattr(error, "sqlstate", None)
        detail = f"{type(error).__name__}: {' '.join(str(error).split())}"[:600]
        detail = "".join(sign if sign.isprintable() else "?" for sign in detail)  # a log line stays one line
        if self._password:
            detail = detail.replace(self._password, "***")
        if code in _MISSING:
            return DatabaseFault(_EMPTY, detail + _HOW)
        if code == _NO_RIGHT:
            return DatabaseFault(_SHUT, detail)
        if code in _STOPPED:
            return DatabaseFault(_SLOW, detail, slow=True)
        return DatabaseFault(AWAY, detail)


def has_extension(connection: Connection, name: str) -> bool:
    """Say whether an extension is there to be had."""
    found = connection.execute(text("SELECT 1 FROM pg_available_extensions WHERE name = :name"), {"name": name})
    return found.first() is not None
