"""Does one act become one committed turn?"""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot.store import Outgoing, StoreUnavailable
from bot.store.sqlite import SqliteStore
from bot.turns import TEXT_MAX, TurnHandler
from dialogs import Turn
from tests.builders import KEY, NOW, a_turn, an_incoming, an_outgoing
from tests.fakes import MemoryStore, counting


def a_handler(store: Any) -> TurnHandler:
    return TurnHandler(store, lambda: None, lambda: NOW, counting)  # type: ignore[arg-type, return-value]


def answers(store: Any, key: str = KEY) -> list[str]:
    conversation, _ = store.load(key)
    return [answer.value for answer in conversation.answers] if conversation else []


def test_each_act_goes_on_where_the_last_one_left() -> None:
    store = MemoryStore()
    handler = a_handler(store)

    handler.handle(an_incoming("un", "e1"))
    handler.handle(an_incoming("deux", "e2"))

    assert answers(store) == ["un", "deux"]
    assert handler.conversation(KEY) == store.load(KEY)[0]


def test_the_same_act_delivered_twice_counts_once() -> None:
    store = MemoryStore()
    handler = a_handler(store)

    first = handler.handle(an_incoming("un", "e1"))
    again = handler.handle(an_incoming("un", "e1"))

    assert first is not None
    assert again is None
    assert answers(store) == ["un"]


def test_what_must_be_pushed_is_queued_with_its_turn() -> None:
    store = MemoryStore()

    def push(turn: Turn) -> tuple[Outgoing, ...]:
        return tuple(an_outgoing(message.text) for message in turn.messages)

    a_handler(store).handle(an_incoming("un"), push)

    assert [out.payload["text"] for out in store.next_unsent(9, NOW)] == ["1 : un"]


def test_a_turn_overtaken_by_another_is_taken_again() -> None:
    store = Overtaken(times=2)

    turn = a_handler(store).handle(an_incoming("moi", "e1"))

    assert turn is not None
    assert answers(store) == ["avant", "avant", "moi"]


def test_a_conversation_that_never_stands_still_is_said() -> None:
    with pytest.raises(StoreUnavailable):
        a_handler(Overtaken(times=99)).handle(an_incoming("moi", "e1"))


def test_a_page_looked_at_leaves_nothing() -> None:
    store = MemoryStore()

    drawn = a_handler(store).preview(an_incoming("/start"))

    assert drawn.messages
    assert store.load(KEY) == (None, 0)


def test_text_that_no_file_can_hold_is_made_readable(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "store.db")

    a_handler(store).handle(an_incoming("ca\ud800fé\x00 " + "x" * 1_000_000))

    [kept] = answers(store)
    assert kept.startswith("café\x00 x")
    assert len(kept) < TEXT_MAX


def test_erasing_leaves_only_the_words_of_goodbye() -> None:
    store = MemoryStore()
    handler = a_handler(store)
    handler.handle(an_incoming("un", "e1"))

    turn = handler.handle(an_incoming("/effacer", "e2"))

    assert turn is not None
    assert turn.wants == "erase"
    assert turn.messages
    assert store.export(KEY) == {}
    assert handler.handle(an_incoming("/effacer", "e2")) is None


def test_people_writing_at_once_from_many_threads_lose_nothing(tmp_path: Path) -> None:
    store = SqliteStore(tmp_path / "store.db")
    handler = a_handler(store)

    def write(phone: str) -> None:
        for i in range(3):
            handler.handle(an_incoming(f"{phone}{i}", f"{phone}{i}"))

    phones = [threading.Thread(target=write, args=(phone,)) for phone in "ab"]
    for phone in phones:
        phone.start()
    for phone in phones:
        phone.join()

    kept = answers(store)
    assert [a for a in kept if a.startswith("a")] == ["a0", "a1", "a2"]
    assert [a for a in kept if a.startswith("b")] == ["b0", "b1", "b2"]


@dataclass
class Overtaken(MemoryStore):
    """Another act of hers is committed just before ours, a few times."""

    times: int = 0
    before: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def commit(self, key: str, version: int, event_id: str, *more: Any) -> None:
        if event_id == "e1" and len(self.before) < self.times:
            self.before.append(f"before-{len(self.before)}")
            conversation, theirs = self.load(key)
            answered = (conversation or a_turn().conversation).changed()
            fact = f"other-{len(self.before)}"
            overtaking = Turn(conversation=answered.with_answer(fact, "avant"), messages=())
            super().commit(key, theirs, self.before[-1], overtaking, (), NOW)
        super().commit(key, version, event_id, *more)
