"""Databases of their own in the cluster of the tests."""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager

import psycopg

from tests.postgres import Cluster


@contextmanager
def fresh(cluster: Cluster) -> Iterator[str]:
    """Make an empty database and give its address."""
    if not cluster.running:
        cluster.start()
    name = f"test_{secrets.token_hex(4)}"
    run(cluster.url(), f"CREATE DATABASE {name}")
    try:
        yield cluster.url(name)
    finally:
        if not cluster.running:
            cluster.start()
        run(cluster.url(), f"DROP DATABASE {name} WITH (FORCE)")


def run(address: str, *statements: str) -> list[tuple[object, ...]]:
    """Run statements, each by itself, and return the rows of the last one."""
    with closing(psycopg.connect(address, autocommit=True, connect_timeout=10)) as connection:
        cursor = connection.cursor()
        for statement in statements:
            cursor.execute(statement.encode())
        return cursor.fetchall() if cursor.description else []
