"""Addresses that are broken, and hosts that are not there: a sentence for a viewer, and never the password."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from geodata.database.connection import Database, read_address
from geodata.database.faults import DatabaseFault
from geodata.database.reading import read_version

SECRET = "h5nter2"


@pytest.mark.parametrize(
    "address",
    [
        f"mysql://me:{SECRET}@host/name",
        f"postgresql://me:{SECRET}@host",
        f"postgresql://me:{SECRET}@host:port/name",
        f"sqlite:///{SECRET}",
        SECRET,
        f"http://me:{SECRET}@host/name",
        f"postgresql+asyncpg://me:{SECRET}@host/name",
        "\x00",
    ],
)
def test_a_broken_address_gets_a_sentence_that_does_not_repeat_it(address: str) -> None:
    with pytest.raises(DatabaseFault) as caught:
        read_address(address)
    assert "address" in str(caught.value)
    for words in (str(caught.value), caught.value.detail, repr(caught.value)):
        assert SECRET not in words


@pytest.mark.parametrize("scheme", ["postgresql", "postgres", "postgresql+psycopg"])
def test_each_way_to_write_an_address(scheme: str) -> None:
    url = read_address(f" {scheme}://me:p%40ss@host:5433/events?sslmode=require ")
    assert (url.drivername, url.password, url.database) == ("postgresql+psycopg", "p@ss", "events")


def test_nobody_listens() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    _is_away(port)


def test_a_host_that_says_nothing_is_given_up_soon() -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))
        silent.listen()
        _is_away(silent.getsockname()[1])


def _is_away(port: int) -> None:
    before = time.monotonic()
    with pytest.raises(DatabaseFault) as caught:
        read_version(Database(f"postgresql://me:{SECRET}@127.0.0.1:{port}/events"))
    assert time.monotonic() - before < 10
    assert str(caught.value) == "The database of events does not answer."
    assert SECRET not in caught.value.detail
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_without_an_address_sqlalchemy_is_not_imported() -> None:
    code = "import sys, pages.door.server, pages.viewing.shared_events; print('sqlalchemy' in sys.modules)"
    told = subprocess.run(
        [sys.executable, "-c", code], cwd=Path(__file__).parents[3], capture_output=True, text=True, timeout=60,
        check=True,
    )  # fmt: skip
    assert told.stdout.strip().endswith("False")
