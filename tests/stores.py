"""What do the contracts of a store do with it again and again?"""

from __future__ import annotations

from bot.store import Outgoing, Store
from dialogs import Turn
from tests.builders import KEY, NOW


def committed(
    store: Store, turn: Turn, event_id: str, version: int = 0, pushed: tuple[Outgoing, ...] = (), address: bytes = b""
) -> int:
    key = turn.conversation.key
    store.commit(key, version, event_id, turn, pushed, NOW, address)
    return store.load(key)[1]


def said(store: Store, key: str = KEY) -> list[str]:
    return [f"{entry.who}: {entry.message.text}" for entry in store.transcript(key)]


def send_all(store: Store, first_id: int) -> None:
    while waiting := store.next_unsent(1, NOW):
        store.mark_sent(waiting[0].conversation_key, waiting[0].number, first_id, NOW)
        first_id += 1
