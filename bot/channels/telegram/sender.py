"""How do queued replies leave? In order in each conversation, at Telegram's pace, until each one has left."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import TypeVar

from telegram import Bot
from telegram.error import BadRequest, Forbidden, RetryAfter, TelegramError

from bot import held
from bot.channels.telegram.calls import deliver
from bot.channels.telegram.client import placed, told
from bot.channels.telegram.pace import Told
from bot.channels.telegram.timing import Timing
from bot.keys import Keys
from bot.metrics import SENT
from bot.store import Outgoing, Store, StoreUnavailable
from content.models import Library

AT_ONCE = 30
DIRECT_TRIES = 3
GONE = ("chat not found", "peer_id_invalid", "user is deactivated")
T = TypeVar("T")
log = logging.getLogger(__name__)


class Sender:
    def __init__(
        self,
        bot: Bot,
        store: Store,
        keys: Keys,
        clock: Callable[[], datetime],
        timing: Timing,
        library: Callable[[], Library],
    ) -> None:
        self.bot = bot
        self.store = store
        self.keys = keys
        self.clock = clock
        self.timing = timing
        self.library = library
        self.told_to_wait = Told()
        self._wake = asyncio.Event()
        self._leaving: set[asyncio.Task[None]] = set()
        self._stopping = False
        self._trouble_since: float | None = None

    def wake(self) -> None:
        """A turn was just committed: look at the outbox now."""
        self._wake.set()

    async def run(self) -> None:
        """Until stop(); what is leaving then is given the time to arrive."""
        while not self._stopping:
            self._wake.clear()
            rows = await self._taken()
            for row in rows:
                self._start(row)
            if not rows:
                await self._rest()
        if self._leaving:
            await asyncio.wait(self._leaving, timeout=2 * self.timing.request)

    def _held(self, key: str) -> str:
        return held.text(self.store.export(key), self.library(), self.clock())

    def stop(self) -> None:
        self._stopping = True
        self._wake.set()

    async def deliver_now(self, chat: int, rows: tuple[Outgoing, ...]) -> None:
        """Straight to Telegram, for a person of whom nothing is kept any more: a few tries, then given up."""
        for row in rows:
            for failures in range(DIRECT_TRIES):
                try:
                    await self._bounded(row, chat)
                    break
                except RetryAfter as error:
                    await asyncio.sleep(min(seconds_asked(error), 2 * self.timing.request))
                except TelegramError:
                    await asyncio.sleep(self.timing.wait(failures))
                except TimeoutError:
                    continue

    # ------------------------------------------------------------ the queue

    async def _taken(self) -> list[Outgoing]:
        free = AT_ONCE - len(self._leaving)
        if free <= 0:
            return []
        asked = (free, self.clock(), self.timing.lease, self.timing.limits)
        try:
            return await asyncio.to_thread(self.store.next_unsent, *asked)
        except StoreUnavailable:
            return []
        except Exception as error:
            log.error("Telegram : les réponses à envoyer ne se lisent pas : %s", placed(error))
            return []

    def _start(self, row: Outgoing) -> None:
        task = asyncio.create_task(self._leave(row))
        self._leaving.add(task)
        task.add_done_callback(self._left)

    def _left(self, task: asyncio.Task[None]) -> None:
        self._leaving.discard(task)
        self._wake.set()
        if not task.cancelled() and (error := task.exception()):
            log.error("Telegram : une réponse n'est pas partie, elle sera reprise : %s", placed(error))

    async def _rest(self) -> None:
        try:
            await asyncio.wait_for(self._wake.wait(), self.timing.idle)
        except TimeoutError:
            return

    async def _leave(self, row: Outgoing) -> None:
        """One reply: sent and marked, or kept for later, or its conversation closed."""
        chat = await self._address(row.conversation_key)
        if chat is None:
            return await self._close(row)
        await asyncio.sleep(row.wait)
        if row.once and not await self._departs(row):
            return
        try:
            remote_id = await self._bounded(row, chat)
        except RetryAfter as error:
            await self._told_to_wait(row, chat, seconds_asked(error))
        except Forbidden:
            await self._close(row)
        except BadRequest as error:
            await self._refused(row, error)
        except (TelegramError, TimeoutError) as error:
            await self._in_trouble(row, error)
        else:
            self._trouble_since = None
            SENT.labels("sent").inc()
            await self._sent(row, remote_id)

    async def _address(self, key: str) -> int | None:
        encrypted = await asyncio.to_thread(self.store.address, key)
        return None if encrypted is None else self.keys.decrypt(encrypted)

    async def _departs(self, row: Outgoing) -> bool:
        """Marked before it is sent: from here on it is never said twice, whatever breaks."""
        return await self._stored(lambda: self.store.depart(row.conversation_key, row.number, self.clock()))

    async def _told_to_wait(self, row: Outgoing, chat: int, seconds: float) -> None:
        SENT.labels("wait").inc()
        if self.told_to_wait.is_for_all(chat, seconds, time.monotonic()):
            until = self.clock() + timedelta(seconds=seconds)
            await self._stored(lambda: self.store.quiet(until))
        await self._later(row, seconds)

    async def _refused(self, row: Outgoing, error: BadRequest) -> None:
        """Telegram will never take this one: said to the operator, so that what follows can leave."""
        if any(sign in str(error).lower() for sign in GONE):
            return await self._close(row)
        SENT.labels("refused").inc()
        log.error("Telegram refuse une réponse (%s) : %s", row.kind, told(error, self.bot.token))
        await self._sent(row, None)

    async def _in_trouble(self, row: Outgoing, error: BaseException) -> None:
        """Tried again after as long as the trouble has already lasted; not what leaves once, which may have arrived."""
        SENT.labels("trouble").inc()
        now = time.monotonic()
        if self._trouble_since is None:
            self._trouble_since = now
            log.warning("Telegram ne répond pas, les réponses attendent : %s", told(error, self.bot.token))
        if row.once:
            return
        await self._later(row, min(self.timing.longest_wait, max(0.5, now - self._trouble_since)))

    async def _later(self, row: Outgoing, seconds: float) -> None:
        not_before = self.clock() + timedelta(seconds=seconds)
        await self._stored(lambda: self.store.release(row.conversation_key, row.number, not_before))

    async def _sent(self, row: Outgoing, remote_id: int | None) -> None:
        sent = (row.conversation_key, row.number, remote_id, self.clock())
        await self._stored(lambda: self.store.mark_sent(*sent))

    async def _close(self, row: Outgoing) -> None:
        SENT.labels("closed").inc()
        await self._stored(lambda: self.store.close(row.conversation_key))

    async def _stored(self, write: Callable[[], T]) -> T:
        """What Telegram has taken must be written, or it leaves twice: tried for as long as the lease."""
        until = time.monotonic() + self.timing.lease
        failures = 0
        while True:
            try:
                return await asyncio.to_thread(write)
            except StoreUnavailable:
                failures += 1
                if time.monotonic() > until:
                    raise
                await asyncio.sleep(self.timing.wait(failures))

    async def _bounded(self, row: Outgoing, chat: int) -> int | None:
        async with asyncio.timeout(2 * self.timing.request):
            return await deliver(row, chat, self.bot, self.store, self._held)


def seconds_asked(error: RetryAfter) -> float:
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
