"""What does a test need that does not matter to it? Values with everything else filled in."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.store import Outgoing
from dialogs import Choice, Conversation, Incoming, Message, Span, Turn, start
from dialogs.conversation import Reminder, Shown
from dialogs.events import Event

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
KEY = "her-key"


def a_message(text: str = "Bonjour.", choices: Sequence[Choice] = (), **more: Any) -> Message:
    return Message(spans=(Span(text=text),), choices=tuple(choices), **more)


def a_choice(label: str, code: str = "", **more: Any) -> Choice:
    return Choice(label=label, code=code or f"m:{label}", **more)


def a_conversation(key: str = KEY, **more: Any) -> Conversation:
    return start(key, NOW).changed(**more)


def a_turn(*texts: str, key: str = KEY, said: str = "", at: int = 1, events: Sequence[Event] = (), **more: Any) -> Turn:
    """A turn that says these texts."""
    messages = more.pop("messages", tuple(a_message(text) for text in texts))
    conversation = more.pop("conversation", a_conversation(key, turn=at))
    return Turn(conversation=conversation, messages=messages, said=said, events=tuple(events), **more)


def a_reminder(due: datetime = NOW + timedelta(hours=1), turn: int = 1) -> Reminder:
    return Reminder(kind="asked", due=due, turn=turn)


def reminding(key: str = KEY) -> dict[str, Any]:
    """What a turn holds that makes a reminder wait."""
    return {"conversation": a_conversation(key, turn=1, reminders=(a_reminder(),)), "rescheduled": True}


def an_incoming(text: str = "", event_id: str = "e1", key: str = KEY, **more: Any) -> Incoming:
    return Incoming(conversation_key=key, event_id=event_id, text=text, **more)


def an_outgoing(text: str = "Bonjour.", keyboard: bool = False, **more: Any) -> Outgoing:
    payload: dict[str, Any] = {"text": text}
    if keyboard:
        payload["reply_markup"] = {"inline_keyboard": [[{"text": "Oui", "callback_data": "1|a:oui"}]]}
    return Outgoing(more.pop("kind", "send"), payload, **more)


def shown(*choices: Choice, turn: int = 1) -> Shown:
    return Shown(screen="test", choices=choices, turn=turn)
