"""What does a process send that serves no page? What waits: reminders, and replies whose process died."""

from __future__ import annotations

from bot.channels.telegram.client import connect, disconnect
from bot.channels.telegram.sender import Sender
from bot.channels.telegram.timing import Timing
from bot.keys import Keys
from bot.settings import Settings
from bot.turns import TurnHandler


class Sending:
    """The sender alone, beside the processes that hear people."""

    def __init__(self, handler: TurnHandler, settings: Settings, keys: Keys, timing: Timing | None = None) -> None:
        timing = timing or Timing()
        self.bot = connect(settings.telegram_token, settings.telegram_api_url, timing)
        self.sender = Sender(self.bot, handler.store, keys, handler.clock, timing, handler.library)

    async def run(self) -> None:
        try:
            await self.sender.run()
        finally:
            await disconnect(self.bot)

    async def stop(self) -> None:
        self.sender.stop()
