"""What must still be pushed from PostgreSQL? In order in each conversation, under a lease, whichever replica sends."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.store import Limits, Outgoing, rows
from bot.store.pacing import QUIET, lines, placed
from bot.store.postgres import sql
from bot.store.postgres.pool import Connection, Part
from bot.store.postgres.reminders import cancelled


class Queue(Part):
    def next_unsent(
        self, limit: int, now: datetime, lease_seconds: int = 30, limits: Limits | None = None
    ) -> list[Outgoing]:
        def work(conn: Connection) -> list[Outgoing]:
            with conn.transaction():
                [at] = conn.execute(sql.HOUR, (ahead(now),)).fetchone() or [0.0]
                found = [rows.outgoing(row) for row in conn.execute(sql.WAITING, {"at": at, "limit": limit})]
                return _leased(conn, found, limits, at, at + lease_seconds) if found else []

        return self._pool.run(work)

    def quiet(self, until: datetime) -> None:
        [(at,)] = self._rows(sql.HOUR, (ahead(until),))
        self._rows(sql.MOVE, ([QUIET], [at]))

    def depart(self, key: str, number: int, now: datetime) -> bool:
        found = self._rows(sql.DEPART, (now, key, number))
        return bool(found) and found[0][0] >= now - timedelta(seconds=rows.ONCE_WAITS)

    def mark_sent(self, key: str, number: int, remote_id: int | None, now: datetime) -> None:
        self._rows(sql.SENT, (now, remote_id, key, number))

    def release(self, key: str, number: int, not_before: datetime) -> None:
        self._rows(sql.LATER, (ahead(not_before), key, number))

    def last_sent_id(self, key: str) -> int | None:
        last: int | None = self._rows(sql.LAST_KEYBOARD, (key,))[0][0]
        return last

    def close(self, key: str) -> None:
        def work(conn: Connection) -> None:
            with conn.transaction():
                cancelled(conn, key)
                conn.execute("delete from outgoing where key = %s and sent_at is null", (key,))

        self._pool.run(work)

    def oldest_unsent(self) -> datetime | None:
        oldest: datetime | None = self._rows("select min(queued_at) from outgoing where sent_at is null")[0][0]
        return oldest


def ahead(moment: datetime) -> timedelta:
    """A moment of this machine's clock, as the database's clock will see it: replicas need not agree on the time."""
    return moment - datetime.now(moment.tzinfo)


def _leased(conn: Connection, found: list[Outgoing], limits: Limits | None, at: float, until: float) -> list[Outgoing]:
    free_at: dict[str, float] = {}
    if limits:
        conn.execute(sql.ONE_PLACE_AT_A_TIME)
        free_at = dict(conn.execute(sql.FREE_AT, (lines(found),)).fetchall())
    given = placed(found, limits, free_at, at)
    conn.execute(sql.LEASE, (until, [out.number for out in given.taken]))
    if given.put_off:
        conn.execute(sql.PUT_OFF, tuple(map(list, zip(*given.put_off, strict=True))))
    if given.moved:
        conn.execute(sql.MOVE, (list(given.moved), list(given.moved.values())))
    return given.taken
