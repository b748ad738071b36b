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
from bot.store.pool import PATIENCE, Connection, Pool
from bot.store.postgres_schema import missing
from dialogs.conversation import Conversation, dump, load
from dialogs.turn import Turn

PERSONAL = "conversation, transcript, journal, outgoing, address"
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
            [(saved, taken)] = self._rows(NEXT_TURN if version else FIRST_TURN, told)
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
        return sorted(map(rows.outgoing, self._rows(LEASE, lease)), key=lambda out: out.number)

    def mark_sent(self, key: str, number: int, remote_id: int | None, now: datetime) -> None:
        self._rows(SENT, (now, remote_id, key, number))

    def release(self, key: str, number: int, not_before: datetime) -> None:
        self._rows(LATER, (_ahead(not_before), key, number))

    def last_sent_id(self, key: str) -> int | None:
        last: int | None = self._rows(LAST_KEYBOARD, (key,))[0][0]
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
            for name, query in EXPORTED.items():
                cursor = conn.execute(query, (key,))
                columns = [column.name for column in cursor.description or ()]
                found[name] = [rows.readable(columns, row) for row in cursor]
            return found

        return {name: held for name, held in self._pool.run(read).items() if held}

    def erase(self, key: str, event_id: str = "", now: datetime | None = None) -> None:
        def work(conn: Connection) -> None:
            with conn.transaction():
                if event_id and now and not conn.execute(TAKE_EVENT, (event_id,)).rowcount:
                    raise AlreadyTaken(event_id)
                # Held first: a turn being committed is waited for, and erased with the rest.
                hers = conn.execute("select key, journal_number from conversation where key = %s for update", (key,))
                _erase(conn, [(key, ""), *hers])

        self._pool.run(work)
        self._vacuum()

    def purge(self, before: datetime, limit: int = 100) -> int:
        def work(conn: Connection) -> int:
            conn.execute(FORGET_EVENTS, (rows.EVENT_IDS_KEPT,))
            with conn.transaction():
                gone = conn.execute(LONG_GONE, (before, limit)).fetchall()
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
            self._pool.run(_try_to_write)
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
            self._rows(f"vacuum (skip_locked) {PERSONAL}")
        except StoreUnavailable as error:
            log.debug("vacuum later: %s", error)


TURN = """
    taken as (
        insert into event_id (id) select %(event_id)s from saved -- already there: the whole statement is undone
    ),
    redrawn as (
        update transcript set turn = %(turn)s, message = (%(messages)s::text[])[%(redrawing)s]
        where %(redrawing)s::int is not null and exists (select from saved) and key = %(key)s
            and number = (select max(number) from transcript where key = %(key)s and who = 'us')
        returning number
    ),
    said as (
        insert into transcript (key, number, turn, who, message)
        select %(key)s, last + row_number() over (order by place), %(turn)s, who, message
        from saved, unnest(%(whos)s::text[], %(messages)s::text[]) with ordinality as line (who, message, place),
            (select coalesce(max(number), 0) as last from transcript where key = %(key)s) as before
        where place is distinct from %(redrawing)s::int or not exists (select from redrawn)
    ),
    journaled as (
        insert into journal (day, number, kind, fact, value)
        select %(day)s, journal_number, kind, fact, value
        from saved, unnest(%(kinds)s::text[], %(facts)s::text[], %(values)s::text[])
            with ordinality as event (kind, fact, value, place)
        order by place
    ),
    queued as (
        insert into outgoing (key, kind, payload, has_keyboard, remote_id, queued_at)
        select %(key)s, kind, payload, has_keyboard, remote_id, %(now)s
        from saved, unnest(%(out_kinds)s::text[], %(payloads)s::text[], %(keyboards)s::bool[], %(remotes)s::bigint[])
            with ordinality as out (kind, payload, has_keyboard, remote_id, place)
        order by place
    )
    select exists (select from saved), exists (select from event_id where id = %(event_id)s)
"""
FIRST_TURN = f"""
    with saved as (
        insert into conversation (key, version, state, last_seen, journal_number)
        values (%(key)s, %(first_version)s, %(state)s, %(now)s, %(journal_number)s)
        on conflict do nothing returning journal_number
    ), {TURN}
"""
NEXT_TURN = f"""
    with saved as (
        update conversation set version = version + 1, state = %(state)s, last_seen = %(now)s
        where key = %(key)s and version = %(version)s returning journal_number
    ), {TURN}
"""
TAKE_EVENT = "insert into event_id (id) values (%s) on conflict do nothing"
FORGET_EVENTS = "delete from event_id where at < clock_timestamp() - make_interval(secs => %s)"
LEASE = """
    with free as (
        select number from outgoing as this
        where sent_at is null
            and greatest(leased_until, not_before) <= clock_timestamp() + %(ahead)s
            and not exists (
                select from outgoing where key = this.key and number < this.number and sent_at is null
            )
        order by number limit %(limit)s for update skip locked
    )
    update outgoing set leased_until = clock_timestamp() + %(ahead)s + %(seconds)s
    from free where outgoing.number = free.number
    returning outgoing.key, outgoing.number, kind, payload, remote_id
"""
SENT = "update outgoing set sent_at = %s, remote_id = coalesce(%s, remote_id) where key = %s and number = %s"
LATER = """
    update outgoing set leased_until = '-infinity', not_before = clock_timestamp() + %s where key = %s and number = %s
"""
LAST_KEYBOARD = "select max(remote_id) from outgoing where key = %s and sent_at is not null and has_keyboard"
LONG_GONE = """
    select key, journal_number from conversation where last_seen < %s order by last_seen limit %s
    for update skip locked
"""
EXPORTED = {
    "conversation": "select state, to_char(last_seen at time zone 'utc', 'YYYY-MM-DD HH24:MI:SS') as last_seen"
    " from conversation where key = %s",
    "transcript": "select turn, who, message from transcript where key = %s order by number",
    "journal": "select day::text, kind, fact, value from journal where number in"
    " (select journal_number from conversation where key = %s) order by row",
    "outgoing": "select kind, payload, to_char(sent_at at time zone 'utc', 'YYYY-MM-DD HH24:MI:SS') as sent_at,"
    " remote_id from outgoing where key = %s order by number",
    "address": "select encode(encrypted, 'hex') as encrypted from address where key = %s",
}


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
        conn.execute(TAKE_EVENT, (f"health-{secrets.token_hex(8)}",))
