"""What are a person's rights over a PostgreSQL database? To read all that is held of her, and to have it gone."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.store import AlreadyTaken, StoreUnavailable, rows
from bot.store.postgres import sql
from bot.store.postgres.pool import Connection, Part

log = logging.getLogger(__name__)


class Sweeping(Part):
    def _vacuum(self) -> None:
        """What was erased stays in no page of the tables. Where that cannot be done now, autovacuum does it."""
        try:
            self._rows(f"vacuum (skip_locked, parallel 0) {sql.PERSONAL}")
        except StoreUnavailable as error:
            log.debug("vacuum later: %s", error)


class People(Sweeping):
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
                conn.execute(sql.LISTED, (now, key))
                erase_rows(conn, [(key, ""), *hers])

        self._pool.run(work)
        self._vacuum()


def erase_rows(conn: Connection, people: Sequence[tuple[Any, ...]]) -> None:
    """People as (key, journal number); the transcript and the queue go with the conversation.

    It goes first: a sender that holds one of her replies is waited for, and what it wrote of her goes too.
    """
    keys, numbers = [row[0] for row in people], [row[1] for row in people]
    conn.execute("delete from conversation where key = any(%s)", (keys,))
    conn.execute("delete from journal where number = any(%s)", (numbers,))
    conn.execute("delete from address where key = any(%s)", (keys,))
    conn.execute("delete from pace where key = any(%s)", (keys,))
