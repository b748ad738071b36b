"""What must a store promise? One protocol, proved by tests/store_contract.py on every implementation."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal, Protocol

from dialogs.conversation import Conversation
from dialogs.messages import Message
from dialogs.turn import Turn


class StaleVersion(Exception):
    """Another turn of this conversation was committed first: load and take the turn again."""


class AlreadyTaken(Exception):
    """This event was committed before: nothing is applied again."""


class StoreUnavailable(Exception):
    """The database cannot be read or written now; the operator can act, the owner can only wait."""


@dataclass(frozen=True)
class Entry:
    """One line of the transcript, as it was shown: `who` is « her » or « us »."""

    number: int
    turn: int
    who: Literal["her", "us"]
    message: Message


@dataclass(frozen=True)
class Outgoing:
    """Something the server must push, in order, per conversation.

    `kind`: send (a new message), edit (of the message `remote_id`; None: the last one sent with a keyboard when it
    leaves) or document (what `export` says when it leaves; `payload` holds its file name and caption).
    `payload`: the Bot API parameters but the chat id. `number` is given by the store.
    """

    kind: Literal["send", "edit", "document"]
    payload: dict[str, Any]
    conversation_key: str = ""
    number: int = 0
    remote_id: int | None = None
    """Telegram's message id: of the message to edit, or, once sent, of this message."""
    once: bool = False
    """Leaves at most once: marked before it is sent, so that whatever breaks, it is never said twice (a reminder)."""
    wait: float = 0
    """Seconds to wait before it leaves, for whoever has just taken it."""


@dataclass(frozen=True)
class Limits:
    """How fast messages may leave, all processes together. Edits count for the bot, not for their chat."""

    bot_per_second: float = 28
    chat_per_second: float = 1
    chat_burst: float = 12


@dataclass(frozen=True)
class Purged:
    """`people`: erased whole. `more`: as much as was allowed was done, there may be more to do."""

    people: int
    more: bool = False


@dataclass(frozen=True)
class Revision:
    """The content as it was published once. `number` is given by the store; the newest one is in service."""

    number: int
    published_at: datetime
    author: str
    note: str


def bot_name(token: str) -> str:
    """Under which name the store keeps what Telegram calls our bot: by the token's public part."""
    return f"telegram name {token.partition(':')[0]}"


class Store(Protocol):
    def load(self, key: str) -> tuple[Conversation | None, int]:
        """The conversation and its version; (None, 0) when there is none."""

    def commit(
        self, key: str, version: int, event_id: str, turn: Turn, outgoing: tuple[Outgoing, ...], now: datetime,
        address: bytes = b"",
    ) -> None:  # fmt: skip
        """Event id, state, transcript, journal, outgoing and, when rescheduled, reminders in one transaction.

        With them her Telegram id, encrypted, when none is kept: never without a conversation, which takes it away.

        Raises AlreadyTaken, StaleVersion, StoreUnavailable; then nothing was written.
        """

    def taken(self, event_id: str) -> bool: ...

    def transcript(self, key: str) -> list[Entry]: ...

    def address(self, key: str) -> bytes | None:
        """The encrypted Telegram id of this conversation."""

    def next_unsent(
        self, limit: int, now: datetime, lease_seconds: int = 30, limits: Limits | None = None
    ) -> list[Outgoing]:
        """The lowest unsent number of each conversation not under lease; takes the lease.

        Each with its `wait` under `limits`, which all processes share; what is above them stays in the queue.
        """

    def quiet(self, until: datetime) -> None:
        """Telegram told the whole bot to wait: under limits, nothing is taken for before then, by any process."""

    def depart(self, key: str, number: int, now: datetime) -> bool:
        """Marks sent what is about to be, for what leaves `once`.

        False when it had left already, or waited so long that it would come at the wrong hour: then it never leaves.
        """

    def mark_sent(self, key: str, number: int, remote_id: int | None, now: datetime) -> None: ...

    def release(self, key: str, number: int, not_before: datetime) -> None:
        """Gives the lease back: to be tried again from `not_before` on, even what leaves `once` (it did not)."""

    def last_sent_id(self, key: str) -> int | None:
        """Telegram's id of the last message sent with a keyboard in this conversation."""

    def close(self, key: str) -> None:
        """Blocked or vanished chat: what was still to be sent is dropped, and her reminders are cancelled."""

    def due(self, limit: int, now: datetime) -> list[tuple[str, str]]:
        """The reminders whose time has come, as (key, id), the longest due first."""

    def oldest_unsent(self) -> datetime | None:
        """When what has waited longest to be sent was queued; None when nothing waits."""

    def export(self, key: str) -> dict[str, Any]:
        """Everything held about this person, readable."""

    def erase(self, key: str, event_id: str = "", now: datetime | None = None) -> None:
        """Everything about this person, at once. With an event id, it is recorded in the same transaction.

        Her conversation's number in the journal, which tells nothing more, is kept so that no backup brings her back.
        Raises AlreadyTaken, StoreUnavailable; then nothing was erased.
        """

    def purge(self, now: datetime, limit: int = 100) -> Purged:
        """What dialogs/retention.py no longer keeps goes, the longest due first; `limit` people at most in one call.

        So do the lines said, the event ids, and the numbers of erased conversations, each after its time.
        """

    # ------------------------------------------------------------ what is published

    def publish(self, archive: bytes, author: str, note: str, now: datetime) -> int:
        """The number of a new revision of the content."""

    def newest_revision(self) -> int:
        """0 when nothing was ever published."""

    def archive(self, number: int) -> bytes | None:
        """What was published under this number; None when nothing was."""

    def revisions(self) -> list[Revision]:
        """All of them, the newest first."""

    # ------------------------------------------------------------ the store itself

    def keep(self, name: str, value: str) -> None:
        """About the store as a whole, not a person; the first value given under a name stays."""

    def kept(self, name: str) -> str:
        """'' when nothing was kept under this name."""

    def claim(self, name: str, now: datetime, seconds: float) -> bool:
        """Of all processes that ask for this work, one alone is told yes, until so many seconds from now."""

    def migrations_missing(self) -> list[str]:
        """What `python -m bot migrate` would still do."""

    def health(self) -> bool:
        """Can it be written now?"""
