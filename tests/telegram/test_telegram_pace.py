"""Messages leave at Telegram's pace, whatever waits in the queue."""

from __future__ import annotations

import asyncio

from bot.channels.telegram.pace import Bucket, Pace
from bot.channels.telegram.timing import Timing


class Clock:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_after_a_short_burst_one_message_a_second() -> None:
    bucket = Bucket(per_second=1, burst=3, left=3, seen=0)

    waits = [bucket.take(now=10) for _ in range(6)]

    assert waits == [0, 0, 0, 1, 2, 3]


def test_a_quiet_while_gives_the_burst_back() -> None:
    bucket = Bucket(per_second=1, burst=3, left=0, seen=0)

    assert [bucket.take(now=60) for _ in range(4)] == [0, 0, 0, 1]


def test_only_the_chat_told_to_wait_waits_until_a_second_one_is_told() -> None:
    clock = Clock()
    pace = Pace(Timing(), clock)

    pace.told_to_wait(1, 20)
    alone = pace.bot_waits()
    pace.told_to_wait(2, 5)
    both = pace.bot_waits()
    clock.now += 30
    pace.told_to_wait(3, 5)

    assert (alone, both, pace.bot_waits()) == (0, 5, 0)


def test_edits_do_not_use_up_the_messages_of_a_chat() -> None:
    clock = Clock()
    pace = Pace(Timing(chat_burst=1), clock)

    async def edits() -> None:
        for _ in range(20):
            await pace.place(1, new_message=False)

    asyncio.run(asyncio.wait_for(edits(), 1))


def test_many_chats_do_not_pile_up_in_memory() -> None:
    clock = Clock()
    pace = Pace(Timing(bot_per_second=1e9), clock)

    async def one_message_each() -> None:
        for chat in range(6000):
            clock.now += 1
            await pace.place(chat, new_message=True)

    asyncio.run(one_message_each())

    assert len(pace._chats) < 5100
