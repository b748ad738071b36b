"""How does one act of a person become a committed turn? The only caller of store.load and store.commit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot.store import AlreadyTaken, Outgoing, StaleVersion, Store
from content.models import Library
from dialogs import Conversation, Incoming, Turn, start, take_turn

MAX_TRIES = 5
Push = Callable[[Turn], tuple[Outgoing, ...]]
"""What the channel must push for a turn; none for the web and the terminal, which draw from the transcript."""


def nothing_to_push(_turn: Turn) -> tuple[Outgoing, ...]:
    return ()


class TurnHandler:
    def __init__(self, store: Store, library: Callable[[], Library], clock: Callable[[], datetime]) -> None:
        self.store = store
        self.library = library
        self.clock = clock

    def conversation(self, key: str) -> Conversation | None:
        """Where she stands; None when she has not begun."""
        return self.store.load(key)[0]

    def preview(self, incoming: Incoming) -> Turn:
        """The turn of a first act, drawn and not kept: a page looked at leaves nothing in the store."""
        now = self.clock()
        return take_turn(start(incoming.conversation_key, now), incoming, self.library(), now)

    def handle(self, incoming: Incoming, push: Push = nothing_to_push) -> Turn | None:
        """The committed turn; None when this event was taken before (its reply is in the transcript).

        Raises StoreUnavailable when nothing could be saved.
        """
        for _ in range(MAX_TRIES):
            stored, version = self.store.load(incoming.conversation_key)
            now = self.clock()
            conversation = stored or start(incoming.conversation_key, now)
            turn = take_turn(conversation, incoming, self.library(), now)
            try:
                self.store.commit(incoming.conversation_key, version, incoming.event_id, turn, push(turn), now)
            except AlreadyTaken:
                return None
            except StaleVersion:
                continue
            if turn.wants == "erase":
                self.store.erase(incoming.conversation_key)
            return turn
        raise StaleVersion(incoming.conversation_key)
