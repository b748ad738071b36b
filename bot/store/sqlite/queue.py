"""What must still be pushed from a SQLite file? In order in each conversation, under a lease."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime

from bot.store import Limits, Outgoing, rows
from bot.store.pacing import QUIET, lines, placed
from bot.store.sqlite.connections import Part
from bot.store.sqlite.reminders import cancelled


class Queue(Part):
    def next_unsent(
        self, limit: int, now: datetime, lease_seconds: int = 30, limits: Limits | None = None
    ) -> list[Outgoing]:
        at = now.timestamp()
        asked = {"now": at, "limit": limit}
        with self._file.reading() as conn:
            if conn.execute(FREE, asked).fetchone() is None:
                return []
        with self._file.writing() as conn:
            found = [rows.outgoing(row) for row in conn.execute(FREE, asked)]
            given = placed(found, limits, _free_at(conn, lines(found)), at)
            conn.executemany(LEASE, [(at + lease_seconds, out.number) for out in given.taken])
            conn.executemany(PUT_OFF, [(not_before, number) for number, not_before in given.put_off])
            conn.executemany(MOVE, given.moved.items())
        return given.taken

    def quiet(self, until: datetime) -> None:
        with self._file.writing() as conn:
            conn.execute(MOVE, (QUIET, until.timestamp()))

    def depart(self, key: str, number: int, now: datetime) -> bool:
        with self._file.writing() as conn:
            found = conn.execute(DEPART, (now.timestamp(), key, number)).fetchone()
        return found is not None and found[0] >= now.timestamp() - rows.ONCE_WAITS

    def mark_sent(self, key: str, number: int, remote_id: int | None, now: datetime) -> None:
        with self._file.writing() as conn:
            conn.execute(SENT, (now.timestamp(), remote_id, key, number))

    def release(self, key: str, number: int, not_before: datetime) -> None:
        with self._file.writing() as conn:
            conn.execute(LATER, (not_before.timestamp(), key, number))

    def last_sent_id(self, key: str) -> int | None:
        with self._file.reading() as conn:
            last: int | None = conn.execute(LAST_KEYBOARD, (key,)).fetchone()[0]
        return last

    def close(self, key: str) -> None:
        with self._file.writing() as conn:
            conn.execute("delete from outgoing where key = ? and sent_at is null", (key,))
            cancelled(conn, key)

    def oldest_unsent(self) -> datetime | None:
        with self._file.reading() as conn:
            queued_at = conn.execute("select min(queued_at) from outgoing where sent_at is null").fetchone()[0]
        return None if queued_at is None else datetime.fromtimestamp(queued_at, UTC)


FREE = """
    select key, number, kind, payload, remote_id, once
    from outgoing as this indexed by outgoing_unsent -- else every row ever sent is read
    where sent_at is null and leased_until <= :now and not_before <= :now
      and not exists (select 1 from outgoing where key = this.key and number < this.number and sent_at is null)
    order by number limit :limit
"""
LEASE = "update outgoing set leased_until = ? where number = ?"
PUT_OFF = "update outgoing set not_before = ? where number = ?"
MOVE = """
    insert into pace (key, free_at) values (?, ?) on conflict do update set free_at = max(free_at, excluded.free_at)
"""
DEPART = "update outgoing set sent_at = ? where key = ? and number = ? and sent_at is null returning queued_at"
SENT = "update outgoing set sent_at = ?, remote_id = coalesce(?, remote_id) where key = ? and number = ?"
LATER = """
    update outgoing set leased_until = 0, not_before = ?, sent_at = case when once then null else sent_at end
    where key = ? and number = ?
"""
LAST_KEYBOARD = """
    select max(remote_id) from outgoing
    where key = ? and sent_at is not null and json_array_length(payload, '$.reply_markup.inline_keyboard') > 0
"""


def _free_at(conn: sqlite3.Connection, keys: list[str]) -> dict[str, float]:
    marks = ", ".join("?" * len(keys))
    return dict(conn.execute(f"select key, free_at from pace where key in ({marks})", keys).fetchall())
