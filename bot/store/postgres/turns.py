"""How is a turn kept in PostgreSQL? One statement, whole or not at all."""

from __future__ import annotations

import secrets
from datetime import datetime
from typing import Any

from psycopg.errors import UniqueViolation

from bot.store import AlreadyTaken, Entry, Outgoing, StaleVersion, rows
from bot.store.postgres import reminders, sql
from bot.store.postgres.pool import Part
from dialogs.conversation import Conversation, dump, load
from dialogs.retention import due
from dialogs.turn import Turn


class Turns(Part):
    def load(self, key: str) -> tuple[Conversation | None, int]:
        found = self._rows("select state, version from conversation where key = %s", (key,))
        return (load(found[0][0]), found[0][1]) if found else (None, 0)

    def commit(
        self, key: str, version: int, event_id: str, turn: Turn, outgoing: tuple[Outgoing, ...], now: datetime,
        address: bytes = b"",
    ) -> None:  # fmt: skip
        told = _state(key, version, event_id, turn, now) | _lines(turn) | _events(turn, now) | _queue(outgoing)
        told |= reminders.told(turn.conversation.reminders) | {"address": address or None}
        try:
            [(saved, taken)] = self._rows(sql.TURNS[not version, turn.rescheduled], told)
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


def _state(key: str, version: int, event_id: str, turn: Turn, now: datetime) -> dict[str, Any]:
    return {
        "key": key,
        "version": version,
        "event_id": event_id,
        "state": dump(turn.conversation),
        "turn": turn.conversation.turn,
        "now": now,
        "last_seen": turn.conversation.last_seen,
        "due_at": due(turn.conversation),
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
        "payloads": [rows.payload(out) for out in outgoing],
        "keyboards": [rows.has_keyboard(out) for out in outgoing],
        "remotes": [out.remote_id for out in outgoing],
        "onces": [out.once for out in outgoing],
    }
