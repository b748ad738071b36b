"""What goes from PostgreSQL when its time has come? A little at each call: nobody's turn waits long behind it."""

from __future__ import annotations

from datetime import datetime, timedelta

from psycopg.rows import TupleRow

from bot.store import Purged, rows
from bot.store.postgres import sql
from bot.store.postgres.people import Sweeping, erase_rows
from bot.store.postgres.pool import Connection


class Forgetting(Sweeping):
    def purge(self, now: datetime, limit: int = 100) -> Purged:
        most = rows.LINES * limit

        def work(conn: Connection) -> tuple[Purged, bool]:
            conn.execute(sql.FORGET_EVENTS, (rows.EVENT_IDS_KEPT,))
            conn.execute(sql.FORGET_ERASED, (rows.ERASED_KEPT,))
            said = [conn.execute(query, (now - timedelta(seconds=rows.SAID_KEPT), most)).rowcount for query in sql.OLD]
            with conn.transaction():
                due = conn.execute(sql.DUE, (now, now - timedelta(seconds=rows.SILENCE), limit)).fetchall()
                people = _forgotten(conn, due, now)
            return Purged(people, more=len(due) == limit or most in said), any((due, *said))

        purged, changed = self._pool.run(work)
        if changed:
            self._vacuum()
        return purged


def _forgotten(conn: Connection, due: list[TupleRow], now: datetime) -> int:
    """All of a conversation, or what of it is too old; says how many are gone whole."""
    gone = []
    for key, number, state, seen in due:
        left = rows.left(state, seen, now)
        if left is None:
            gone.append((key, number))
        else:
            conn.execute(sql.LEFT, (*left, key))
    erase_rows(conn, gone)
    return len(gone)
