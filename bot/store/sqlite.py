"""How does a SQLite file keep what the Store promises? One immediate transaction a turn, flushed to disk."""

from __future__ import annotations

import json
import secrets
import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.store import AlreadyTaken, Entry, Outgoing, StaleVersion, StoreUnavailable, rows
from bot.store.connections import BUSY_SECONDS, Connections
from bot.store.schema import migrations
from dialogs.conversation import Conversation, dump, load
from dialogs.turn import Turn


class SqliteStore:
    """The Store on one SQLite file; each thread has its own connection."""

    def __init__(self, path: Path, busy_seconds: float = BUSY_SECONDS) -> None:
        """Makes the file, or brings its tables up to date. Raises StoreUnavailable."""
        self._file = Connections(path, busy_seconds)
        with self._file.writing():
            self.migrated = self.migrations_missing()
            migrations.apply(self._file.database)

    # ------------------------------------------------------------ a turn

    def load(self, key: str) -> tuple[Conversation | None, int]:
        with self._file.reading() as conn:
            row = conn.execute("select state, version from conversation where key = ?", (key,)).fetchone()
        return (load(row[0]), row[1]) if row else (None, 0)

    def commit(
        self, key: str, version: int, event_id: str, turn: Turn, outgoing: tuple[Outgoing, ...], now: datetime
    ) -> None:
        with self._file.writing() as conn:
            _take_event(conn, event_id, now)
            _save_state(conn, key, version, turn, now)
            _add_to_transcript(conn, key, turn)
            _add_to_journal(conn, key, turn, now)
            _add_to_outgoing(conn, key, outgoing, now)

    def taken(self, event_id: str) -> bool:
        with self._file.reading() as conn:
            return conn.execute("select 1 from event_id where id = ?", (event_id,)).fetchone() is not None

    def transcript(self, key: str) -> list[Entry]:
        query = "select number, turn, who, message from transcript where key = ? order by number"
        with self._file.reading() as conn:
            return [rows.entry(row) for row in conn.execute(query, (key,))]

    # ------------------------------------------------------------ what must be pushed

    def save_address(self, key: str, encrypted: bytes) -> None:
        with self._file.writing() as conn:
            conn.execute("insert into address (key, encrypted) values (?, ?) on conflict do nothing", (key, encrypted))

    def address(self, key: str) -> bytes | None:
        with self._file.reading() as conn:
            row = conn.execute("select encrypted from address where key = ?", (key,)).fetchone()
        return row[0] if row else None

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

    # ------------------------------------------------------------ her rights

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
                _take_event(conn, event_id, now)
            _erase(conn, key)
        self._file.empty_the_log()

    def purge(self, before: datetime, limit: int = 100) -> int:
        gone = (before.timestamp(), limit)
        with self._file.reading() as conn:
            if not conn.execute(LONG_GONE, gone).fetchall():
                return 0
        with self._file.writing() as conn:
            keys = [row[0] for row in conn.execute(LONG_GONE, gone).fetchall()]
            for key in keys:
                _erase(conn, key)
        self._file.empty_the_log(wait=False)
        return len(keys)

    # ------------------------------------------------------------ the store itself

    def keep(self, name: str, value: str) -> None:
        with self._file.writing() as conn:
            conn.execute("insert into meta (name, value) values (?, ?) on conflict do nothing", (name, value))

    def kept(self, name: str) -> str:
        with self._file.reading() as conn:
            row = conn.execute("select value from meta where name = ?", (name,)).fetchone()
        return row[0] if row else ""

    def migrations_missing(self) -> list[str]:
        with self._file.reading():
            return [migration.name for migration in migrations.pending(self._file.database)]

    def health(self) -> bool:
        try:
            with self._file.writing() as conn:
                conn.execute("select 1 from conversation limit 1")
            return True
        except StoreUnavailable:
            return False


