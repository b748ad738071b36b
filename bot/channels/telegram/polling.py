"""How do updates become turns? Long polling: an update is confirmed only after its turn is committed."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Callable, Coroutine, Sequence
from datetime import timedelta
from typing import Any, TypeVar

from telegram import Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.channels.telegram.client import connect, disconnect, placed, take_over, told
from bot.channels.telegram.intake import ALLOWED, Intake
from bot.channels.telegram.sender import Sender, seconds_asked
from bot.channels.telegram.timing import Timing
from bot.keys import Keys
from bot.settings import Settings
from bot.store import Store, StoreUnavailable
from bot.turns import TurnHandler
from content.models import Library

TAKEN = "Telegram : un autre programme lit déjà ce bot (409). Celui-ci continue sans, tant que l'autre est là."
DISTURBED = "Telegram : un autre programme a voulu lire ce bot, celui-ci continue (%s)."
AWAY = "Telegram ne répond pas, on réessaie : %s"
REFUSED = "Telegram refuse le jeton : vérifiez TELEGRAM_TOKEN et TELEGRAM_API_URL. D'ici là, pas de Telegram."
T = TypeVar("T")
log = logging.getLogger(__name__)


class GivenUp(Exception):
    """Telegram stays off until the next start; the message tells the operator why."""


class PlaceTaken(Exception):
    """Another process polls this bot."""


class Stopped(Exception):
    """stop() was called while waiting."""


class Polling:
    """`run()` lasts until `stop()`, or until Telegram cannot work here; it never takes the process down."""

    def __init__(
        self,
        handler: TurnHandler,
        store: Store,
        settings: Settings,
        keys: Keys,
        library: Callable[[], Library],
        timing: Timing | None = None,
    ) -> None:
        self.handler = handler
        self.store = store
        self.keys = keys
        self.timing = timing or Timing()
        self.bot = connect(settings.telegram_token, settings.telegram_api_url, self.timing)
        self.intake = Intake(handler, keys, library, self.bot)
        self.sender = self._new_sender()
        self._stopping = asyncio.Event()
        self._finished = asyncio.Event()
        self._offset: int | None = None
        self._established = False
        self._begun = 0.0

    async def run(self) -> None:
        try:
            await self._persist(lambda: take_over(self.bot))
            while True:
                try:
                    await self._work()
                except PlaceTaken:
                    log.warning(TAKEN)
                    await self._until_free()
        except Stopped:
            pass
        except GivenUp as reason:
            log.warning("%s", reason)
        except Exception as error:
            log.error("Telegram s'arrête : %s", placed(error))
        finally:
            await disconnect(self.bot)
            self._finished.set()

    async def stop(self) -> None:
        """The turn at hand is finished first; what was not confirmed comes again at the next start."""
        self._stopping.set()
        await self._finished.wait()

    def _new_sender(self) -> Sender:
        return Sender(self.bot, self.store, self.keys, self.handler.clock, self.timing, self.handler.library)

    async def _work(self) -> None:
        self.sender = self._new_sender()
        self._begun = time.monotonic()
        sending = asyncio.create_task(self.sender.run())
        self.intake.introduce()
        try:
            while True:
                await self._take_all(await self._persist(self._updates))
        finally:
            self.sender.stop()
            await asyncio.wait({sending, *self.intake.beside}, timeout=2 * self.timing.request)

    # ------------------------------------------------------------ updates in

    async def _updates(self) -> Sequence[Update]:
        seconds = self.timing.poll if self._established else self.timing.first_poll
        try:
            wait = timedelta(seconds=max(1, int(seconds)))
            updates = await self.bot.get_updates(offset=self._offset, timeout=wait, allowed_updates=ALLOWED)
        except Conflict:
            if not self._established:
                raise PlaceTaken from None
            raise
        except TelegramError:
            raise
        except Exception:
            return await self._one_by_one()
        self._established |= time.monotonic() - self._begun >= self.timing.first_poll
        return updates

    async def _until_free(self) -> None:
        """A deployment starts the new process before it ends the old one: the new one takes over then."""
        while True:
            await self._pause(self.timing.look_again)
            try:
                if await self._is_free():
                    return
            except TelegramError:
                continue

    async def _is_free(self) -> bool:
        """What is seen here is not confirmed: whoever polls still gets it, and then it goes away."""
        first = await self._or_stop(self._look())
        if not first:
            return True
        await self._pause(self.timing.first_poll)
        second = await self._or_stop(self._look())
        return not second or second[0].update_id == first[0].update_id

    async def _look(self) -> Sequence[Update]:
        wait = timedelta(seconds=self.timing.first_poll)
        return await self.bot.get_updates(timeout=wait, allowed_updates=ALLOWED)

    async def _one_by_one(self) -> list[Update]:
        """PTB cannot read one of them: it becomes an empty update, the others keep their turn."""
        asked = {"offset": self._offset, "timeout": 0}
        raw = await self.bot.do_api_request("getUpdates", api_kwargs=asked)
        return [self.intake.read(one) for one in raw if isinstance(one, dict)]

    async def _take_all(self, updates: Sequence[Update]) -> None:
        """Every press is answered at once; then each act in order, confirmed once committed."""
        for update in updates:
            self.intake.answer(update)
        for update in updates:
            if self._stopping.is_set():
                raise Stopped
            await self._saved(update)
            self._offset = update.update_id + 1

    async def _saved(self, update: Update) -> None:
        """While the store is away, the same update waits: it is never skipped."""
        failures = 0
        while True:
            try:
                return await self.intake.take(update, self.sender)
            except StoreUnavailable:
                if not failures:
                    log.error("La base ne répond pas : les messages de Telegram attendent.")
                failures += 1
                await self._pause(self.timing.wait(failures))

    # ------------------------------------------------------------ waiting

    async def _persist(self, call: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """The call's result, however long the network is away."""
        failures = 0
        while True:
            try:
                return await self._or_stop(call())
            except InvalidToken:
                raise GivenUp(REFUSED) from None
            except TelegramError as error:
                if not failures:
                    log.warning(DISTURBED if isinstance(error, Conflict) else AWAY, told(error, self.bot.token))
                failures += 1
                await self._pause(self._wait(error, failures))

    def _wait(self, error: TelegramError, failures: int) -> float:
        if isinstance(error, RetryAfter):
            return seconds_asked(error)
        return self.timing.conflict * min(failures, 4) if isinstance(error, Conflict) else self.timing.wait(failures)

    async def _pause(self, seconds: float) -> None:
        await self._or_stop(asyncio.sleep(seconds))

    async def _or_stop(self, call: Coroutine[Any, Any, T]) -> T:
        """The call's result, or Stopped as soon as stop() is called."""
        work, stop = asyncio.ensure_future(call), asyncio.ensure_future(self._stopping.wait())
        try:
            await asyncio.wait({work, stop}, return_when=asyncio.FIRST_COMPLETED)
            if not work.done():
                raise Stopped
            return work.result()
        finally:
            work.cancel()
            stop.cancel()
