"""What goes from a SQLite file when its time has come? A little at each call: nobody's turn waits long behind it."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

from bot.store import Purged, rows
from bot.store.sqlite.connections import Part
from bot.store.sqlite.people import erase_rows


class Forgetting(Part):
    def purge(self, now: datetime, limit: int = 100) -> Purged:
        at, most = now.timestamp(), rows.LINES * limit
        with self._file.writing() as conn:
            before = conn.total_changes
            due = conn.execute(DUE, {"now": at, "seen": at - rows.SILENCE, "limit": limit}).fetchall()
            people = sum(_gone(conn, key, state, seen, now) for key, state, seen in due)
            conn.execute("update transcript set at = ? where at is null", (at,))
            said = [conn.execute(query, (at - rows.SAID_KEPT, most)).rowcount for query in OLD]
            conn.execute("delete from event_id where at < ?", (at - rows.EVENT_IDS_KEPT,))
            conn.execute("delete from erased where at < ?", (at - rows.ERASED_KEPT,))
            changed = conn.total_changes > before
        if changed:
            self._file.empty_the_log(wait=False)
        return Purged(people, more=len(due) == limit or most in said)


DUE = """
    select key, state, last_seen from conversation where due_at < :now or (due_at is null and last_seen < :seen)
    order by due_at limit :limit
"""
OLD = (
    "delete from transcript where rowid in (select rowid from transcript where at < ? order by at limit ?)",
    "delete from outgoing where coalesce(queued_at, sent_at) < ?"
    " and number in (select number from outgoing order by number limit ?)",
)
"""What was said, on our pages and on its way to Telegram."""
LEFT = "update conversation set version = version + 1, state = ?, due_at = ? where key = ?"


def _gone(conn: sqlite3.Connection, key: str, state: str, seen: float, now: datetime) -> bool:
    """All of it, or what of it is too old."""
    left = rows.left(state, datetime.fromtimestamp(seen, UTC), now)
    if left is None:
        erase_rows(conn, key)
    else:
        kept, due = left
        conn.execute(LEFT, (kept, due.timestamp(), key))
    return left is None
