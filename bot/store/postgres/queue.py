"""What must still be pushed from PostgreSQL? In order in each conversation, under a lease, whichever replica sends."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.store import Outgoing, rows
from bot.store.postgres import sql
from bot.store.postgres.pool import Part


class Queue(Part):
    def next_unsent(self, limit: int, now: datetime, lease_seconds: int = 30) -> list[Outgoing]:
        lease = {"ahead": ahead(now), "seconds": timedelta(seconds=lease_seconds), "limit": limit}
        return sorted(map(rows.outgoing, self._rows(sql.LEASE, lease)), key=lambda out: out.number)

    def mark_sent(self, key: str, number: int, remote_id: int | None, now: datetime) -> None:
        self._rows(sql.SENT, (now, remote_id, key, number))

    def release(self, key: str, number: int, not_before: datetime) -> None:
        self._rows(sql.LATER, (ahead(not_before), key, number))

    def last_sent_id(self, key: str) -> int | None:
        last: int | None = self._rows(sql.LAST_KEYBOARD, (key,))[0][0]
        return last

    def close(self, key: str) -> None:
        self._rows("delete from outgoing where key = %s and sent_at is null", (key,))

    def oldest_unsent(self) -> datetime | None:
        oldest: datetime | None = self._rows("select min(queued_at) from outgoing where sent_at is null")[0][0]
        return oldest


def ahead(moment: datetime) -> timedelta:
    """A moment of this machine's clock, as the database's clock will see it: replicas need not agree on the time."""
    return moment - datetime.now(moment.tzinfo)
