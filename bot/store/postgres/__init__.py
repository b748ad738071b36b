"""How does a PostgreSQL database keep what the Store promises? Any number of replicas, each with a few connections."""

from __future__ import annotations

import secrets
from datetime import datetime, timedelta

from bot.store import StoreUnavailable
from bot.store.postgres import sql
from bot.store.postgres.forgetting import Forgetting
from bot.store.postgres.people import People
from bot.store.postgres.pool import PATIENCE, Connection, Pool
from bot.store.postgres.queue import Queue, ahead
from bot.store.postgres.reminders import Reminders
from bot.store.postgres.revisions import Revisions
from bot.store.postgres.schema import missing
from bot.store.postgres.turns import Turns

HEALTH_PATIENCE = 2.0
"""Whoever asks how we are does not wait long for the answer."""


class PostgresStore(Turns, Queue, Reminders, People, Forgetting, Revisions):
    """The Store on one PostgreSQL database; its connections are shared by all threads."""

    def __init__(self, url: str, patience: float = PATIENCE) -> None:
        """Makes no table: see `migrations_missing`. Raises StoreUnavailable."""
        self._pool = Pool(url, patience)

    def disconnect(self) -> None:
        self._pool.close()

    def keep(self, name: str, value: str) -> None:
        self._rows("insert into meta (name, value) values (%s, %s) on conflict do nothing", (name, value))

    def kept(self, name: str) -> str:
        found = self._rows("select value from meta where name = %s", (name,))
        return found[0][0] if found else ""

    def claim(self, name: str, now: datetime, seconds: float) -> bool:
        return bool(self._rows(sql.CLAIM, {"name": name, "ahead": ahead(now), "seconds": timedelta(seconds=seconds)}))

    def migrations_missing(self) -> list[str]:
        return self._pool.run(missing)

    def health(self) -> bool:
        try:
            self._pool.run(_try_to_write, HEALTH_PATIENCE)
            return True
        except StoreUnavailable:
            return False


def _try_to_write(conn: Connection) -> None:
    with conn.transaction(force_rollback=True):
        conn.execute(sql.TAKE_EVENT, (f"health-{secrets.token_hex(8)}",))
