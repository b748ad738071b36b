"""What must still be pushed from a SQLite file? In order in each conversation, under a lease."""

from __future__ import annotations

from datetime import UTC, datetime

from bot.store import Outgoing, rows
from bot.store.sqlite.connections import Part


class Queue(Part):
    def next_unsent(self, limit: int, now: datetime, lease_seconds: int = 30) -> list[Outgoing]:
        at = now.timestamp()
        free = {"now": at, "until": at + lease_seconds, "limit": limit}
        with self._file.reading() as conn:
            if conn.execute(FREE, free).fetchone() is None:
                return []
        with self._file.writing() as conn:
            leased = conn.execute(LEASE, free).fetchall()
        return sorted(map(rows.outgoing, leased), key=lambda out: out.number)

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

    def oldest_unsent(self) -> datetime | None:
        with self._file.reading() as conn:
            queued_at = conn.execute("select min(queued_at) from outgoing where sent_at is null").fetchone()[0]
        return None if queued_at is None else datetime.fromtimestamp(queued_at, UTC)


FREE = """
    select number from outgoing as this indexed by outgoing_unsent -- else every row ever sent is read
    where sent_at is null and leased_until <= :now and not_before <= :now
      and not exists (select 1 from outgoing where key = this.key and number < this.number and sent_at is null)
    order by number limit :limit
"""
LEASE = f"""
    update outgoing set leased_until = :until where number in ({FREE})
    returning key, number, kind, payload, remote_id
"""
SENT = "update outgoing set sent_at = ?, remote_id = coalesce(?, remote_id) where key = ? and number = ?"
LATER = "update outgoing set leased_until = 0, not_before = ? where key = ? and number = ?"
LAST_KEYBOARD = """
    select max(remote_id) from outgoing
    where key = ? and sent_at is not null and json_array_length(payload, '$.reply_markup.inline_keyboard') > 0
"""
