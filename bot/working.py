"""How is the worker started and stopped? It serves no page: it reminds, sends what waits, and forgets in time."""

from __future__ import annotations

import asyncio
import signal

from bot.app import Companion, together, workers
from bot.logs import start_logging
from bot.settings import Settings


def work(settings: Settings) -> None:
    """Until SIGTERM or Ctrl-C. Raises OperatorError, ContentError."""
    start_logging(settings)
    companions = workers(settings)
    print(f"Premier Pas travaille. Conversations : {settings.place}. Pour arrêter : Ctrl-C.", flush=True)
    asyncio.run(_until_told(companions))


async def _until_told(companions: list[Companion]) -> None:
    told = asyncio.Event()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, told.set)
    async with together(companions):
        await told.wait()
