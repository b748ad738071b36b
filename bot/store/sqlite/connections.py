"""How do threads share one SQLite file? Each has its own connection; a write is an immediate transaction."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from bot.store import StoreUnavailable

BUSY_SECONDS = 5.0
PRAGMAS = ("journal_mode = wal", "synchronous = full", "foreign_keys = on", "secure_delete = on")


class Connections:
    """Whatever SQLite refuses (locked, full, read-only, damaged) comes out as StoreUnavailable."""

    def __init__(self, path: Path, busy_seconds: float) -> None:
        self._path = path
        self._busy_seconds = busy_seconds
        self._threads = threading.local()
        self._log_to_empty = False
        with _unavailable():
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))

    @property
    def database(self) -> Database:
        """This thread's own connection."""
        found: Database | None = getattr(self._threads, "database", None)
        if found is None:
            found = self._threads.database = self._connected()
        return found

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        with _unavailable():
            yield self.database.conn

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """IMMEDIATE: a plain BEGIN that reads, then writes, fails at once when another writer is there."""
        with _unavailable():
            conn = self.database.conn
            conn.execute("begin immediate")
            try:
                yield conn
                conn.execute("commit")
            except BaseException:
                if conn.in_transaction:
                    conn.execute("rollback")
                raise
        if self._log_to_empty:
            self.empty_the_log(wait=False)

    def empty_the_log(self, wait: bool = True) -> None:
        """What was erased from the tables must not stay in the write-ahead log: now, or after the next write."""
        with self.reading() as conn:
            conn.execute(f"pragma busy_timeout = {int(self._busy_seconds * 1000) if wait else 0}")
            self._log_to_empty = bool(conn.execute("pragma wal_checkpoint(truncate)").fetchone()[0])
            conn.execute(f"pragma busy_timeout = {int(self._busy_seconds * 1000)}")

    def _connected(self) -> Database:
        conn = sqlite3.connect(self._path, timeout=self._busy_seconds, isolation_level=None)
        for pragma in PRAGMAS:
            conn.execute(f"pragma {pragma}")
        return Database(conn, execute_plugins=False)


class Part:
    """One side of the store; they share the file."""

    _file: Connections


@contextmanager
def _unavailable() -> Iterator[None]:
    try:
        yield
    except (sqlite3.IntegrityError, sqlite3.ProgrammingError):
        raise
    except (sqlite3.DatabaseError, OSError) as error:
        raise StoreUnavailable(str(error)) from error
