"""What are a person's rights over a PostgreSQL database? To read all that is held of her, and to have it gone."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from psycopg.rows import TupleRow

from bot.store import AlreadyTaken, StoreUnavailable, rows
from bot.store.postgres import sql
from bot.store.postgres.pool import Connection, Part

log = logging.getLogger(__name__)


class People(Part):
    def save_address(self, key: str, encrypted: bytes) -> None:
        self._rows("insert into address (key, encrypted) values (%s, %s) on conflict do nothing", (key, encrypted))

    def address(self, key: str) -> bytes | None:
        found = self._rows("select encrypted from address where key = %s", (key,))
        return found[0][0] if found else None

    def export(self, key: str) -> dict[str, Any]:
        def read(conn: Connection) -> dict[str, Any]:
            found: dict[str, Any] = {}
            for name, query in sql.EXPORTED.items():
                cursor = conn.execute(query, (key,))
                columns = [column.name for column in cursor.description or ()]
                found[name] = [rows.readable(columns, row) for row in cursor]
            return found

        return {name: held for name, held in self._pool.run(read).items() if held}

    def erase(self, key: str, event_id: str = "", now: datetime | None = None) -> None:
        def work(conn: Connection) -> None:
            with conn.transaction():
                if event_id and now and not conn.execute(sql.TAKE_EVENT, (event_id,)).rowcount:
                    raise AlreadyTaken(event_id)
                # Held first: a turn being committed is waited for, and erased with the rest.
                hers = conn.execute("select key, journal_number from conversation where key = %s for update", (key,))
                _erase(conn, [(key, ""), *hers])

        self._pool.run(work)
        self._vacuum()

    def purge(self, before: datetime, limit: int = 100) -> int:
        def work(conn: Connection) -> int:
            conn.execute(sql.FORGET_EVENTS, (rows.EVENT_IDS_KEPT,))
            with conn.transaction():
                gone = conn.execute(sql.LONG_GONE, (before, limit)).fetchall()
                _erase(conn, gone)
            return len(gone)

        erased = self._pool.run(work)
        if erased:
            self._vacuum()
        return erased

    def _vacuum(self) -> None:
        """What was erased stays in no page of the tables. Where that cannot be done now, autovacuum does it."""
        try:
            self._rows(f"vacuum (skip_locked, parallel 0) {sql.PERSONAL}")
        except StoreUnavailable as error:
            log.debug("vacuum later: %s", error)


def _erase(conn: Connection, people: list[TupleRow]) -> None:
    """People as (key, journal number); the transcript and the queue go with the conversation."""
    keys, numbers = [row[0] for row in people], [row[1] for row in people]
    conn.execute("delete from journal where number = any(%s)", (numbers,))
    conn.execute("delete from address where key = any(%s)", (keys,))
    conn.execute("delete from pace where key = any(%s)", (keys,))
    conn.execute("delete from conversation where key = any(%s)", (keys,))
