"""Whose reminders have come due in a SQLite file? Rewritten with each turn that changes them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from datetime import datetime

from bot.store import rows
from bot.store.sqlite.connections import Part
from dialogs.conversation import Reminder


class Reminders(Part):
    def due(self, limit: int, now: datetime) -> list[tuple[str, str]]:
        with self._file.reading() as conn:
            return conn.execute(DUE, (now.timestamp(), limit)).fetchall()


DUE = """
    select key, id from reminder where due_at <= ? and due_at > coalesce(
        (select cast(value as real) from meta where name = 'restored'), 0 -- said before, or never: see bot/backup
    ) order by due_at limit ?
"""
WITHOUT = "update conversation set version = version + 1, state = ? where key = ?"


def rewritten(conn: sqlite3.Connection, key: str, reminders: Iterable[Reminder]) -> None:
    conn.execute("delete from reminder where key = ?", (key,))
    written = [(key, one.id, one.due.timestamp()) for one in reminders]
    conn.executemany("insert into reminder (key, id, due_at) values (?, ?, ?)", written)


def cancelled(conn: sqlite3.Connection, key: str) -> None:
    """Hers are no longer to come, in the table and in her conversation."""
    conn.execute("delete from reminder where key = ?", (key,))
    held = conn.execute("select state from conversation where key = ?", (key,)).fetchone()
    if held and (state := rows.without_reminders(held[0])):
        conn.execute(WITHOUT, (state, key))
