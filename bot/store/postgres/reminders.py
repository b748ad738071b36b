"""Whose reminders have come due in PostgreSQL? Rewritten with each turn that changes them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.store import rows
from bot.store.postgres import sql
from bot.store.postgres.pool import Connection, Part
from dialogs.conversation import Reminder


class Reminders(Part):
    def due(self, limit: int, now: datetime) -> list[tuple[str, str]]:
        return [(key, reminder) for key, reminder in self._rows(sql.REMINDERS_DUE, (now, limit))]


def told(reminders: Sequence[Reminder]) -> dict[str, Any]:
    return {"reminder_ids": [one.id for one in reminders], "reminder_dues": [one.due for one in reminders]}


def cancelled(conn: Connection, key: str) -> None:
    """Hers are no longer to come, in the table and in her conversation."""
    held = conn.execute("select state from conversation where key = %s for update", (key,)).fetchone()
    conn.execute("delete from reminder where key = %s", (key,))
    if held and (state := rows.without_reminders(held[0])):
        conn.execute(sql.WITHOUT_REMINDERS, (state, key))
