"""Is a conversation forgotten after thirty days without news, and no sooner?"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from bot.retention import AT_ONCE, Retention
from bot.store import Purged, StoreUnavailable
from tests.builders import NOW, a_conversation, a_turn
from tests.fakes import MemoryStore

SOON = 0.02


class Rounds(MemoryStore):
    """Counts what is asked of it, and ends the test after as many."""

    def __init__(self) -> None:
        super().__init__()
        self.purged: list[int] = []
        """How many people each look erased."""
        self.away = 0

    def purge(self, now: datetime, limit: int = 100) -> Purged:
        if self.away:
            self.away -= 1
            raise StoreUnavailable("locked")
        purged = super().purge(now, limit)
        self.purged.append(purged.people)
        return purged


def seen(store: MemoryStore, name: str, at: datetime) -> None:
    store.commit(name, 0, name, a_turn(conversation=a_conversation(name, last_seen=at)), (), at)


def kept_until(store: Rounds, enough: Callable[[], bool], clock: Callable[[], datetime] = lambda: NOW) -> None:
    async def lives() -> None:
        retention = Retention(store, clock, every=SOON)
        running = asyncio.create_task(retention.run())
        async with asyncio.timeout(10):
            while not enough():
                await asyncio.sleep(SOON)
        await retention.stop()
        await running

    asyncio.run(lives())


def test_thirty_days_are_kept_and_not_a_minute_more() -> None:
    store = Rounds()
    seen(store, "gone", NOW - timedelta(days=30, minutes=1))
    seen(store, "here", NOW - timedelta(days=30))

    kept_until(store, lambda: bool(store.purged))

    assert store.load("gone") == (None, 0)
    assert store.load("here")[0] is not None


def test_it_looks_again_as_time_passes() -> None:
    store = Rounds()
    seen(store, "here", NOW - timedelta(days=29))

    kept_until(store, lambda: 1 in store.purged, clock=lambda: NOW + timedelta(days=len(store.purged)))

    assert store.load("here") == (None, 0)


def test_many_are_erased_in_small_batches() -> None:
    store = Rounds()
    for number in range(AT_ONCE + 5):
        seen(store, f"gone-{number}", NOW - timedelta(days=31))

    kept_until(store, lambda: len(store.purged) >= 2)

    assert store.purged[:2] == [AT_ONCE, 5]


def test_a_database_away_for_a_moment_is_looked_at_again(caplog: pytest.LogCaptureFixture) -> None:
    store = Rounds()
    store.away = 2
    seen(store, "gone", NOW - timedelta(days=31))

    with caplog.at_level(logging.WARNING):
        kept_until(store, lambda: bool(store.purged))

    assert store.load("gone") == (None, 0)
    assert len(caplog.records) == 2