FIRST_STATE = """
    insert into conversation (key, version, state, last_seen, journal_number) values (?, ?, ?, ?, ?)
    on conflict do nothing
"""
NEXT_STATE = """
    update conversation set version = version + 1, state = ?, last_seen = ? where key = ? and version = ?
"""
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
LONG_GONE = "select key from conversation where last_seen < ? order by last_seen limit ?"
EXPORTED = {
    "conversation": "select state, datetime(last_seen, 'unixepoch') as last_seen from conversation where key = ?",
    "transcript": "select turn, who, message from transcript where key = ? order by number",
    "journal": "select day, kind, fact, value from journal where number in"
    " (select journal_number from conversation where key = ?) order by rowid",
    "outgoing": "select kind, payload, datetime(sent_at, 'unixepoch') as sent_at, remote_id from outgoing"
    " where key = ? order by number",
    "address": "select hex(encrypted) as encrypted from address where key = ?",
}


def _take_event(conn: sqlite3.Connection, event_id: str, now: datetime) -> None:
    at = now.timestamp()
    conn.execute("delete from event_id where at < ?", (at - rows.EVENT_IDS_KEPT,))
    added = conn.execute("insert into event_id (id, at) values (?, ?) on conflict do nothing", (event_id, at))
    if added.rowcount == 0:
        raise AlreadyTaken(event_id)


def _save_state(conn: sqlite3.Connection, key: str, version: int, turn: Turn, now: datetime) -> None:
    state, at = dump(turn.conversation), now.timestamp()
    if version:
        saved = conn.execute(NEXT_STATE, (state, at, key, version))
    else:
        # The first version is random: one loaded before she erased everything never fits what comes after.
        first = secrets.randbelow(2**48) + 1
        saved = conn.execute(FIRST_STATE, (key, first, state, at, secrets.token_hex(8)))
    if saved.rowcount == 0:
        raise StaleVersion(key)


def _add_to_transcript(conn: sqlite3.Connection, key: str, turn: Turn) -> None:
    """Her act, then our bubbles; the first may redraw our last one in place."""
    at, lines, redrawing = turn.conversation.turn, rows.lines(turn), rows.redrawing(turn)
    if redrawing is not None and _redrawn(conn, key, at, lines[redrawing][1]):
        del lines[redrawing]
    last = conn.execute("select coalesce(max(number), 0) from transcript where key = ?", (key,)).fetchone()[0]
    conn.executemany(
        "insert into transcript (key, number, turn, who, message) values (?, ?, ?, ?, ?)",
        [(key, last + i, at, who, message) for i, (who, message) in enumerate(lines, start=1)],
    )


def _redrawn(conn: sqlite3.Connection, key: str, turn: int, message: str) -> bool:
    ours = "select max(number) from transcript where key = ? and who = 'us'"
    redraw = f"update transcript set turn = ?, message = ? where key = ? and number = ({ours})"
    return conn.execute(redraw, (turn, message, key, key)).rowcount > 0


def _add_to_journal(conn: sqlite3.Connection, key: str, turn: Turn, now: datetime) -> None:
    hers = "(select journal_number from conversation where key = ?)"
    conn.executemany(
        f"insert into journal (day, number, kind, fact, value) values (?, {hers}, ?, ?, ?)",
        [(now.date().isoformat(), key, event.kind, event.fact, event.value) for event in turn.events],
    )


def _add_to_outgoing(conn: sqlite3.Connection, key: str, outgoing: tuple[Outgoing, ...], now: datetime) -> None:
    conn.executemany(
        "insert into outgoing (key, kind, payload, remote_id, queued_at) values (?, ?, ?, ?, ?)",
        [(key, out.kind, json.dumps(out.payload), out.remote_id, now.timestamp()) for out in outgoing],
    )


def _erase(conn: sqlite3.Connection, key: str) -> None:
    hers = "select journal_number from conversation where key = ?"
    conn.execute(f"delete from journal where number in ({hers})", (key,))
    for table in ("transcript", "outgoing", "address", "conversation"):
        conn.execute(f"delete from {table} where key = ?", (key,))
