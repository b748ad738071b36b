"""How do threads share a few PostgreSQL connections? Each work has one, and four seconds with everything in it."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

import psycopg
from psycopg import errors
from psycopg.abc import RV, PQGen
from psycopg.pq import TransactionStatus
from psycopg.rows import TupleRow
from psycopg_pool import ConnectionPool

from bot.store import StoreUnavailable

PATIENCE = 4.0
"""Then it is said that nothing can be kept now: within the five seconds that people and platforms wait."""
FEWEST, MOST = 1, 8
"""Connections of one process. A turn holds one for a few milliseconds; small plans allow twenty for all replicas."""
RECONNECTING = 5.0
"""Attempts after 0, 1, 3 and 5 seconds, then again when somebody asks: never long after the database is back."""
CONNECTED: dict[str, Any] = {
    "autocommit": True,
    "fallback_application_name": "premier-pas",
    "connect_timeout": 3,
    "tcp_user_timeout": 3000,
    "keepalives_idle": 1,
    "keepalives_interval": 1,
    "keepalives_count": 2,
}
"""A network that leads nowhere is seen as such within three seconds."""
SESSION = """
    select set_config('statement_timeout', %(milliseconds)s, false),
        set_config('lock_timeout', %(milliseconds)s, false),
        set_config('synchronous_commit', replace(current_setting('synchronous_commit'), 'off', 'on'), false)
"""
GIVES_UP_FIRST = 0.8
"""The server gives up before we do: then what we refused did not happen."""
REFUSALS = (
    psycopg.OperationalError,
    psycopg.InternalError,
    psycopg.InterfaceError,
    errors.InsufficientPrivilege,
    errors.UndefinedTable,
)
T = TypeVar("T")


class Connection(psycopg.Connection[TupleRow]):
    """Waits for no answer after its deadline: a server that is frozen is as good as away."""

    deadline = 0.0
    hurried = False
    """Its server gives up sooner than for others."""

    def wait(self, gen: PQGen[RV], interval: float = 0.1, timeout: float | None = None) -> RV:
        left = self.deadline - time.monotonic() if self.deadline else PATIENCE
        try:
            return super().wait(gen, interval, min(max(left, 0.001), timeout or PATIENCE))
        except psycopg.OperationalError:
            if self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                self.close()
            raise


class ConnectionLost(psycopg.OperationalError):
    """The connection of this work died, or was dead before."""


class Pool:
    """Whatever PostgreSQL refuses (away, full, read-only, locked) comes out as StoreUnavailable."""

    def __init__(self, url: str, patience: float = PATIENCE) -> None:
        """One connection is made at once, for its error tells what is wrong. Raises StoreUnavailable."""
        self._patience = patience
        self._emptied_at = 0.0
        self._pool = ConnectionPool(
            url, connection_class=Connection, kwargs=CONNECTED, min_size=FEWEST, max_size=MOST, open=False,
            configure=self._configure, reconnect_timeout=RECONNECTING,
        )  # fmt: skip
        with _unavailable():
            Connection.connect(url, **CONNECTED).close()
        self._pool.open()

    def close(self) -> None:
        self._pool.close()

    def run(self, work: Callable[[Connection], T], patience: float = PATIENCE) -> T:
        """What `work` returns. A connection found dead is no reason to refuse: it is done again on another, so
        that it must do no harm twice."""
        deadline = time.monotonic() + min(patience, self._patience)
        with _unavailable():
            try:
                return self._once(work, deadline)
            except ConnectionLost:
                if time.monotonic() > deadline:
                    raise
                return self._once(work, deadline)

    def _configure(self, conn: Connection) -> None:
        _give_up_before(conn, self._patience)

    def _once(self, work: Callable[[Connection], T], deadline: float) -> T:
        began = time.monotonic()
        with self._pool.connection(deadline - began) as conn:
            conn.deadline = deadline
            try:
                self._told_the_time_left(conn, deadline - time.monotonic())
                return work(conn)
            except psycopg.OperationalError as error:
                if not conn.closed:
                    raise
                self._forget_the_others(began)
                raise ConnectionLost(str(error)) from error
            finally:
                conn.deadline = 0.0

    def _told_the_time_left(self, conn: Connection, left: float) -> None:
        """Whoever waited for a connection has less of it; else the server might still do what we have refused."""
        hurried = left < self._patience * GIVES_UP_FIRST
        if hurried or conn.hurried:
            _give_up_before(conn, left if hurried else self._patience)
            conn.hurried = hurried

    def _forget_the_others(self, began: float) -> None:
        """They most likely died together; once is enough for all the works that meet it."""
        if began > self._emptied_at:
            self._emptied_at = time.monotonic()
            self._pool.drain()


def _give_up_before(conn: Connection, seconds: float) -> None:
    milliseconds = max(1, int(seconds * GIVES_UP_FIRST * 1000))
    conn.execute(SESSION, {"milliseconds": str(milliseconds)})


class Part:
    """One side of the store; they share the connections."""

    _pool: Pool

    def _rows(self, query: str, told: tuple[Any, ...] | Mapping[str, Any] = ()) -> list[TupleRow]:
        def work(conn: Connection) -> list[TupleRow]:
            cursor = conn.execute(query, told)
            return cursor.fetchall() if cursor.description else []

        return self._pool.run(work)


@contextmanager
def _unavailable() -> Iterator[None]:
    try:
        yield
    except REFUSALS as error:
        raise StoreUnavailable(told(error)) from error


def told(error: psycopg.Error) -> str:
    """Its first line: what follows is advice about a machine that is not this one."""
    return str(error).strip().partition("\n")[0]
