"""When may the next message leave? Telegram's limits, per chat and for the whole bot."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

from bot.channels.telegram.timing import Timing

CHATS_KEPT = 5000


@dataclass
class Bucket:
    """`burst` at once, then `per_second`."""

    per_second: float
    burst: float
    left: float
    seen: float

    def take(self, now: float) -> float:
        """Takes one place and says how long to wait for it."""
        self.left = min(self.burst, self.left + (now - self.seen) * self.per_second)
        self.seen = now
        self.left -= 1
        return max(0.0, -self.left / self.per_second)


class Pace:
    """`clock` is monotonic, in seconds."""

    def __init__(self, timing: Timing, clock: Callable[[], float]) -> None:
        self.timing = timing
        self.clock = clock
        self._bot = Bucket(timing.bot_per_second, timing.bot_per_second, timing.bot_per_second, clock())
        self._chats: dict[int, Bucket] = {}
        self._told_to_wait: dict[int, float] = {}
        self._bot_until = 0.0

    async def place(self, chat: int, new_message: bool) -> None:
        """Waits for this chat's turn, then for the bot's."""
        now = self.clock()
        wait = self._bucket(chat, now).take(now) if new_message else 0.0
        await asyncio.sleep(max(wait, self._bot.take(now)))

    def told_to_wait(self, chat: int, seconds: float) -> None:
        """A 429 for a second chat while a first one still waits is for the whole bot."""
        now = self.clock()
        self._told_to_wait = {one: until for one, until in self._told_to_wait.items() if until > now}
        if any(one != chat for one in self._told_to_wait):
            self._bot_until = max(self._bot_until, now + seconds)
        self._told_to_wait[chat] = now + seconds

    def bot_waits(self) -> float:
        """How long the whole bot still has to keep quiet."""
        return max(0.0, self._bot_until - self.clock())

    def _bucket(self, chat: int, now: float) -> Bucket:
        if len(self._chats) > CHATS_KEPT:
            self._chats = {one: b for one, b in self._chats.items() if now - b.seen < self.timing.chat_burst}
        burst = self.timing.chat_burst
        return self._chats.setdefault(chat, Bucket(self.timing.chat_per_second, burst, burst, now))
