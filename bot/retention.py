"""When does what is kept go? Beside the channels, at each start and every hour; how long: dialogs/retention.py."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from datetime import datetime

from bot.store import Store, StoreUnavailable

EVERY = 3600.0
AT_ONCE, BATCHES = 100, 50
"""People looked at in one transaction, and transactions in one round: nobody's turn waits long behind them."""
BREATH = 0.05
log = logging.getLogger(__name__)


class Retention:
    """Runs beside the channels: a round at once, then one every hour, until stop()."""

    def __init__(self, store: Store, clock: Callable[[], datetime], every: float = EVERY) -> None:
        self.store = store
        self.clock = clock
        self.every = every
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        while not self._stopping.is_set():
            try:
                await self._round()
            except StoreUnavailable as error:
                log.warning("Les conversations trop anciennes seront effacées plus tard (%s).", error)
            await self._pause(self.every)

    async def stop(self) -> None:
        self._stopping.set()

    async def _round(self) -> None:
        erased = 0
        for _ in range(BATCHES):
            purged = await asyncio.to_thread(self.store.purge, self.clock(), AT_ONCE)
            erased += purged.people
            if not purged.more or self._stopping.is_set():
                break
            await self._pause(BREATH)
        if erased:
            log.info("Conversations effacées, leur temps est passé : %d.", erased)

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return
