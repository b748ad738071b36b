"""What are a person's rights over a SQLite file? To read all that is held of her, and to have it gone."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from typing import Any

from bot.store import rows
from bot.store.sqlite.connections import Part
from bot.store.sqlite.turns import take_event


class People(Part):
    def address(self, key: str) -> bytes | None:
        with self._file.reading() as conn:
            row = conn.execute("select encrypted from address where key = ?", (key,)).fetchone()
        return row[0] if row else None

    def export(self, key: str) -> dict[str, Any]:
        with self._file.reading() as conn:
            found: dict[str, Any] = {}
            for name, query in EXPORTED.items():
                cursor = conn.execute(query, (key,))
                columns = [column[0] for column in cursor.description]
                found[name] = [rows.readable(columns, row) for row in cursor]
        return {name: rows for name, rows in found.items() if rows}

    def erase(self, key: str, event_id: str = "", now: datetime | None = None) -> None:
        with self._file.writing() as conn:
            if event_id and now:
                take_event(conn, event_id, now)
            conn.execute(LISTED, ((now or datetime.now(UTC)).timestamp(), key))
            erase_rows(conn, key)
        self._file.empty_the_log()


LISTED = """
    insert into erased (number, at) select journal_number, ? from conversation where key = ? on conflict do nothing
"""
EXPORTED = {
    "conversation": "select key, journal_number, state, datetime(last_seen, 'unixepoch') as last_seen"
    " from conversation where key = ?",
    "transcript": "select turn, datetime(at, 'unixepoch') as at, who, message from transcript"
    " where key = ? order by number",
    "journal": "select day, kind, fact, value from journal where number in"
    " (select journal_number from conversation where key = ?) order by rowid",
    "outgoing": "select kind, payload, datetime(sent_at, 'unixepoch') as sent_at, remote_id from outgoing"
    " where key = ? order by number",
    "reminder": "select id, datetime(due_at, 'unixepoch') as due_at from reminder where key = ? order by due_at",
    "address": "select hex(encrypted) as encrypted from address where key = ?",
    "pace": "select datetime(free_at, 'unixepoch') as free_at from pace where key = ?",
}


def erase_rows(conn: sqlite3.Connection, key: str) -> None:
    hers = "select journal_number from conversation where key = ?"
    conn.execute(f"delete from journal where number in ({hers})", (key,))
    for table in ("transcript", "outgoing", "reminder", "address", "pace", "conversation"):
        conn.execute(f"delete from {table} where key = ?", (key,))
