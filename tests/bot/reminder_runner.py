"""A process that takes the reminders come due, with our own dialogue: `ready` once it starts, `done` when none is left.

Its clock stands at AT. Each reminder said is queued, as for Telegram.
"""

from __future__ import annotations

import os
from datetime import datetime

from bot.app import open_store
from bot.reminders import Reminders
from bot.settings import read_settings
from bot.turns import TurnHandler
from content.loader import load
from tests.bot.turn_taker import push


def main() -> None:
    at, library = datetime.fromisoformat(os.environ["AT"]), load()
    store = open_store(read_settings(os.environ))
    reminders = Reminders(TurnHandler(store, lambda: library, lambda: at), push)
    print("ready", flush=True)
    while store.due(1, at):
        reminders.round()
    print("done", flush=True)


if __name__ == "__main__":
    main()
