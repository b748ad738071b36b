"""How does one act of a person become a committed turn? The only caller of store.load and store.commit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from bot import metrics
from bot.store import AlreadyTaken, Outgoing, StaleVersion, Store, StoreUnavailable
from content.models import Library
from dialogs import Conversation, Incoming, Turn, start, take_turn

MAX_TRIES = 5
TEXT_MAX = 4096
"""What Telegram itself allows in a message: nobody types more, and longer must not cost more."""
Push = Callable[[Turn], tuple[Outgoing, ...]]
"""What the channel must push for a turn; none for the web and the terminal, which draw from the transcript."""
Address = Callable[[], bytes]
"""Where the channel writes to her, encrypted; b"" when it is kept already, or when nothing can be pushed."""
TakeTurn = Callable[[Conversation, Incoming, Library, datetime], Turn]


def nothing_to_push(_turn: Turn) -> tuple[Outgoing, ...]:
    return ()


def no_address() -> bytes:
    return b""


class TurnHandler:
    def __init__(
        self,
        store: Store,
        library: Callable[[], Library],
        clock: Callable[[], datetime],
        take: TakeTurn | None = None,
    ) -> None:
        self.store = store
        self.library = library
        self.clock = clock
        self.take = take or take_turn

    def conversation(self, key: str) -> Conversation | None:
        """Where she stands; None when she has not begun."""
        return self.store.load(key)[0]

    def preview(self, incoming: Incoming) -> Turn:
        """The turn of a first act, drawn and not kept: a page looked at leaves nothing in the store."""
        now = self.clock()
        return self.take(start(incoming.conversation_key, now), incoming, self.library(), now)

    def handle(self, incoming: Incoming, push: Push = nothing_to_push, address: Address = no_address) -> Turn | None:
        """The committed turn; None when this event was taken before (its reply is in the transcript), or when it is
        a reminder that nobody waits for any more.

        When it `wants` « erase », everything is erased already, the transcript and the queue too: its messages
        are all that is left, and the channel alone can still show them. Raises StoreUnavailable when nothing
        could be saved.
        """
        readable = incoming.changed(text=_readable(incoming.text))
        with metrics.TURN_SECONDS.time(), metrics.UNAVAILABLE.count_exceptions(StoreUnavailable):
            turn = self._taken(readable, push, address)
        (metrics.TURNS if turn else metrics.REPEATS).inc()
        return turn

    def _taken(self, incoming: Incoming, push: Push, address: Address) -> Turn | None:
        for _ in range(MAX_TRIES):
            try:
                return self._taken_once(incoming, push, address)
            except AlreadyTaken:
                return None
            except StaleVersion:
                continue
        raise StoreUnavailable("this conversation never stood still")

    def _taken_once(self, incoming: Incoming, push: Push, address: Address) -> Turn:
        key, event_id, now = incoming.conversation_key, incoming.event_id, self.clock()
        stored, version = self.store.load(key)
        turn = self.take(stored or start(key, now), incoming, self.library(), now)
        if incoming.reminder and (stored is None or not (turn.messages or turn.rescheduled)):
            raise AlreadyTaken(event_id)
        outgoing = push(turn)
        if turn.wants == "erase":
            self.store.erase(key, event_id, now)
        else:
            self.store.commit(key, version, event_id, turn, outgoing, now, address())
        return turn


def _readable(text: str) -> str:
    """Without half-characters, which no file can hold."""
    return text[:TEXT_MAX].encode("utf-8", "ignore").decode("utf-8")
