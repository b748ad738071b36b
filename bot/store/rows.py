"""How does a turn become rows, and rows become what is read? The same in every database."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import msgspec

from bot.store import Entry, Outgoing
from dialogs import retention
from dialogs.conversation import dump, load
from dialogs.messages import Message, Span
from dialogs.reminders import KINDS, without
from dialogs.turn import Turn

ONCE_WAITS = 3600
"""Seconds: what leaves at most once is too late after them."""
EVENT_IDS_KEPT = 48 * 3600
ERASED_KEPT = 35 * 24 * 3600
"""Longer than backups are kept: whoever erased everything comes back from none of them."""
SILENCE, SAID_KEPT = retention.SILENCE.total_seconds(), retention.SAID.total_seconds()
LINES = 50
"""Lines that go in one call, for each person who may."""
JSON_COLUMNS = {"state", "message", "payload"}
_TO_JSON, _MESSAGE = msgspec.json.Encoder(), msgspec.json.Decoder(Message)


def lines(turn: Turn) -> list[tuple[str, str]]:
    """What the transcript adds, as (who, message): her act, then our bubbles."""
    hers = [("her", as_text(Message(spans=(Span(text=turn.said),))))] if turn.said else []
    return hers + [("us", as_text(message)) for message in turn.messages]


def redrawing(turn: Turn) -> int | None:
    """The place among the lines of the bubble that redraws our last one, when one does: always our first."""
    if not (turn.messages and turn.messages[0].replaces):
        return None
    return 1 if turn.said else 0


def as_text(message: Message) -> str:
    return _TO_JSON.encode(message).decode()


def entry(row: Sequence[Any]) -> Entry:
    """From number, turn, who, message."""
    number, turn, who, message = row
    return Entry(number, turn, who, _MESSAGE.decode(message))


def payload(out: Outgoing) -> str:
    return _TO_JSON.encode(out.payload).decode()


def outgoing(row: Sequence[Any]) -> Outgoing:
    """From key, number, kind, payload, remote_id, once."""
    key, number, kind, payload, remote_id, once = row
    return Outgoing(kind, msgspec.json.decode(payload), key, number, remote_id, bool(once))


def left(state: str, seen: datetime, now: datetime) -> tuple[str, datetime] | None:
    """What is still kept of a conversation, and when to look again; None when all of it goes.

    One that we cannot read may be of a newer version of ours, in service beside us: it waits for it, thirty days.
    """
    try:
        kept = retention.left(load(state), now)
    except msgspec.DecodeError:
        until = seen + retention.SILENCE
        return (state, until) if now <= until else None
    return (dump(kept), retention.due(kept)) if kept else None


def without_reminders(state: str) -> str | None:
    """A conversation whose reminders are cancelled; None when it has none, or nothing reads it any more."""
    try:
        conversation = load(state)
    except msgspec.ValidationError:
        return None
    return dump(without(conversation, *KINDS)) if conversation.reminders else None


def has_keyboard(out: Outgoing) -> bool:
    return bool(out.payload.get("reply_markup", {}).get("inline_keyboard"))


def readable(columns: Sequence[str], row: Sequence[Any]) -> dict[str, Any]:
    """JSON kept as text is given back as what it holds."""
    held = dict(zip(columns, row, strict=True))
    return {name: json.loads(held[name]) if name in JSON_COLUMNS else held[name] for name in columns}
