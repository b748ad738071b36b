"""What stands for the real parts where a test must be small? The fake store keeps the store's whole contract."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from msgspec import to_builtins

from bot.store import AlreadyTaken, Entry, Limits, Outgoing, Purged, Revision, StaleVersion, rows
from bot.store.pacing import QUIET, placed
from content.models import Library
from dialogs import Conversation, Incoming, Message, Span, Turn
from dialogs.conversation import dump, load
from dialogs.events import Event
from dialogs.retention import SAID, due, left
from dialogs.turn import Wants

EVENT_IDS_KEPT = timedelta(hours=48)


@dataclass
class _Queued:
    outgoing: Outgoing
    queued_at: datetime
    free_from: datetime | None = None
    sent: bool = False


@dataclass
class _Held:
    state: str
    version: int
    last_seen: datetime
    entries: list[Entry] = field(default_factory=list)
    said_at: dict[int, datetime] = field(default_factory=dict)
    journal: list[dict[str, Any]] = field(default_factory=list)
    queue: list[_Queued] = field(default_factory=list)
    reminders: dict[str, datetime] = field(default_factory=dict)


class MemoryStore:
    """The Store in dictionaries: nothing outlives the process."""

    def __init__(self) -> None:
        self._people: dict[str, _Held] = {}
        self._event_ids: dict[str, datetime] = {}
        self._addresses: dict[str, bytes] = {}
        self._meta: dict[str, str] = {}
        self._free_at: dict[str, float] = {}
        self._claims: dict[str, datetime] = {}
        self._revisions: list[tuple[Revision, bytes]] = []
        self._versions = count(1)
        self._numbers = count(1)

    def load(self, key: str) -> tuple[Conversation | None, int]:
        held = self._people.get(key)
        return (load(held.state), held.version) if held else (None, 0)

    def commit(
        self, key: str, version: int, event_id: str, turn: Turn, outgoing: tuple[Outgoing, ...], now: datetime,
        address: bytes = b"",
    ) -> None:  # fmt: skip
        held = self._people.get(key)
        self._refuse(event_id)
        if version != (held.version if held else 0):
            raise StaleVersion(key)
        held = held or self._people.setdefault(key, _Held("", 0, now))
        held.state, held.version = dump(turn.conversation), next(self._versions)
        held.last_seen = turn.conversation.last_seen
        _add_to_transcript(held.entries, turn)
        held.said_at |= {entry.number: held.said_at.get(entry.number, now) for entry in held.entries}
        held.journal += [
            {"day": str(now.date()), "fact": "", "value": "", **to_builtins(event)} for event in turn.events
        ]
        held.queue += [_Queued(replace(o, conversation_key=key, number=next(self._numbers)), now) for o in outgoing]
        if turn.rescheduled:
            held.reminders = {one.id: one.due for one in turn.conversation.reminders}
        self._event_ids[event_id] = now or datetime.now(UTC)
        if address:
            self._addresses.setdefault(key, address)

    def taken(self, event_id: str) -> bool:
        return event_id in self._event_ids

    def transcript(self, key: str) -> list[Entry]:
        return list(self._people[key].entries) if key in self._people else []

    def address(self, key: str) -> bytes | None:
        return self._addresses.get(key)

    def next_unsent(
        self, limit: int, now: datetime, lease_seconds: int = 30, limits: Limits | None = None
    ) -> list[Outgoing]:
        firsts = [next((q for q in held.queue if not q.sent), None) for held in self._people.values()]
        free = [q for q in firsts if q and (q.free_from is None or q.free_from <= now)]
        found = sorted(free, key=lambda q: q.outgoing.number)[:limit]
        given = placed([q.outgoing for q in found], limits, self._free_at, now.timestamp())
        until = {out.number: now + timedelta(seconds=lease_seconds) for out in given.taken}
        until |= {number: datetime.fromtimestamp(at, UTC) for number, at in given.put_off}
        for queued in found:
            queued.free_from = until.get(queued.outgoing.number, queued.free_from)
        self._free_at |= given.moved
        return given.taken

    def quiet(self, until: datetime) -> None:
        self._free_at[QUIET] = max(self._free_at.get(QUIET, 0), until.timestamp())

    def depart(self, key: str, number: int, now: datetime) -> bool:
        for queued in self._numbered(key, number):
            was_sent, queued.sent = queued.sent, True
            return not was_sent and now - queued.queued_at <= timedelta(seconds=rows.ONCE_WAITS)
        return False

    def mark_sent(self, key: str, number: int, remote_id: int | None, now: datetime) -> None:
        for queued in self._numbered(key, number):
            queued.sent = True
            if remote_id is not None:
                queued.outgoing = replace(queued.outgoing, remote_id=remote_id)

    def release(self, key: str, number: int, not_before: datetime) -> None:
        for queued in self._numbered(key, number):
            queued.free_from = not_before
            queued.sent = queued.sent and not queued.outgoing.once

    def last_sent_id(self, key: str) -> int | None:
        queue = self._people[key].queue if key in self._people else []
        ids = [q.outgoing.remote_id or 0 for q in queue if q.sent and "reply_markup" in q.outgoing.payload]
        return max(ids, default=0) or None

    def close(self, key: str) -> None:
        if key in self._people:
            held = self._people[key]
            held.queue = [q for q in held.queue if q.sent]
            held.reminders = {}
            if state := rows.without_reminders(held.state):
                held.state, held.version = state, next(self._versions)

    def due(self, limit: int, now: datetime) -> list[tuple[str, str]]:
        everyone = [(at, key, one) for key, held in self._people.items() for one, at in held.reminders.items()]
        return [(key, one) for at, key, one in sorted(everyone) if at <= now][:limit]

    def oldest_unsent(self) -> datetime | None:
        return min((q.queued_at for held in self._people.values() for q in held.queue if not q.sent), default=None)

    def export(self, key: str) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if held := self._people.get(key):
            lines = [(e.turn, e.who, to_builtins(e.message)) for e in held.entries]
            found["conversation"] = [{"state": to_builtins(load(held.state))}]
            found["transcript"] = [{"turn": turn, "who": who, "message": m} for turn, who, m in lines]
            found["journal"] = list(held.journal)
            found["reminder"] = [{"id": one, "due_at": str(at)} for one, at in held.reminders.items()]
            found["outgoing"] = [{"payload": queued.outgoing.payload} for queued in held.queue]
        if key in self._addresses:
            found["address"] = [{"encrypted": self._addresses[key].hex()}]
        return {name: told for name, told in found.items() if told}

    def erase(self, key: str, event_id: str = "", now: datetime | None = None) -> None:
        if event_id:
            self._refuse(event_id)
            self._event_ids[event_id] = now or datetime.now(UTC)
        self._forget(key)

    def purge(self, now: datetime, limit: int = 100) -> Purged:
        over = sorted((due(load(held.state)), key) for key, held in self._people.items())
        looked_at = [key for at, key in over if at < now][:limit]
        gone = [key for key in looked_at if not self._left(key, now)]
        for key in gone:
            self._forget(key)
        for held in self._people.values():
            held.entries = [entry for entry in held.entries if held.said_at[entry.number] >= now - SAID]
            held.queue = [queued for queued in held.queue if queued.queued_at >= now - SAID]
        self._event_ids = {name: at for name, at in self._event_ids.items() if at >= now - EVENT_IDS_KEPT}
        return Purged(len(gone), more=len(looked_at) == limit)

    def keep(self, name: str, value: str) -> None:
        self._meta.setdefault(name, value)

    def kept(self, name: str) -> str:
        return self._meta.get(name, "")

    def publish(self, archive: bytes, author: str, note: str, now: datetime) -> int:
        self._revisions.append((Revision(len(self._revisions) + 1, now, author, note), archive))
        return len(self._revisions)

    def newest_revision(self) -> int:
        return len(self._revisions)

    def archive(self, number: int) -> bytes | None:
        return next((archive for one, archive in self._revisions if one.number == number), None)

    def revisions(self) -> list[Revision]:
        return [one for one, _ in reversed(self._revisions)]

    def claim(self, name: str, now: datetime, seconds: float) -> bool:
        if self._claims.get(name, now) > now:
            return False
        self._claims[name] = now + timedelta(seconds=seconds)
        return True

    def migrations_missing(self) -> list[str]:
        return []

    def health(self) -> bool:
        return True

    def _left(self, key: str, now: datetime) -> bool:
        """False when nothing of it is kept."""
        held = self._people[key]
        if kept := left(load(held.state), now):
            held.state, held.version = dump(kept), next(self._versions)
        return kept is not None

    def _forget(self, key: str) -> None:
        for held in (self._people, self._addresses, self._free_at):
            held.pop(key, None)

    def _refuse(self, event_id: str) -> None:
        if event_id in self._event_ids:
            raise AlreadyTaken(event_id)

    def _numbered(self, key: str, number: int) -> list[_Queued]:
        queue = self._people[key].queue if key in self._people else []
        return [queued for queued in queue if queued.outgoing.number == number]


def _add_to_transcript(entries: list[Entry], turn: Turn) -> None:
    messages, at = turn.messages, turn.conversation.turn
    ours = [i for i, entry in enumerate(entries) if entry.who == "us"]
    if messages and messages[0].replaces and ours:
        entries[ours[-1]] = replace(entries[ours[-1]], turn=at, message=messages[0])
        messages = messages[1:]
    last = max((entry.number for entry in entries), default=0)
    if turn.said:
        last += 1
        entries.append(Entry(last, at, "her", Message(spans=(Span(text=turn.said),))))
    for number, message in enumerate(messages, start=last + 1):
        entries.append(Entry(number, at, "us", message))


def counting(conversation: Conversation, incoming: Incoming, _library: Library | None, now: datetime) -> Turn:
    """A dialogue of one question, for what is not about the dialogue: it counts, and says back what it heard."""
    at = conversation.turn + 1
    heard = incoming.text or ",".join(incoming.choices)
    changed = conversation.with_answer(f"fact-{at}", heard).changed(turn=at, last_seen=now)
    reply = Message(spans=(Span(text=f"{at} : {heard}"),))
    wants = _ASKS.get(incoming.text, "")
    return Turn(conversation=changed, messages=(reply,), said=heard, wants=wants, events=(_ANSWERED,))


_ASKS: dict[str, Wants] = {"/effacer": "erase", "/mesdonnees": "export"}
_ANSWERED = Event(kind="answered", fact="fact")
