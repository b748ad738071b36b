"""How does a PostgreSQL database keep what the Store promises? One statement a turn, any number of replicas."""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from psycopg.errors import UniqueViolation
from psycopg.rows import TupleRow

from bot.store import AlreadyTaken, Entry, Outgoing, StaleVersion, StoreUnavailable, rows
from bot.store import postgres_sql as sql
from bot.store.pool import PATIENCE, Connection, Pool
from bot.store.postgres_schema import missing
from dialogs.conversation import Conversation, dump, load
from dialogs.turn import Turn

HEALTH_PATIENCE = 2.0
"""Whoever asks how we are does not wait long for the answer."""
log = logging.getLogger(__name__)


class PostgresStore:
    """The Store on one PostgreSQL database; its connections are shared by all threads."""

    def __init__(self, url: str, patience: float = PATIENCE) -> None:
        """Makes no table: see `migrations_missing`. Raises StoreUnavailable."""
        self._pool = Pool(url, patience)

    def disconnect(self) -> None:
        self._pool.close()

    # ------------------------------------------------------------ a turn

    def load(self, key: str) -> tuple[Conversation | None, int]:
        found = self._rows("select state, version from conversation where key = %s", (key,))
        return (load(found[0][0]), found[0][1]) if found else (None, 0)

    def commit(
        self, key: str, version: int, event_id: str, turn: Turn, outgoing: tuple[Outgoing, ...], now: datetime
    ) -> None:
        told = _state(key, version, event_id, turn, now) | _lines(turn) | _events(turn, now) | _queue(outgoing)
        try:
            [(saved, taken)] = self._rows(sql.NEXT_TURN if version else sql.FIRST_TURN, told)
        except UniqueViolation as error:
            if error.diag.constraint_name != "event_id_pkey":
                raise
            raise AlreadyTaken(event_id) from error
        if taken and not saved:
            raise AlreadyTaken(event_id)
        if not saved:
            raise StaleVersion(key)

    def taken(self, event_id: str) -> bool:
        return bool(self._rows("select 1 from event_id where id = %s", (event_id,)))

    def transcript(self, key: str) -> list[Entry]:
        query = "select number, turn, who, message from transcript where key = %s order by number"
        return [rows.entry(row) for row in self._rows(query, (key,))]

    # ------------------------------------------------------------ what must be pushed

    def save_address(self, key: str, encrypted: bytes) -> None:
        self._rows("insert into address (key, encrypted) values (%s, %s) on conflict do nothing", (key, encrypted))

    def address(self, key: str) -> bytes | None:
        found = self._rows("select encrypted from address where key = %s", (key,))
        return found[0][0] if found else None

    def next_unsent(self, limit: int, now: datetime, lease_seconds: int = 30) -> list[Outgoing]:
        lease = {"ahead": _ahead(now), "seconds": timedelta(seconds=lease_seconds), "limit": limit}
        return sorted(map(rows.outgoing, self._rows(sql.LEASE, lease)), key=lambda out: out.number)

    def mark_sent(self, key: str, number: int, remote_id: int | None, now: datetime) -> None:
        self._rows(sql.SENT, (now, remote_id, key, number))

    def release(self, key: str, number: int, not_before: datetime) -> None:
        self._rows(sql.LATER, (_ahead(not_before), key, number))

    def last_sent_id(self, key: str) -> int | None:
        last: int | None = self._rows(sql.LAST_KEYBOARD, (key,))[0][0]
        return last

    def close(self, key: str) -> None:
        self._rows("delete from outgoing where key = %s and sent_at is null", (key,))

    def oldest_unsent(self) -> datetime | None:
        oldest: datetime | None = self._rows("select min(queued_at) from outgoing where sent_at is null")[0][0]
        return oldest

    # ------------------------------------------------------------ her rights

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

    # ------------------------------------------------------------ the store itself

    def keep(self, name: str, value: str) -> None:
        self._rows("insert into meta (name, value) values (%s, %s) on conflict do nothing", (name, value))

    def kept(self, name: str) -> str:
        found = self._rows("select value from meta where name = %s", (name,))
        return found[0][0] if found else ""

    def migrations_missing(self) -> list[str]:
        return self._pool.run(missing)

    def health(self) -> bool:
        try:
            self._pool.run(_try_to_write, HEALTH_PATIENCE)
            return True
        except StoreUnavailable:
            return False

    # ------------------------------------------------------------ below

    def _rows(self, query: str, told: tuple[Any, ...] | Mapping[str, Any] = ()) -> list[TupleRow]:
        def work(conn: Connection) -> list[TupleRow]:
            cursor = conn.execute(query, told)
            return cursor.fetchall() if cursor.description else []

        return self._pool.run(work)

    def _vacuum(self) -> None:
        """What was erased stays in no page of the tables. Where that cannot be done now, autovacuum does it."""
        try:
            self._rows(f"vacuum (skip_locked, parallel 0) {sql.PERSONAL}")
        except StoreUnavailable as error:
            log.debug("vacuum later: %s", error)


def _state(key: str, version: int, event_id: str, turn: Turn, now: datetime) -> dict[str, Any]:
    return {
        "key": key,
        "version": version,
        "event_id": event_id,
        "state": dump(turn.conversation),
        "turn": turn.conversation.turn,
        "now": now,
        # Random: a version loaded before she erased everything never fits what comes after.
        "first_version": secrets.randbelow(2**48) + 1,
        "journal_number": secrets.token_hex(8),
    }


def _lines(turn: Turn) -> dict[str, Any]:
    lines, redrawing = rows.lines(turn), rows.redrawing(turn)
    return {
        "whos": [who for who, _ in lines],
        "messages": [message for _, message in lines],
        "redrawing": None if redrawing is None else redrawing + 1,
    }


def _events(turn: Turn, now: datetime) -> dict[str, Any]:
    return {
        "day": now.date(),
        "kinds": [event.kind for event in turn.events],
        "facts": [event.fact for event in turn.events],
        "values": [event.value for event in turn.events],
    }


def _queue(outgoing: tuple[Outgoing, ...]) -> dict[str, Any]:
    return {
        "out_kinds": [out.kind for out in outgoing],
        "payloads": [json.dumps(out.payload) for out in outgoing],
        "keyboards": [rows.has_keyboard(out) for out in outgoing],
        "remotes": [out.remote_id for out in outgoing],
    }


def _ahead(moment: datetime) -> timedelta:
    """A moment of this machine's clock, as the database's clock will see it: replicas need not agree on the time."""
    return moment - datetime.now(moment.tzinfo)


def _erase(conn: Connection, people: list[TupleRow]) -> None:
    """People as (key, journal number); the transcript and the queue go with the conversation."""
    keys, numbers = [row[0] for row in people], [row[1] for row in people]
    conn.execute("delete from journal where number = any(%s)", (numbers,))
    conn.execute("delete from address where key = any(%s)", (keys,))
    conn.execute("delete from conversation where key = any(%s)", (keys,))


def _try_to_write(conn: Connection) -> None:
    with conn.transaction(force_rollback=True):
        conn.execute(sql.TAKE_EVENT, (f"health-{secrets.token_hex(8)}",))
