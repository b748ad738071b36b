"""How is a turn kept in a SQLite file? One immediate transaction, flushed to disk."""

from __future__ import annotations

import secrets
import sqlite3
from datetime import datetime

from bot.store import AlreadyTaken, Entry, Outgoing, StaleVersion, rows
from bot.store.sqlite.connections import Part
from bot.store.sqlite.reminders import rewritten
from dialogs.conversation import Conversation, dump, load
from dialogs.retention import due
from dialogs.turn import Turn


class Turns(Part):
    def load(self, key: str) -> tuple[Conversation | None, int]:
        with self._file.reading() as conn:
            row = conn.execute("select state, version from conversation where key = ?", (key,)).fetchone()
        return (load(row[0]), row[1]) if row else (None, 0)

    def commit(
        self, key: str, version: int, event_id: str, turn: Turn, outgoing: tuple[Outgoing, ...], now: datetime,
        address: bytes = b"",
    ) -> None:  # fmt: skip
        with self._file.writing() as conn:
            take_event(conn, event_id, now)
            _save_state(conn, key, version, turn)
            _add_to_transcript(conn, key, turn, now)
            _add_to_journal(conn, key, turn, now)
            _add_to_outgoing(conn, key, outgoing, now)
            if address:
                conn.execute(ADDRESS, (key, address))
            if turn.rescheduled:
                rewritten(conn, key, turn.conversation.reminders)

    def taken(self, event_id: str) -> bool:
        with self._file.reading() as conn:
            return conn.execute("select 1 from event_id where id = ?", (event_id,)).fetchone() is not None

    def transcript(self, key: str) -> list[Entry]:
        query = "select number, turn, who, message from transcript where key = ? order by number"
        with self._file.reading() as conn:
            return [rows.entry(row) for row in conn.execute(query, (key,))]


def take_event(conn: sqlite3.Connection, event_id: str, now: datetime) -> None:
    """Old ones go with what is forgotten every hour, not here."""
    at = now.timestamp()
    added = conn.execute("insert into event_id (id, at) values (?, ?) on conflict do nothing", (event_id, at))
    if added.rowcount == 0:
        raise AlreadyTaken(event_id)


ADDRESS = "insert into address (key, encrypted) values (?, ?) on conflict do nothing"
FIRST_STATE = """
    insert into conversation (key, version, state, last_seen, due_at, journal_number) values (?, ?, ?, ?, ?, ?)
    on conflict do nothing
"""
NEXT_STATE = """
    update conversation set version = version + 1, state = ?, last_seen = ?, due_at = ? where key = ? and version = ?
"""


def _save_state(conn: sqlite3.Connection, key: str, version: int, turn: Turn) -> None:
    state, due_at = dump(turn.conversation), due(turn.conversation).timestamp()
    at = turn.conversation.last_seen.timestamp()
    if version:
        saved = conn.execute(NEXT_STATE, (state, at, due_at, key, version))
    else:
        # The first version is random: one loaded before she erased everything never fits what comes after.
        first = secrets.randbelow(2**48) + 1
        saved = conn.execute(FIRST_STATE, (key, first, state, at, due_at, secrets.token_hex(8)))
    if saved.rowcount == 0:
        raise StaleVersion(key)


def _add_to_transcript(conn: sqlite3.Connection, key: str, turn: Turn, now: datetime) -> None:
    """Her act, then our bubbles; the first may redraw our last one in place."""
    at, lines, redrawing = turn.conversation.turn, rows.lines(turn), rows.redrawing(turn)
    if redrawing is not None and _redrawn(conn, key, at, lines[redrawing][1]):
        del lines[redrawing]
    last = conn.execute("select coalesce(max(number), 0) from transcript where key = ?", (key,)).fetchone()[0]
    conn.executemany(
        "insert into transcript (key, number, turn, at, who, message) values (?, ?, ?, ?, ?, ?)",
        [(key, last + i, at, now.timestamp(), who, message) for i, (who, message) in enumerate(lines, start=1)],
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
        "insert into outgoing (key, kind, payload, remote_id, once, queued_at) values (?, ?, ?, ?, ?, ?)",
        [(key, out.kind, rows.payload(out), out.remote_id, out.once, now.timestamp()) for out in outgoing],
    )
