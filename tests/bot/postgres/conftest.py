"""How do tests open the PostgreSQL store? As processes would, each on the test's own database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import psycopg
import pytest

from bot.store.postgres import PostgresStore
from bot.store.postgres.pool import PATIENCE

SHORT = 0.6
Opened = Callable[..., PostgresStore]


@pytest.fixture
def opened(postgres_url: str) -> Iterator[Opened]:
    """Opens stores on the test's database, as processes would."""
    with ExitStack() as stack:

        def open_one(patience: float = PATIENCE) -> PostgresStore:
            store = PostgresStore(postgres_url, patience)
            stack.callback(store.disconnect)
            return store

        yield open_one


@pytest.fixture
def store(opened: Opened) -> PostgresStore:
    return opened()


@pytest.fixture
def replica(opened: Opened) -> PostgresStore:
    """Another process on the same database."""
    return opened()


@pytest.fixture
def hasty(opened: Opened) -> PostgresStore:
    """One that waits less than in service."""
    return opened(SHORT)


@pytest.fixture
def beside(postgres_url: str) -> Iterator[psycopg.Connection[Any]]:
    """An administrator's own connection to the same database."""
    with psycopg.connect(postgres_url, autocommit=True) as conn:
        yield conn
