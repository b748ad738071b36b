"""The Telegram channel alone, in its own process: the real store, and a dialogue, the canned one or ours."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from types import MappingProxyType

import canned

from bot.channels.telegram import Polling, Timing, reminded
from bot.keys import Keys
from bot.reminders import Reminders
from bot.settings import read_settings
from bot.store import Limits
from bot.store.sqlite import SqliteStore
from bot.turns import TakeTurn, TurnHandler
from content.loader import load
from content.models import Library
from dialogs import take_turn

QUICK = Timing(
    poll=2,
    first_poll=1,
    conflict=0.1,
    look_again=1,
    request=1,
    longest_wait=0.5,
    lease=3,
    idle=0.2,
    limits=Limits(chat_per_second=50, chat_burst=50),
)


async def main() -> None:
    logging.basicConfig(level=os.environ.get("LOG", "INFO"), format="%(levelname)s %(message)s")
    logging.getLogger("transitions").setLevel(logging.WARNING)
    settings = read_settings(os.environ)
    store = SqliteStore(settings.database, busy_seconds=float(os.environ.get("BUSY", "5")))
    take, library = canned_dialogue() if os.environ.get("DIALOGUE") == "canned" else our_dialogue()
    ahead = timedelta(hours=float(os.environ.get("HOURS_AHEAD", "0")))
    handler = TurnHandler(store, library, lambda: datetime.now(UTC) + ahead, take)
    polling = Polling(handler, store, settings, Keys("k" * 20 + "0123456789ab"), library, QUICK)
    reminders = Reminders(handler, reminded(store, library), every=0.2)
    reminding = asyncio.create_task(reminders.run())
    running = asyncio.create_task(polling.run())
    asyncio.get_running_loop().add_signal_handler(signal.SIGTERM, lambda: asyncio.ensure_future(polling.stop()))
    await running
    await reminders.stop()
    await reminding
    print("finished", flush=True)


def canned_dialogue() -> tuple[TakeTurn, Callable[[], Library]]:
    content = load()
    spoken = replace(content, replies=MappingProxyType({**content.replies, **canned.REPLIES}))
    return canned.take_turn, lambda: spoken


def our_dialogue() -> tuple[TakeTurn, Callable[[], Library]]:
    content = load()
    return take_turn, lambda: content


if __name__ == "__main__":
    asyncio.run(main())
