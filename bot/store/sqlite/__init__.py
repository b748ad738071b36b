"""How does a SQLite file keep what the Store promises? One file, and each thread has its own connection."""

from __future__ import annotations

import math
from datetime import datetime
from pathlib import Path

from bot.store import StoreUnavailable
from bot.store.sqlite.connections import BUSY_SECONDS, Connections
from bot.store.sqlite.forgetting import Forgetting
from bot.store.sqlite.people import People
from bot.store.sqlite.queue import Queue
from bot.store.sqlite.reminders import Reminders
from bot.store.sqlite.revisions import Revisions
from bot.store.sqlite.schema import migrations
from bot.store.sqlite.turns import Turns


class SqliteStore(Turns, Queue, Reminders, People, Forgetting, Revisions):
    """The Store on one SQLite file."""

    def __init__(self, path: Path, busy_seconds: float = BUSY_SECONDS) -> None:
        """Makes the file, or brings its tables up to date. Raises StoreUnavailable."""
        self._file = Connections(path, busy_seconds)
        with self._file.writing():
            self.migrated = self.migrations_missing()
            migrations.apply(self._file.database)
        self._file.empty_the_log(wait=False)  # of what was erased just before the process died

    def keep(self, name: str, value: str) -> None:
        with self._file.writing() as conn:
            conn.execute("insert into meta (name, value) values (?, ?) on conflict do nothing", (name, value))

    def kept(self, name: str) -> str:
        with self._file.reading() as conn:
            row = conn.execute("select value from meta where name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def claim(self, name: str, now: datetime, seconds: float) -> bool:
        at = now.timestamp()
        with self._file.writing() as conn:
            return conn.execute(CLAIM, {"name": name, "now": at, "until": at + seconds}).rowcount > 0

    def migrations_missing(self) -> list[str]:
        with self._file.reading():
            return [migration.name for migration in migrations.pending(self._file.database)]

    def health(self) -> bool:
        """Written for good: a full disk refuses nothing that is not."""
        try:
            with self._file.writing() as conn:
                conn.execute(CLAIM, {"name": "health", "now": math.inf, "until": 0})
            return True
        except StoreUnavailable:
            return False


CLAIM = """
    insert into claim (name, until) values (:name, :until)
    on conflict do update set until = excluded.until where until <= :now
"""
