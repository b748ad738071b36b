"""How does a reminder leave on Telegram? As a new message, at most once, for whoever talks to us there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from bot.channels.telegram.drawing import draw
from bot.store import Outgoing, Store
from bot.turns import Push
from content.models import Library
from dialogs import Turn


def reminded(store: Store, library: Callable[[], Library]) -> Push:
    """Nothing for whoever talks to us elsewhere: it waits for her in the conversation."""

    def push(turn: Turn) -> tuple[Outgoing, ...]:
        key = turn.conversation.key
        if not turn.messages or store.address(key) is None:
            return ()
        drawn = draw(turn, library().replies, current=store.last_sent_id(key))
        return tuple(replace(row, once=row.kind == "send") for row in drawn)

    return push
