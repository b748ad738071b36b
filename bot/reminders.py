"""Whose reminders have come due? Beside the channels, every few seconds: each enters the conversation as an act.

Any number of processes may look at once: the turn is committed once, and the dialogue says whether it is worth saying.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import random

from bot import metrics
from bot.store import StoreUnavailable
from bot.turns import Push, TurnHandler, nothing_to_push
from dialogs import Incoming

EVERY = 20.0
AT_ONCE = 50
SET_ASIDE = 3600.0
"""A reminder that breaks a turn is left alone this long: the others must not wait behind it."""
log = logging.getLogger(__name__)
Due = tuple[str, str]
"""(key, id)"""


class Reminders:
    """A round at once, then one every so many seconds, until stop()."""

    def __init__(self, handler: TurnHandler, push: Push = nothing_to_push, every: float = EVERY) -> None:
        self.handler = handler
        self.push = push
        self.every = every
        self._broken: dict[Due, float] = {}
        self._stopping = asyncio.Event()

    async def run(self) -> None:
        while not self._stopping.is_set():
            try:
                while not self._stopping.is_set() and await asyncio.to_thread(self.round):
                    continue
            except StoreUnavailable as error:
                log.warning("Les rappels attendent que la base réponde (%s).", error)
            await self._pause(self.every)

    async def stop(self) -> None:
        self._stopping.set()

    def round(self) -> bool:
        """Takes what has come due; is there more? Raises StoreUnavailable."""
        now = self.handler.clock()
        self._broken = {due: until for due, until in self._broken.items() if until > now.timestamp()}
        found = self.handler.store.due(AT_ONCE + len(self._broken), now)
        due = [one for one in found if one not in self._broken]
        random.shuffle(due)  # so that processes looking at the same time seldom meet
        taken = [self._take(one) for one in due if not self._stopping.is_set()]
        return len(due) >= AT_ONCE and any(taken)

    def _take(self, due: Due) -> bool:
        """Was it ours to take?"""
        key, reminder = due
        act = Incoming(conversation_key=key, event_id=_event_id(due), reminder=reminder)
        try:
            turn = self.handler.handle(act, self.push)
        except StoreUnavailable:
            raise
        except Exception as error:
            self._set_aside(due, error)
            return False
        metrics.REMINDERS.labels("gone" if turn is None else "said" if turn.messages else "held").inc()
        return turn is not None

    def _set_aside(self, due: Due, error: Exception) -> None:
        metrics.REMINDERS.labels("refused").inc()
        self._broken[due] = self.handler.clock().timestamp() + SET_ASIDE
        log.error("Un rappel n'a pas pu être dit, il est laissé de côté une heure (%s).", type(error).__name__)

    async def _pause(self, seconds: float) -> None:
        try:
            await asyncio.wait_for(self._stopping.wait(), seconds)
        except TimeoutError:
            return


def _event_id(due: Due) -> str:
    """The same for the same reminder, and nothing of whose it is: event ids outlive an erasure by two days."""
    return "reminder:" + hashlib.sha256(" ".join(due).encode()).hexdigest()[:40]
